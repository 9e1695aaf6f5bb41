"""What a list asks of goods, as commands: each condition of a cell as a `Want`."""

import re
from collections.abc import Iterator
from typing import Literal

from ..dialogue.linking import NUMBERS, Linker
from ..language.bounds import Stated, stated
from ..schema.command import Want
from ..schema.condition import Op
from ..schema.sourcing_task import SourcingLine
from .words import is_one, pattern

_LABELLED = re.compile(r"^([^:：=＝<>≤≥]{1,30})\s*[:：=＝]\s*(.+)$")
_EDGE = " ,，.。:：=<>≤≥的为是 "
_NOT = re.compile(r"^(?:不要|不能有?|不得有?|不含|没有|(?:without|no|not)\b)\s*", re.IGNORECASE)
"""What denies; what is called non-stick or 无线 is so."""
_CODE = re.compile(r"[A-Za-z0-9.+/-]*\d[A-Za-z0-9.+/-]*[口页号寸米张针]?")
_NAME = 30
_SIGNS = {"<=": "≤", ">=": "≥"}
"""Two characters that are read as one word."""
_OPS: dict[str, Op] = {"<": "<", "<=": "<=", ">": ">", ">=": ">="}

Kind = Literal["musts", "barred", "others", "wishes"]
KINDS: tuple[Kind, ...] = ("musts", "barred", "wishes", "others")
Asked = tuple[Kind, str, Want]
"""Of which kind the line's words are, the words, and what they ask."""


def wants(line: SourcingLine, linker: Linker, *, factories: bool = False) -> tuple[Want, ...]:
    """Musts first, then what is barred, the price, what else is said, and wishes."""
    return tuple(want for _, _, want in asked(line, linker, factories=factories))


def asked(line: SourcingLine, linker: Linker, *, factories: bool = False) -> Iterator[Asked]:
    """The same with the words that each is of."""
    category = linker.goods(line.goods)[0] if line.goods else None
    musts = (each for each in line.musts if each == line.goods or each not in line.goods or linker.goods(each)[0] != category)
    for words in musts:
        yield from (("musts", words, each) for each in _of(words, linker, category))
    for words in line.barred:
        yield "barred", words, Want(value=_NOT.sub("", words) or words, op="!=")
    if line.price is not None:
        yield "musts", "", Want(field="price", op="<=", value=float(line.price), unit=line.currency or None)
    for words in line.others:
        wish = pattern("wished").search(words)
        told: Kind = "others" if wish is None else "wishes"
        plain = pattern("wished").sub("", words).strip()
        yield from ((told, plain, _wished(each) if wish else each) for each in (_of(plain, linker, category) if plain else ()))
    for words in line.wishes:
        yield from (("wishes", words, _wished(each)) for each in _of(words, linker, category))
    if factories:
        yield "wishes", "", Want(field="supplier.kind", value="factory", strength="wish")


def coded(goods: str) -> tuple[str, ...]:
    """The measures and models in a name of goods: CR1620, of CR1620纽扣电池."""
    measures = tuple(goods[one.start : one.end] for one in stated(goods) if one.amount.unit and _alone(goods, one))
    if goods.isascii():
        for each in measures:
            goods = goods.replace(each, " ")
    said = (*measures, *(goods.split() if goods.isascii() else _CODE.findall(goods)))
    return tuple(each for each in said if any(map(str.isdigit, each)) and any(map(str.isalpha, each)) and each != goods)


def _wished(want: Want) -> Want:
    return want.model_copy(update={"strength": "wish"})


def signed(words: str) -> str:
    """With ≤ and ≥ where they are written as two characters."""
    for written, sign in _SIGNS.items():
        words = words.replace(written, sign)
    return words


def _of(words: str, linker: Linker, category: str | None) -> Iterator[Want]:
    """A number with the field that it is of, a value with its field's name, else the words, which say it themselves."""
    words = words.removesuffix("的")
    if is_one("nothing", words):
        return
    labelled = _LABELLED.match(words)
    field = linker.field(labelled[1].strip(), category) if labelled is not None else None
    if labelled is not None and (field is None or not linker.states(field, category)):  # a head that no such record has says nothing beside its value
        yield from _of(labelled[2].strip(), linker, category)
        return
    plain = signed(words)
    numbers = stated(plain)
    if len(numbers) == 1 and (bound := _bound(plain, numbers[0], linker, category)) is not None:
        yield from bound
        return
    if labelled is not None:
        yield Want(field=field, value=labelled[2].strip(), text=words)
        return
    denied = _NOT.match(words)
    if denied is not None and len(words) > denied.end():
        yield Want(value=words[denied.end() :], op="!=", text=words)
        return
    yield from _apart(words, linker, category)


def _apart(words: str, linker: Linker, category: str | None) -> Iterator[Want]:
    """Several conditions that only spaces part: a brand before a model, A5 before PU leather."""
    said = words.split()
    held = linker.values(Want(value=words), category)
    brand = next((size for size in range(len(said), 0, -1) if linker.branded(" ".join(said[:size])) is not None), 0)
    measure = next((one for one in stated(words) if one.amount.unit and not one.op and _alone(words, one)), None)
    if brand and not (brand == len(said) and any(one.field.startswith("attr.") for one in held)):
        yield Want(field="brand", value=" ".join(said[:brand]))
        if brand < len(said):
            yield from _apart(" ".join(said[brand:]), linker, category)
    elif measure is not None and not any(isinstance(one.value, (int, float)) for one in held):  # the bed of 1.8 m is one of a size
        for part in (words[: measure.start], words[measure.start : measure.end], words[measure.end :]):
            yield from _apart(part.strip(), linker, category) if part.strip() != words and part.strip() else ()
    elif len(said) > 1 and not held and all(linker.values(Want(value=each), category) for each in said):
        yield from (Want(value=each) for each in said)
    else:
        yield Want(value=words)


def _alone(words: str, said: Stated) -> bool:
    """Whether a measure stands apart from words before or behind it."""
    before, behind = words[: said.start], words[said.end :]
    return bool((before + behind).strip()) and all(not each or each.isspace() for each in (before[-1:], behind[:1]))


def _bound(words: str, said: Stated, linker: Linker, category: str | None) -> tuple[Want, ...] | None:
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
    field = linker.field(rest, category) if 0 < len(rest) <= _NAME else None
    field = field if field is None or linker.states(field, category) else None
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
