"""Exports products as CSV or XLSX, one row each, priced for a quantity."""

import csv
import io
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

import yaml
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ..schema.product import Product
from ..schema.supplier import Supplier
from ..tools.facts.priced import least, priced
from ..tools.shop import Shop
from ..tools.wording.wording import Wording

COLUMNS = (
    "id", "title", "brand", "category", "quantity", "price", "currency", "unit", "tiers", "moq", "stock", "rating", "review_count", "sold_90d",
    "certification", "supplier", "supplier.kind", "supplier.location", "url", "as_of",
)  # fmt: skip
LONGEST, WIDEST = 32_000, 48
"""Most characters of a cell (limited by spreadsheets) and of a column's width."""
_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
"""Prefixes that spreadsheets read as a formula, including full-width signs."""
Value = str | int | float | Decimal | None


def sheet(shop: Shop, products: Sequence[Product], language: str, today: date, quantity: int | None) -> list[list[Value]]:
    """A header row and one row per product; unstated values are empty. `quantity`: priced pieces, None: each product's MOQ."""
    wording = Wording(language, glossary=shop.glossary)
    head: list[Value] = [_word(column, language) if column in _words() else wording.label(column) for column in COLUMNS]
    return [head, *(_row(shop, product, wording, today, quantity) for product in products)]


def _row(shop: Shop, product: Product, wording: Wording, today: date, quantity: int | None) -> list[Value]:
    text = product.text(wording.language)
    supplier = shop.catalogue.supplier(product.supplier_id) if product.supplier_id else None
    valid = [each.name for each in text.certifications if each.valid_on(today)]
    pieces = quantity or least(product)
    price = priced(product, pieces).unit_price
    return [
        product.id,
        text.title,
        text.brand,
        " › ".join(text.category),
        pieces,
        None if price is None else Decimal(price),
        product.currency if product.price else None,
        _word("piece", wording.language) if product.price else None,
        "; ".join(f"{tier.min_qty}+: {tier.unit_price} {product.currency}" for tier in product.tiers),
        product.moq,
        product.stock,
        product.rating,
        product.review_count,
        product.sold_90d,
        "; ".join(valid),
        *_supplier(supplier, wording),
        product.url,
        product.updated_at.date().isoformat() if product.updated_at else None,
    ]


def _supplier(supplier: Supplier | None, wording: Wording) -> tuple[Value, Value, Value]:
    if supplier is None:
        return None, None, None
    place = wording.place(supplier)
    return (
        supplier.text(wording.language).name or supplier.name,
        wording.kind(supplier.kind) if supplier.kind else None,
        None if place == wording.unknown else place,
    )


def as_csv(rows: Sequence[Sequence[Value]]) -> bytes:
    """CSV with a UTF-8 BOM. Possible formulas get an apostrophe, since records are untrusted text; texts are quoted, so that semicolons don't split
    them."""
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_NONNUMERIC).writerows([_inert(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _inert(value: Value) -> Value:
    text = _text(value)
    return f"'{text}" if isinstance(text, str) and _FORMULA.match(text) else text


def _text(value: Value) -> Value:
    """Remove characters that a cell can't hold, and truncate."""
    return ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST] if isinstance(value, str) else value


def as_xlsx(rows: Sequence[Sequence[Value]]) -> bytes:
    """XLSX with texts as plain text and a frozen header."""
    book = Workbook()
    page: Worksheet = book.worksheets[0]
    for number, row in enumerate(rows):
        page.append([_cell(page, value, head=number == 0) for value in row])
    for place, column in enumerate(zip(*rows, strict=True), 1):
        page.column_dimensions[get_column_letter(place)].width = min(WIDEST, max(len(str(each or "")) for each in column) + 4)
    page.freeze_panes = "C2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(page: Worksheet, value: Value, head: bool) -> Cell:
    value = _text(value)
    made = WriteOnlyCell(page, float(value) if isinstance(value, Decimal) else value)
    if isinstance(value, str):
        made.data_type, made.quotePrefix = "s", bool(_FORMULA.match(value))
    if isinstance(value, Decimal):
        made.number_format = "0.00##"
    if head:
        made.font = Font(bold=True)
    return made


def _word(name: str, language: str) -> str:
    return _words()[name][0 if language == "zh" else 1]


@cache
def _words() -> dict[str, list[str]]:
    loaded: dict[str, list[str]] = yaml.safe_load(files(__package__).joinpath("product_sheet.yaml").read_text("utf-8"))
    return loaded
