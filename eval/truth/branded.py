"""Where a brand that was asked about stands among all goods of its kind: worked out anew from every product of the kind."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import sqrt
from statistics import median_low

import numpy as np

from ...schema.condition import Condition
from ...schema.product import Product
from ..priced import unit_price
from .claim import Claims, Found
from .statement import Statement
from .world import World

branded = Claims()
_MONEY = r"[¥$€£]([\d,]+(?:\.\d+)?)"
_ABOVE, _BELOW = "高于", "低于"
_CHANCE = 1.96 * 0.9
"""How far a mean of n ratings, which spread by 0.9 stars, lies from the truth in 19 of 20 cases, times the root of n."""


@branded(
    rf"：这里有 (?P<n>[\d,]+) 款（(?P<kinds>[^）]*(?:（\d+）[^）]*)*)），{_MONEY}(?:–{_MONEY})?(?:，(?P<mean>[\d.]+) 分（(?P<by>[\d,]+) 条评价）)?"
    r"(?:，其中 (?P<held>\d+) 款有在有效期内的证书)?"
    rf"|: (?P<m>[\d,]+) products? here \((?P<sorts>[^()]*(?:\(\d+\)[^()]*)*)\), {_MONEY}(?:–{_MONEY})?"
    r"(?:, (?P<stars>[\d.]+) stars? \((?P<of>[\d,]+) reviews?\))?(?:, (?P<certified>\d+) with a certificate in force)?"
)
def record(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    own, _ = _sides(world, statement)
    prices = [unit_price(product, world.reply.need.quantity) for product in own] or [Decimal(-1)]
    told = [_amount(each) for each in re.findall(_MONEY, found[0])]
    if _count(found["n"] or found["m"]) != len(own):
        yield "count", f"there are {len(own)}"
    if (told[0], told[-1]) != (min(prices), max(prices)):
        yield "price", f"{min(prices)} to {max(prices)}"
    mean, reviews = _mean(own)
    if (stars := found["mean"] or found["stars"]) and (abs(float(stars) - mean) > 0.006 or _count(found["by"] or found["of"]) != reviews):
        yield "number", f"{mean:.2f} from {reviews}"
    held = sum(any(one.valid_on(world.today) for one in product.certifications) for product in own)
    if (certified := found["held"] or found["certified"]) and int(certified) != held:
        yield "certificate", f"{held} hold one"
    yield from _kinds(world, own, found["kinds"] or found["sorts"])


def _kinds(world: World, own: Sequence[Product], told: str) -> Iterator[tuple[str, str]]:
    counts = Counter(name.casefold() for product in own for name in {*product.text("zh").category[-1:], *product.text("en").category[-1:]})
    for name, count in re.findall(r"([^、,（）()]+?) ?(?:[（(](\d+)[）)])?(?:、|和|, and | and |, |$)", told):
        if counts[name.strip().casefold()] != int(count or len(own)):
            yield "count", f"{name}: {counts[name.strip().casefold()]}"


def _count(text: str) -> int:
    return int(text.replace(",", ""))


@branded(
    rf"价位：它的中位价 {_MONEY}，在同类 ([\d,]+) 款里(?:属于)?(便宜的三分之一|居中|贵的三分之一)（同类中位价 {_MONEY}）"
    rf"|Price: its median is {_MONEY}, (?:in the )?(cheapest third of|mid-range among|dearest third of) the ([\d,]+) products? of the kind "
    rf"\(median {_MONEY}\)"
)
def place(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    told = [each for each in found.groups() if each is not None]
    own, peers = _sides(world, statement)
    prices = sorted(unit_price(product, world.reply.need.quantity) for product in peers)
    middle = median_low(sorted(unit_price(product, world.reply.need.quantity) for product in own)) if own else Decimal(-1)
    count = next(int(each.replace(",", "")) for each in told if re.fullmatch(r"[\d,]+", each) and each is not told[0] and each is not told[-1])
    if (_amount(told[0]), count, _amount(told[-1])) != (middle, len(peers), median_low(prices) if prices else Decimal(-1)):
        yield "price", f"median {middle}, of the kind {len(peers)}"
    below = sum(price < middle for price in prices) / max(len(prices), 1)
    above = sum(price > middle for price in prices) / max(len(prices), 1)
    low, high = any(each.startswith(("便宜", "cheapest")) for each in told), any(each.startswith(("贵", "dearest")) for each in told)
    if (low and above < 2 / 3 - 0.02) or (high and below < 2 / 3 - 0.02):
        yield "relation", f"{below:.0%} are cheaper, {above:.0%} dearer"


@branded(
    r"评分：([\d.]+) 分（([\d,]+) 条评价），同类整体 ([\d.]+) 分（([\d,]+) 条评价），(明显高于同类|明显低于同类|和同类没有明显差别)"
    r"|Rating: ([\d.]+) stars? \(([\d,]+) reviews?\) against ([\d.]+) stars? \(([\d,]+) reviews?\) for all of the kind, so it's "
    r"(clearly above the rest|clearly below the rest|no different from the rest)"
)
def rating(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    told = [each for each in found.groups() if each is not None]
    own, peers = (_mean(side) for side in _sides(world, statement))
    for (mean, count), stars, reviews in ((own, told[0], told[1]), (peers, told[2], told[3])):
        if count != int(reviews.replace(",", "")) or abs(mean - float(stars)) > 0.006:
            yield "number", f"{mean:.2f} from {count}"
    apart = own[0] - peers[0]
    clear = own[1] >= 10 and abs(apart) > _CHANCE / sqrt(own[1])
    side = ("above" if apart > 0 else "below") if clear else "level"
    if side != ("above" if _ABOVE in told[4] or "above" in told[4] else "below" if _BELOW in told[4] or "below" in told[4] else "level"):
        yield "relation", f"it is {side}"


@branded(r"（它评价最多的一款）|\(its most reviewed product\)")
def most_reviewed(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    most = max((product.review_count or 0 for product in _sides(world, statement)[0]), default=0)
    for known in statement.about or ():
        if (known.values.get("reviews") or 0) < most:
            yield "relation", f"another one has {most} reviews"


def _sides(world: World, statement: Statement) -> tuple[Sequence[Product], Sequence[Product]]:
    """The brand's products, of the category in hand where it has any there, and all of their kind."""
    brand = _brand_above(world, statement.line)
    if brand is None:
        return (), ()
    every = _of(world, "brand", brand)
    own = [product for product in every if world.reply.need.category in product.category] or every
    kinds = {product.category[-1] for product in own if product.category}
    kind = world.reply.need.category if own != every or kinds == {world.reply.need.category} else next(iter(kinds), None)
    return own, _of(world, "category", kind) if kind and (len(kinds) == 1 or kind == world.reply.need.category) else ()


def _of(world: World, field: str, value: str) -> list[Product]:
    verdicts = world.fitting.judge.verdicts(Condition(id="c", field=field, op="=", value=value))
    columns = world.catalogue.columns
    return world.catalogue.products([str(columns.ids[row]) for row in np.flatnonzero((verdicts == 1) & columns.alive)])


def _brand_above(world: World, line: str) -> str | None:
    """The brand whose name in bold stands nearest before the line."""
    brand = None
    for each in world.reply.text.split("\n"):
        named = re.match(r"\*\*(.+?)\*\*", each)
        brand = world.brands.get(named[1], brand) if named else brand
        if each == line:
            return brand
    return brand


def _mean(products: Sequence[Product]) -> tuple[float, int]:
    rated = [(product.rating, product.review_count or 0) for product in products if product.rating is not None and product.review_count]
    count = sum(reviews for _, reviews in rated)
    return (sum(stars * reviews for stars, reviews in rated) / count if count else 0.0), count


def _amount(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
