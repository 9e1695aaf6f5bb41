"""What a buyer doesn't want and no field records (不要蓬松): products whose own words say that they have it come last, and the reply names them."""

from collections.abc import Iterable

from ...catalogue.catalogue import Catalogue
from ...schema.candidate import Candidate
from ...schema.product import Product
from ...understanding.tokens.lacked import says_have, unwanted


def things(notes: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Of the notes of a reading."""
    return tuple(thing for kind, text in notes if kind == "unchecked" and (thing := unwanted(text)))


def has(product: Product, thing: str) -> bool:
    """By its title or description in any language."""
    texts = (product.title, product.description, *(text for each in product.translations.values() for text in (each.title, each.description)))
    return any(text and says_have(text, thing) for text in texts)


def last(candidates: tuple[Candidate, ...], unwanted_things: tuple[str, ...], catalogue: Catalogue) -> tuple[Candidate, ...]:
    """The candidates with those that have one of the things behind the others."""
    if not unwanted_things:
        return candidates
    products = {product.id: product for product in catalogue.products([one.product_id for one in candidates])}
    return tuple(sorted(candidates, key=lambda one: any(has(products[one.product_id], thing) for thing in unwanted_things)))
