"""Certificates that goods of a kind need where they are sold, against what a product's record holds (understanding/words/markets.yaml)."""

from collections.abc import Iterable, Sequence
from datetime import date

from ...schema.fact import Fact
from ...schema.product import Certification
from ...understanding.language.atom import keys
from ...understanding.markets import kinds_of, requirements
from ...understanding.tokens.fact_names import bloc
from ...understanding.vocabulary.vocabulary import Vocabulary
from ..decisions.offer import Offer
from ..decisions.suppliers import Licence

HOME = {"CNY": "CN", "USD": "US", "EUR": "EU", "GBP": "UK", "JPY": "JP", "KRW": "KR", "AUD": "AU", "CAD": "CA"}
"""The market of a catalogue, by its currency."""
ABROAD = ("US", "EU")
"""Markets that are looked at where the buyer has named none."""


def licences(offer: Offer, facts: Iterable[Fact], vocabulary: Vocabulary, today: date) -> tuple[Licence, ...]:
    """One a market: the home market first, then those that the buyer sells to; none where no rule speaks of goods of the kind."""
    kinds = kinds_of(vocabulary, offer.product.category[-1]) if offer.product.category else []
    found = []
    for market in _markets(offer, facts):
        rule = next((requirements()[market, kind] for kind in kinds if (market, kind) in requirements()), None)
        if rule is not None:
            held = [one for one in offer.product.text("en").certifications if _any(rule.words, one.name)]
            held += [
                one for one in offer.product.certifications if _any(rule.words, one.name) and not any(one.number == other.number for other in held)
            ]
            found.append(Licence(market, rule.words, rule.source, *_split(held, today)))
    return tuple(found)


def _markets(offer: Offer, facts: Iterable[Fact]) -> list[str]:
    named = [bloc(fact.value) for fact in facts if fact.kind == "market"]
    home = HOME.get(offer.product.currency)
    return list(dict.fromkeys([*([home] if home else []), *(named or ABROAD)]))


def _any(words: Sequence[str], name: str) -> bool:
    said = keys(name)
    return any(said[start : start + len(word)] == word for word in map(keys, words) for start in range(len(said) - len(word) + 1))


def _split(held: Sequence[Certification], today: date) -> tuple[tuple[Certification, ...], tuple[Certification, ...]]:
    return tuple(one for one in held if one.valid_on(today)), tuple(one for one in held if not one.valid_on(today))
