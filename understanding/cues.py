"""Words that tell the intent, wherever they stand; they may overlap with conditions and with each other."""

from collections import defaultdict
from dataclasses import dataclass, field

from .atom import atoms
from .lexicon import lexicon


@dataclass
class Cues:
    """`intents`: intent -> its longest cue's length in characters; `asks`: fields asked about; `question` whether it reads as one."""

    intents: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    asks: list[str] = field(default_factory=list)
    question: bool = False
    covered: int = 0


def cues(text: str) -> Cues:
    """Every cue of both languages in `text`."""
    found, pieces, phrases, reached = Cues(), atoms(text), lexicon().cues, 0
    for place in range(len(pieces)):
        end, meanings = phrases.longest(pieces, place)
        if end == place:
            continue
        length = pieces[end - 1].end - pieces[place].start
        for meaning in meanings:
            if meaning.kind == "intent":
                found.intents[meaning.value] = max(found.intents[meaning.value], length)
            elif meaning.kind == "asks" and meaning.value not in found.asks:
                found.asks.append(meaning.value)
            elif meaning.kind == "question":
                found.question = True
        if end > reached:
            found.covered += pieces[end - 1].end - max(pieces[place].start, pieces[reached - 1].end if reached else 0)
            reached = end
    return found
