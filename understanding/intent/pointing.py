"""Which of a message's pointers point at what was shown, and not at another part of the message or at more of the search."""

from collections.abc import Sequence

from ...schema.reference import Reference, Shown
from ..language.lexicon import lexicon
from ..tokens.cues import Cues
from ..tokens.found import Gathered
from .subject import Subject

WEAK = ("it", "that", "this", "它")
_FEW, _MANY = 2, 8  # content words; "it" in a message that names more than a few points inside the message, "the first" in one with many


def pointing(references: list[Reference], about: Subject, shown: Sequence[Shown]) -> list[Reference]:
    """Those that point at what was shown, not at another part of the message."""
    if len(about.words) > (_MANY if shown else _FEW):
        return []
    inside = len(about.words) > _FEW or about.category is not None
    weak = WEAK if shown or about.category is None else (*WEAK, "them", "they", "它们")
    return [each for each in references if not (inside and each.text.lower() in weak)]


def sought(references: list[Reference], gathered: Gathered, told: Cues) -> list[Reference]:
    """Without the bare 里面 of 里面有没有防水的: it looks for more of the search, not only among those that were shown; without "the brand" beside
    the name of one."""
    looks = "search" in told.intents and bool(gathered.conditions)
    if any(kind == "no_brand" for kind, _ in gathered.notes) or any(each.field == "brand" for each in gathered.conditions):
        references = [each for each in references if each.kind != "brand" or each.ordinal is not None]
    return [each for each in references if not (looks and each.kind == "all" and _scope_only(each.text))]


def _scope_only(text: str) -> bool:
    return any(meaning.kind == "scope" for meaning in lexicon().grammar.get(text))
