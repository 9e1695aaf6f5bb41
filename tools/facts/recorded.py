"""What a product's record has of words that are no field's name: "usb or wall plug?", where its power supply is USB."""

from ...retrievers.analysis import words
from ...schema.product import Product
from ..wording.wording import Wording


def recorded(product: Product, asked: str, wording: Wording) -> tuple[tuple[str, ...], bool]:
    """The attributes whose value, or whose name, is made of words asked; and whether these are all that is asked."""
    said, told = _terms(asked), set[str]()
    every = (product.attributes, product.text(wording.language).attributes)
    found: list[str] = []
    for name in product.attributes:
        values = [str(attributes[name]) for attributes in every if isinstance(attributes.get(name), str)]
        label = _terms(wording.label(f"attr.{name}"))
        if label <= said or any(_said(value, said) for value in values):
            found.append(name)
            told |= label.union(*map(_terms, values))
    return tuple(found), bool(found) and said <= told


def _said(value: str, asked: set[str]) -> bool:
    """Whether a value is made of words asked, or has a Chinese one of them."""
    own = _terms(value)
    return any(not each.isascii() for each in own & asked) or (bool(own) and own <= asked)


def _terms(text: str) -> set[str]:
    return {word.term for word in words(text) if word.term.isascii() and not word.term.isdigit()} | _chinese(text)


def _chinese(text: str) -> set[str]:
    """With what compounds are made of."""
    every = (term for word in words(text) for term in (word.term, *word.parts))
    return {term for term in every if not term.isascii() and len(term) > 1 and not term[0].isdigit()}
