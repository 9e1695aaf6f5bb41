"""What guides say of what the buyer has measured of his case: a room of 21 degrees."""

from collections.abc import Iterator, Mapping, Sequence

from ...schema.evidence import Evidence
from ...schema.guide import Criterion, Guide
from ..facts.knowledge import PIECES
from ..facts.stating import lines
from ..wording.plain import citable
from .logic import Case, fits


def of_surroundings(measured: Mapping[str, float], guides: Sequence[Guide], language: str) -> tuple[Evidence, ...]:
    """The lines of guides that hold for just that; one guide's, as each has its own bands."""
    case: Case = {name: (value,) for name, value in measured.items()}
    own = sorted((guide for guide in guides if guide.lang in (None, language)), key=lambda guide: (guide.topic != "choosing", guide.id))
    return next((found for guide in own if (found := tuple(_of(guide, case))[:PIECES])), ())


def _of(guide: Guide, case: Case) -> Iterator[Evidence]:
    for criterion in guide.criteria:
        if criterion.when and _holds(criterion, case) and citable(criterion.statement):
            line = next((line for line in lines(guide.text) if line.startswith(criterion.statement) and citable(line)), criterion.statement)
            yield Evidence(
                kind="guide",
                ref=guide.id,
                title=guide.title,
                text=line,
                line=line,
                lang=guide.lang,
                category=guide.category,
                source=guide.source,
                source_kind=guide.source_kind,
                url=guide.url,
                sure=1.0,
            )


def _holds(criterion: Criterion, case: Case) -> bool:
    return criterion.when.keys() <= case.keys() and all(fits(key, value, case) for key, value in criterion.when.items())
