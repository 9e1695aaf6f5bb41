"""What a model understood of words that the rules could not read, and what came of it: "ranked by it" only where something stated it."""

import re
from collections.abc import Sequence

from ...schema.condition import Condition
from ...schema.product import Product
from ...understanding.tokens.lacked import says_lack
from ..choosing.wishes import meets, unmet
from ..decisions.offer import Offer
from ..wording.plain import plain
from ..wording.wording import Wording
from ..wording.wording import understood as is_understood
from .draft import Draft


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
    why, who = unmet(offers, wish), [place for place, offer in enumerate(offers) if says_it(offer, wish, draft.wording)]
    if why == "unstated" and who:
        draft.say("note.in_texts", who=draft.wording.positions(who))
    else:
        draft.say(f"listing.wish_{why}", wish=draft.wording.wish(wish))


def says_it(offer: Offer, wish: Sequence[Condition], wording: Wording) -> bool:
    """Whether its title or description says what is wished for, in so many words."""
    return all(_says(offer.product, one, wording) for one in wish)


def words(condition: Condition, wording: Wording) -> tuple[str, ...]:
    """A value as texts may have it, in either language; none where it is a number or a yes."""
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    texts = [one for one in values if isinstance(one, str)]
    tongues = [wording.in_language(language) for language in ("zh", "en")]
    return tuple(dict.fromkeys(said for one in texts for said in (one, *(tongue.word(condition.field, one) for tongue in tongues))))


def _says(product: Product, condition: Condition, wording: Wording) -> bool:
    """Whether its title or description has a value of the condition, and doesn't deny it."""
    texts = [product.title, product.description, *(text for one in product.translations.values() for text in (one.title, one.description))]
    return any(_holds(text, word) and not says_lack(text, word) for text in texts if text for word in words(condition, wording))


def _holds(text: str, word: str) -> bool:
    edge = r"\b" if word.isascii() else ""
    return re.search(rf"{edge}{re.escape(word)}{edge}", text, re.IGNORECASE) is not None
