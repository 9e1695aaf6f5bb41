"""The other goods of one message: the first few of each, numbered behind the list, so that the buyer sees all that he named."""

from collections.abc import Collection, Sequence

from ..schema.candidate import Retrieval
from ..schema.context import Context
from ..schema.need import Need, Waiting
from ..schema.reference import Shown
from ..tools.decisions.knowledge import Knowledge
from ..tools.decisions.listing import Listing
from ..tools.decisions.offer import Offer
from ..tools.searching.linked import linked
from ..tools.searching.nearest import lacks
from ..tools.searching.offers import card, offers
from ..tools.searching.ranked import POOL
from ..tools.searching.wished import Records, liked_first, ranking, unrefused, wanted
from ..tools.wording.names import goods
from ..tools.wording.plain import plain
from ..tools.wording.wording import Wording
from ..tools.writing.draft import Draft
from ..tools.writing.in_words import in_words
from ..tools.writing.listing import conditions_met, lines
from ..tools.writing.purchased import none_of
from .state import State

EACH = 3
"""Products shown of each kind of goods, the first included."""
KINDS = 3
"""Kinds shown beside the first; of more the names are told."""


def several(state: State) -> tuple[Waiting, ...]:
    """The goods that the message names beside those in hand."""
    need, named = state["need"], state["reading"].beside
    assert need is not None
    if (
        (state.get("bill") is not None and state.get("sourced") is not None)
        or state.get("problem") is not None
        or state["plan"].internal != "search"
        or isinstance(state.get("decision"), Knowledge)
    ):
        return ()
    return tuple(one for one in need.waiting if one.category in named)


def beside(state: State, context: Context, shown: Sequence[Shown], draft: Draft) -> list[Shown]:
    """Writes them behind the first list, which has `EACH` products then. Returns the lists in which "the fourth", and "the first socks", count."""
    need, waits = state["need"], several(state)
    assert need is not None
    if not waits or not shown:
        return list(shown)
    listed, last = list(shown[-1].product_ids), shown[-1]
    apart = [last]
    for one in waits[:KINDS]:
        own = _need(need, one, state)
        found, total, retrieval = _found(own, state, context, listed)
        wording = Wording(need.language, state["turn"], state["shop"].glossary)
        if not found and own.category == need.category and not retrieval.other_kind:
            continue  # that none of the shelf fits is said of those before
        if not found:
            none_of(own, draft, lacking=retrieval.other_kind or (own.category is None and lacks(own.query, state["shop"])))
            continue
        called = state["shop"].retriever.called(own, today=context.today)
        if retrieval.uncalled:
            draft.say("listing.uncalled", what=goods(own, wording), goods=plain(retrieval.uncalled))
        draft.say("beside.some" if total else "beside.near", goods=goods(own, wording, called), total=total, conditions=conditions_met(own, wording))
        lines(Listing(offers=found, total=total), found, own, draft, len(listed))
        numbered, draft.wording = draft.wording, draft.wording.numbered(tuple(range(len(listed) + 1, len(listed) + len(found) + 1)))
        in_words(own.words, own, found, draft)
        draft.wording = numbered
        draft.cards = (*draft.cards, *(card(offer, need.language) for offer in found))
        listed += [offer.id for offer in found]
        ids = tuple(offer.id for offer in found)
        apart.append(Shown(turn=last.turn, product_ids=ids, category=own.category, query=own.query, audience=own.audience or ""))
    return [*shown[:-1], *apart, last.model_copy(update={"product_ids": tuple(listed)})]


def _need(need: Need, one: Waiting, state: State) -> Need:
    """As it will be once its goods are gone on with: by their shelf, or where none is called so by the words."""
    shop = state["shop"]
    sold = any(one.category in facet.path for facet in shop.catalogue.facets().categories)
    shelf, query = (one.category, one.query) if sold else linked(shop, (need.category,) if need.category else ()).goods(one.category)
    alike = not sold and need.category is not None and shelf == need.category
    said, linker = tuple(each for each in need.active if each.turn == state["turn"]), linked(shop, (one.category,))
    theirs = (each for each in said if each.field.startswith("attr.") and linker.states(each.field, one.category))
    apart = tuple(each for each in theirs if need.category is None or not linker.states(each.field, need.category))  # which these goods alone state
    fields = said if alike else apart if sold else ()  # goods of one shelf have its fields
    return Need(
        category=shelf,
        query=query,
        words=one.words,
        language=need.language,
        audience=one.audience or need.audience,
        quantity=one.quantity or need.quantity,
        facts=need.facts,
        conditions=(*one.conditions, *(each for each in fields if each not in one.conditions)),
    )


def _found(need: Need, state: State, context: Context, listed: Collection[str]) -> tuple[tuple[Offer, ...], int, Retrieval]:
    """The first few but for those `listed` before, how many there are, and what was found; where none meets everything, the nearest of them."""
    shop = state["shop"]
    wished = ranking(need)
    found: Retrieval = shop.remembered.products(wanted(need), today=context.today, k=POOL)
    if found.nothing_near:
        return (), 0, found
    others = [one for one in found.candidates if one.product_id not in listed] or found.candidates
    recorded = Records(shop.catalogue, need.language)
    kept = unrefused(others, wished, need, recorded)
    first = liked_first(kept, wished, need, recorded, meanings=shop.meanings)[:EACH]
    if not first and found.near_misses and not found.other_kind:
        return offers(shop.catalogue, found.near_misses[:EACH], need.quantity), 0, found
    total = (shop.retriever.count(need, today=context.today) - len(others) + len(kept) if need.category else len(first)) if first else 0
    return offers(shop.catalogue, first, need.quantity), total, found
