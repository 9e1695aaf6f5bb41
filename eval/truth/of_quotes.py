"""What is said behind a quotation on choosing: that none of the products that state a value fits it, held against the values listed below."""

import re
from collections.abc import Iterator
from decimal import Decimal

from .claim import Claims, Found, value_of
from .firsts import earlier
from .known import unit_of
from .phrases import fields_called
from .quoting import folded
from .spoken import plain
from .statement import WHO, Statement, numbers_named
from .units import NUMBER, unit
from .world import World

of_quotes = Claims()
_LISTED = re.compile(r"\s*- (?:其余|The rest|目录里|In this catalogue)")
_VALUE = re.compile(r"[（(]([^（）()]{1,60})[)）]")
_FIGURE = re.compile(r"(?<![\d.])(?P<low>-?\d+(?:\.\d+)?)(?:\s*[-–~至到]\s*(?P<high>\d+(?:\.\d+)?))?(?P<behind>[^\d，。；,;.]{0,16})")
_LEAST = re.compile(r"(?:不低于|至少|at least|over|above)\s*$|以上|or (?:more|higher|better)", re.IGNORECASE)
_MOST = re.compile(r"(?:不超过|低于|最多|at most|under|below|up to|within)\s*$|以内|以下|or (?:less|lower)", re.IGNORECASE)


@of_quotes(r"标了的几款都不符合|none of these that state it")
def fitted_by_none(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """No value listed below the sentence stands in it, or within a figure of it."""
    quoted = statement.line.split("——")[0].rsplit(": ", 1)[0] if "none of" in found[0] else statement.line.split("——")[0]
    lines = world.reply.text.split("\n")
    place = lines.index(statement.line) if statement.line in lines else 0
    for line in lines[place + 1 :]:
        if not line.startswith("  "):
            break
        for value in _VALUE.findall(line) if _LISTED.match(line) else ():
            if _stands(value.strip(), quoted):
                yield "relation", f"{value} is what it says"


_WITHOUT = re.compile(r"[无不没别免]|\b(?:no|not|without|free)\b|\w+less\b", re.IGNORECASE)
_BEHIND = re.compile(r"^(?:- |  - )(?:\*\*(?P<label>.+?)\*\*(?:：|: ))?(?P<said>[^\[]+)(?P<marks>(?:\[\d+\])+)(?:——|: )(?P<who>.*)")


def behind_faults(world: World) -> Iterator[tuple[str, str, str]]:
    """Who stands behind a quoted sentence with no value in brackets has in that field what it says. (kind, where, why)"""
    label = ""
    for line in world.reply.text.split("\n"):
        found = _BEHIND.match(line)
        label = found["label"] if found and found["label"] else label if line.startswith("  ") else ""
        if found is None or not label:
            continue
        quotes = " ".join(one.quote for one in world.reply.citations if f"[{one.n}]" in found["marks"])
        bare = [who for who in WHO.finditer(found["who"]) if not found["who"][who.end() :].lstrip().startswith(("(", "（"))]
        for who in bare:
            for known in (world.listed[number] for number in numbers_named(who[0]) if number in world.listed):
                values = [(value, unit_of(name)) for name in fields_called(label) if (value := value_of(known, name)) not in (None, ())]
                flat = [(each, measured) for value, measured in values for each in (value if isinstance(value, tuple) else (value,))]
                if flat and not any(_meets(each, quotes, measured) for each, measured in flat):
                    yield "quality", line, f"{label} of {known.names[0][:30]}: {flat}"


_TO_ALL = re.compile(r"按记录，这几款都符合|Met by all of them, as recorded")
_ASKED = re.compile(r"(?:[：；]|: |; )\**(?P<label>[^：；（(*]+?) ?[（(](?:[^（）()\[]|[（(][^（）()]*[)）])*(?P<marks>(?:\[\d+\])+)[)）]")


def all_met_faults(world: World) -> Iterator[tuple[str, str, str]]:
    """A field that all meet is the one of which the guide's sentence beside it is. (kind, where, why)"""
    for line in filter(_TO_ALL.search, world.reply.text.split("\n")):
        for found in _ASKED.finditer(line.replace("**", "")):
            cited = [one for one in world.reply.citations if one.kind == "guide" and f"[{one.n}]" in found["marks"]]
            guides = [(one.quote, guide) for one in cited if (guide := world.catalogue.guide(one.ref))]
            tied = {f"attr.{each.attribute}" for quote, guide in guides for each in guide.criteria if folded(quote) in folded(each.statement)}
            bare = re.sub(r"^都?(?:没有|不带|无)|^(?:no|without) ", "", found["label"].strip())
            names = {name for label in (bare, found["label"].strip()) for name in (*fields_called(label), *world.fields_named(label))}
            if tied and names and not names & tied:
                yield "quality", line, f"what is cited beside {found['label'].strip()!r} is of {sorted(tied)}"


def _meets(value: object, quotes: str, measured: str) -> bool:
    """What it hasn't, a sentence against it asks for: 选无帽款."""
    if isinstance(value, bool):
        return value or _WITHOUT.search(quotes) is not None
    return _stands(str(value), quotes, measured)


def number_faults(world: World) -> Iterator[tuple[str, str, str]]:
    """A number that the list hasn't, or that is named twice in one breath. (kind, where, why)"""
    text = world.reply.text
    for told in earlier(text):
        text = text.replace(told, " ")
    for found in WHO.finditer(text) if len(world.listed) > 1 else ():  # of one alone he is told by the number that he used
        numbers = numbers_named(found[0])
        if len(set(numbers)) < len(numbers) or not set(numbers) <= set(world.listed):
            yield "count", found[0], f"the numbers are {sorted(world.listed)}"


def _stands(value: str, quoted: str, measured: str = "") -> bool:
    """`measured`: the unit of a number that stands alone; a figure of another unit is none of it."""
    number = re.match(r"-?\d+(?:\.\d+)?", value)
    if number is None:
        return len(plain(value)) > 1 and plain(value) in plain(quoted)
    said, told = re.sub(r"\[\d+\]", "", quoted), Decimal(number[0])
    own = measured or _unit(value, 0)
    figures = [figure for figure in _FIGURE.finditer(said) if not own or _unit(said, figure.start("high" if figure["high"] else "low")) in ("", own)]
    return any(_within(told, figure, said[: figure.start()]) for figure in figures)


def _unit(text: str, at: int) -> str:
    found = NUMBER.match(text, at)
    return unit(found[2]) if found else ""


def _within(told: Decimal, figure: re.Match[str], before: str) -> bool:
    low, around = Decimal(figure["low"]), (before[-12:], figure["behind"])
    if figure["high"]:
        return low <= told <= Decimal(figure["high"])
    if any(map(_LEAST.search, around)):
        return told >= low
    return told <= low if any(map(_MOST.search, around)) else told == low
