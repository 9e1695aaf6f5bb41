"""Errors planted into real replies by code, of twelve kinds: each changes one thing that the reply says."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from ...catalogue.catalogue import Catalogue
from ...schema.product import Product
from ...schema.reply import Reply
from .relations import words
from .world import labels, plain

KINDS = ("price", "number", "date", "unit", "name", "supplier", "certificate", "citation", "quality", "relation", "negation", "wish")
_LINE = re.compile(r"^\d+\. \*\*(.+?)\*\* — [¥$€£]([\d.,]+).*?(?=(?:\[\d+\])*$)", re.MULTILINE)
Change = tuple[str, str]
"""What stands in the text, and what is put in its place."""


@dataclass(frozen=True)
class Planted:
    """`reply` with `what` planted in place of `where`."""

    kind: str
    reply: Reply
    where: str
    what: str
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Soil:
    reply: Reply
    catalogue: Catalogue
    random: Random

    @property
    def zh(self) -> bool:
        return self.reply.language == "zh"

    @property
    def lines(self) -> list[tuple[int, re.Match[str], Product]]:
        """Numbered products: number, line, record."""
        known = {title: product for product in self.catalogue.products([card.product_id for card in self.reply.cards]) for title in _titles(product)}
        return [(number, line, known[line[1]]) for number, line in enumerate(_LINE.finditer(self.reply.text), 1) if line[1] in known]

    def more(self, zh: str, en: str) -> Change:
        """A line of its own behind the text."""
        return self.reply.text, f"{self.reply.text}\n{zh if self.zh else en}"


def plant(reply: Reply, catalogue: Catalogue, random: Random, said: tuple[str, ...]) -> Iterator[Planted]:
    """One error of each kind that finds a place in the reply."""
    soil = _Soil(reply, catalogue, random)
    for kind, made in _RULES.items():
        if places := [(old, new) for old, new in made(soil) if old in reply.text and old != new]:
            old, new = random.choice(places)
            where = "" if old == reply.text else old
            yield Planted(kind, reply.model_copy(update={"text": reply.text.replace(old, new, 1)}), where, new.removeprefix(reply.text).strip(), said)


def _prices(soil: _Soil) -> Iterator[Change]:
    for _, line, product in soil.lines:
        value = float(line[2].replace(",", "")) * soil.random.choice((0.8, 0.9, 1.2))
        if all(abs(value - float(tier.unit_price)) > 0.01 for tier in product.price):
            yield line[0], line[0].replace(f"¥{line[2]}", f"¥{value:.2f}", 1)


def _numbers(soil: _Soil) -> Iterator[Change]:
    for found in re.finditer(r"(\d+) 件起订|MOQ (\d+)|(\d+) 条评价|\((\d+) reviews|经营 (\d+) 年|(\d+) years in business", soil.reply.text):
        number = next(filter(None, found.groups()))
        yield found[0], found[0].replace(number, str(int(number) * 3 + 47))


def _dates(soil: _Soil) -> Iterator[Change]:
    yield from ((day, f"{int(day[:4]) + 1}{day[4:]}") for day in re.findall(r"20\d\d-\d\d-\d\d", soil.reply.text))


def _units(soil: _Soil) -> Iterator[Change]:
    other = {"L": "ml", "cm": "mm", "kg": "g", "g": "kg", "mAh": "W", "米": "厘米"}
    for _, line, _ in soil.lines:
        yield from (
            (line[0], line[0].replace(found[0], f"{found[1]}{other[found[2]]}"))
            for found in re.finditer(r"(?<=[，, ])(\d+ )(L|cm|kg|g|mAh|米)(?=[，,])", line[0])
        )


def _names(soil: _Soil) -> Iterator[Change]:
    brands = [(facet.name, facet.aliases.get("en", facet.name)) for facet in soil.catalogue.facets().brands]
    for number, line, product in soil.lines:
        zh, en = soil.random.choice(brands)
        if product.brand not in (zh, en):
            yield line[0], line[0].replace(f"**{line[1]}**", f"**{zh if soil.zh else en} {line[1]}**", 1)
            yield soil.more(f"第 {number} 款是{zh}的。", f"Number {number} is by {en}.")


def _sellers(soil: _Soil) -> Iterator[Change]:
    yield from (("的工厂", "的贸易商"), ("的贸易商", "的工厂"), (": factory in", ": trading company in"), ("平台认证过", "政府认证过"))
    for found in re.finditer(r"(?:经营 |, )(\d+)(?: 年| years in business)", soil.reply.text):
        yield found[0], found[0].replace(found[1], str(int(found[1]) + 1))


def _certificates(soil: _Soil) -> Iterator[Change]:
    for number, _, product in soil.lines:
        seller = soil.catalogue.supplier(product.supplier_id) if product.supplier_id else None
        mine = plain(product.model_dump_json() + (seller.model_dump_json() if seller else ""))
        for name in ("GOTS", "LFGB", "FDA", "CE", "RoHS", "UL"):
            if f" {plain(name)} " not in f" {mine} ":
                yield soil.more(f"第 {number} 款有 {name} 证书。", f"Number {number} has a {name} certificate.")


def _citations(soil: _Soil) -> Iterator[Change]:
    numbers = [one.n for one in soil.reply.citations]
    for _, line, _ in soil.lines:
        for mark in re.findall(r"\[(\d+)\]$", soil.reply.text[line.start() :].split("\n")[0]):
            yield from ((f"{line[0]}[{mark}]", f"{line[0]}[{other}]") for other in (*numbers, max(numbers) + 2) if other != int(mark))


def _qualities(soil: _Soil) -> Iterator[Change]:
    """A value of another product of its kind."""
    values = [(value.value, *value.aliases) for facet in soil.catalogue.facets().attributes for value in facet.values]
    for number, line, product in soil.lines:
        for many in soil.random.sample(values, min(6, len(values))):
            named = next((each for each in many if (not each.isascii()) == soil.zh and not re.search(r"\d", each) and len(each) > 1), None)
            if named and not any(plain(each) in plain(product.model_dump_json()) for each in many):
                yield line[0], f"{line[0]}{'，' if soil.zh else ', '}{named}"
                yield soil.more(f"第 {number} 款是{named}的。", f"Number {number} is {named}.")


def _relations(soil: _Soil) -> Iterator[Change]:
    some = [(number, product) for number, _, product in soil.lines if product.price]
    ordered = sorted(some, key=lambda each: each[1].price[0].unit_price)
    if len({each[1].price[0].unit_price for each in ordered}) > 1:
        (low, _), (high, _) = ordered[0], ordered[-1]
        yield soil.more(f"第 {high} 款比第 {low} 款便宜。", f"Number {high} is cheaper than number {low}.")
        yield soil.more(f"第 {high} 款价格最低。", f"Number {high} has the lowest price.")
    rated = sorted((product.rating, number) for number, product in some if product.rating)
    if len({rating for rating, _ in rated}) > 1:
        yield soil.more(f"第 {rated[0][1]} 款评分最高。", f"Number {rated[0][1]} is the best rated.")
    yield soil.more(f"{soil.random.choice(words()['beyond'][:4])}更喜欢第 1 款。", "Most buyers prefer number 1.")


def _denials(soil: _Soil) -> Iterator[Change]:
    for number, _, product in soil.lines:
        for name in product.attributes:
            zh, en = labels(name) if len(labels(name)) == 2 else (name, name)
            yield soil.more(f"第 {number} 款没有标注{zh}。", f"Number {number}: {en} not stated.")


def _wishes(soil: _Soil) -> Iterator[Change]:
    """What the buyer never asked for, told as asked for."""
    yield from ((old, new) for old, new in (("价格不超过 ¥", "价格不低于 ¥9"), ("price at most ¥", "price at least ¥9")))


_RULES: dict[str, Callable[[_Soil], Iterator[Change]]] = dict(
    zip(
        KINDS,
        (_prices, _numbers, _dates, _units, _names, _sellers, _certificates, _citations, _qualities, _relations, _denials, _wishes),
        strict=True,
    )
)


def _titles(product: Product) -> list[str]:
    return [product.title, *(each.title for each in product.translations.values() if each.title)]
