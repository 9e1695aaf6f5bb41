"""Brands of devices that goods are made for: Huawei, of a case for a Huawei Mate80 whose title lacks "for"."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence

from ...catalogue.plurals import singular
from ...retrievers.nouns import listed
from .brand_names import Brand
from .words import Piece, is_measure

_OTHERS = 5  # goods of a brand that show that the store sells it, not only accessories
_NEAR = 3  # pieces after a brand in which its model number stands


def without_fitted(brands: Mapping[str, Brand], read: Mapping[str, Sequence[Piece]], recorded: Container[str]) -> dict[str, Brand]:
    """The `brands` (by product id) that are the product's own; `recorded`: brands that records state."""
    fitted = {key for key, brand in brands.items() if brand.name not in recorded and _is_fitted(brand, read[key])}
    others = Counter(brand.name for key, brand in brands.items() if key not in fitted)
    return {key: brand for key, brand in brands.items() if key not in fitted or others[brand.name] >= _OTHERS}


def _is_fitted(brand: Brand, title: Sequence[Piece]) -> bool:
    behind = [piece for piece in title if piece.start >= brand.end][:_NEAR]
    numbered = any(piece.kind == "code" and not is_measure(piece) for piece in behind)
    return numbered and any(_made_for(piece) for piece in title if piece.end > brand.end)


def _made_for(piece: Piece) -> bool:
    if piece.kind == "han":
        return any(word in piece.text for word in listed("fitted") if word >= "\u3400")
    return piece.kind == "word" and singular(piece.text.lower()) in listed("fitted")
