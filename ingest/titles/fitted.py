"""Brands of models that goods are made for: the Huawei of a case for a Huawei Mate80, which its title doesn't say to be for it."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence

from ...catalogue.plurals import singular
from .brand_names import Brand
from .words import Piece, is_measure, listed

_OTHERS = 5  # goods of a brand by which a store shows that it sells the brand, and not only what fits it
_NEAR = 3  # pieces behind a brand within which a model's number is its


def without_fitted(brands: Mapping[str, Brand], read: Mapping[str, Sequence[Piece]], recorded: Container[str]) -> dict[str, Brand]:
    """Those of `brands` (by product id) that are the thing's own; `recorded` are brands that other records have."""
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
