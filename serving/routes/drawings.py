"""`/v1/drawings`: drawings for products without a picture."""

import asyncio
from typing import Annotated

import numpy as np
from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from ...catalogue.catalogue import Catalogue
from ...schema.product import Product
from ..drawings.drawing import Drawing, drawn
from ..place import Here

MOST, SAMPLES = 60, 4
KEPT = "private, max-age=300"
router = APIRouter(prefix="/v1/drawings", tags=["products"])


class Drawings(BaseModel):
    """Drawings by product id; unknown products are omitted."""

    drawings: dict[str, Drawing]


@router.get("")
async def get_drawings(
    here: Here,
    response: Response,
    id: Annotated[list[str], Query(max_length=MOST, description="Product ids; default: one product of each of the largest shelves")] = [],  # noqa: B006
) -> Drawings:
    response.headers["Cache-Control"] = KEPT
    return await asyncio.to_thread(_drawings, here.assistant.shopfront.current().catalogue, id)


def _drawings(catalogue: Catalogue, ids: list[str]) -> Drawings:
    ranges = {facet.name: facet for facet in catalogue.facets().attributes}
    products = catalogue.products(ids) if ids else samples(catalogue)
    return Drawings(drawings={product.id: drawn(product, ranges) for product in products})


def samples(catalogue: Catalogue) -> list[Product]:
    """The first product of each of the largest shelves."""
    columns = catalogue.columns
    shelf = columns.arrays.category[columns.alive]
    counts = np.bincount(shelf[shelf >= 0])
    largest = [code for code in np.argsort(-counts, kind="stable")[:SAMPLES] if counts[code]]
    rows = [int(np.flatnonzero(columns.alive & (columns.arrays.category == code))[0]) for code in largest]
    return catalogue.products([columns.ids[row] for row in rows])
