"""A reply's text in statements: what is said, and of whom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .known import Known
from .spoken import EMPTY, Text
from .world import World

WHO = re.compile(r"\*{0,2}(?:第\s?(\d+(?:\s?[、和]\s?\d+)*)\s?款|\b[Nn]umbers? (\d+(?:(?:, and |, | and )\d+(?!\d*\.\d))*))\*{0,2}")
_LINE = re.compile(r"^\s*(?:- )?(?:(\d+)\. )?")
_STOPS = re.compile(r"(?<=[。！？；;!?])|(?<![\s？?、]\d[.])(?<!^\d[.])(?<=[.])(?=\s|$|\[)|(?<=：)(?=.*第 ?\d)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_WITHIN = re.compile(r"（(?:[^（）]|（[^（）]*）)*）|\((?:[^()]|\([^()]*\))*\)|「[^「」]*」|“[^“”]*”|\"[^\"]*\"|\*\*.+?\*\*")
_MARKED_STOP = re.compile(r"([。！？；;!?.])((?:\[\d+\])+)")
MARK = re.compile(r"\[(\d+)\]")

_JOINS = re.compile(r"\s*(?:和|与|及|以及|、|,|，|and|or|, and)?\s*")


@dataclass
class Statement:
    """`left` is what nothing has accounted for yet. `about` None: it names nobody, and speaks of all that is shown; `of_conditions`: it tells what
    the buyer asked for, beside what there is; `of_misses`: which of it is missing, as do those behind it in the line."""

    said: str
    left: str
    about: tuple[Known, ...] | None
    brand: str | None = None
    line: str = ""
    sentence: str = ""
    of_conditions: bool = False
    of_misses: bool = False
    kept: str = ""
    cites: Text = EMPTY
    faults: list[tuple[str, str]] = field(default_factory=list)

    def fault(self, kind: str, why: str) -> None:
        self.faults.append((kind, why))

    @property
    def asks(self) -> bool:
        return self.said.rstrip(" *)）").endswith(("？", "?"))


def statements(world: World) -> Iterator[Statement]:
    above: tuple[Known, ...] | None = None
    for line in world.reply.text.split("\n"):
        if not line.strip() or line[:1].isdecimal():
            above = _seller(world, line)
        elif line.removeprefix("- ").startswith("**"):
            above = _head(world, line.removeprefix("- "), line)[0] or above
        if line.strip() and not line.lstrip().startswith((">", "|", "(It asks:", "（意思是：")):
            yield from _of_line(world, _MARKED_STOP.sub(r"\2\1", _without_cited(world, line)), line, above if line[:1] in "- " else None)


def _seller(world: World, line: str) -> tuple[Known, ...] | None:
    """Whom the lines below a numbered supplier are about."""
    found = re.match(r"\d+\. \*\*(.+?)\*\*", line)
    known = world.named(found[1]) if found else []
    return tuple(known) if known and known[0].key in world.suppliers else None


def _without_cited(world: World, line: str) -> str:
    """Without what outside texts say word by word in front of their mark."""
    for one in world.reply.citations:
        mark, bare = f"[{one.n}]", one.quote.strip().rstrip("。.；;!?！？")
        if one.kind in ("guide", "web") and mark in line:
            pattern = re.compile(rf"{re.escape(bare)}[。.；;!?！？]?{re.escape(mark)}", re.IGNORECASE)
            line = pattern.sub(" ", line)
    return line


def _without_sellers(world: World, text: str) -> str:
    """Names of suppliers, of whom many end in a full stop."""
    for known in world.suppliers.values():
        for name in known.names:
            text = text.replace(name, " ")
    return text


def _of_line(world: World, line: str, whole: str, above: tuple[Known, ...] | None) -> Iterator[Statement]:
    number = _LINE.match(line)
    text = _LINE.sub("", line)
    head, brand, text = _head(world, text, whole)
    if number and number[1] and int(number[1]) in world.listed and head:
        head = (world.listed[int(number[1])],)
    head = _ruled(world, whole) or head or above
    missing = False
    for sentence in _split(_without_sellers(world, text)):
        for piece in sentence.split("——"):
            for said, who in _parts(world, piece):
                head = who if who is not None else head
                yield (statement := Statement(said, said, head, brand, whole, sentence, of_conditions=missing, of_misses=missing))
                missing = statement.of_misses


def _head(world: World, text: str, line: str) -> tuple[tuple[Known, ...] | None, str | None, str]:
    """Whom a line is about by its first name in bold, and the rest of the line."""
    found = _BOLD.match(text)
    if found is None:
        return None, None, text
    name = re.sub(r"^\d+\. ", "", found[1])
    if name in world.brands:
        return None, world.brands[name], text[found.end() :]
    if known := world.named(name):
        return tuple(known), None, text[found.end() :]
    return None, None, text


def _ruled(world: World, line: str) -> tuple[Known, ...] | None:
    """What the rules ask for is held against the product that the line cites, else the one in hand."""
    if not re.search(r"按规定要的证书|What the rules ask of", line):
        return None
    cited = [world.products[one.ref] for one in world.reply.citations if one.kind == "product" and f"[{one.n}]" in line and one.ref in world.products]
    return tuple(cited or world.shown or world.products.values())[:1]


def _split(text: str) -> Iterator[str]:
    """At full stops and semicolons, but none within brackets or quotation marks."""
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append(found[0])
        return f"\x00{len(held) - 1}\x01"

    masked = _WITHIN.sub(hold, text)
    for piece in _STOPS.split(masked):
        whole = piece
        while "\x00" in whole:
            whole = re.sub("\x00(\\d+)\x01", lambda place: held[int(place[1])], whole)
        if re.sub(r"\[\d+\]|[\s。.；;]", "", whole):
            yield whole


def _parts(world: World, sentence: str) -> Iterator[tuple[str, tuple[Known, ...] | None]]:
    """A sentence that says different things of several, part by part."""
    named = list(WHO.finditer(sentence))
    if len(named) > 1 and all(_JOINS.fullmatch(sentence[one.end() : other.start()]) for one, other in zip(named, named[1:], strict=False)):
        yield sentence, _those(world, named)
        return
    if len(named) <= 1 or re.search(r"不相上下|come out level|要跟|beside", sentence):
        yield sentence, _those(world, named) if named else None
        return
    leads = not re.sub(r"[\s\-—:：,，]|^其余|^The rest", "", sentence[: named[0].start()])
    starts = [0, *(found.start() for found in named[1:])] if leads or _valued(sentence, named) else [0, *(found.end() for found in named[:-1])]
    for place, start in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else len(sentence)
        yield sentence[start:end], _those(world, [named[place]])


def _valued(sentence: str, named: list[re.Match[str]]) -> bool:
    """Whether each name has its value in brackets behind it."""
    return all(sentence[found.end() :].lstrip().startswith(("(", "（")) for found in named[:-1])


def _those(world: World, named: list[re.Match[str]]) -> tuple[Known, ...]:
    numbers = [int(one) for found in named for one in re.findall(r"\d+", found[1] or found[2])]
    return tuple(world.listed[number] for number in dict.fromkeys(numbers) if number in world.listed)


def numbers_named(text: str) -> list[int]:
    return [int(one) for found in WHO.finditer(text) for one in re.findall(r"\d+", found[1] or found[2])]
