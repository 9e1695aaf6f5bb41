"""Lines that tell products apart, worked out anew: the gap between prices, and of two products each cell from the record of whom it is about."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from .claim import Found, value_of
from .known import Known, denied
from .statement import Statement, numbers_named
from .units import number
from .world import World

Fault = tuple[str, str]
Check = Callable[[Statement], None]
_MONEY = r"([¥$€£])([\d,]+(?:\.\d+)?)"
_GAP = re.compile(
    rf"- \*\*(?:差价|Price difference)\*\*[：:] ?(?P<who>第 [\d、和 ]+ 款|Numbers? [\d, and]+?)(?:比|: )"
    rf"(?:(?P<zh>第 [\d、和 ]+ 款)便宜 {_MONEY}|{_MONEY} less than (?P<en>numbers? [\d, and]+?)) ?"
    rf"[（(]{_MONEY} (?:对|against) {_MONEY}(?:，低 |, )(?P<share>\d+)%(?: lower)?[)）][。.]"
    rf"(?: ?(?:买 |For )(?P<count>[\d,]+) ?\S*?(?:一共差| that is) {_MONEY}(?:。| in all\.))?"
)
_SAME = re.compile(rf"- \*\*(?:价格|Price)\*\*[：:] ?(?:都是 )?{_MONEY}(?:，没有差价。| each, no difference\.)")
_ROWS = re.compile(r"- \*\*(?:不同的地方|Where they differ)\*\*[：:] ?(?P<rows>.+)[。.]")
_ALIKE = re.compile(r"- \*\*(?:一样的地方|The same of each)\*\*[：:] ?(?P<rows>.+)[。.]")
_UNTOLD = re.compile(r"- \*\*(?:没有标注的|Not stated)\*\*[：:] ?(?P<rows>.+)[。.]")
_AGAINST = re.compile(r" 对 | against ")
_BEGINS = (
    "- **差价**", "- **Price difference**", "- **价格**：", "- **Price**:", "- **不同的地方**", "- **Where they differ**",
    "- **一样的地方**", "- **The same of each**", "- **没有标注的**", "- **Not stated**",
)  # fmt: skip
_UNSTATED = ("未标注", "not stated")
_YES, _NO = ("是", "有", "yes"), ("否", "无", "no")


def tells_apart(world: World, line: str) -> bool:
    return world.reply.comparison is not None and line.startswith(_BEGINS)


def apart_faults(world: World, check: Check) -> Iterator[tuple[str, str, str]]:
    """`check` settles a statement about one product."""
    for line in world.reply.text.split("\n"):
        if tells_apart(world, line):
            yield from ((kind, line, why) for kind, why in _of_line(world, line, check))


def _of_line(world: World, line: str, check: Check) -> Iterator[Fault]:
    if found := _GAP.fullmatch(line):
        yield from _gap(world, found)
    elif found := _SAME.fullmatch(line):
        yield from _money(found[1], found[2], [_price(known) for known in world.shown])
    elif found := _ROWS.fullmatch(line):
        for row in re.split(r"；|; ", found["rows"]):
            yield from _row(world, row, check)
    elif found := _ALIKE.fullmatch(line):
        for row in re.split(r"；|; ", found["rows"]):
            yield from _alike(world, row)
    elif found := _UNTOLD.fullmatch(line):
        for label in re.split(r"；|; ", found["rows"]):
            if any(each.label == label for each in (world.reply.comparison.rows if world.reply.comparison else ())):
                yield "negation", f"{label!r} is in the table"
    else:
        yield "unfounded", "this isn't how products are told apart"


def _gap(world: World, found: Found) -> Iterator[Fault]:
    prices = {place: _price(known) for place, known in world.listed.items()}
    low, high = min(prices.values()), max(prices.values())
    for told, end in ((found["who"], low), (found["zh"] or found["en"], high)):
        if set(numbers_named(told)) != {place for place, price in prices.items() if price == end}:
            yield "relation", f"{told}: the prices are {prices}"
    told = re.findall(_MONEY, found[0])
    quantity = world.reply.need.quantity or 1
    if found["count"] and number(found["count"]) != quantity:
        yield "number", f"asked for are {quantity}"
    for (sign, amount), true in zip(told, (high - low, low, high, (high - low) * quantity), strict=False):
        yield from _money(sign, amount, [true])
    if abs(Decimal(found["share"]) - (high - low) * 100 / (high or 1)) > Decimal("0.5"):
        yield "number", f"{found['share']}% of {high} isn't {high - low}"


def _money(sign: str, amount: str, true: list[Decimal]) -> Iterator[Fault]:
    if sign != "¥":
        yield "currency", f"{sign}{amount}: the prices are in yuan"
    if wrong := [each for each in true if number(amount) != each.normalize()]:
        yield "price", f"{sign}{amount} is {wrong[0]}"


def _price(known: Known) -> Decimal:
    return Decimal(str(known.values["price"]))


def _row(world: World, row: str, check: Check) -> Iterator[Fault]:
    """A field of two products, which the table has too; each cell is a statement about its product."""
    table = world.reply.comparison
    rows = [each for each in (table.rows if table else ()) if row.startswith(f"{each.label} ")]
    if not table or not rows:
        yield "unfounded", f"{row!r} is no field of the table"
        return
    mine = max(rows, key=lambda each: len(each.label))
    cells = _AGAINST.split(row[len(mine.label) + 1 :])
    if tuple(cells) != mine.values or len(set(cells)) < 2:
        yield "relation", f"the table says {mine.values}"
    for cell, key in zip(cells, table.product_ids, strict=False):
        yield from _cell(world, world.products[key], (mine.field, mine.label), cell, check)


def _alike(world: World, row: str) -> Iterator[Fault]:
    """A field that the table has alike of all of them."""
    rows = [each for each in (world.reply.comparison.rows if world.reply.comparison else ()) if row == f"{each.label} {each.values[0]}"]
    if not any(len(set(each.values)) == 1 for each in rows):
        yield "relation", f"the table has no {row!r} of all"


def _cell(world: World, known: Known, row: tuple[str, str], cell: str, check: Check) -> Iterator[Fault]:
    field, label = row
    value = known.certificates if field == "certification" else _stated(known, field)
    empty = value is None or value == ()
    if cell in _UNSTATED or empty:
        if (cell in _UNSTATED) != empty:
            yield "negation", f"{label} of {known.names[0][:30]}: {value}"
    elif cell in (*_YES, *_NO):
        if (cell in _YES) == denied(value):
            yield "quality", f"{label} of {known.names[0][:30]}: {value}"
    elif field == "supplier.rating":  # in the words of a product's
        if not re.fullmatch(rf"{re.escape(f'{value:g}')} (?:分|stars?)", cell):
            yield "number", f"{label} of {known.names[0][:30]}: {value}"
    elif field == "supplier":
        if known.supplier and cell not in known.supplier.names:
            yield "supplier", f"{known.names[0][:30]} is sold by {known.supplier.names[0]}"
    else:
        said = f"{label}：{cell}" if world.reply.language == "zh" else f"{label}: {cell}"
        check(statement := Statement(said, said, (known,), line=said, sentence=said))
        yield from statement.faults


def _stated(known: Known, field: str) -> object:
    """What the record has in that field; for what several fields make up, something."""
    if field in ("supplier", "supplier.location"):
        return known.supplier
    if (found := value_of(known, {"sold_90d": "sold", "review_count": "reviews"}.get(field, field))) is not None or field in known.values:
        return found
    return () if field.startswith("attr.") else None
