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
    if total not in world.totals:
        yield "count", f"there are {sorted(world.totals)}"
    same = found["same"] or found["one"]
    told = [_amount(same)] * 4 if same else [_amount(each) for each in found.groups() if each is not None][1:]
    worked = [_figures(prices) for prices in world.prices_of_all(total)]
    if world.reply.need.category is None:  # which products they are, no category tells
        if not told[2] <= min(told[:2]) <= max(told[:2]) <= told[3]:
            yield "price", f"out of order: {told}"
    elif not any(all(abs(one - other) <= _HALF_A_CENT for one, other in zip(told, each, strict=True)) for each in worked):
        yield "price", f"mean, median, lowest and highest are {worked}"


def _figures(prices: list[Decimal]) -> list[Decimal]:
    return [Decimal(str(fmean(prices))), Decimal(median(prices)), min(prices), max(prices)]


def _amount(text: str) -> Decimal:
    return Decimal(text.strip("¥$€£").replace(",", ""))
