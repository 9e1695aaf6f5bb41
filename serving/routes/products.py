"""`/v1/products/{id}`: the card of one product, for who opens a conversation on it."""

import asyncio
from datetime import UTC, datetime
from typing import Literal

from fastapi import APIRouter

from ...nodes.opened import product_of
from ...schema.need import Need
from ...schema.reply import Card
from ...tools.searching.offers import card, judged, offers
from ...tools.shop import Shop
from ..place import Here

router = APIRouter(prefix="/v1/products", tags=["products"])


@router.get("/{product_id}", response_model=Card, responses={404: {"description": "There is no such product in the store"}})
async def product(here: Here, product_id: str, language: Literal["zh", "en"] = "zh") -> Card:
    """As a reply shows it; no conversation begins."""
    return await asyncio.to_thread(_card, here.assistant.shopfront.current(), product_id, language)


def _card(shop: Shop, product_id: str, language: Literal["zh", "en"]) -> Card:
    product_of(product_id, shop.catalogue)
    need = Need(language=language)
    (offer,) = offers(shop.catalogue, judged(shop.catalogue, [product_id], need, datetime.now(UTC).date()), None)
    return card(offer, language)
