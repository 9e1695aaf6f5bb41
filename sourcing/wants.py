"""What a list asks of goods, as commands: each condition of a cell as a `Want`."""

import re
from collections.abc import Iterator

from ..dialogue.linking import NUMBERS, Linker
from ..language.bounds import Stated, stated
from ..schema.command import Want
from ..schema.condition import Op
from ..schema.sourcing_task import SourcingLine

_LABELLED = re.compile(r"^([^:：=＝<>≤≥]{1,30})\s*[:：=＝]\s*(.+)$")
_EDGE = " ,，.。:：=<>≤≥的为是 "
_NOT = re.compile(r"^(?:不要|不能有?|不得有?|不含|没有|(?:without|no|not)\b)\s*", re.IGNORECASE)
"""What denies; what is called non-stick or 无线 is so."""
_NAME = 30
_SIGNS = {"<=": "≤", ">=": "≥"}
"""Two characters that are read as one word."""
_OPS: dict[str, Op] = {"<": "<", "<=": "<=", ">": ">", ">=": ">="}


def wants(line: SourcingLine, linker: Linker, *, factories: bool = False) -> tuple[Want, ...]:
    """Musts first, then what is barred, the price, and wishes."""
    found = [each for words in line.musts for each in _of(words, linker)]
    found += [Want(value=_NOT.sub("", words) or words, op="!=") for words in line.barred]
    if line.price is not None:
        found.append(Want(field="price", op="<=", value=float(line.price), unit=line.currency or None))
    found += [each.model_copy(update={"strength": "wish"}) for words in line.wishes for each in _of(words, linker)]
    if factories:
        found.append(Want(field="supplier.kind", value="factory", strength="wish"))
    return tuple(found)


def signed(words: str) -> str:
    """With ≤ and ≥ where they are written as two characters."""
    for written, sign in _SIGNS.items():
        words = words.replace(written, sign)
    return words


def _of(words: str, linker: Linker) -> Iterator[Want]:
    """A number with the field that it is of, a value with its field's name, else the words, which say it themselves."""
    plain = signed(words)
    numbers = stated(plain)
    if len(numbers) == 1 and (bound := _bound(plain, numbers[0], linker)) is not None:
        yield from bound
        return
    labelled = _LABELLED.match(words)
    if labelled is not None:
        field = linker.field(labelled[1].strip(), None)
        if field is None:  # a head or label that no record has says nothing beside its value
            yield from _of(labelled[2].strip(), linker)
        else:
            yield Want(field=field, value=labelled[2].strip(), text=words)
        return
    denied = _NOT.match(words)
    if denied is not None and len(words) > denied.end():
        yield Want(value=words[denied.end() :], op="!=", text=words)
        return
    yield Want(value=words)


def _bound(words: str, said: Stated, linker: Linker) -> tuple[Want, ...] | None:
    """None where the number isn't one of a field or a measure."""
    amount = said.amount
    rest = (words[: said.start] + " " + words[said.end :]).replace(words[amount.start : amount.end], " ").strip(_EDGE)
    if amount.kind == "money":
        op = _OPS.get(said.op, "<=")
        if said.op == "between":
            return (
                Want(field="price", op=">=", value=amount.low, unit=amount.currency),
                Want(field="price", op="<=", value=amount.high, unit=amount.currency),
            )
        return (Want(field="price", op=op, value=amount.high, unit=amount.currency, strength="around" if said.op == "about" else "must"),)
    field = linker.field(rest, None) if 0 < len(rest) <= _NAME else None
    if field is None and (rest or not amount.unit or not said.op):  # 3.5mm, of a plug: what it measures is told by such goods' records
        return None
    if field in NUMBERS or amount.unit:
        unit = amount.unit or None
        if said.op == "between":
            return (
                Want(field=field, op=">=", value=amount.low, unit=unit, text=words),
                Want(field=field, op="<=", value=amount.high, unit=unit, text=words),
            )
        return (
            Want(
                field=field, op=_OPS.get(said.op, "="), value=amount.value, unit=unit, strength="around" if said.op == "about" else "must", text=words
            ),
        )
    return None
