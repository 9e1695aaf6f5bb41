"""Follow-up questions without a turn: for words, for products, or for a conversation as it stands."""

from collections.abc import Sequence
from datetime import date

from ..schema.need import Need
from ..schema.reference import Shown
from ..schema.reply import Suggestion
from ..understanding.ledger import apply
from .offers import judged, offers
from .shop import Shop
from .suggest import Situation, suggest
from .wording import Wording


def proposals(
    shop: Shop, text: str | None, product_ids: Sequence[str], need: Need | None, shown: tuple[Shown, ...], turn: int, today: date
) -> tuple[Suggestion, ...]:
    """Three suggestions; `text` is read as a message that isn't sent. Unknown product ids are left out."""
    if text and text.strip():
        reading = shop.reader.read(text, need, shown)
        need = apply(need, reading, turn + 1)
    products = shop.catalogue.products(list(product_ids))
    if products and need is None:
        need = Need(category=products[0].category[-1] if products[0].category else None, query=products[0].title[:60])
    need = need or Need()
    asked = bool(need.query or need.category or need.conditions)
    retrieval = shop.retriever.retrieve(need, today=today) if asked and not products else None
    candidates = judged(shop.catalogue, product_ids, need, today) if products else retrieval.candidates if retrieval else ()
    found = offers(shop.catalogue, candidates, need.quantity)
    return suggest(
        Situation(
            shop=shop,
            need=need,
            offers=found,
            listed=found,
            shown=(*shown, Shown(turn=turn, product_ids=tuple(offer.id for offer in found))) if found else shown,
            intent=None,
            total=shop.retriever.count(need, today=today) if asked else 0,
            turn=turn,
            today=today,
            wording=Wording(need.language, turn, shop.glossary),
        )
    )
