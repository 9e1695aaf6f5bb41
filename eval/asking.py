"""One conversation of one message for each thing asked for: what `ask` shows of it, beside what `search` finds."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..graphs.opening import Assistant
from ..ingest.ingest import ingest
from ..schema.product import Product
from ..schema.reply import Reply
from ..schema.settings import Settings
from .opened import catalogue_of, opened

CACHE = Path(".cache")
MAPPINGS = {"chorus-icecat": "chorus", "retail-demo-store": "retail-demo-store", "litemall-zh": "litemall"}
"""Folder of real data -> how it is read."""


def foreign(data: Path) -> dict[str, Path]:
    """The stores of the real data that is there, ingested where they aren't yet."""
    return {name: _made(data / name, mapping) for name, mapping in MAPPINGS.items() if (data / name).is_dir()}


def own() -> dict[str, Path]:
    """The catalogues that the checkout's tests have, ingested; none where it runs from a wheel."""
    folder = Path(__file__).parent.parent / "tests" / "catalogues"
    return {each.name: _made(each, None) for each in sorted(folder.glob("*")) if (each / "products.jsonl").exists()}


def _made(folder: Path, mapping: str | None) -> Path:
    store = CACHE / (mapping or folder.name)
    if not (store / "CURRENT").exists():
        ingest([folder], store, mapping=mapping)
    return store


@contextmanager
def asker(store: Path) -> Iterator[Assistant]:
    """Of the catalogue alone: what an outside search would say is no part of it, nor is how busy the machine is."""
    with opened(store, Settings(search_provider="none", probe_timeout_s=30, retrieval_timeout_s=30)) as assistant:
        yield assistant


def shown(assistant: Assistant, reply: Reply, most: int) -> list[Product]:
    """The products of its first cards."""
    return catalogue_of(assistant).products([card.product_id for card in reply.cards[:most]])


def searched(assistant: Assistant, words: str, most: int) -> list[Product]:
    """What a bare search finds."""
    return catalogue_of(assistant).products([card.product_id for card in assistant.search(words, k=most, language="en")])
