"""Words that tell what a sentence asks for, wherever they stand, and whether it is a question."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..language.atom import Atom, atoms
from ..language.lexicon import lexicon


@dataclass
class Cues:
    """`intents`: how often each is asked for; `question` whether it reads as one."""

    intents: Counter[str] = field(default_factory=Counter)
    question: bool = False


def cues(text: str) -> Cues:
    """Every cue of both languages in `text`."""
    found, pieces = Cues(), atoms(text)
    for place in range(len(pieces)):
        found.question = found.question or _asks(pieces, place)
        found.intents.update(str(meaning.value) for meaning in lexicon().cues.longest(pieces, place)[1])
    found.question = found.question or _whether(pieces)
    return found


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
