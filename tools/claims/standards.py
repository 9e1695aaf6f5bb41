"""Standards that outside sources ask for, checked against the certificates inside."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from ...catalogue.text import normal
from ...schema.evidence import Evidence
from ...schema.product import AttributeValue, Certification, Product
from ...schema.reading import Language
from ..decisions.choice import AskedStandard
from ..decisions.offer import Offer
from .stance import stance

MOST = 2
_SHORT = 3
"""Letters of a standard's name that stand for it in capitals only: CE, UL, FCC."""


_Of = Callable[[str, Language, Sequence[Offer]], Collection[int]]


def standards(evidence: Sequence[Evidence], offers: Sequence[Offer], language: str, today: date, of: _Of) -> tuple[AskedStandard, ...]:
    """Each standard once, as its most trusted source in the buyer's language says it, asked of the offers that its sentence is `of`."""
    claims = [(piece, claim) for piece in evidence for claim in piece.claims if claim.says == "standard"]
    ranked = sorted(claims, key=lambda pair: (pair[0].lang != language, pair[0].old, -pair[0].trust))
    found: dict[tuple[str, ...], AskedStandard] = {}
    for piece, claim in ranked:
        words = _words(claim.value)
        if words and words not in found and len(found) < MOST and (places := of(claim.text, "zh" if piece.lang == "zh" else "en", offers)):
            found[words] = _checked(words, claim.text, piece, {place: offers[place] for place in sorted(places)}, language, today)
    return tuple(found.values())


def _checked(words: tuple[str, ...], statement: str, piece: Evidence, offers: Mapping[int, Offer], language: str, today: date) -> AskedStandard:
    held = {place: [one for one in offer.product.certifications if names(words, one)] for place, offer in offers.items()}
    valid = {place: next((one for one in own if one.valid_on(today)), None) for place, own in held.items()}
    stated = {place: told for place, own in held.items() if not own and (told := _stated(words, offers[place].product, language))}
    return AskedStandard(
        words=words,
        statement=statement,
        evidence=piece,
        valid={place: one for place, one in valid.items() if one is not None},
        expired=tuple(place for place, own in held.items() if own and valid[place] is None),
        silent=tuple(place for place, own in held.items() if not own and place not in stated),
        stated=stated,
    )


def _stated(words: Sequence[str], product: Product, language: str) -> tuple[str, AttributeValue] | None:
    """The attribute of the record that names the standard, where such attributes speak of certificates: Windows CE is no CE mark."""
    stems: list[str] = stance()["certificate_attributes"]
    own = {name: value for name, value in product.all_attributes(language).items() if any(stem in name.casefold() for stem in stems)}
    for name, value in own.items():
        text = name.replace("_", " ") if value is True else "" if isinstance(value, bool) else str(value)
        if any(_word(word).search(text) for word in words):
            return name, value
    return None


@cache
def _word(text: str) -> "re.Pattern[str]":
    spaced = r"[\s_-]*".join(map(re.escape, text.split()))
    return re.compile(rf"(?<![A-Za-z0-9]){spaced}(?![A-Za-z])", re.IGNORECASE if len(text) > _SHORT else 0)  # UL in "UL1778"


def names(words: Sequence[str], certificate: Certification) -> bool:
    name = normal(certificate.name).replace(" ", "")
    return any(normal(word).replace(" ", "") in name for word in words)


def _words(value: Any) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else (str(value),) if value else ()
