"""What a product's record has of words that are no field's name: "usb or wall plug?", where its power supply is USB."""

from ...retrievers.analysis import words
from ...schema.product import Product
from ..wording.wording import Wording

SHORT = 2
"""Letters of a value that may be part of any word: S, 3."""


def recorded(product: Product, asked: str, wording: Wording) -> tuple[str, ...]:
    """The attributes whose value has a word of what is asked, or whose name is made of such words alone."""
    said = _words(asked)
    every = (product.attributes, product.text(wording.language).attributes)
    return tuple(
        name
        for name in product.attributes
        if any(_words(str(attributes[name])) & said for attributes in every if isinstance(attributes.get(name), str))
        or _words(wording.label(f"attr.{name}")) <= said
    )


def _words(text: str) -> set[str]:
    """With what compounds are made of; without numbers and letters that stand alone."""
    found = {term for word in words(text) for term in (word.term, *word.parts)}
    return {term for term in found if not term[0].isdigit() and (len(term) > SHORT or not term.isascii())}
