"""Standards that outside sources ask for, checked against the certificates inside."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ...catalogue.text import normal
from ...schema.evidence import Evidence
from ...schema.product import Certification
from ..decisions.choice import AskedStandard
from ..decisions.offer import Offer

MOST = 2


def standards(evidence: Sequence[Evidence], offers: Sequence[Offer], language: str, today: date) -> tuple[AskedStandard, ...]:
    """Each standard once, as its most trusted source in the buyer's language says it."""
    claims = [(piece, claim) for piece in evidence for claim in piece.claims if claim.says == "standard"]
    ranked = sorted(claims, key=lambda pair: (pair[0].lang != language, pair[0].old, -pair[0].trust))
    found: dict[tuple[str, ...], AskedStandard] = {}
    for piece, claim in ranked:
        words = _words(claim.value)
        if words and words not in found and len(found) < MOST:
            found[words] = _checked(words, claim.text, piece, offers, today)
    return tuple(found.values())


def _checked(words: tuple[str, ...], statement: str, piece: Evidence, offers: Sequence[Offer], today: date) -> AskedStandard:
    held = [[one for one in offer.product.certifications if names(words, one)] for offer in offers]
    valid = {place: next((one for one in own if one.valid_on(today)), None) for place, own in enumerate(held)}
    return AskedStandard(
        words=words,
        statement=statement,
        evidence=piece,
        valid={place: one for place, one in valid.items() if one is not None},
        expired=tuple(place for place, own in enumerate(held) if own and valid[place] is None),
        silent=tuple(place for place, own in enumerate(held) if not own),
    )


def names(words: Sequence[str], certificate: Certification) -> bool:
    name = normal(certificate.name).replace(" ", "")
    return any(normal(word).replace(" ", "") in name for word in words)


def _words(value: Any) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else (str(value),) if value else ()
