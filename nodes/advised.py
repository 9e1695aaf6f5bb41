"""What guides, else the general notes, say of a wish that no record speaks of: which drill hangs shelves."""

from contextlib import suppress
from functools import cache

from ..retrievers.analysis import words
from ..retrievers.outside.guides import NoteSearch
from ..retrievers.search import SearchRequest
from ..retrievers.stop_words import STOP_WORDS
from ..schema.errors import OutsideError
from ..schema.evidence import Evidence
from ..tools.decisions.choice import Choice
from ..tools.decisions.listing import Listing
from ..tools.facts.terms_asked import held
from ..tools.searching.wish import wish
from ..tools.wording.plain import plain
from ..tools.writing.draft import Draft
from .state import State

SURE = 0.65
"""How sure a line must be to be told of a wish, which is no question."""
MOST = 2
"""Wishes that are asked about."""


def advised(state: State, draft: Draft) -> None:
    """Of the wishes that nothing came of, the line that answers which such goods are for it; what is answered so is no longer told as unused."""
    need, decision = state["need"], state["decision"]
    if need is None or not isinstance(decision, (Listing, Choice)) or not (need.category or need.query):
        return
    told = state["turn"] > 1 and not state["reading"].category and not state["reading"].words  # of the case that was told before
    whom = [need.audience] if need.audience and not told and not wish(need.audience, audience=True).read else []
    said = [*whom, *(word for word in draft.unused if word in map(plain, need.words))][:MOST]
    for word in said:
        piece = _answer(word, state)
        if piece is None:
            continue
        line = draft.wording.say(
            "knowledge.general" if piece.kind != "guide" or piece.source_kind == "general" else "knowledge.answer", quote=plain(piece.line)
        )
        draft.unused[:] = [each for each in draft.unused if each != word]
        if not any(plain(piece.line) in each for each in draft.lines):
            draft.add(line + draft.cite_evidence(piece, piece.line))


def _speaks_of(word: str, line: str) -> bool:
    """Whether it has a word of the wish: of the goods alone every guide to them speaks."""
    return any(held(one.term, line) > 0 for one in words(word) if len(one.term) > 1 and one.term not in STOP_WORDS)


@cache
def _notes() -> NoteSearch:
    return NoteSearch()


def _answer(word: str, state: State) -> Evidence | None:
    need, shop = state["need"], state["shop"]
    assert need is not None
    names = {language: shop.glossary.say("category", need.category, language) if need.category else need.query for language in ("zh", "en")}
    goods = names["en" if need.language == "en" else "zh"]
    question = f"which {goods} for {word}?" if need.language == "en" else f"{word}选什么{goods}？"
    with suppress(OutsideError):
        own = shop.passages.answers(question, language=need.language, category=need.category, about=goods, k=1) if need.category else []
        found = [piece for piece in own if piece.topic == "choosing" and piece.sure >= SURE and _speaks_of(word, piece.line)]
        if found or "notes" not in shop.settings.search_provider:
            return next(iter(found), None)
        asked = SearchRequest(query="", language=need.language, question=question, about=goods)
        return next((piece for piece in _notes().search(asked) if piece.sure >= SURE and _speaks_of(word, piece.line)), None)
    return None
