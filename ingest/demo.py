"""The demo store, built in the user's data folder at first use."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import platformdirs
from filelock import FileLock, Timeout

from ..catalogue.catalogue import Catalogue, read_manifest
from ..catalogue.damage import check_sizes
from ..catalogue.layout import CURRENT, EMBEDDINGS, current_generation, generation_folder
from ..models.embedding import Embedder, make_embedder
from ..models.embedding_cache import EmbeddingCache
from ..retrievers.passage_index import LINES
from ..schema.errors import StoreBusy, StoreError
from ..schema.settings import Settings
from .generations import unwritable
from .ingest import ingest
from .progress import Progress

_PACK = Path(__file__).parent.parent / "demo"
_VERSION = "VERSION"
VECTORS = ("vectors.npz", "lines.npz")
"""Vectors of products and passages, and of guide lines; one model per file."""
_PATIENCE_S = 600.0  # waits this long while another process builds it


def demo_store(settings: Settings, *, home: Path | None = None, progress: Progress | None = None) -> Path:
    """The folder of the demo store, built or updated if the package has another pack version. One folder per embedding model under `home` (default:
    the user's data folder); shipped vectors are used if they are of that model. A second process waits for the first. Raises StoreBusy, StoreError
    (unwritable, or the package has no pack)."""
    embedder = make_embedder(settings)
    home = home or Path(platformdirs.user_data_dir("daogou", appauthor=False))
    store = home / ("demo" if embedder.name == Settings.model_fields["embedding_model"].default else f"demo-{_file_name(embedder.name)}")
    version = pack_version(_PACK)
    if _made_of(store) != version:
        _make(store, version, embedder, settings, progress)
    return store


def pack_version(pack: Path) -> str:
    """A hash of the pack's files. Raises StoreError if there are none."""
    digest = hashlib.blake2b(str(LINES).encode(), digest_size=16)
    for file in _files(pack):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _files(pack: Path) -> Iterator[Path]:
    found = [*sorted((pack / "data").glob("*.jsonl")), *sorted((pack / "guides").glob("*.md"))]
    if not found:
        raise StoreError(f"The demo pack is missing at {pack}: install the package again, or name a store of your own with --store.")
    yield from found


def _make(store: Path, version: str, embedder: Embedder, settings: Settings, progress: Progress | None) -> None:
    try:
        store.mkdir(parents=True, exist_ok=True)
        with FileLock(store / "demo.lock", timeout=_PATIENCE_S):
            if _made_of(store) != version:
                _forget_unreadable(store)
                take_vectors(store)
                ingest([_PACK / "data", _PACK / "guides"], store, replace=True, embedder=embedder, settings=settings, progress=progress)
                (store / _VERSION).write_text(version, encoding="utf-8")
    except Timeout as error:
        raise StoreBusy(f"Another process has been making the demo store at {store} for ten minutes: end it and try again.") from error
    except OSError as error:
        raise unwritable(store, error) from error


def _forget_unreadable(store: Path) -> None:
    """Rebuild a damaged store, or one of another Daogou version, instead of updating it."""
    try:
        if generation := current_generation(store):
            Catalogue(generation_folder(store, generation)).close()
    except StoreError:
        (store / CURRENT).unlink(missing_ok=True)


def take_vectors(store: Path) -> None:
    """Fill the embedding cache with the shipped vectors, so that ingest embeds nothing."""
    for file in (_PACK / name for name in VECTORS):
        if file.exists():
            cache = EmbeddingCache(store / EMBEDDINGS)
            cache.prefill(file)
            cache.close()


def _made_of(store: Path) -> str | None:
    """The pack version that the store was built from; None if it is incomplete."""
    try:
        generation = current_generation(store)
        if generation is None:
            return None
        folder = generation_folder(store, generation)
        check_sizes(folder, read_manifest(folder).files)
        return (store / _VERSION).read_text(encoding="utf-8")
    except (OSError, StoreError):
        return None


def _file_name(model: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in model)
