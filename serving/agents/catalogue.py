"""Catalogue tools for other agents: the tools of a turn's nodes, on one shop, without a conversation."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, Literal

from ...catalogue.known_attributes import check_attributes
from ...dialogue.request import request
from ...nodes.intent import intent
from ...nodes.state import State
from ...schema.candidate import Retrieval
from ...schema.command import AnyCommand, AskParty, Compare, Inquire, Open, Seek
from ...schema.context import Context
from ...schema.errors import InputError
from ...schema.need import Need
from ...schema.plan import Answer
from ...schema.proposal import Proposal
from ...schema.reference import Reference
from ...tools.decide import decide
from ...tools.decisions.inquiries import Inquiries
from ...tools.inquiries.desk import Desk
from ...tools.searching.offers import card, judged, offers
from ...tools.shop import Shop
from ...tools.wording.wording import Wording
from ...tools.writing.reply import write
from ...understanding.ledger.where import parse_where

Language = Literal["zh", "en"]
MOST = 50
_THESE = (Reference(kind="all"),)


def search_catalog(shop: Shop, query: str, where: str = "", limit: int = 10, language: Language = "zh") -> dict[str, Any]:
    if not query.strip():
        raise InputError("The query is empty; write what to search for.")
    conditions = parse_where(where) if where.strip() else ()
    check_attributes(conditions, shop.catalogue.columns)
    found = shop.retriever.search(query, max(1, min(limit, MOST)), where=conditions, today=_today())
    return {"products": [_card(offer, language) for offer in offers(shop.catalogue, found.candidates, None)]}


def lookup_catalog(shop: Shop, product_ids: Sequence[str], where: str = "", language: Language = "zh") -> dict[str, Any]:
    """Cards in the order of the ids, judged by `where`; `unknown_ids` have no record."""
    known = [product.id for product in shop.catalogue.products(list(product_ids)[:MOST])]
    need = Need(language=language, conditions=parse_where(where) if where.strip() else ())
    check_attributes(need.conditions, shop.catalogue.columns)
    by_id = {offer.id: offer for offer in offers(shop.catalogue, judged(shop.catalogue, known, need, _today()), None)}
    unknown = [id for id in product_ids if id not in known]
    return {"products": [_card(by_id[id], language) for id in known if id in by_id], "unknown_ids": unknown}


def get_product(shop: Shop, product_id: str) -> dict[str, Any]:
    """The product's record, with its supplier's and up to five reviews."""
    product = shop.catalogue.product(product_id)
    if product is None:
        raise InputError(f"There is no product {product_id[:80]!r}; search_catalog finds ids.")
    supplier = shop.catalogue.supplier(product.supplier_id) if product.supplier_id else None
    reviews = shop.catalogue.reviews(product_id, 5)
    return {
        "product": product.model_dump(mode="json", exclude_none=True),
        "supplier": supplier.model_dump(mode="json", exclude_none=True) if supplier else None,
        "reviews": [review.model_dump(mode="json", exclude_none=True) for review in reviews],
    }


def compare(shop: Shop, product_ids: Sequence[str], language: Language = "zh") -> dict[str, Any]:
    return _told("comparison", Compare(among=_THESE), shop, product_ids, language)


def supplier(shop: Shop, ids: Sequence[str], language: Language = "zh") -> dict[str, Any]:
    """The suppliers of the given products or suppliers, with what is recorded of them. A supplier id stands for one of its products."""
    products = [shop.catalogue.supplier_products(id)[:1] or [id] for id in ids]
    return _told("suppliers", AskParty(party="supplier", of=_THESE), shop, [id for some in products for id in some], language)


def ask_product(shop: Shop, product_id: str, question: str, language: Language = "zh") -> dict[str, Any]:
    """Answer a question about one product from its record, description and reviews; stateless."""
    if not question.strip():
        raise InputError("The question is empty; write what you want to know of the product.")
    context = Context(language=language)
    state: State = {"text": question, "commands": (Open(product=product_id),)}
    turn = intent(lambda: shop)(state, context, lambda event: None)
    if turn["plan"].answer != "details" or turn["problem"] is not None or turn["focus"] != (product_id,):
        raise InputError("The question goes beyond this product's record, description and reviews; use search_catalog or compare.")
    need, reading, wording = turn["need"], turn["reading"], Wording(language, glossary=shop.glossary)
    found = judged(shop.catalogue, [product_id], need, _today())
    at = Desk(shop, need, wording, _today(), shown=tuple(turn["shown"]), focus=(product_id,), text=question)
    decision, few = decide("details", shop, reading, need, Retrieval(candidates=found, allowed=len(found)), (), wording, _today(), at)
    draft = write(decision, need, few, (), wording, _today())
    return {"text": draft.text, "citations": [each.model_dump(mode="json", exclude_none=True) for each in draft.citations]}


def search_guides(shop: Shop, query: str, limit: int = 5, language: Language = "zh") -> dict[str, Any]:
    if not query.strip():
        raise InputError("The query is empty; write what to search for.")
    found = shop.passages.retrieve(query, language=language, kinds=("guide",), k=max(1, min(limit, MOST)))
    return {"passages": [each.model_dump(mode="json", include=PASSAGE, exclude_none=True) for each in found]}


def draft_inquiry(shop: Shop, product_ids: Sequence[str], quantity: int | None = None, language: Language = "zh") -> dict[str, Any]:
    """Draft letters to the suppliers; nothing is sent."""
    return _told("inquiry", Inquire(of=_THESE), shop, product_ids, language, quantity)


PASSAGE = {"kind", "ref", "title", "text", "lang", "source", "url", "published", "topic"}


def _told(
    answer: Answer,
    act: AnyCommand,
    shop: Shop,
    product_ids: Sequence[str],
    language: Language,
    quantity: int | None = None,
) -> dict[str, Any]:
    """The result of a turn with that command on these products."""
    products = shop.catalogue.products(list(product_ids)[:MOST])
    if len(products) < (2 if answer == "comparison" else 1):
        raise InputError("Too few of these products are in the catalogue; search_catalog finds ids.")
    category = products[0].category[-1] if products[0].category else None
    need = Need(language=language, category=category, quantity=quantity)
    today, wording = _today(), Wording(language, glossary=shop.glossary)
    found = judged(shop.catalogue, [product.id for product in products], need, today)
    many = (Seek(topic="same", quantity=quantity),) if quantity else ()
    reading = request(Proposal(commands=(*many, act), language=language))
    decision, few = decide(answer, shop, reading, need, Retrieval(candidates=found, allowed=len(found)), (), wording, today)
    draft = write(decision, need, few, (), wording, today)
    told: dict[str, Any] = {
        "text": draft.text,
        "products": [each.model_dump(mode="json", exclude_none=True) for each in draft.cards],
        "comparison": draft.comparison.model_dump(mode="json") if draft.comparison else None,
        "citations": [each.model_dump(mode="json", exclude_none=True) for each in draft.citations],
    }
    if isinstance(decision, Inquiries):
        told["inquiries"] = [each.model_dump(mode="json", exclude_none=True) for each in draft.inquiries]
    return told


def _card(offer: Any, language: str) -> dict[str, Any]:
    return card(offer, language).model_dump(mode="json", exclude_none=True)


def _today() -> date:
    return datetime.now(UTC).date()
