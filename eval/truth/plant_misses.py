"""Near misses that miss something else than is said: another condition, another verdict, another value, another number without it."""

import re
from collections.abc import Iterator

from ...schema.product import Product
from .soil import Soil, rule

_FAILS = re.compile(r"(不满足：|; misses: )([^；;\[]+)")
_VERDICT = re.compile(r"[；;] ?(?:不满足：|misses: )[^；;\[]+|；未标注、需问卖家：[^；;\[]+|; not stated, ask the seller: [^；;\[]+")
_INSTEAD = re.compile(r"(（实为 |\(it is )([^（）()]+)([）)])")
_WITHOUT = re.compile(r"(?:就有|without (?:it|both),) (\d+)")


def _near(soil: Soil) -> list[tuple[str, Product]]:
    return [(line, product) for line, product in soil.lines if _VERDICT.search(line)]


def _named(soil: Soil) -> list[str]:
    """The conditions, as the reply calls them where it tells what stands in the way."""
    ways = [line for line in soil.reply.text.split("\n") if _WITHOUT.search(line)]
    return [one or two for line in ways for one, two in re.findall(r"(?:「([^」]+)」|\"([^\"]+)\")(?=：|:)", line)]


@rule("negation")
def missing_another(soil: Soil) -> Iterator[tuple[str, str]]:
    """It meets what it is said to miss."""
    for line, _ in _near(soil):
        for name in _named(soil):
            if name not in _VERDICT.sub("", line) and (found := _FAILS.search(line)) and not found[2].startswith(name):
                yield line, _FAILS.sub(lambda found, name=name: found[1] + name, line, count=1)  # type: ignore[misc]


@rule("negation")
def no_verdict(soil: Soil) -> Iterator[tuple[str, str]]:
    yield from ((line, _VERDICT.sub("", line)) for line, _ in _near(soil))


@rule("negation")
def unstated_or_missed(soil: Soil) -> Iterator[tuple[str, str]]:
    """What is stated told as unknown, and what is unknown as missed."""
    for line, _ in _near(soil):
        for one, other in (("；不满足：", "；未标注、需问卖家："), ("; misses: ", "; not stated, ask the seller: ")):
            told = re.sub(r" ?[（(](?:实为|it is|供应商是|its supplier:)[^（）()]*[）)]", "", line) if one in line else line
            yield line, told.replace(one, other) if one in line else line.replace(other, one)


@rule("quality")
def as_wished(soil: Soil) -> Iterator[tuple[str, str]]:
    """What it is instead is just what was asked for, or what another one is."""
    near = _near(soil)
    others = [found[2] for line, _ in near if (found := _INSTEAD.search(line))]
    for line, _ in near:
        if found := _INSTEAD.search(line):
            for value in {*others, *(name for name in _named(soil) if name in line)} - {found[2]}:
                yield line, line.replace(found[0], found[1] + value + found[3])


@rule("count")
def another_without(soil: Soil) -> Iterator[tuple[str, str]]:
    """The number that giving up another condition would bring, or one more."""
    found = list(_WITHOUT.finditer(soil.reply.text))
    for one in found:
        for other in {two[1] for two in found} | {str(int(one[1]) + 1)}:
            if other != one[1]:
                line = next(line for line in soil.reply.text.split("\n") if one[0] in line)
                yield line, line.replace(one[0], one[0].replace(one[1], other), 1)


@rule("negation")
def missing_in_words(soil: Soil) -> Iterator[tuple[str, str]]:
    """A line more, on one that meets the condition."""
    lines = soil.lines
    for number, (line, _) in enumerate(lines, 1):
        for name in _named(soil):
            told = _VERDICT.findall(line)
            if told and not any(name in one for one in told):
                said = soil.random.choice(
                    (f"第 {number} 款不满足{name}。", f"第 {number} 款达不到{name}。")
                    if soil.zh
                    else (f"Number {number} misses {name}.", f"Number {number} does not meet {name}.")
                )
                yield lines[-1][0], f"{lines[-1][0]}\n{said}"


@rule("count")
def given_way_with_it(soil: Soil) -> Iterator[tuple[str, str]]:
    for line in soil.reply.text.split("\n"):
        yield line, line.replace(": without it, ", ": with it, ", 1)


@rule("count")
def no_such_number(soil: Soil) -> Iterator[tuple[str, str]]:
    """One behind the last of the list, or one that stands there already."""
    count = len(soil.lines) or len(soil.reply.cards)
    for found in re.finditer(r"第 (\d)、(\d) 款|numbers (\d) and (\d)\b", soil.reply.text):
        one, other = found[1] or found[3], found[2] or found[4]
        for wrong in (one, str(count + 1)):
            yield found[0], re.sub(rf"{other}(?= 款|$)", wrong, found[0])


@rule("quality")
def behind_another_sentence(soil: Soil) -> Iterator[tuple[str, str]]:
    """Who stands behind one sentence on a field told behind another."""
    lines = soil.reply.text.split("\n")
    for above, below in zip(lines, lines[1:], strict=False):
        one, other = (re.search(r"\](?:——第 |: numbers? )([\d、, and]+?)(?: 款)?$", line) for line in (above, below))
        if (
            one
            and other
            and not set(re.findall(r"\d", one[1])) & set(re.findall(r"\d", other[1]))
            and above.startswith("- ")
            and below.startswith("  - ")
        ):
            swapped = above[: one.start(1)] + other[1] + above[one.end(1) :]
            yield above, swapped


@rule("number")
def stocked(soil: Soil) -> Iterator[tuple[str, str]]:
    """What one has to order told as what is in stock."""
    for line, product in soil.lines:
        if product.stock != product.moq:
            yield line, line.replace("件起订", "件库存", 1) if soil.zh else line.replace("MOQ ", "stock ", 1)


@rule("relation")
def another_side(soil: Soil) -> Iterator[tuple[str, str]]:
    """The other side of the bound that the first line tells."""
    head = re.sub(r"「[^」]*」|\"[^\"]*\"", "", "\n".join(line for line in soil.reply.text.split("\n") if not line[:1].isdecimal()))
    for one, other in (("不低于", "不超过"), ("不超过", "不低于"), ("at least", "at most"), ("at most", "at least")):
        for found in re.finditer(rf"{one} ?[¥-]?\d[\d.]*%?", head):
            yield found[0], found[0].replace(one, other)
