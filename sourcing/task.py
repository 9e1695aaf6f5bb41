"""From a task as it was written to the task as it was understood: every quantity, amount and sentence checked, and said where it can't be used."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from ..catalogue.text import normal
from ..language.units import units
from ..schema.reading import Language
from ..schema.sourcing_task import LONGEST_PLACE, Note, SourcingLine, SourcingTask, WrittenLine, WrittenTask
from ..understanding.language.text import language_of
from .cells import counted, money, sentences
from .phrases import note, noted, say
from .table import Said
from .words import orders

COMPARED = 3
"""Sellers of a line that are set side by side where nobody says how many."""
_CODE = re.compile(r"[A-Za-z]{3}")
UNPRINTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_CUT = 200


def understood(written: WrittenTask, said: Sequence[Said] = (), language: Language | None = None) -> SourcingTask:
    """`said` are notes of the table that it stands in. Lines of the same goods under the same conditions become one."""
    spoken = language or written.language or _language(written)
    notes = [noted(kind, spoken, None, place, values) for kind, place, values in said]
    lines = [_line(number, each, spoken, notes) for number, each in enumerate(written.lines, 1)]
    lines = _together(lines, spoken, notes)
    currency = _currency(written.currency, spoken, notes)
    budget, named = _budget(written.budget, spoken, notes)
    if not lines:
        notes.append(note("no_lines", spoken))
    return SourcingTask(
        lines=tuple(lines), budget=budget, currency=named or currency, deadline=_shown(written.deadline),
        destination=_shown(written.destination)[:LONGEST_PLACE], suppliers=written.suppliers or COMPARED, sellers=written.sellers,
        factories=written.factories, language=spoken, notes=tuple(notes),
    )  # fmt: skip


def _language(written: WrittenTask) -> Language:
    """That of most lines."""
    spoken = [language_of(each.goods) for each in written.lines]
    return "zh" if spoken.count("zh") * 2 >= len([each for each in spoken if each]) else "en"


def _line(number: int, written: WrittenLine, language: Language, notes: list[Note]) -> SourcingLine:
    place = written.place
    goods = _safe(written.goods, number, place, language, notes)
    count = counted(written.quantity, written.unit)
    told = {"goods": goods, "value": _shown(str(written.quantity)), "line": number}
    clear = bool(goods) and count.fault in ("", "missing")
    if not goods:
        notes.append(note("no_words", language, number, place))
    elif count.fault:
        notes.append(note(count.fault, language, number, place, **{name: value for name, value in told.items() if name != "line"}))
    price, currency = money(written.price)
    if price is not None and price <= 0:
        price = None
    if goods and price is None and written.price not in (None, ""):
        notes.append(note("bad_price", language, number, place, goods=goods, value=_shown(str(written.price))))
    wishes = {
        name: tuple(filter(None, (_safe(each, number, place, language, notes) for each in getattr(written, name))))
        for name in ("musts", "wishes", "barred", "others")
    }
    return SourcingLine(
        number=number, goods=goods, quantity=count.number, unit=_shown(count.unit)[:20], price=price, currency=currency,
        places=(place,) if place else (), clear=clear, **wishes,
    )  # fmt: skip


def _safe(text: str, number: int, place: str, language: Language, notes: list[Note]) -> str:
    """Without what speaks to a program: it orders nothing, and is no word of the goods."""
    shown = _shown(text)
    kept, left = list[str](), list[str]()
    for sentence in sentences(shown):
        (left if orders(sentence) else kept).append(sentence)
    where = place or say("where_line", language, line=number)
    notes += [note("orders", language, number, where, text=each[:60]) for each in left]
    return " ".join(kept).strip(" 。；;.")[:_CUT]


def _shown(text: str) -> str:
    return " ".join(UNPRINTED.sub("", text).split())[:_CUT]


def _together(lines: Sequence[SourcingLine], language: Language, notes: list[Note]) -> list[SourcingLine]:
    """Lines of the same goods under the same conditions as the first of them, with the sum; a note where the conditions differ."""
    kept: dict[tuple[object, ...], SourcingLine] = {}
    same: dict[tuple[object, ...], list[int]] = {}
    by_name: dict[str, list[int]] = {}
    for line in lines:
        name = normal(line.goods)
        wanted = (frozenset(map(normal, each)) for each in (line.musts, line.wishes, line.barred))
        key: tuple[object, ...] = (name, _unit(line.unit), *wanted, line.price, line.currency)
        if not line.clear or line.quantity is None:
            key = (line.number,)
        same.setdefault(key, []).append(line.number)
        if key not in kept:
            by_name.setdefault(name, []).append(line.number)
        if key in kept:
            first = kept[key]
            total = (first.quantity or 0) + (line.quantity or 0)
            kept[key] = first.model_copy(update={"quantity": total, "places": (*first.places, *line.places)})
        else:
            kept[key] = line
    for key, numbers in same.items():
        if len(numbers) > 1:
            line = kept[key]
            notes.append(note("same", language, numbers[0], lines=_listed(numbers), total=line.quantity, unit=line.unit))
    notes += [
        note("same_name", language, numbers[0], lines=_listed(numbers))
        for name, numbers in by_name.items()
        if len(numbers) > 1 and name and all(line.clear for line in lines if line.number in numbers)
    ]
    return list(kept.values())


def _unit(unit: str) -> str:
    """Whatever only counts pieces is one unit."""
    known = units().get(unit.lower())
    return "" if known is not None and known.kind == "pieces" and unit.lower() not in ("箱", "盒", "打") else normal(unit)


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def _currency(written: str, language: Language, notes: list[Note]) -> str:
    """Its code; "" where none is named."""
    text = written.strip()
    if not text:
        return ""
    found = money(f"1 {text}")[1] or money(f"1{text}")[1]
    if not found and _CODE.fullmatch(text):
        found = text.upper()
    if not found:
        notes.append(note("currency", language, value=_shown(text)))
    return found


MOST_MONEY = 10**11
"""More is no budget."""


def _budget(written: int | float | str | None, language: Language, notes: list[Note]) -> tuple[Decimal | None, str]:
    if written is None or written == "":
        return None, ""
    amount, currency = money(written)
    if amount is None or amount >= MOST_MONEY:
        notes.append(note("budget_words", language, value=_shown(str(written))))
        return None, ""
    if amount <= 0:
        notes.append(note("budget_zero", language, value=_shown(str(written))))
        return None, ""
    return amount, currency
