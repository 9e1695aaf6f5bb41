"""The language that a supplier is written to in."""

from typing import Literal

from ...catalogue.suppliers import country_names
from ...schema.product import Product
from ...schema.supplier import Supplier
from .glossary import CHINESE

CHINESE_SPEAKING = ("CN", "HK", "TW")


def tongue(supplier: Supplier | None, product: Product) -> Literal["zh", "en"]:
    """By the supplier's country; where none is stated, by the script of his name, else of the product's title."""
    country = supplier.country if supplier else None
    if country:
        ours = {name.casefold() for code in CHINESE_SPEAKING for name in (code, *country_names().get(code, ()))}
        return "zh" if country.casefold() in ours else "en"
    return "zh" if CHINESE.search(supplier.name if supplier else product.title) else "en"
