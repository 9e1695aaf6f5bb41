"""What a record states in place of an attribute that it lacks: the media weight, of the weight of paper."""

import re

from ...schema.product import Product
from ...understanding.vocabulary.concepts import concepts_of
from ...understanding.vocabulary.vocabulary import Vocabulary

_PACKING = ("package", "packaging", "packed", "shipping", "carton")
"""How attributes begin that tell of no goods but of what they come in."""
_CONNECTION, _PORTS = "connection", re.compile(r"(?:^|_)ports?(?:_|$)")
"""How what is connected is told where it isn't stated by what: so many ports of each kind."""
_SIZES = frozenset(("size", "dimensions", "size_cm", "size_in"))
"""Kinds of attribute of which each is how big a thing is."""


def alike(product: Product, attribute: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Its attributes of that kind that are called the same, or the same with a word before it, or are of a concept of that name; () where it
    states the attribute itself."""
    if product.attributes.get(attribute) is not None:
        return ()
    own_kinds = {attribute, *(kind for kind, names in vocabulary.concepts.items() if attribute in names)}
    kin = _SIZES if own_kinds & _SIZES else own_kinds
    same = {name for kind, names in vocabulary.concepts.items() if kind in kin for name in names}
    kinds = {name: facet.kind for name, facet in vocabulary.attributes.items()}
    own = [name for name in product.attributes if not name.startswith(_PACKING)]
    if _CONNECTION in own_kinds and (ports := tuple(name for name in own if _PORTS.search(name))):
        return ports
    behind = f"_{attribute}" if attribute.isascii() else attribute  # 填充物重量 is a weight, whatever it is written as
    same_kind = {name for name in own if attribute in (*_SIZES, *vocabulary.concepts) or kinds.get(name) in (kinds.get(attribute), None)}
    return tuple(name for name in own if (name in same_kind or not attribute.isascii()) and (name in same or name.endswith(behind)))


def is_size(field: str, vocabulary: Vocabulary) -> bool:
    """Whether the attribute tells how big a thing is."""
    name = field.removeprefix("attr.")
    return name in _SIZES or any(name in names for kind, names in vocabulary.concepts.items() if kind in _SIZES)


def names_size(words: str) -> bool:
    """Whether the words are what sizes are called."""
    return bool(_SIZES & concepts_of([words.strip()]).keys())
