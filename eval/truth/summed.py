"""What several goods come to in their numbers: worked out anew from the prices at those numbers."""

import re
from collections.abc import Iterator
from decimal import Decimal

from .world import World

_LINE = re.compile(
    r"^(?:(?:\d+ 样|两样)都有，合计|(?:All \d+|Both) can be had\. Together|合计 [^，]+，不含运费|Together [^,]+, without freight"
    r"|在 [^，]+ 的预算以内|That keeps your budget|[^ ]+ 的预算还剩|That leaves .+ of your budget|按这些条件已经取了最便宜的|These are the cheapest"
    r"|为了不超预算|To keep the budget|.+按 [\d,]+ 件算：没从记录里|.+: I counted [\d,]+ pcs, as I found"
    r"|.+没说数量，按能买的最小量算|You named no number for|整单现在是|Your whole list now).*$",
    re.MULTILINE,
)
_MONEY = r"[^\d\s，,]*\s?(?P<{}>[\d,]+(?:\.\d+)?)"
_TAKEN = re.compile(
    r"^(?P<place>\d+)\. \*\*.+?\*\* — (?:(?P<quantity>[\d,]+) (?:件单价 |pcs at )"
    + _MONEY.format("each")
    + r"(?: each)?[，,] ?(?:合计 )?"
    + _MONEY.format("cost")
    + r"|"
    + _MONEY.format("price")
    + r").*$",
    re.MULTILINE,
)
_TOTAL = re.compile(r"(?:合计|Together) " + _MONEY.format("total"))
_WITHIN = re.compile(r"(?:^在 |budget of |^)" + _MONEY.format("budget") + r" ?(?:的预算|, with| for).*?(?:还剩 ?|with )" + _MONEY.format("left"))
_LEFT_FOR = re.compile(r"That leaves " + _MONEY.format("left") + r" of your budget of " + _MONEY.format("budget"))
_BEYOND = re.compile(r"还是比 " + _MONEY.format("budget") + r" 的预算多 " + _MONEY.format("over"))
_BEYOND_EN = re.compile(r"still " + _MONEY.format("over") + r" over your budget of " + _MONEY.format("budget"))
_PARTS = re.compile(r"^(?:整单现在是|Your whole list now).*$", re.MULTILINE)
_LEFT_OUT = re.compile(r"不满足|misses:|起订量高于您要的|its MOQ is more than your")


def sums(line: str) -> bool:
    """Whether the line is of such a sum, which is held against the records as a whole."""
    return _LINE.match(line) is not None


def sum_faults(world: World) -> Iterator[tuple[str, str, str]]:
    text = world.reply.text
    total = next((_number(found["total"]) for line in _LINE.finditer(text) if (found := _TOTAL.search(line[0]))), None)
    if total is None:
        return
    parts = _PARTS.search(text)
    if parts is not None:
        costs = [_number(each) for each in re.findall(r"[^\d\s，,.、]([\d,]+\.\d\d)", parts[0])]
    else:
        taken = list(_TAKEN.finditer(text))
        if not taken:
            return
        yield from (fault for each in taken for fault in _priced(world, each))
        costs = [_number(each["cost"] or each["price"]) for each in taken if not _left_out(world, each)]
    if sum(costs) != total:
        yield "price", f"{total}", f"the parts come to {sum(costs)}"
    for found in (_WITHIN.search(line[0]) or _LEFT_FOR.search(line[0]) for line in _LINE.finditer(text)):
        if found is not None and _number(found["budget"]) - total != _number(found["left"]):
            yield "price", found[0], f"{_number(found['budget']) - total} is left"
    for found in (_BEYOND.search(text), _BEYOND_EN.search(text)):
        if found is not None and total - _number(found["budget"]) != _number(found["over"]):
            yield "price", found[0], f"{total - _number(found['budget'])} over"


def _priced(world: World, taken: re.Match[str]) -> Iterator[tuple[str, str, str]]:
    """At so many pieces, as the record has it."""
    place = int(taken["place"])
    if place > len(world.reply.cards):
        yield "price", taken[0], "no card of it"
        return
    (product,) = world.catalogue.products([world.reply.cards[place - 1].product_id])
    if taken["price"] is not None:
        quantity, each = world.reply.need.quantity, _number(taken["price"])
        if each not in (product.price_at(quantity), product.price_at(1)):
            yield "price", taken[0], f"{product.price_at(1)} a piece"
        return
    many, each, cost = (_number(taken[name]) for name in ("quantity", "each", "cost"))
    if product.price_at(int(many)) != each or each * many != cost:
        yield "price", taken[0], f"{product.price_at(int(many))} a piece"


def _left_out(world: World, taken: re.Match[str]) -> bool:
    """Whether the sum says that it goes without it."""
    line = next((one[0] for one in _LINE.finditer(world.reply.text) if _TOTAL.search(one[0])), "")
    named = re.findall(r"也不含(?:第 ([\d、和 ]+) 款)?|and without numbers? ([\d, and]+)", line)
    numbers = {int(each) for pair in named for text in pair for each in re.findall(r"\d+", text)}
    return int(taken["place"]) in numbers and _LEFT_OUT.search(taken[0]) is not None


def _number(written: str) -> Decimal:
    return Decimal(written.replace(",", ""))
