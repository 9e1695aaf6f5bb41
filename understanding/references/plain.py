"""The plain one of two products: the one whose title lacks what distinguishes the other's."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import yaml

from ...retrievers.analysis import words as content
from ...schema.reference import Reference
from .matching import Records, described

SHARED = 0.6
"""The share of its own title that the plain one has in common with the other's."""


def plain_of(reference: Reference, listed: Sequence[str], beside: Sequence[str], records: Records) -> str | None:
    """The product of `listed` whose title has most in common with those of `beside`; None if the words ask for no plain one, if some product is
    called so, or if several are equally near."""
    left = tuple(" ".join(word.term for word in content(words) if word.term not in _plain()) for words in reference.words)
    if reference.kind != "described" or left == tuple(" ".join(word.term for word in content(words)) for words in reference.words):
        return None
    others = [each for each in listed if each not in beside]
    if 0 < len(described(reference, listed, records)) < len(listed):
        return None
    rest = reference.model_copy(update={"words": tuple(filter(None, left))})
    pool = described(rest, others, records) if rest.words or rest.conditions else others
    theirs = {term for each in beside for term in _terms(each, records)}
    near = sorted(((len(own & theirs) / len(own), -len(own), each) for each in pool if (own := _terms(each, records))), reverse=True)
    clear = len(near) == 1 or (len(near) > 1 and near[0][:2] > near[1][:2])
    return near[0][2] if clear and near[0][0] >= SHARED else None


def _terms(product_id: str, records: Records) -> frozenset[str]:
    product = records.product(product_id)
    return frozenset(word.term for word in content(product.title)) if product is not None else frozenset()


@cache
def _plain() -> frozenset[str]:
    words = yaml.safe_load((files(__package__) / "plain.yaml").read_text("utf-8"))
    return frozenset(term.term for word in words for term in content(word))
