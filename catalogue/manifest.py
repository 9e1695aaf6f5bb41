"""What a generation says of itself: which model embedded it, how much is in it, when it was made."""

from datetime import datetime
from hashlib import blake2b

from ..schema.base import Noun
from ..schema.errors import ModelMismatch
from ..schema.product import TitledField

FORMAT = 2  # raised when an older store can't be read any more


class Titled(Noun):
    """`names` brands or shelves that titles told, of `products` of the `without` that have none on record; `recorded`: others have one."""

    names: int
    products: int
    without: int
    recorded: bool


class Manifest(Noun):
    """`counts` by kind (products alive, suppliers, reviews, guides, orders); `languages` and `currencies` most frequent first;
    `titled` what was taken from titles where records have none;
    `files` the bytes of each file, so that a missing or truncated one is known at opening."""

    format: int = FORMAT
    generation: str
    model: str
    dimensions: int
    created_at: datetime
    counts: dict[str, int] = {}
    titled: dict[TitledField, Titled] = {}
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
