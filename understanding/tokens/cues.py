"""Cues of a sentence's intent, wherever they stand, and detection of questions."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..language.atom import Atom, atoms
from ..language.lexicon import lexicon


@dataclass
class Cues:
    """`intents`: number of cues for each intent; `question`: True if the text reads as a question."""

    intents: Counter[str] = field(default_factory=Counter)
    question: bool = False


def cues(text: str) -> Cues:
    """All cues of both languages in `text`."""
    found, pieces = Cues(), atoms(text)
    for place in range(len(pieces)):
        found.question = found.question or _is_question_word(pieces, place)
        found.intents.update(str(meaning.value) for meaning in lexicon().cues.longest(pieces, place)[1])
    found.question = found.question or _is_choice_question(pieces)
    return found


def _is_a_not_a(pieces: Sequence[Atom], place: int) -> bool:
    """True for an A-not-A question: 靠不靠谱, 贵不贵."""
    here = [piece.text for piece in pieces[place : place + 3]]
    return len(here) == 3 and here[1] in ("不", "没") and here[0] == here[2] >= "\u3400"


def _is_question_word(pieces: Sequence[Atom], place: int) -> bool:
    """True at a question word, or at an auxiliary that begins a clause ("is it …", not "it is …")."""
    if _is_a_not_a(pieces, place):
        return True
    _, meanings = lexicon().questions.longest(pieces, place)
    begins = place == 0 or not pieces[place - 1].text.isalnum()
    return any(meaning.kind == "question" or (begins and meaning.kind == "opener") for meaning in meanings)


def _is_choice_question(pieces: Sequence[Atom]) -> bool:
    """True for a question of two choices in one clause: 是工厂还是贸易商."""
    opened, place = False, 0
    while place < len(pieces):
        end, meanings = lexicon().questions.longest(pieces, place)
        kinds = {meaning.kind for meaning in meanings}
        if opened and "whether_turns" in kinds:
            return True
        opened = ("whether_opens" in kinds or opened) and pieces[place].text.isalnum()
        place = max(end, place + 1)
    return False
