"""Sums as buyers speak of them: what one set of several goods may cost, what each person pays, what is left of a budget."""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ..language.company import NUMBER, whole
from ..schema.command import AnyCommand, Ask, Go, PurchaseList, Seek, Vary, Want
from ..schema.purchase import Purchase

TOTAL, SET, PERSON, UNIT = "total", "set", "person", "price."
"""Asked of several goods together, whenever they were talked about; of one of each; of the part that each person pays; and of one of those
in a pack, `price.sheet`, and how many packs a number of them takes, `price.sheet/900`."""
A_SET = re.compile(r"(?<=..)(?:套装|组合)$|(?<= )(?:set|kit|pack)$")
"""How a name ends of several things of a kind, which are that kind."""
_BOUNDS = ("=", "<", "<=")
_NEAR = 16
"""Characters between an amount and the words that it is for one set."""


def summed(commands: Sequence[AnyCommand], text: str, purchase: Purchase) -> tuple[AnyCommand, ...]:
    """With sums by our names. Of several goods what a set may cost is no price of one of them, and what is supposed of a sum is of the sum."""
    done = [each for one in commands for each in (*_turned(one, commands, purchase), _asked(one, commands, purchase))]
    several = len(_named(done)) > 1 or (len(purchase.wanted) > 1)
    totals = any(isinstance(one, Ask) and {TOTAL, SET} & {*one.fields} for one in done)
    sought = any(isinstance(one, Seek) and one.goods for one in done)  # whose price it is
    if not several:
        return tuple(done)
    alone = totals and not sought
    named = [*_named(done), *(one.about for one in done if isinstance(one, Go) and one.about)]
    if len({*named}) == 1 and A_SET.search(named[0].casefold().removesuffix("s")):  # one of which is a set: what it may cost is its price
        return tuple(done)
    return tuple(_of_set(one, text, totals=totals, alone=alone) for one in done)


def _turned(command: AnyCommand, beside: Sequence[AnyCommand], purchase: Purchase) -> tuple[Seek, ...]:
    """What is measured against goods of the list turns to them."""
    places = [each.place.about for each in command.than if each.place is not None and each.place.about] if isinstance(command, Vary) else []
    named = any(isinstance(one, Seek) and one.goods for one in beside)
    return (Seek(goods=places[0], topic="same", by=command.by),) if places and purchase.listed and not named else ()


def bounds(commands: Sequence[AnyCommand], field: str) -> list[Want]:
    """What all that is to be bought, or one of each of it, may cost together."""
    supposed = [each for one in commands if isinstance(one, Ask) for each in one.suppose]
    asked = [one for one in supposed if one.op in (">", ">=")]  # whether it is more than that
    return [one for one in (*commands, *supposed) if isinstance(one, Want) and one.field == field and (one.op in _BOUNDS or one in asked)]


def most(wants: Sequence[Want]) -> float | None:
    return float(wants[-1].value) if wants and isinstance(wants[-1].value, (int, float)) else None


def people(text: str) -> int | None:
    """How many pay their part."""
    places = (re.compile(rf"(?={NUMBER}{pattern.pattern})") for pattern in patterns("people"))  # from each place: the eight of us
    found = (whole(match["number"]) for place in places for match in place.finditer(text.lower()))
    return next((number for number in found if number is not None), None)


def totals(words: str) -> bool:
    """Whether they ask what all together cost."""
    return any(each.fullmatch(words.lower()) for each in patterns("asked", TOTAL))


def _named(commands: Sequence[AnyCommand]) -> list[str]:
    """The goods that are named."""
    seeks = [one for one in commands if isinstance(one, Seek) and one.goods]
    lines = [line.goods for one in commands if isinstance(one, PurchaseList) for line in one.lines]
    return list(dict.fromkeys([*lines, *(each for one in seeks for each in (one.goods or "", *one.also))]))


def _asked(command: AnyCommand, beside: Sequence[AnyCommand], purchase: Purchase) -> AnyCommand:
    """What is left is told with the sum."""
    if not isinstance(command, Ask) or not command.fields:
        return command
    budget = purchase.budget is not None or purchase.each is not None or bool(bounds(beside, TOTAL))
    sums = any(isinstance(one, Ask) and TOTAL in one.fields for one in beside)
    left = sums or (budget and all(each.kind in ("focus", "all") for each in command.of))
    fields = [each for name in command.fields for each in _names(name, left=left)]
    if len(purchase.wanted) > 1:  # of several goods a piece is what is bought
        fields = ["price" if name.removeprefix(UNIT) in _words()["pieces"] else name for name in fields]
    pieces = next((one for one in command.suppose if one.field == "quantity" and isinstance(one.value, (int, float)) and one.value >= 1), None)
    if pieces is not None and any(each.fullmatch(name.lower()) for name in command.fields for each in patterns("asked", "packs")):
        unit = (pieces.unit or "piece").removesuffix("s")
        told = (f"{UNIT}{unit}/{pieces.value:g}", *(name for name in fields if name in command.fields and name not in ("price", TOTAL)))
        told = tuple(name for name in told if not any(each.fullmatch(name.lower()) for each in patterns("asked", "packs")))
        return command.model_copy(update={"fields": told, "suppose": tuple(one for one in command.suppose if one is not pieces)})
    return command.model_copy(update={"fields": tuple(dict.fromkeys(fields))})


def _names(name: str, *, left: bool) -> tuple[str, ...]:
    if (unit := next((found["unit"] for each in patterns("asked", "unit") if (found := each.fullmatch(name.lower()))), None)) and not in_sets(unit):
        return (f"{UNIT}{unit}",)
    kind = (
        name
        if name in (SET, PERSON)
        else next((kind for kind in ("left", SET, PERSON, TOTAL) if any(each.fullmatch(name.lower()) for each in patterns("asked", kind))), "")
    )
    return {"left": (TOTAL,) if left else (name,), SET: (TOTAL, SET), PERSON: (TOTAL, PERSON), TOTAL: (TOTAL,)}.get(kind, (name,))


def in_sets(unit: str) -> bool:
    """Whether it is a set or a person."""
    sets = _words()["sets"]
    return unit in sets["zh"] or unit in sets["en"] or (unit[-1:] == "s" and unit[:-1] in sets["en"])


def _of_set(command: AnyCommand, text: str, *, totals: bool, alone: bool) -> AnyCommand:
    if isinstance(command, Ask) and totals:
        return command.model_copy(update={"suppose": tuple(_set(one) if _bounds_price(one) else one for one in command.suppose)})
    if isinstance(command, PurchaseList):
        lines = [line.model_copy(update={"musts": tuple(one for one in line.musts if not _per_set(one, text))}) for line in command.lines]
        return command.model_copy(update={"lines": tuple(lines)})
    return _set(command) if isinstance(command, Want) and ((alone and _bounds_price(command)) or _per_set(command, text)) else command


def _bounds_price(want: Want) -> bool:
    return want.field == "price" and want.op in _BOUNDS and isinstance(want.value, (int, float))


def _per_set(want: AnyCommand, text: str) -> bool:
    """Whether its amount stands in the text beside the words that it is for one set."""
    if not isinstance(want, Want) or want.field not in ("price", SET) or not isinstance(want.value, (int, float)):
        return False
    plain, amount = text.lower().replace(",", ""), re.escape(f"{want.value:g}")
    return any(re.search(each.replace("AMOUNT", amount), plain) is not None for each in _beside())


def _set(want: Want) -> Want:
    return want.model_copy(update={"field": SET, "strength": "must", "op": "<=" if want.op == "=" else want.op, "about": None})


@cache
def _beside() -> tuple[str, ...]:
    """Where AMOUNT is for one set: 每份…80, 80 … per kit, 80 yuan a kit."""
    words, each = _words()["sets"], _words()["each"]
    zh = f"(?:{'|'.join(each['zh'])})(?:{'|'.join(words['zh'])})|人均"
    sets = f"(?:{'|'.join(words['en'])})\\b"
    en = rf"(?:\b(?:{'|'.join(each['en'])})\s+(?:\w+\s)?|/\s*){sets}"
    fill = rf"[^\d,，.。;；!！?？\n]{{0,{_NEAR}}}"
    amount = r"(?:\d+\s*[-–~到至]\s*)?(?<![\d.])AMOUNT(?![\d.]*\d)(?:\s*[-–~到至]\s*\d+)?"
    far = (pattern for way in (zh, en) for pattern in (rf"(?:{way}){fill}{amount}", rf"{amount}{fill}(?:{way})"))
    return (*far, rf"{amount}(?:\s*(?!for\b|on\b|with\b)[a-z]+)?\s+an?\s+{sets}")


@cache
def patterns(name: str, kind: str = "") -> tuple[re.Pattern[str], ...]:
    """Of `sums.yaml`, in both languages."""
    found = _words()[name][kind] if kind else [one for each in _words()[name].values() for one in each]
    return tuple(re.compile(one) for one in found)


@cache
def _words() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("sums.yaml").read_text("utf-8"))
    return loaded
