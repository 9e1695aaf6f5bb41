"""How prices are spread over all that the need leaves: worked out anew, product by product."""

from collections.abc import Iterator
from decimal import Decimal
from statistics import fmean, median

from .claim import Claims, Found
from .statement import Statement
from .world import World

spreads = Claims()
_MONEY = r"[¥$€£]([\d,]+(?:\.\d+)?)"
_HALF_A_CENT = Decimal("0.006")


@spreads(
    r"全部 (?P<zh>\d+) 款按(?: [\d,]+ 件|起订量)算的单价(?:（\d+ 款标了价）)?：(?:都是 (?P<same>[¥$€£][\d,.]+\d)|"
    rf"平均 {_MONEY}，中位数 {_MONEY}，最低 {_MONEY}，最高 {_MONEY})"
    r"|All (?P<en>\d+), unit prices at (?:the minimum order|[\d,]+ pcs?)(?: \(\d+ state one\))?: (?:all of them (?P<one>[¥$€£][\d,.]+\d)|"
    rf"{_MONEY} on average, median {_MONEY}, lowest {_MONEY}, highest {_MONEY})"
)
def spread(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """Mean, median, lowest and highest; one figure where all cost the same."""
    total = int(found["zh"] or found["en"])
    if total not in world.fitting.totals:
        yield "count", f"there are {sorted(world.fitting.totals)}"
    same = found["same"] or found["one"]
    told = [_amount(same)] * 4 if same else [_amount(each) for each in found.groups() if each is not None][1:]
    worked = [_figures(prices) for prices in world.fitting.prices_of_all(total)]
    if world.reply.need.category is None:  # which products they are, no category tells
        if not told[2] <= min(told[:2]) <= max(told[:2]) <= told[3]:
            yield "price", f"out of order: {told}"
    elif not any(all(abs(one - other) <= _HALF_A_CENT for one, other in zip(told, each, strict=True)) for each in worked):
        yield "price", f"mean, median, lowest and highest are {worked}"


@spreads(
    r"(?:全部 (?P<a>\d+) 款|这 (?P<few>\d+) 款)(?:（(?P<c>\d+) 款有评分）)?的评分：(?:都是 (?P<p>[\d.]+) 分|"
    r"平均 (?P<e>[\d.]+) 分，最低 (?P<f>[\d.]+) 分，最高 (?P<g>[\d.]+) 分)(?:（每款算一次，不按评价数加权）)?"
    r"|(?:All (?P<h>\d+)|These (?P<some>\d+))(?: \((?P<j>\d+) (?:are|is) rated\))?: (?:(?P<k>[\d.]+) stars on average, "
    r"lowest (?P<m>[\d.]+) stars?, highest (?P<n>[\d.]+) stars?)(?: \(each counted once, whatever its number of reviews\))?"
)
def ratings(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """Of all, worked out anew; of those shown before, which the reply doesn't name, that the figures agree with each other."""
    told = [float(each) for each in (found["p"], found["e"] or found["k"], found["f"] or found["m"], found["g"] or found["n"]) if each]
    total, rated = int(found["a"] or found["h"] or found["few"] or found["some"]), found["c"] or found["j"]
    if len(told) == 3 and not told[1] <= told[0] <= told[2] <= 5 or rated and int(rated) >= total:
        yield "number", f"out of order: {found[0]}"
    if found["few"] or found["some"] or world.reply.need.category is None:
        return
    worked = [[known for known in each if known is not None] for each in world.fitting.ratings_of_all(total)]
    if not any(
        len(each) == int(rated or total)
        and all(abs(one - other) < 0.006 for one, other in zip(told, (fmean(each), min(each), max(each)), strict=False))
        for each in worked
        if each
    ):
        yield "number", f"mean, lowest and highest are {[(fmean(each), min(each), max(each), len(each)) for each in worked if each]}"


def _figures(prices: list[Decimal]) -> list[Decimal]:
    return [Decimal(str(fmean(prices))), Decimal(median(prices)), min(prices), max(prices)]


def _amount(text: str) -> Decimal:
    return Decimal(text.strip("¥$€£").replace(",", ""))
