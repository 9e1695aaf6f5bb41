"""Whether replies are true: `python -m daogou.eval checked` holds every reply of the scenario suite against the records, then plants errors."""

import asyncio
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from rich.progress import track

from ...catalogue.catalogue import Catalogue
from ...schema.product import Product
from ...schema.reply import Reply
from ..assistants import catalogue_of, held
from ..report import Figure, Report, share
from ..scenario import scenarios
from ..scenarios import TODAY, play_all
from .checker import Fault, faults, labels, plain, words

_LINE = re.compile(r"^\d+\. \*\*(.+?)\*\* — [¥$€£]([\d.,]+).*?(?=(?:\[\d+\])*$)", re.MULTILINE)
Change = tuple[str, str]
"""What stands in the text, and what is put in its place."""
EACH = 40
"""Errors of each kind."""
Said = tuple[str, ...]


class Planted(NamedTuple):
    """`reply` with `what` planted in place of `where`."""

    kind: str
    reply: Reply
    where: str
    what: str
    said: tuple[str, ...] = ()


class _Soil(NamedTuple):
    reply: Reply
    catalogue: Catalogue
    random: Random

    @property
    def zh(self) -> bool:
        return self.reply.language == "zh"

    @property
    def lines(self) -> list[tuple[int, re.Match[str], Product]]:
        """Numbered products: number, line, record."""
        some = self.catalogue.products([card.product_id for card in self.reply.cards])
        titles = {product.id: (product.title, *(each.title for each in product.translations.values())) for product in some}
        known = {title: product for product in some for title in titles[product.id] if title}
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


def _units(soil: _Soil) -> Iterator[Change]:
    other = {"L": "ml", "cm": "mm", "kg": "g", "g": "kg", "mAh": "W", "米": "厘米"}
    for _, line, _ in soil.lines:
        for found in re.finditer(r"(?<=[，, ])(\d+ )(L|cm|kg|g|mAh|米)(?=[，,])", line[0]):
            yield line[0], line[0].replace(found[0], f"{found[1]}{other[found[2]]}")


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


def _silences(soil: _Soil) -> Iterator[Change]:
    """A value of the record, without its spaces and hyphens, that is said to stand nowhere."""
    for number, _, product in soil.lines:
        for value in product.text(soil.reply.language).attributes.values():
            if isinstance(value, str) and 1 < len(value) <= 40 and (said := re.sub(r"[\s-]+", "", value)):
                yield soil.more(f"第 {number} 款没查到「{said}」。", f'Number {number}: found nothing on "{said}".')


_RULES: dict[str, Callable[[_Soil], Iterator[Change]]] = {
    "price": _prices, "number": _numbers,
    "date": lambda soil: ((day, f"{int(day[:4]) + 1}{day[4:]}") for day in re.findall(r"20\d\d-\d\d-\d\d", soil.reply.text)),
    "unit": _units, "name": _names, "supplier": _sellers, "certificate": _certificates, "citation": _citations, "quality": _qualities,
    "relation": _relations, "negation": _denials, "silence": _silences,
    "wish": lambda soil: iter((("价格不超过 ¥", "价格不低于 ¥9"), ("price at most ¥", "price at least ¥9"))),  # what was never asked for, told so
}  # fmt: skip
KINDS = tuple(_RULES)


def measure(store: Path | None = None) -> Report:
    """Every reply of every wording; the planted errors that were found, by kind. `store` None is the demo store."""
    with held(store) as assistant:
        outcomes = asyncio.run(play_all(assistant, list(scenarios())))
        catalogue, day = catalogue_of(assistant), TODAY.date()
        replies = [each for outcome in outcomes for each in zip(outcome.replies, outcome.said, strict=True)]
        checked = ((said[-1], faults(reply, catalogue, day, said)) for reply, said in track(replies, "checked", transient=True))
        doubted = [(said, found) for said, found in checked if found]
        lies = list(planted(replies, catalogue))
        caught = [(lie, len(faults(lie.reply, catalogue, day, lie.said)) > len(faults(true, catalogue, day, lie.said))) for lie, true in lies]
    return _reported(len(replies), doubted, caught)


def planted(replies: Sequence[tuple[Reply, Said]], catalogue: Catalogue, each: int = EACH, seed: int = 1) -> Iterator[tuple[Planted, Reply]]:
    """As many errors of each kind as the replies have places for, each with the true reply."""
    random, count = Random(seed), defaultdict[str, int](int)
    for reply, said in random.sample(replies, len(replies)):
        for one in plant(reply, catalogue, random, said):
            if count[one.kind] < each:
                count[one.kind] += 1
                yield one, reply


def _reported(replies: int, doubted: list[tuple[str, list[Fault]]], found: list[tuple[Planted, bool]]) -> Report:
    report = Report("checked", "Statements held against the records", {"replies": replies, "planted errors": len(found)})
    total, caught = Counter(lie.kind for lie, _ in found), Counter(lie.kind for lie, yes in found if yes)
    report.table("planted errors, by kind", ("kind", "planted", "found"), [(kind, total[kind], caught[kind]) for kind in KINDS])
    doubts = Figure("true replies that are doubted", len(doubted) / max(replies, 1), None, "<=", "", f"{len(doubted)} of {replies}")
    report.figures = [doubts, share("planted errors found", sum(caught.values()), len(found))]
    rows = [(f"{one.kind}: {said[:40]}", f"{one.where[:90]}\n  {one.why[:90]}") for said, each in doubted for one in each[:1]]
    report.table("doubted", ("kind, said", "statement, why"), rows[:60])
    missed = [(lie.kind, f"{lie.where[:90]}\n  {lie.what[:120]}") for lie, yes in found if not yes]
    report.table("planted and not found", ("kind", "where, what"), missed[:60])
    return report
