"""Goods asked for by a word that names none: a present, merchandise, something for her."""

from collections.abc import Iterator, Sequence
from functools import cache

from ..catalogue.plurals import singular
from ..language.ages import aged
from ..language.company import animal
from ..retrievers.nouns import listed
from ..schema.command import AnyCommand, Choose, Drop, Seek, Tell, Want
from ..schema.need import Need
from .linking import Linker

_YOUNG = 14 * 12.0
"""Months: whoever is younger gets what states from which age on it is."""
_MONTHS = {"age_months": 1.0, "age_years": 12.0}


def named(commands: Sequence[AnyCommand], need: Need | None, linker: Linker) -> tuple[AnyCommand, ...]:
    """With such a word taken for no name of goods: what stands beside it is the goods where a shelf is called so, else a wish. For a child the
    goods lie on the shelves whose goods state from which age on they are, else, as for an animal, on those that are called after such."""
    alone = (need is None or not (need.category or need.query)) and sum(isinstance(one, Seek) for one in commands) == 1
    narrowed = [one.id for one in need.active if one.field == "category"] if need is not None else []
    if any(isinstance(one, Seek) and one.goods for one in commands):  # whatever shelves a present was looked for on
        commands = (*(Drop(condition=one, by="reader") for one in narrowed), *commands)
    every = tuple(each for one in commands for each in (_named(one, commands, alone, linker) if isinstance(one, Seek) else (one,)))
    mixed = alone and any(isinstance(one, Seek) and not one.goods for one in every)  # of goods of many kinds none is picked before they are shown
    empty = (one for one in every if alone and isinstance(one, Want) and not one.field and _before(str(one.value)) == "")
    left = {*map(id, empty), *(id(one) for one in every if mixed and isinstance(one, Choose) and not one.among)}
    return tuple(one for one in every if id(one) not in left) or every


def _named(seek: Seek, beside: Sequence[AnyCommand], alone: bool, linker: Linker) -> Iterator[AnyCommand]:
    before = _before(seek.goods) if seek.goods else "" if alone and seek.audience else None
    told = seek.goods if before or animal(seek.goods or "") else None
    shelved = linker.goods(told, seek.audience or "")[0] if told else linker.named(seek.goods or "")
    if shelved is not None or (before is None and not animal(seek.goods or "")):
        yield seek
        return
    if whose := next((each for each in (before, seek.goods) if each and animal(each)), ""):  # cat supplies, and what there is for cats
        before, seek = "", seek.model_copy(update={"audience": seek.audience or whose})
    before = (before or "").replace(seek.audience or "\n", "")
    shelf = linker.named(before) if before else None
    yield seek.model_copy(update={"goods": shelf, "query": seek.query if shelf is None else before})
    wishes = (before if shelf is None and len(before) > 1 else "", seek.audience if animal(seek.audience or "") else "")
    yield from (Want(value=each, strength="wish", by=seek.by, quote=seek.quote) for each in wishes if each)
    age = _age(seek, beside)
    young = shelf is None and age is not None and age < _YOUNG
    theirs = linker.from_some_age() if young else {}
    shelves = tuple(theirs) or (linker.shelves_for(seek.audience) if seek.audience and shelf is None else ())
    if shelves:
        yield Want(field="category", op="in", value=shelves, by=seek.by)
    for field, months in dict.fromkeys(theirs.values()):
        yield Want(field=field, op="<=", value=round((age or 0) / months, 2), strength="wish", inferred=True, text=seek.audience or "", by=seek.by)


def _age(seek: Seek, beside: Sequence[AnyCommand]) -> float | None:
    """In months, of whom the goods are for."""
    told = (one.value * _MONTHS[one.fact] for one in beside if isinstance(one, Tell) and one.fact in _MONTHS and isinstance(one.value, (int, float)))
    whose = aged(seek.audience or "")
    return next(told, None if whose is None else whose.low)


def _before(goods: str) -> str | None:
    """What is said of goods beside a word that names none; None where there is no such word, and no Chinese phrase that ends before the goods."""
    said = goods.casefold().strip()
    end = next((word for word in _chinese() if said.endswith(word)), None)
    if end is not None or said.endswith("的"):
        return said.removesuffix(end or "").removesuffix("的")
    first, *rest = said.split() or [""]
    if len(rest) > 1 and singular(first) in listed("unnamed"):  # something to play with
        return " ".join(rest[1:])
    *before, last = first, *rest
    return " ".join(before) if singular(last) in listed("unnamed") else None


@cache
def _chinese() -> tuple[str, ...]:
    return tuple(sorted((word for word in listed("unnamed") if not word.isascii()), key=len, reverse=True))
