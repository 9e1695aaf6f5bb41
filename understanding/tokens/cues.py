"""Words that tell the intent, wherever they stand; they may overlap with conditions and with each other."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from ..language.atom import Atom, atoms
from ..language.dictionaries import begins_with_adjective
from ..language.lexicon import lexicon

_LINKS = ("和", "跟", "与")
_MEASURED_AGAINST = ("比", "差", "相差")
"""Before 多少 in a clause."""
_ENDS = ("吧", "呢", "嘛", "呀")
"""Particles behind a clause's last word."""
_BEHIND = (*_ENDS, "哪", "谁", "怎", "起")


class Cue(NamedTuple):
    """Where a cue of an intent stands."""

    value: str
    start: int
    end: int


@dataclass
class Cues:
    """`intents`: intent -> its longest cue's length in characters; `acts`: the same of what is done with an inquiry; `asks`: fields asked about;
    `question` whether it reads as one; `correction` whether it says that the buyer changes his mind; `superlative` whether it asks which
    has most of something, `by_how_much` by how much one is more than another; `spans` where cues stand."""

    intents: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    acts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    asks: list[str] = field(default_factory=list)
    question: bool = False
    correction: bool = False
    superlative: bool = False
    by_how_much: bool = False
    spans: list[tuple[int, int]] = field(default_factory=list)
    places: list[Cue] = field(default_factory=list)

    def of(self, value: str) -> list[Cue]:
        return [cue for cue in self.places if cue.value == value]

    def inside(self, start: int, end: int) -> bool:
        """Whether that stretch of the text lies in a cue, and so is nothing to search by."""
        return any(first <= start and end <= last for first, last in self.spans)


def cues(text: str) -> Cues:
    """Every cue of both languages in `text`."""
    found, pieces, phrases = Cues(), atoms(text), lexicon().cues
    for place in range(len(pieces)):
        found.question = found.question or _asks(pieces, place)
        found.correction = found.correction or bool(lexicon().corrections.longest(pieces, place)[1])
        end, meanings = phrases.longest(pieces, place)
        if end == place:
            continue
        length = pieces[end - 1].end - pieces[place].start
        if _by_degrees(text, pieces, place, end):
            continue
        for meaning in meanings:
            if meaning.kind == "intent":
                value = "which" if meaning.value == "pick" and _ranks(pieces, end) else meaning.value
                found.places.append(Cue(value, pieces[place].start, pieces[end - 1].end))
                found.intents[value] = max(found.intents[value], length)
            elif meaning.kind == "act":
                found.acts[meaning.value] = max(found.acts[meaning.value], length)
            elif meaning.kind == "asks" and meaning.value not in found.asks:
                found.asks.append(meaning.value)
        found.spans.append((pieces[place].start, pieces[end - 1].end))
    found.question = found.question or _whether(pieces)
    if against := _set_against(pieces):
        found.intents["compare"] = max(found.intents["compare"], 1)
        found.places.append(Cue("compare", against.start, against.end))
        found.spans.append((against.start, against.end))
    if _by_how_much(pieces):
        found.by_how_much = found.question = True
        found.intents["compare"] = max(found.intents["compare"], 1)
    found.superlative = "which" in found.intents and any(most(piece.key) for piece in pieces)
    return found


def _by_degrees(text: str, pieces: Sequence[Atom], place: int, end: int) -> bool:
    """Whether 比较 says "rather" of an adjective behind it: 皮肤比较敏感; nothing is compared unless the clause names several (比较便宜的和贵的)."""
    if text[pieces[place].start : pieces[end - 1].end] != "比较":
        return False
    clause = "".join(piece.text for piece in takewhile(lambda piece: piece.text.isalnum(), pieces[end:]))
    return begins_with_adjective(clause) and not any(link in clause for link in _LINKS)


def _set_against(pieces: Sequence[Atom]) -> Atom | None:
    """The 比 behind 跟, 和 or 与 that ends a clause or asks which: 第二款跟它比, 甲厂和乙厂比哪家好."""
    linked = False
    for place, piece in enumerate(pieces):
        if not piece.text.isalnum():
            linked = False
        elif piece.text in _LINKS:
            linked = True
        elif linked and piece.text == "比" and all(not each.text.isalnum() or each.text in _BEHIND for each in pieces[place + 1 : place + 2]):
            return piece
    return None


def _ranks(pieces: Sequence[Atom], end: int) -> bool:
    """Whether the cue's last word begins one for an order: "which is best rated" asks for no choice, as "which is best" does."""
    longer, meanings = lexicon().grammar.longest(pieces, end - 1)
    return longer > end and any(meaning.kind in ("sort", "extreme", "most") for meaning in meanings)


def _by_how_much(pieces: Sequence[Atom]) -> bool:
    """2比1贵多少, 差多少钱; "how much cheaper is 2 than 1?": both in one clause."""
    clause: list[str] = []
    for piece in (*pieces, None):
        if piece is not None and piece.text.isalnum():
            clause.append(piece.key)
            continue
        text = "".join(clause)
        if any(word in text and "多少" in text.partition(word)[2] for word in _MEASURED_AGAINST):
            return True
        if "than" in clause and clause[:1] == ["how"] and clause[1:2] in (["much"], ["many"]):
            return True
        clause = []
    return False


def most(key: str) -> bool:
    """Whether the word is a superlative."""
    return key in ("最", "most", "least") or (
        key.endswith("est") and len(key) > 5 and key not in ("latest", "newest", "interest", "request", "suggest")
    )


def _either_way(pieces: Sequence[Atom], place: int) -> bool:
    """靠不靠谱, 贵不贵: the same word with and without a denial between."""
    here = [piece.text for piece in pieces[place : place + 3]]
    return len(here) == 3 and here[1] in ("不", "没") and here[0] == here[2] >= "\u3400"


def _asks(pieces: Sequence[Atom], place: int) -> bool:
    """A question word, or an auxiliary that begins a clause ("is it …", not "it is …")."""
    if _either_way(pieces, place):
        return True
    _, meanings = lexicon().questions.longest(pieces, place)
    begins = place == 0 or not pieces[place - 1].text.isalnum()
    return any(meaning.kind == "question" or (begins and meaning.kind == "opener") for meaning in meanings)


def _whether(pieces: Sequence[Atom]) -> bool:
    """Whether one clause leaves open which of two: 是工厂还是贸易商."""
    opened, place = False, 0
    while place < len(pieces):
        end, meanings = lexicon().questions.longest(pieces, place)
        kinds = {meaning.kind for meaning in meanings}
        if opened and "whether_turns" in kinds:
            return True
        opened = ("whether_opens" in kinds or opened) and pieces[place].text.isalnum()
        place = max(end, place + 1)
    return False
