"""Questions whose answers stand in guides or documents, and the stores that hold them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import yaml

from ..catalogue.store import Store
from ..ingest.demo import demo_store
from ..ingest.ingest import ingest
from ..models.embedding import make_embedder
from ..schema.settings import Settings
from ..tools.shop import Shop, Shopfront

FOLDER = Path(__file__).parent / "passages"
QUESTIONS, HELD_OUT, UNANSWERED, DOCUMENTS = FOLDER / "questions.yaml", FOLDER / "held_out.yaml", FOLDER / "unanswered.yaml", FOLDER / "documents"


@dataclass(frozen=True)
class Question:
    """`answer` and `also` each begin a line that answers; `guide` holds the first."""

    language: str
    ask: str
    guide: str = ""
    answer: str = ""
    also: tuple[str, ...] = ()

    @property
    def of_documents(self) -> bool:
        return (DOCUMENTS / self.guide).is_file()

    def answered_by(self, line: str) -> bool:
        return any(line.startswith(begin) for begin in (self.answer, *self.also) if begin)


def questions(file: Path) -> Iterator[Question]:
    for language, rows in yaml.safe_load(file.read_text("utf-8")).items():
        yield from (Question(language, **{**row, "also": tuple(row.get("also", ()))}) for row in rows)


def unanswered() -> Iterator[Question]:
    for language, asked in yaml.safe_load(UNANSWERED.read_text("utf-8")).items():
        yield from (Question(language, ask) for ask in asked)


@contextmanager
def shops(store: Path | None = None) -> Iterator[tuple[Shop, Shop]]:
    """The demo pack with the example documents, and without."""
    settings = Settings()
    bare = store or settings.store or demo_store(settings)
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "store"
        copytree(bare, whole)
        ingest([DOCUMENTS], whole, embedder=make_embedder(settings), settings=settings)
        yield Shopfront(Store(whole), settings).current(), Shopfront(Store(bare), settings).current()
