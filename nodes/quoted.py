"""What guides and documents answer to the buyer's question: quoted before all else, or in place of a reply that has nothing."""

from collections.abc import Sequence
from dataclasses import replace

from ..retrievers.analysis import normalise
from ..retrievers.lexicon import is_thing, things_in
from ..schema.asked import KNOWLEDGE
from ..schema.evidence import Evidence
from ..tools.choosing.pick import scope
from ..tools.claims.form import understood
from ..tools.claims.fused import is_outside
from ..tools.claims.goods import names_others, says_goods_alone, speaks_of_papers
from ..tools.claims.named import parties
from ..tools.decisions.barren import barren
from ..tools.decisions.brands import Brands
from ..tools.decisions.choice import AppliedCriterion, Choice
from ..tools.decisions.decision import Decision
from ..tools.decisions.details import Detail, Details
from ..tools.decisions.knowledge import Knowledge
from ..tools.decisions.listing import Listing
from ..tools.decisions.offer import Offer
from ..tools.decisions.words import Words
from ..tools.facts.answering import answering, is_general
from ..tools.facts.knowledge import names
from ..tools.facts.terms import RECORDED, of_terms, settled, told_of
from ..understanding.tokens.cues import cues
from .state import State

_UNANSWERED = ("out_of_scope", "nothing_shown")
"""Replies without products that a guide may know better than."""
_ONES = ("ordinal", "extreme", "described")
"""Pointers at one product: of "the second one" no guide speaks, of what is to be done with "them" it may."""
_EMPTY = (*_UNANSWERED, "nothing near", "nothing to choose from", "no brands", "no supplier on record", "no guide speaks of it")
_OF_EACH = ("review", "reviews", "supplier", "rating")
_SELLERS = ("terms.", "capability.", "supplier.")
"""Fields of what a seller does."""
_SURER = 0.6
"""What a line must be where the catalogue has answered too."""
_UNTOLD = 0.45
"""The same where a question about products is answered by no record of theirs."""


def asks(state: State) -> bool:
    """Whether the guides are asked the buyer's question."""
    problem = state.get("problem")
    if isinstance(problem, Words) and problem.kind == "nothing_shown" and any(one.kind in _ONES for one in state["reading"].references):
        return False
    return bool(state["plan"].question) and (problem is None or (isinstance(problem, Words) and problem.kind in _UNANSWERED))


def quoted(decision: Decision, passages: Sequence[Evidence], state: State) -> tuple[Decision, tuple[Evidence, ...]]:
    """The decision, or what the guides say in its place; and what is quoted before it. Nothing where a record answers the question."""
    if not asks(state):
        return decision, ()
    passages = [piece for piece in passages if not _vouches(piece, state) and _in_hand(piece, state)]
    asked = state["reading"].asked
    if any(name.startswith(_SELLERS) for name in asked):  # of what a seller does no general note tells
        passages = [piece for piece in passages if not is_general(piece)]
    if (terms := of_terms(asked)) and isinstance(decision, (Details, Knowledge, Words)):
        recorded = terms == (RECORDED,)
        told = told_of(terms, passages, recorded and isinstance(decision, Details))
        if isinstance(decision, Details):  # what the owner's documents leave open is told of the goods
            left = tuple(one for one in decision.details if recorded or not settled(one.field, told))
            return (replace(decision, details=left) if left else Knowledge("", told, asked)), told
        return (decision if recorded and not told else Knowledge("", told, asked)), told
    if _theirs(state):
        passages = [piece for piece in passages if not is_outside(piece)]
    if isinstance(decision, Listing) and (_sought(decision, state) or (barren(decision) not in _EMPTY and not _to_learn(state))):
        return decision, ()
    if barren(decision) not in _EMPTY:
        passages = [piece for piece in passages if (piece.kind != "web" or not piece.line) and (not is_general(piece) or piece.sure >= _SURER)]
    if barren(decision) in _EMPTY:
        found = answering(passages)
        own = isinstance(decision, Knowledge) and not any(piece.kind == "web" for piece in found)
        return (Knowledge("", found) if found and not own and not _lacking(decision, state) else decision), found
    if isinstance(decision, Details) and _recorded(decision, state):
        near = _of(passages, decision.offers)
        return decision, answering(near if _of_a_case(state) else [piece for piece in near if _speaks_of(piece, state)], _UNTOLD)[:1]
    if isinstance(decision, Details) and {*asked} == {"brand"}:
        return decision, ()
    alone = says_goods_alone(state["plan"].question, state["shop"].reader.vocabulary)
    if isinstance(decision, Choice) and not alone and (case := answering([one for one in passages if _measuring(decision, one)], _UNTOLD)[:1]):
        return replace(decision, criteria=(*_measuring(decision, case[0]), *_measuring(decision, case[0], others=True))), case
    if isinstance(decision, (Brands, Choice)):
        untold = isinstance(decision, Choice) and decision.how and not any(one.criteria for one in decision.criteria)
        passages = [piece for piece in passages if untold or not is_general(piece)]
        passages = [piece for piece in passages if not is_outside(piece) or _advises(piece, state)]
    if isinstance(decision, Choice) and alone:
        passages = [piece for piece in passages if is_outside(piece)]  # its guides are told by what they say of each product
    if isinstance(decision, Brands):  # what it quotes of a brand is not said twice
        refs = {claim.ref for row in decision.rows for claim in row.claims}
        return decision, answering([piece for piece in passages if piece.ref not in refs], _SURER)
    if isinstance(decision, Details):
        found = answering(_of(passages, decision.offers), _UNTOLD)[:1]
        return (Knowledge("", found, asked) if found and found[0].sure >= _SURER and _unheard_of(decision, state) else decision), found
    return decision, answering(_of(passages, decision.offers) if isinstance(decision, Choice) else passages, _SURER)


def _measuring(choice: Choice, piece: Evidence, others: bool = False) -> tuple[AppliedCriterion, ...]:
    """What the choice measures products by that the line says, so that it comes first where it is what was asked; or what it says nothing of."""
    said = {one.attribute for one in choice.criteria if any(piece.ref == of.ref and each.statement in piece.line for each, of in one.criteria)}
    return tuple(one for one in choice.criteria if (one.attribute in said) is not others)


def _vouches(piece: Evidence, state: State) -> bool:
    """Whether its line says of somebody which certificates he has: a brand's are told beside what its records count."""
    vocabulary = state["shop"].reader.vocabulary
    return bool(piece.line) and speaks_of_papers(piece.line, vocabulary) and next(parties(piece.line, vocabulary), None) is not None


def _in_hand(piece: Evidence, state: State) -> bool:
    """Whether it speaks of the goods that were talked about, or of none in particular, where the message names none itself: of flasks,
    "dishwasher safe?" is answered by no guide to knives."""
    reading, shown = state["reading"], state.get("shown") or ()
    category = shown[-1].category if shown and not reading.category and not is_thing(reading.query) else None
    if _of_other_goods(piece, reading.category or category, state):
        return False
    goods = {category} if category else _kinds_shown(state)
    if not goods or not piece.category or reading.asked[:1] == (KNOWLEDGE,):
        return True
    return bool({*map(normalise, goods)} & {*map(normalise, piece.category)})


def _kinds_shown(state: State) -> set[str]:
    """The categories of the products on the table, where the message goes on with goods that are no category by themselves: sleeping bags."""
    reading, shown = state["reading"], state.get("shown") or ()
    if reading.topic == "new" or reading.category or not shown or is_thing(reading.query):
        return set()
    return {part for product in state["shop"].catalogue.products(shown[-1].product_ids) for part in product.category}


def _of_other_goods(piece: Evidence, category: str | None, state: State) -> bool:
    """Whether it is a document whose line, or else its title, names other goods: the terms for sleeping bags aren't those for paper."""
    if category is None or piece.source_kind != "document":
        return False
    vocabulary = state["shop"].reader.vocabulary
    return names_others(piece.line, category, vocabulary, state["plan"].question) or names_others(piece.title, category, vocabulary)


def _theirs(state: State) -> bool:
    """Whether it is asked how well the products on the table are made, or who sells them: of each buyers and records tell, and no text on all."""
    asked = state["reading"].asked
    return bool(asked and state.get("shown")) and all(each.partition(".")[0] in _OF_EACH for each in asked)


def _advises(piece: Evidence, state: State) -> bool:
    """Whether its line, which is no owner's guide's, is advice that is understood."""
    return understood(piece.line, state["shop"].reader.vocabulary, "advice")


def _of(passages: Sequence[Evidence], offers: Sequence[Offer]) -> list[Evidence]:
    """What speaks of these goods, or of none in particular."""
    return [piece for piece in passages if scope(piece, offers)] if offers else list(passages)


def _recorded(details: Details, state: State) -> bool:
    """Whether the question is about products that the buyer has before him, and their records answer it."""
    before = bool(state["reading"].references or state.get("shown"))
    return before and not details.general and any(not one.open and not _of_buyers(one) for one in details.details)


def _of_buyers(detail: Detail) -> bool:
    """Whether buyers' words alone answer a question put freely: a guide may know better."""
    return detail.found is not None and detail.found.told and detail.found.lines[0].source == "review"


def _speaks_of(piece: Evidence, state: State) -> bool:
    """Whether its line has all the words that the question says beside what records answer: "fabric softener" asks for no fabric alone."""
    words = state["reading"].query.split()
    return bool(words) and all(names(word, piece.line) for word in words)


def _unheard_of(details: Details, state: State) -> bool:
    """Whether it asks, pointing at nothing, for attributes that no such goods have: of towels no supplier need be asked for a bed width."""
    reading, vocabulary = state["reading"], state["shop"].reader.vocabulary
    kinds = {offer.product.category[-1] for offer in details.offers if offer.product.category}
    asked = [name.removeprefix("attr.") for name in reading.asked if name.startswith("attr.")]
    if reading.references or not asked or len(asked) < len(reading.asked):
        return False
    return not any(vocabulary.shelf(kind).states(name) for kind in kinds for name in asked)


def _of_a_case(state: State) -> bool:
    """Whether it asks of no product whether a value suits somebody or something: what records state of both is no answer to that."""
    reading = state["reading"]
    return not reading.references and len([name for name in reading.asked if name.startswith("attr.")]) + bool(reading.query) > 1


def _sought(listing: Listing, state: State) -> bool:
    """Whether the question is only whether there are such goods; of those that the catalogue lacks it may name them alone: "any umbrellas?"."""
    return "search" in cues(state["plan"].question).intents or (listing.nothing_near and is_thing(state["reading"].query))


def _to_learn(state: State) -> bool:
    """Whether the message asks something that no product tells."""
    reading = state["reading"]
    return any(KNOWLEDGE in one.asked for one in (reading, *reading.also))


def _lacking(decision: Decision, state: State) -> bool:
    """Whether goods are to be chosen that the catalogue lacks: a guide to them may be quoted, but that there are none is said."""
    return isinstance(decision, Listing) and state["plan"].answer in ("choice", "brands") and any(things_in(state["reading"].query))
