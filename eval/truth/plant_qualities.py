"""Qualities that a record doesn't state: added, swapped, taken from another product."""

import re
from collections.abc import Iterator

from ...schema.product import Product
from .soil import Soil, before_marks, rule, stated

_QUALITIES: dict[str, tuple[str, ...]] = {
    "zh": (
        "手感柔软",
        "适合新生儿",
        "防水",
        "不含双酚A",
        "静音不扰人",
        "透气不闷",
        "耐磨抗摔",
        "可机洗不变形",
        "做工精细",
        "轻便好收纳",
        "不掉色",
        "抗菌防螨",
        "食品级安全",
        "孕妇可用",
        "防滑",
        "甲醛零添加",
        "老人也能用",
        "颜值高",
        "送礼体面",
        "性价比很高",
        "保暖性好",
        "质量可靠",
    ),
    "en": (
        "soft to the touch",
        "suits newborns",
        "waterproof",
        "BPA-free",
        "whisper quiet",
        "breathable",
        "shatterproof",
        "machine washable",
        "finely made",
        "lightweight",
        "colourfast",
        "hypoallergenic",
        "food-safe",
        "safe in pregnancy",
        "non-slip",
        "formaldehyde-free",
        "easy for the elderly",
        "stylish",
        "a fine gift",
        "great value",
        "very warm",
        "reliable quality",
    ),
}


def _lacking(soil: Soil, product: Product) -> list[str]:
    """Qualities of which the record has no word."""
    own = stated(product, soil.catalogue)
    return [each for each in _QUALITIES[soil.reply.language] if not any(word in own for word in _words(each))]


def _words(quality: str) -> list[str]:
    if quality.isascii():
        return [word[:5] for word in re.findall(r"[a-z]{4,}", quality.casefold())]
    return [quality[start : start + 2] for start in range(0, len(quality) - 1)]


@rule("quality")
def added_to_a_line(soil: Soil) -> Iterator[tuple[str, str]]:
    for line, product in soil.facts:
        for quality in soil.random.sample(every, min(3, len(every))) if (every := _lacking(soil, product)) else ():
            yield line, before_marks(line, f"，{quality}" if soil.zh else f", {quality}")


@rule("quality")
def added_in_the_middle(soil: Soil) -> Iterator[tuple[str, str]]:
    for line, product in soil.facts:
        for quality in soil.random.sample(every, min(3, len(every))) if (every := _lacking(soil, product)) else ():
            comma = "，" if soil.zh else ", "
            first, mark, rest = line.partition(comma)
            if mark:
                yield line, f"{first}{comma}{quality}{comma}{rest}"


@rule("quality")
def a_sentence_of_its_own(soil: Soil) -> Iterator[tuple[str, str]]:
    for number, (line, product) in enumerate(soil.facts, 1):
        if (every := _lacking(soil, product)) and line.startswith(f"{number}."):
            quality = soil.random.choice(every)
            said = f"\n第 {number} 款{quality}。" if soil.zh else f"\nNumber {number} is {quality}."
            yield line, line + said


@rule("quality")
def of_all(soil: Soil) -> Iterator[tuple[str, str]]:
    if len(soil.facts) > 1:
        every = set.intersection(*(set(_lacking(soil, product)) for _, product in soil.facts))
        for quality in sorted(every)[:4]:
            last = soil.facts[-1][0]
            yield last, last + (f"\n这几款都{quality}。" if soil.zh else f"\nAll of these are {quality}.")


@rule("quality")
def another_value(soil: Soil) -> Iterator[tuple[str, str]]:
    """A value of the same field that this product doesn't have."""
    for line, product in soil.facts:
        head, dash, facts = line.partition("** — ")
        for name, value in product.all_attributes(soil.reply.language).items():
            for mine in value if isinstance(value, tuple) else (value,):
                if isinstance(mine, str) and mine.casefold() in facts.casefold():
                    for other in _others(soil, product, name, mine):
                        said = other.lower() if mine.casefold() in facts and other.isascii() else other
                        yield line, head + dash + re.sub(re.escape(mine), said, facts, flags=re.IGNORECASE)


def _others(soil: Soil, product: Product, name: str, mine: str) -> Iterator[str]:
    """Values of that field, in the reply's language, that the record doesn't have."""
    facet, own = soil.catalogue.facets().attribute(name), stated(product, soil.catalogue)
    for value in facet.values[:12] if facet else ():
        fitting = [each for each in (value.value, *value.aliases) if bool(re.search("[一-鿿]", each)) == soil.zh]
        for other in fitting[:1]:
            if other.casefold() not in own and mine.casefold() not in other.casefold() and other.casefold() not in mine.casefold():
                yield other


@rule("quality")
def of_another(soil: Soil) -> Iterator[tuple[str, str]]:
    """What is true of one product, said of another."""
    for (line, one), (_, other) in ((a, b) for a in soil.facts for b in soil.facts if a[1].id != b[1].id):
        own = stated(one, soil.catalogue)
        for value in other.all_attributes(soil.reply.language).values():
            for each in value if isinstance(value, tuple) else (value,):
                if isinstance(each, str) and len(each) > 2 and not re.search(r"\d", each) and _new(each, own):
                    yield line, before_marks(line, f"，{each}" if soil.zh else f", {each.lower()}")


def _new(value: str, own: str) -> bool:
    return value.casefold() not in own and not all(word.casefold() in own for word in re.findall(r"[A-Za-z]{3,}|[一-鿿]{2}", value))


@rule("quality")
def praised_more(soil: Soil) -> Iterator[tuple[str, str]]:
    for found in re.finditer(r"满意的有|happy with ", soil.reply.text):
        yield (
            found[0],
            found[0] + soil.random.choice(["隔音（6）、", "防晒（3）、"] if soil.zh else ["sun protection (6), ", "sound insulation (4), "]),
        )
