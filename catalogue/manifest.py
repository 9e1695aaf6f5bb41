"""The manifest of a generation: embedding model, counts, time of creation."""

from datetime import datetime
from hashlib import blake2b

from ..schema.base import Noun
from ..schema.errors import ModelMismatch
from ..schema.product import TitledField

FORMAT = 2  # raise it when older stores can no longer be read


class Titled(Noun):
    """`names`: brands or categories that titles told; `products`: products that got one, of `without` that have none on record; `recorded`: True if
    other records have one."""

    names: int
    products: int
    without: int
    recorded: bool


class Manifest(Noun):
    """`counts` by kind (products, suppliers, reviews, guides, orders); `titled`: fields taken from titles; `languages` and `currencies`, most
    frequent first; `files`: path -> bytes, to detect missing or truncated files."""

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
        """A hash of the manifest: generation names repeat across stores."""
        return blake2b(self.model_dump_json().encode(), digest_size=8).hexdigest()

    def check_model(self, model: str) -> None:
        """Raise ModelMismatch if another model embedded the generation."""
        if self.model != model:
            raise ModelMismatch(
                f"This store was embedded by {self.model}, and {model} is set: "
                f"set DAOGOU_EMBEDDING_MODEL={self.model}, or ingest into a new folder with {model}."
            )
