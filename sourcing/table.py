"""A purchase list in a table: its heads in both languages, one or two rows of them, its lines, and what stands about the whole."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from ..schema.sourcing_task import MOST_LINES, MOST_SELLERS, MOST_WISHES, WrittenLine, WrittenTask
from .cells import counted, money, parts, unit_of_head
from .sheets import HEADS_WITHIN, Cell, Sheet
from .words import among, head, is_one, pattern, plain

OWN = "own"
"""A column whose head is that of a field of such goods, if of anything."""
_COUNTED = re.compile(r"\d[\d,]*(?:\.0)?\s*(?P<unit>[\u4e00-\u9fff]|[a-z]{1,8})?", re.IGNORECASE)
_PARTS = ("musts", "spec", "wishes", "remark", "barred")
_LINES = {"musts": "musts", "spec": "musts", "wishes": "wishes", "remark": "others", "barred": "barred"}
_CUT = 200

Said = tuple[str, str, Mapping[str, object]]
"""A note's kind, its place, and what its sentence names."""


class Read(NamedTuple):
    """`said` are notes on what the table has and the task hasn't."""

    task: WrittenTask
    said: tuple[Said, ...]
    found: bool


class _Heads(NamedTuple):
    """`columns` by kind; `at` is the last row of them, `units` the units that heads name, `names` the heads of `OWN` columns by their places."""

    columns: Mapping[str, tuple[int, ...]]
    first: int
    at: int
    units: Mapping[str, str]
    names: Mapping[int, str] = {}


_Counted = tuple[Decimal | None, Decimal | None]
"""The pieces and the amount of a line."""


class _Totals(NamedTuple):
    """`part`: it says by its name that it is of the lines since the last one."""

    place: str
    part: bool
    quantity: Decimal | None
    amount: Decimal | None


def read(sheets: Sequence[Sheet]) -> Read:
    """The task of all sheets together; `found`: some sheet has heads of a list, or rows that are one."""
    lines: list[WrittenLine] = []
    said: list[Said] = []
    whole: dict[str, Any] = {}
    found = False
    beyond = [sheet.name for sheet in sheets if not sheet.read]
    if beyond:
        said.append(("cut_sheets", beyond[0], {"count": len(beyond), "sheets": ", ".join(beyond)[:_CUT]}))
    for sheet in sheets:
        if not sheet.read:
            continue
        heads = _heads(sheet)
        if sheet.beyond:
            said.append(("cut_columns", sheet.name, {"count": sheet.beyond}))
        own = _whole(sheet, heads)
        whole = {**own, **whole}
        if heads is None:
            rows = list(_unheaded(sheet)) if len(sheets) == 1 and not own else []
            if rows:
                said.append(("no_heads", sheet.name, {}))
            elif not own and any(cell.text for row in sheet.rows for cell in row):
                said.append(("no_list", sheet.name, {"sheet": sheet.name}))
            lines += rows
            found = found or bool(rows)
            continue
        found = True
        lines += _lines(sheet, heads, said)
        if sheet.left:
            said.append(("cut_rows", sheet.name, {"count": sheet.left}))
    if len(lines) > MOST_LINES:
        said.append(("cut_lines", lines[MOST_LINES].place, {"count": len(lines) - MOST_LINES, "most": MOST_LINES}))
    task = {**_task(whole, said), "lines": tuple(lines[:MOST_LINES])}
    return Read(WrittenTask.model_validate(task), tuple(said), found)


def _heads(sheet: Sheet) -> _Heads | None:
    """The first row that names goods beside something else, with the row under it where that goes on naming; else the first row over cells that are
    goods and numbers of them."""
    rows = list(enumerate(sheet.rows[:HEADS_WITHIN]))
    named = (
        (at, kinds) for at, row in rows if "goods" in (kinds := _kinds(row)).values() and len(set(kinds.values()) - {None}) > 1 and not _numeric(row)
    )
    return next((_under(sheet, at, kinds) for at, kinds in named), None) or next(filter(None, (_by_content(sheet, at) for at, _ in rows)), None)


def _under(sheet: Sheet, at: int, kinds: Mapping[int, str | None]) -> _Heads:
    """By a row of heads, and the one under it."""
    row = sheet.rows[at]
    below = _kinds(sheet.rows[at + 1]) if at + 1 < len(sheet.rows) else {}
    two = at + 1 < len(sheet.rows) and _goes_on(row, sheet.rows[at + 1], below)
    two = two and "goods" in {below.get(place) or kind for place, kind in kinds.items()}  # heads of something else name no goods any more
    under = sheet.rows[at + 1] if two else ()
    last = at + 1 if two else at
    said = {place: (below.get(place) if two else None) or kinds.get(place) for place in range(max(len(row), len(under)))}
    said = _filled(sheet, last, said)
    columns: dict[str, list[int]] = {}
    for place, kind in said.items():
        if kind is not None:
            columns.setdefault(kind, []).append(place)
    units = {kind: _unit((row, under), places) for kind, places in columns.items()}
    names = {place: row[place].text for place, kind in said.items() if kind == OWN and place < len(row)}
    return _Heads({kind: tuple(places) for kind, places in columns.items()}, at, last, units, names)


def _by_content(sheet: Sheet, at: int) -> _Heads | None:
    """Of a row in words that nobody knows, where all that stands under it is a table of goods in numbers."""
    row, rows = sheet.rows[at], [row for row in sheet.rows[at + 1 :] if any(cell.text for cell in row)]
    heads = [cell for cell in row if cell.text]
    if len(heads) < 2 or len(rows) < 2 or _numeric(row) or any(_is_count(cell.text) for cell in heads) or {len(each) for each in rows} != {len(row)}:
        return None
    kinds = _filled(sheet, at, _kinds(row))
    return _under(sheet, at, kinds) if {"goods", "quantity"} <= set(kinds.values()) else None


def _filled(sheet: Sheet, at: int, kinds: Mapping[int, str | None]) -> dict[int, str | None]:
    """With the kinds that columns are of by what stands in them, where their heads don't say it: what counts, the goods, and what else is said of
    them under a head of its own."""
    said = dict(kinds)
    body = [row for row in sheet.rows[at + 1 :] if any(cell.text for cell in row) and not _is_total(row) and not _labelled(row)]
    texts = {place: [row[place].text for row in body if place < len(row) and row[place].text] for place in said}
    known = set(said.values())
    free = [place for place, kind in said.items() if kind is None and texts[place]]
    if "quantity" not in known:
        every = [str(number) for number in range(1, len(body) + 1)]
        unsaid = [*free, *(place for place, kind in said.items() if kind in ("amount", "wishes"))]
        counting = [place for place in unsaid if len(texts[place]) == len(body) and all(map(_is_count, texts[place]))]
        said |= dict.fromkeys([place for place in counting if texts[place] != every][:1], "quantity")
    if "goods" not in known:
        named = [place for place in free if said[place] is None and len(texts[place]) == len(body) and not any(map(_is_count, texts[place]))]
        said |= dict.fromkeys(named[:1], "goods")
    if {"goods", "quantity"} <= set(said.values()):
        heads = sheet.rows[at]
        said |= {place: OWN for place in free if said[place] is None and place < len(heads) and heads[place].text}
    return said


def _is_count(text: str) -> bool:
    """Whether a cell is a bare number, or one of pieces or packs."""
    found = _COUNTED.fullmatch(text)
    unit = found["unit"] or "" if found is not None else None
    return unit is not None and (not unit.isascii() or not unit or is_one("pieces", unit) or is_one("packs", unit))


def _numeric(row: Sequence[Cell]) -> bool:
    return any(isinstance(cell.value, (int, float)) for cell in row)


def _unit(rows: Sequence[Sequence[Cell]], places: Sequence[int]) -> str:
    """What the heads of a column say that it counts in: in brackets, or as a currency."""
    heads = [row[place].text for row in rows for place in places if place < len(row)]
    bracketed = next(filter(None, map(unit_of_head, heads)), "")
    return bracketed or next((found[0] for head in heads if (found := pattern("currencies").search(head)) is not None), "")


def _goes_on(row: Sequence[Cell], under: Sequence[Cell], below: Mapping[int, str | None]) -> bool:
    """Whether the next row is of heads too: it names some, and is the same where a head reaches down to it."""
    texts = [(cell.text, under[place].text if place < len(under) else "") for place, cell in enumerate(row)]
    named = sum(kind is not None for kind in below.values())
    strange = sum(bool(lower) and lower != upper and below.get(place) is None for place, (upper, lower) in enumerate(texts))
    return named > 0 and strange == 0 and not any(isinstance(cell.value, (int, float)) for cell in under)


def _kinds(row: Sequence[Cell]) -> dict[int, str | None]:
    return {place: head(cell.text) if cell.text else None for place, cell in enumerate(row)}


def _lines(sheet: Sheet, heads: _Heads, said: list[Said]) -> list[WrittenLine]:
    lines: list[WrittenLine] = []
    every: list[_Counted] = []
    before = 0  # lines before the last row of totals
    columns = heads.columns
    for row in sheet.rows[heads.at + 1 :]:
        if not any(cell.text or cell.formula for cell in row) or _kinds_again(row):
            continue
        if _is_total(row):
            _add_up(_total(row, columns), every, every[before:], said)
            before = len(every)
            continue
        if _labelled(row):  # what is said of the whole, under the list
            continue
        goods = _first(row, columns["goods"])
        rest = [cell for kind in ("quantity", "price", *_PARTS) for cell in _cells(row, columns.get(kind, ())) if cell.text or cell.formula]
        if not goods.text:
            if rest:
                said.append(("no_goods", goods.place or rest[0].place, {"text": " ".join(cell.text for cell in rest)[:60]}))
            continue
        line = _line(row, heads, said)
        lines.append(line)
        every.append(_counts(row, columns, line))
    return lines


def _kinds_again(row: Sequence[Cell]) -> bool:
    """Whether the heads stand again, as on a new page."""
    named = [kind for kind in _kinds(row).values() if kind]
    return "goods" in named and len(named) > 1


def _line(row: Sequence[Cell], heads: _Heads, said: list[Said]) -> WrittenLine:
    columns, units = heads.columns, heads.units
    goods, quantity, unit, price = (_first(row, columns.get(kind, ())) for kind in ("goods", "quantity", "unit", "price"))
    for cell in (goods, quantity, price):
        if cell.formula:
            said.append(("formula" if cell.value is None else "formula_value", cell.place, {"value": cell.text}))
    wishes: dict[str, list[str]] = {"musts": [], "wishes": [], "barred": [], "others": []}
    for kind in _PARTS:
        for cell in _cells(row, columns.get(kind, ())):
            if cell.formula:
                said.append(("formula" if cell.value is None else "formula_value", cell.place, {"value": cell.text}))
            wishes[_LINES[kind]] += [each[:_CUT] for each in parts(cell.text)]
    own = [(name, row[place].text) for place, name in heads.names.items() if place < len(row)]
    wishes["musts"] += [f"{name}: {each}"[:_CUT] for name, text in own for each in parts(text)]
    return WrittenLine(
        goods=goods.text,
        quantity="?" if quantity.formula and quantity.value is None else quantity.value,
        unit=(unit.text or units.get("quantity", ""))[:_CUT],
        price=_priced(price, units.get("price", "")),
        place=goods.place,
        **{kind: tuple(dict.fromkeys(every))[:MOST_WISHES] for kind, every in wishes.items()},
    )


def _priced(cell: Cell, unit: str) -> int | float | str | None:
    """With the currency that its head names."""
    return f"{cell.text} {unit}" if unit and cell.text and money(cell.value)[1] == "" else cell.value


def _counts(row: Sequence[Cell], columns: Mapping[str, tuple[int, ...]], line: WrittenLine) -> _Counted:
    """The pieces and the amount of a line, as far as they are stated."""
    number = counted(line.quantity).number
    amount = money(_first(row, columns.get("amount", ())).value)[0]
    if amount is None and number is not None and (price := money(line.price)[0]) is not None:
        amount = price * number
    return (Decimal(number) if number is not None else None), amount


def _is_total(row: Sequence[Cell]) -> bool:
    texts = [cell.text for cell in row if cell.text]
    return bool(texts) and is_one("totals", texts[0]) and not (len(texts) > 1 and texts[0] == texts[1] and len(texts) == len(row) > 2)


def _total(row: Sequence[Cell], columns: Mapping[str, tuple[int, ...]]) -> _Totals:
    named = next(cell for cell in row if cell.text)
    quantity = counted(_first(row, columns.get("quantity", ())).value).number
    amount = money(_first(row, columns.get("amount", ()) or columns.get("price", ())).value)[0]
    return _Totals(named.place, is_one("subtotals", named.text), None if quantity is None else Decimal(quantity), amount)


def _add_up(total: _Totals, every: Sequence[_Counted], since: Sequence[_Counted], said: list[Said]) -> None:
    """A note where a row of totals says otherwise than all lines before it, and than those since the last such row."""
    for kind, told, place in (("total_quantity", total.quantity, 0), ("total_amount", total.amount, 1)):
        sums = {_sum([each[place] for each in lines]) for lines in (every, since) if lines}
        own = _sum([each[place] for each in (since if total.part and since else every)])
        if told is not None and own is not None and told not in sums:
            said.append((kind, total.place, {"told": f"{told:f}", "sum": f"{own:f}"}))


def _sum(numbers: Sequence[Decimal | None]) -> Decimal | None:
    """None where one of them isn't stated, or there are none."""
    known = [each for each in numbers if each is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(numbers) else None


def _labelled(row: Sequence[Cell]) -> bool:
    texts = [cell.text for cell in row if cell.text]
    return bool(texts) and _label(texts[0])[0] is not None


def _label(text: str) -> tuple[str | None, str]:
    """What of the whole a cell speaks of, and what it says of it where that stands behind a colon."""
    if (kind := among("whole", text)) is not None:
        return kind, ""
    name, mark, rest = text.replace("：", ":").partition(":")
    return (among("whole", name) if mark else None), rest.strip()


def _whole(sheet: Sheet, heads: _Heads | None) -> dict[str, Cell]:
    """Kinds of what is said of the whole, by label and neighbour, outside the list's own lines."""
    found: dict[str, Cell] = {}
    for number, row in enumerate(sheet.rows):
        if heads is not None and heads.first <= number <= heads.at:
            continue
        inside = heads is not None and number > heads.at
        cells = [cell for cell in row if cell.text]
        if inside and not (cells and _label(cells[0].text)[0]):
            continue
        for place, cell in enumerate(cells):
            kind, rest = _label(cell.text)
            if kind is None or kind in found:
                continue
            value = Cell(rest, cell.place) if rest else next((each for each in cells[place + 1 :] if plain(each.text) != plain(cell.text)), None)
            if value is not None:
                found[kind] = value
    return found


def _task(whole: Mapping[str, Cell], said: list[Said]) -> dict[str, Any]:
    """What is said of the whole, as a written task has it."""
    task: dict[str, Any] = {}
    for kind, cell in whole.items():
        if kind == "suppliers":
            number = counted(cell.value).number
            if number is None or not 1 <= number <= MOST_SELLERS:
                said.append(("suppliers", cell.place, {"value": cell.text[:40], "most": MOST_SELLERS}))
            else:
                task["suppliers"] = number
        elif kind == "sellers":
            task["sellers"] = "one" if is_one("yes", cell.text) else "best"
        elif kind == "budget":
            task["budget"] = cell.value
        else:
            task[kind] = cell.text[: 20 if kind == "currency" else _CUT]
    return task


def _unheaded(sheet: Sheet) -> Iterator[WrittenLine]:
    """Rows of words and a number, as a list has them that names no columns."""
    for row in sheet.rows:
        cells = [cell for cell in row if cell.text]
        if len(cells) < 2 or is_one("totals", cells[0].text):
            continue
        named = next((cell for cell in cells if isinstance(cell.value, str) and counted(cell.value).fault == "words"), None)
        number = next((cell for cell in cells if cell is not named and counted(cell.value).fault in ("", "negative", "zero", "fraction")), None)
        if named is None or number is None:
            continue
        rest = [cell for cell in cells if cell not in (named, number)]
        musts = tuple(dict.fromkeys(each[:_CUT] for cell in rest for each in parts(cell.text) if not cell.text.isdigit()))[:MOST_WISHES]
        yield WrittenLine(goods=named.text, quantity=number.value, musts=musts, place=named.place)


def _cells(row: Sequence[Cell], places: Sequence[int]) -> list[Cell]:
    return [row[place] for place in places if place < len(row)]


def _first(row: Sequence[Cell], places: Sequence[int]) -> Cell:
    """The first of these cells that says something."""
    cells = _cells(row, places)
    return next((cell for cell in cells if cell.text or cell.formula), cells[0] if cells else Cell(None, ""))
