"""Names and paths of the files in a store's folder."""

from pathlib import Path

from ..schema.errors import StoreError

CURRENT = "CURRENT"
GENERATIONS = "generations"
LOCK = "ingest.lock"
REJECTS = "rejects.jsonl"
EMBEDDINGS = "embeddings.sqlite"
ENRICHED = "enriched.sqlite"
DATABASE = "catalogue.sqlite"
ARRAYS = "columns.npz"
TABLES = "columns.json"
FACETS = "facets.json"
MANIFEST = "manifest.json"
MEND = "run `daogou ingest PATH --store DIR` into a new folder"  # the remedy for a damaged store


def generation_folder(store: Path, generation: str) -> Path:
    return store / GENERATIONS / generation


def current_generation(store: Path) -> str | None:
    """The generation named in CURRENT; None if there is no store yet. Raises StoreError if the name is invalid."""
    try:
        name = (store / CURRENT).read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"The store at {store} is damaged ({CURRENT}): {MEND}.") from error
    if name and generation_number(name) < 0:
        raise StoreError(f"The store at {store} is damaged ({CURRENT}): {MEND}.")
    return name or None


def generation_number(name: str) -> int:
    """12 for `g000012`; -1 if the name is no generation."""
    return int(name[1:]) if name[:1] == "g" and name[1:].isascii() and name[1:].isdigit() else -1
