"""Rows in native columns: text cells converted to their types, ids to text."""

import re
from typing import Any

import orjson

from .row import Kind, Raw
from .validation import Rejected

IN_MONEY: tuple[Kind, ...] = ("products", "orders")
"""Kinds with a currency."""
_IDS = ("id", "supplier_id", "product_id", "buyer_id")
_NESTED = ("attributes", "translations", "certifications", "price", "capabilities", "main_categories", "criteria", "category")
_NUMBER = re.compile(r"[+-]?(?:0|[1-9]\d*)(?:\.\d+)?")


def native(raw: Raw, kind: Kind, *, text_cells: bool = False) -> Raw:
    """The row with ids as text and dotted names ("attributes.material") as nested fields. `text_cells`: the row is from CSV, so cells may hold JSON,
    "A > B" is a path, and numbers among attributes are text."""
    row: Raw = {}
    for column, value in raw.items():
        put(row, column, _from_text(column, value) if text_cells and isinstance(value, str) else value)
    for name in _IDS:
        if isinstance(row.get(name), int) and not isinstance(row[name], bool):
            row[name] = str(row[name])
    if isinstance(row.get("category"), str):
        row["category"] = [level.strip() for level in row["category"].split(">") if level.strip()]
    return row


def in_currency(raw: Raw, kind: Kind, currency: str | None, asked: bool) -> Raw:
    """The row with `currency`, if it has a price without one. Raises Rejected if none is given though the mapping requires it."""
    if kind not in IN_MONEY or raw.get("currency"):
        return raw
    if currency is not None:
        return {**raw, "currency": currency}
    if asked and raw.get("price") is not None:
        raise Rejected(f"the price {raw['price']} has no currency: give it with --currency, such as --currency USD")
    return raw


def put(row: Raw, path: str, value: Any) -> None:
    """Set `value` at a dotted path; None is ignored."""
    if value is None:
        return
    *folders, name = path.split(".")
    for folder in folders:
        inner = row.get(folder)
        if not isinstance(inner, dict):
            inner = row[folder] = {}
        row = inner
    row[name] = value


def _from_text(column: str, text: str) -> Any:
    top = column.split(".")[0]
    if top in _NESTED and text.lstrip()[:1] in ("[", "{"):
        return orjson.loads(text) if _is_json(text) else text
    if top in ("capabilities", "main_categories"):
        return [part.strip() for part in re.split("[;,;,、]", text) if part.strip()]
    if top == "attributes" and _NUMBER.fullmatch(text.strip()):
        return float(text) if "." in text else int(text)
    return text.strip()


def _is_json(text: str) -> bool:
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError:
        return False
    return True
