"""Which kinds of sources may say what of the catalogue's brands and products."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from ...catalogue.facets import Facets
from ...schema.evidence import Evidence
from .stance import says

_LONG = 4
"""Letters of a name that a longer label of a host can have by no chance."""


def may_say(piece: Evidence, sentence: str, about: Iterable[str], facets: Facets) -> bool:
    """Their cost is for the records to say; that they were called back, are fakes or hurt somebody, for an authority, on a day. The brand itself says
    nothing of its standing."""
    if says("costs", sentence) or (piece.kind == "web" and any(_hosted(_names(one, facets), piece.ref) for one in about)):
        return False
    return not says("grave", sentence) or (piece.source_kind == "authority" and piece.published is not None)


def _names(brand: str, facets: Facets) -> tuple[str, ...]:
    return next(((facet.name, *facet.aliases.values()) for facet in facets.brands if facet.name == brand), ())


def _hosted(names: Iterable[str], url: str) -> bool:
    labels = [label.replace("-", "") for label in (urlsplit(url).hostname or "").casefold().split(".")]
    plain = ["".join(filter(str.isalnum, name.casefold())) for name in names if name.isascii()]
    return any(name == label or len(name) >= _LONG and name in label for name in plain if name for label in labels)
