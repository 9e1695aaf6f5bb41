"""Writes what is known of the buyer: kept, forgotten, taken up, shown."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from ...schema.condition import Condition
from ...schema.profile import Trait
from ..buyers.profile import Changes
from ..choosing.wishes import meets
from ..decisions.known import Known
from ..decisions.offer import Offer
from ..wording.capitals import uncapitalised
from ..wording.plain import plain
from ..wording.wording import Wording
from .draft import Draft
from .standing import standing

Names = Mapping[str, str]


def known(decision: Known, draft: Draft) -> None:
    wording, profile = draft.wording, decision.profile
    if profile is None:
        draft.say("profile.nobody")
        return
    if decision.forgets:
        gone = [trait_said(trait, wording, decision.names) for trait in decision.forgotten]
        draft.say("profile.forgotten" if gone else "profile.forgot_nothing", what=wording.listed(gone))
        if gone:
            return
    draft.say("profile.open" if profile.traits else "profile.empty")
    for trait in profile.traits:
        key = "profile.written" if not trait.text else "profile.said" if trait.fact is not None else "profile.said_then"  # a wish stands in his words
        source = wording.say(key, text=plain(trait.text), day=trait.at.date(), turn=trait.turn)
        draft.say("profile.line", what=trait_said(trait, wording, decision.names), source=source)
    if profile.traits:
        draft.say("profile.change")


def remembered(done: Changes, said: Literal["nothing", "facts", "all"], names: Names, wording: Wording) -> str:
    """The line that says what was kept; `said`: what of it the reply names already."""
    traits = [trait for trait in done.kept if said == "nothing" or (said == "facts" and trait.fact is None)]
    what = wording.say("list_comma").join(trait_said(trait, wording, names) for trait in traits)
    return wording.say("profile.kept", what=what) if what else wording.say("profile.kept_that") if done.kept else ""


def used(wishes: Sequence[Condition], offers: Sequence[Offer], names: Names, wording: Wording) -> str:
    """That these wishes come from what he said in other conversations, and which of the offers meet them."""
    said = wording.say("list_comma").join(wish_said(wish, wording, names) for wish in wishes)
    who = [place for place, offer in enumerate(offers) if meets(offer, tuple(wishes))]
    return wording.say("profile.used" if who else "profile.used_none", what=said, who=wording.positions(who)) if wishes else ""


def trait_said(trait: Trait, wording: Wording, names: Names) -> str:
    """ "you sell to Germany", "price at most ¥50 (infant sleeping bags)"."""
    if trait.fact is not None:
        return wording.say("profile.fact", fact=standing([trait.fact], wording))
    said = wish_said(trait.wish, wording, names) if trait.wish else ""
    return wording.say("profile.of", what=said, category=uncapitalised(wording.word("category", trait.category))) if trait.category else said


def wish_said(wish: Condition, wording: Wording, names: Names) -> str:
    """By what it is about and in his own words; without any, in ours."""
    if wish.text and wish.field != "supplier":
        return wording.say("profile.own", label=wording.label(wish.field), text=plain(wish.text))
    if wish.field == "supplier":
        return wording.say("profile.supplier", names=wording.listed([names.get(key, key) for key in _ids(wish)]) if names else plain(wish.text))
    return wording.condition(wish.model_copy(update={"text": ""}))


def _ids(wish: Condition) -> Iterable[str]:
    return wish.value if isinstance(wish.value, tuple) else (str(wish.value),)
