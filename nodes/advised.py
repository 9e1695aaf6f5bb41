"""What guides, else the general notes, say of what no record speaks of: a wish (which drill hangs shelves), or a thing asked of products."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache

from ..retrievers.analysis import words
from ..retrievers.held import held
from ..retrievers.notes import GENERAL
from ..retrievers.outside.guides import NoteSearch, names
from ..retrievers.search import SearchRequest
from ..retrievers.stop_words import STOP_WORDS
from ..schema.errors import OutsideError
from ..schema.evidence import Evidence
from ..schema.need import Need
from ..tools.claims.stance import for_some
from ..tools.decisions.choice import Choice
from ..tools.decisions.comparison import Compared
from ..tools.decisions.decision import Decision
from ..tools.decisions.details import Detail, Details
from ..tools.decisions.listing import Listing
from ..tools.facts.answering import is_general
from ..tools.facts.terms_asked import wants_number
from ..tools.searching.queries import goods_named
from ..tools.searching.wish import wish
from ..tools.shop import Shop
from ..tools.wording.plain import plain
from ..tools.wording.wording import Wording
from ..tools.writing.draft import Draft
from .state import State

SURE = 0.65
"""How sure a line must be to be told of a wish, which is no question."""
ASKED = 0.5
"""The same of what was asked of products, of a note to such goods that has the word asked about."""
MOST = 2
"""Wishes, and things asked, that are looked up."""
_ANY = ("said.", "attr.")
"""Kinds of what is asked that are true of such goods, and no seller's own."""


def advised(state: State, draft: Draft) -> None:
    """Of the wishes that no record has in its words, the line that answers which such goods are for it; what is answered so is no longer told as
    unused."""
    need, decision = state["need"], state["decision"]
    quoted = [one.quote for one in draft.citations if one.quote and (one.kind in ("guide", "web") or one.source_kind == GENERAL)]
    for left in (draft.unused, draft.unanswered):  # what is quoted speaks of it
        left[:] = [word for word in left if not any(_speaks_of(word, line, half=True) for line in quoted)]
    if need is None or not isinstance(decision, (Listing, Choice)) or not (need.category or need.query):
        return
    told = state["turn"] > 1 and not state["reading"].category and not state["reading"].words  # of the case that was told before
    whom = [need.audience] if need.audience and not told and not wish(need.audience, audience=True).read else []
    silent = decision.best.silent if isinstance(decision, Choice) and decision.best else ()
    for word in [*whom, *(word for word in dict.fromkeys((*draft.unused, *draft.reworded, *silent)) if word in map(plain, need.words))][:MOST]:
        goods = goods_named(state["shop"], need.category, need.language) if need.category else need.query
        question = f"which {goods} for {word}?" if need.language == "en" else f"{word}选什么{goods}？"

        def of_the_wish(piece: Evidence, word: str = word, called: str = need.query or goods) -> bool:
            own = not is_general(piece) or called in piece.title or bool(names(called) & names(piece.title))
            return own and piece.sure >= SURE and _speaks_of(word, piece.line) and not (word in whom and for_some(piece.line))

        if _told(question, goods, need.category, state["shop"], need, draft, of_the_wish):
            draft.unused[:] = [each for each in draft.unused if each != word]


def of_what_is_silent(decision: Decision, shop: Shop, need: Need, draft: Draft) -> None:
    """Behind the answer, of what was asked of products and no text of theirs has, the line that tells it of such goods."""
    words = _silent(decision, draft.wording) if isinstance(decision, Details) else _uncompared(decision) if isinstance(decision, Compared) else []
    products = [offer.product for offer in decision.offers] if words and isinstance(decision, (Details, Compared)) else []
    category = next((name for product in products[:1] for name in product.category[-1:]), None)
    goods = goods_named(shop, category, need.language) if category else ""
    called = frozenset(name for product in products for name in names(product.text(need.language).title or product.title))

    for word in words[:MOST] if goods else ():

        def sure(piece: Evidence, word: str = word) -> bool:
            own = not is_general(piece) or bool(called & names(piece.title))
            return own and piece.sure >= (ASKED if is_general(piece) and _speaks_of(word, piece.line) else SURE)

        _told(word, goods, category, shop, need, draft, sure)


def _silent(found: Details, wording: Wording) -> list[str]:
    """What is asked to be so and stated of none, in the buyer's words for it: no note knows how many hours this one runs."""
    if found.general or not found.offers:
        return []
    of: dict[str, list[Detail]] = {}
    for one in found.details:
        of.setdefault(one.field, []).append(one)
    silent = [field for field, own in of.items() if all(one.unheard_of and one.value is None for one in own)]
    supposed = {one.field: one.text or (one.value if isinstance(one.value, str) else wording.label(one.field)) for one in found.supposed}
    said = [field.removeprefix("said.") if field.startswith("said.") else str(supposed.get(field, "")) for field in silent if field.startswith(_ANY)]
    said += [one.basis for one in found.details if one.open]
    return [word for word in dict.fromkeys(said) if word and not wants_number(word)]


def _uncompared(compared: Compared) -> list[str]:
    """The buyer's words by which they were to be compared, where no record states any."""
    return [name.removeprefix("said.") for name in compared.asked if name.startswith("said.")] if compared.silent else []


def _told(question: str, goods: str, category: str | None, shop: Shop, need: Need, draft: Draft, sure: Callable[[Evidence], bool]) -> bool:
    """Whether a line answers; it is added, once."""
    piece = next(filter(sure, _answers(question, goods, category, shop, need)), None)
    if piece is None:
        return False
    line = draft.wording.say("knowledge.general" if is_general(piece) or piece.kind != "guide" else "knowledge.answer", quote=plain(piece.line))
    if not any(plain(piece.line) in each for each in draft.lines):
        draft.add(line + draft.cite_evidence(piece, piece.line))
    return True


def _speaks_of(word: str, line: str, *, half: bool = False) -> bool:
    """Whether it has a word of the wish, or `half` of them: of the goods alone every guide to them speaks."""
    stand = [held(one.term, line) > 0 for one in words(word) if len(one.term) > 1 and one.term not in STOP_WORDS]
    return 2 * sum(stand) >= len(stand) > 0 if half else any(stand)


@cache
def _notes() -> NoteSearch:
    return NoteSearch()


def _answers(question: str, goods: str, category: str | None, shop: Shop, need: Need) -> Sequence[Evidence]:
    """The lines of guides to such goods, else of the notes."""
    with suppress(OutsideError):
        own = shop.passages.answers(question, language=need.language, category=category, about=goods, k=1) if category else []
        found = [piece for piece in own if piece.topic == "choosing" and piece.sure >= SURE]
        if found or "notes" not in shop.settings.search_provider:
            return found
        return _notes().search(SearchRequest(query="", language=need.language, question=question, about=goods))
    return ()
