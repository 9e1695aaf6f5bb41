"""What a generation says of itself: which model embedded it, how much is in it, when it was made."""

from datetime import datetime
from hashlib import blake2b

from ..schema.base import Noun
from ..schema.errors import ModelMismatch

FORMAT = 2  # raised when an older store can't be read any more


class Manifest(Noun):
    """`counts` by kind (products alive, suppliers, reviews, guides, orders); `languages` and `currencies` most frequent first;
    `files` the bytes of each file, so that a missing or truncated one is known at opening."""

    format: int = FORMAT
    generation: str
    model: str
    dimensions: int
    created_at: datetime
    counts: dict[str, int] = {}
    languages: tuple[str, ...] = ()
    currencies: tuple[str, ...] = ()
    files: dict[str, int] = {}

    @property
    def version(self) -> str:
        """The same for copies of a generation alone: two stores may each have a first one."""
        return blake2b(self.model_dump_json().encode(), digest_size=8).hexdigest()

    def check_model(self, model: str) -> None:
        """Raises ModelMismatch where another model than `model` embedded it."""
        if self.model != model:
            raise ModelMismatch(
                f"This store was embedded by {self.model}, and {model} is set: "
                f"set DAOGOU_EMBEDDING_MODEL={self.model}, or ingest into a new folder with {model}."
            )
