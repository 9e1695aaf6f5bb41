"""What a model understood of words that the rules could not read, and what came of it: "ranked by it" only where something stated it."""

from collections.abc import Sequence

from ...schema.condition import Condition
from ..choosing.wishes import meets, unmet
from ..decisions.offer import Offer
from ..wording.plain import plain
from ..wording.wording import understood as is_understood
from .draft import Draft
from .on_file import written_of


def understood(noted: str, wanted: Sequence[Condition], offers: Sequence[Offer], draft: Draft) -> None:
    """`noted`: the buyer's words and, behind a tab, what they were taken for (none: what the need has of them); `wanted`: the need's conditions;
    `offers`: those that are named."""
    text, _, wishes = (plain(each) for each in noted.partition("\t"))
    wish = tuple(one for one in wanted if is_understood(one) and plain(one.text) == text)
    if not (wishes := wishes or draft.wording.conditions(wish)):  # of other goods than those in hand
        return
    if not wish or not offers or any(meets(offer, wish) for offer in offers):
        draft.say("note.inferred", text=text, wishes=wishes)
        return
    draft.say("note.understood", text=text, wishes=wishes)
    draft.add(written_of(wish, offers, draft) or draft.wording.say(f"listing.wish_{unmet(offers, wish)}", wish=draft.wording.wish(wish)))
