"""What a rule that a guide states is against: class B for infants. Nobody is advised to take it, whatever else speaks for it."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from ...retrievers.analysis import normalise
from ...schema.guide import Criterion, Guide
from ...schema.product import AttributeValue
from ..claims.stance import behind
from ..decisions.offer import Offer
from ..decisions.ruled import Ruled
from ..wording.plain import citable

_BULLETS = "-*+ \t"


def is_rule(criterion: Criterion) -> bool:
    """Whether it obliges to its own value in every case: "must be class A", but neither "plastic eyes must pass a pull test" nor 必须有检测报告."""
    return not criterion.when and _obliges(criterion.statement, tuple(word for word in _words(criterion) if isinstance(word, str) and len(word) > 1))


@lru_cache(maxsize=8192)
def _obliges(statement: str, to: tuple[str, ...]) -> bool:
    said, obliged = _joined(statement), _joined(behind("obliges", statement))
    if not obliged:
        return False
    words = [_joined(word) for word in to]
    here = [word for word in words if word in said]
    return any(word in obliged for word in here) if here else bool(words)


def _joined(text: str) -> str:
    return "".join(normalise(text).split())


def _words(rule: Criterion) -> list[Any]:
    return rule.value if isinstance(rule.value, list) else [rule.value]


def against(rule: Criterion, value: AttributeValue) -> bool:
    """Whether it asks for words, and the value stated has none of them."""
    words = _words(rule)
    said = normalise(" ".join(map(str, value)) if isinstance(value, tuple) else str(value))
    return all(isinstance(word, str) and normalise(word) not in said for word in words)


def ruled_by_guides(offers: Sequence[Offer], guides: Sequence[Guide], language: str) -> dict[int, Ruled]:
    """By position the first rule of the store's guides to such goods that a record's own value breaks; guides in `language` speak first."""
    ours = sorted(guides, key=lambda guide: (guide.lang not in (None, language), guide.topic != "choosing"))
    rules = [(one, guide) for guide in ours for one in guide.criteria if is_rule(one) and citable(one.statement)]
    found = ((place, next(_broken(offer, rules), None)) for place, offer in enumerate(offers))
    return {place: broken for place, broken in found if broken is not None}


def _broken(offer: Offer, rules: Sequence[tuple[Criterion, Guide]]) -> Iterator[Ruled]:
    kinds = {normalise(part) for part in offer.product.category}
    for rule, guide in rules:
        value = offer.product.attributes.get(rule.attribute)
        if value in (None, ()) or not kinds & {normalise(category) for category in guide.category}:
            continue
        if against(rule, value):
            yield Ruled(rule.attribute, value, _line(guide.text, rule.statement), guide)


def _line(text: str, statement: str) -> str:
    """The statement with what its line goes on to say, by which law it holds, where that may be quoted."""
    lines = (line.strip(_BULLETS) for line in text.splitlines())
    return next((line for line in lines if line.startswith(statement) and citable(line)), statement)
