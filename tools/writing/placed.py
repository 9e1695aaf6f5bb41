"""Writes why products stand where they do in a list: by what it was ranked, and what each of them has of that."""

from ...schema.need import ASCENDING, Need
from ..decisions.offer import Offer
from ..decisions.placed import Placed
from ..wording.capitals import uncapitalised
from ..wording.names import short
from ..wording.plain import plain
from ..wording.wording import Wording
from .draft import Draft
from .facts import facts
from .logic import logic
from .unkept import misses


def placed(found: Placed, need: Need, draft: Draft) -> None:
    """Numbered where the list itself begins so."""
    wording = draft.wording
    if found.ranked:
        draft.say("placed.by_model", text=wording.listed([wording.say("note.word", text=plain(wish)) for wish in found.ranked]))
    if not found.same:
        draft.say("placed.otherwise")
    elif found.order:
        rises = (found.order.removeprefix("-") in ASCENDING) != found.order.startswith("-")
        way = wording.say(f"listing.{'rising' if rises else 'falling'}")
        draft.say("listing.ordered", label=wording.label(found.order.removeprefix("-")), way=way, silent="")
    else:
        _ranked(found, draft)
    by_name = {condition.name: condition for condition in need.active}
    first = [number for number, _ in found.rows] == [*range(1, len(found.rows) + 1)]
    for number, offer in found.rows:
        met = wording.conditions([by_name[name] for name in offer.candidate.met if name in by_name])
        note = (wording.say("placed.meets", conditions=met) if met else "") + misses(offer, by_name.values(), draft)
        title, cited = short(offer, wording.language), draft.cite_product(offer)
        item = f"{number}. " if first else "- "
        draft.say("placed.line", number=item, title=title, facts=_facts(offer, found, wording), cited=cited, note=note)
    draft.say("placed.hint")


def _ranked(found: Placed, draft: Draft) -> None:
    """Where nothing but the words and what sells decides, it is said so."""
    logic(found.weighed, found.ranked, draft, asked=True)
    if found.near:
        draft.say("placed.near")
    elif not found.ranked and not any(one.share is not None for one in found.weighed):
        say = draft.wording.say
        draft.say("placed.ranked", musts=say("logic.musts") if found.weighed else "")


def _facts(offer: Offer, found: Placed, wording: Wording) -> str:
    """With how well it sells, which ranks where no order is wished."""
    sold, said = offer.product.sold_90d, facts(offer, (), wording, found.order)
    if found.order or sold is None:
        return said
    counted = wording.say("details.fact", label=uncapitalised(wording.label("sold_90d")), value=wording.count(sold, "sold_90d"))
    return wording.say("list_comma").join([said, counted])
