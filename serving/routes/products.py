"""`/v1/products/{id}`: a product of the catalogue and its price for a quantity, without a conversation."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Literal, TypeVar

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, Field

from ...nodes.opened import product_of
from ...schema.condition import BEYOND
from ...schema.product import Product
from ...schema.product_view import Priced, ProductView
from ...schema.reading import Language
from ...tools.facts.priced import priced
from ...tools.shop import Shop
from ...tools.writing.product_view import product_view
from ..place import Here, Place
from ..product_sheet import as_csv, as_xlsx, sheet
from ..refusal import Refusal
from ..text import Text

router = APIRouter(prefix="/v1/products", tags=["products"], responses={404: {"description": "The catalogue has no such product"}})
ProductId = Annotated[str, Path(min_length=1, max_length=200)]
Pieces = Annotated[int, Query(ge=1, lt=BEYOND, description="How many pieces")]
T = TypeVar("T")
MOST = 500
MEDIA = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@router.get("/{product_id:path}/price")
async def get_price(here: Here, product_id: ProductId, quantity: Pieces) -> Priced:
    """Unit and total price of a quantity by the record's price tiers, and whether it can be ordered."""
    return await _of(here, product_id, lambda shop, product: priced(product, quantity))


@router.get("/{product_id:path}")
async def get_product(
    here: Here,
    product_id: ProductId,
    language: Annotated[Language, Query(description="Of names and values")] = "zh",
    quantity: Annotated[int | None, Query(ge=1, lt=BEYOND, description="Pieces to price; default: the MOQ")] = None,
) -> ProductView:
    """The product's page: attributes, price tiers, certificates with validity, review summary, supplier."""
    today = datetime.now(UTC).date()
    return await _of(here, product_id, lambda shop, product: product_view(shop, product, language, today, quantity))


class Listed(BaseModel):
    """Products to export, in this order; unknown ones are omitted. `quantity`: pieces to price."""

    product_ids: Annotated[list[Text], Field(min_length=1, max_length=MOST)]
    format: Literal["csv", "xlsx"] = "xlsx"
    language: Language = "zh"
    quantity: Annotated[int, Field(ge=1, lt=BEYOND)] | None = None


@router.post("/export", response_class=Response, responses={200: {"content": {media: {} for media in MEDIA.values()}}})
async def export_products(here: Here, listed: Listed) -> Response:
    """Export products as a sheet, one row each."""
    today = datetime.now(UTC).date()

    def made() -> bytes:
        shop = here.assistant.shopfront.current()
        products = shop.catalogue.products(list(dict.fromkeys(listed.product_ids)))
        if not products:
            raise Refusal(404, "product_unknown", "The catalogue has none of these products; they may have been removed.")
        rows = sheet(shop, products, listed.language, today, listed.quantity)
        return as_csv(rows) if listed.format == "csv" else as_xlsx(rows)

    content = await asyncio.to_thread(made)
    name = f"products-{today.isoformat()}.{listed.format}"
    return Response(content, media_type=MEDIA[listed.format], headers={"Content-Disposition": f'attachment; filename="{name}"'})


async def _of(here: Place, product_id: str, tell: Callable[[Shop, Product], T]) -> T:
    def found() -> T:
        shop = here.assistant.shopfront.current()
        return tell(shop, product_of(product_id, shop.catalogue))

    return await asyncio.to_thread(found)
