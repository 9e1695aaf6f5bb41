"""Preferences beyond this conversation, or for it alone (words/standing.yaml): "we usually buy under 50", 记住我不要羊毛的."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ...schema.reading import Stands
from ..language.atom import Atom, atoms
from ..language.lexicon import LANGUAGES, load
from ..language.phrases import Meaning, Phrases

_HABITS = {"always", "usually", "habit"}


@dataclass(frozen=True)
class Standing:
    """`kinds`: kinds of such words in the text; `about`: the parts of the profile that they refer to."""

    kinds: frozenset[str] = frozenset()
    about: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """True if the buyer asks what the profile knows."""
        return "known" in self.kinds and "forget" not in self.kinds

    @property
    def stands(self) -> Stands:
        if "once" in self.kinds:
            return "once"
        if "lasting" in self.kinds or (_HABITS & self.kinds and "speaker" in self.kinds):
            return "kept"
        return "liked" if "liked" in self.kinds else ""


@cache
def standing_phrases() -> Phrases:
    phrases = Phrases()
    words = dict(load("standing"))
    for name, row in words.pop("about").items():
        for word in (word for language in LANGUAGES for word in row[language]):
            phrases.add(word, Meaning("about", name))
    for kind, row in words.items():
        for word in (word for language in LANGUAGES for word in row[language]):
            phrases.add(word, Meaning(kind))
    return phrases


def standing(text: str) -> Standing:
    """All such words in `text`; they may overlap (记住我不要…)."""
    found = list(_found(text))
    about = dict.fromkeys(str(meaning.value) for meaning in found if meaning.kind == "about")
    return Standing(frozenset(meaning.kind for meaning in found), tuple(about))


def _found(text: str) -> Iterator[Meaning]:
    pieces = atoms(text)
    for place in range(len(pieces)):
        end, meanings = standing_phrases().longest(pieces, place)
        for meaning in meanings:
            if meaning.kind == "forget" and not _to_assistant(pieces, place):
                continue
            if meaning.kind not in ("always", "usually", "doing", "request", "profile") or (meaning.kind in _OFTEN and _verb_follows(pieces, end)):
                yield meaning


def _to_assistant(pieces: Sequence[Atom], place: int) -> bool:
    """True if the assistant is to forget: the verb begins a clause, follows a request (请, can you) or 把 …, or names the profile. "For my grandpa
    who forgets everything", 我爷爷老忘记 are about somebody else."""
    first = pieces[place]
    if any(meaning.kind == "profile" for meaning in standing_phrases().longest(pieces, place)[1]):
        return True
    if first.latin and first.text.lower() != first.key:
        return False  # forgets
    begun = next((at + 1 for at in range(place - 1, -1, -1) if not pieces[at].text[0].isalnum()), 0)
    if begun == place or any(piece.text in _OBJECT for piece in pieces[begun:place]):
        return True
    return any(_is_request(pieces, start, place) for start in range(begun, place))


def _is_request(pieces: Sequence[Atom], start: int, end: int) -> bool:
    found, meanings = standing_phrases().longest(pieces, start)
    return found == end and any(meaning.kind == "request" for meaning in meanings)


_OFTEN = ("always", "usually")
_OBJECT = ("把", "将")


def _verb_follows(pieces: Sequence[Atom], end: int) -> bool:
    """True if a verb of doing follows within two words."""
    near = range(end, min(end + 2, len(pieces)))
    return any(meaning.kind == "doing" for place in near for meaning in standing_phrases().longest(pieces, place)[1])
