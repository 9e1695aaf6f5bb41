"""What a generation says of itself: which model embedded it, how much is in it, when it was made."""

from datetime import datetime

from ..schema.base import Noun

FORMAT = 1  # raised when an older store can't be read any more


class Manifest(Noun):
    """`counts` by kind (products alive, suppliers, reviews, guides); `languages` and `currencies` most frequent first."""

    format: int = FORMAT
    generation: str
    model: str
    dimensions: int
    created_at: datetime
    counts: dict[str, int] = {}
    languages: tuple[str, ...] = ()
    currencies: tuple[str, ...] = ()
    source_version: str | None = None
