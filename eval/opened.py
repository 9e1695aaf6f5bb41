"""An assistant as the benchmarks use it: a state folder of its own, no model, no Redis, no cache, every query embedded anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from ..catalogue.catalogue import Catalogue
from ..catalogue.store import Store
from ..graphs.opening import Assistant
from ..models.embedding import make_embedder
from ..schema.settings import Settings
from ..tools.shop import Shopfront
from .unremembered import Unremembered


@contextmanager
def opened(store: Path, settings: Settings) -> Iterator[Assistant]:
    """Conversations lie in SQLite in a temporary folder, which goes with the assistant."""
    with TemporaryDirectory(prefix="daogou-bench-") as state:
        own = settings.model_copy(update={"state": Path(state), "store": store, "redis_url": None, "cache": False})
        with Assistant(Shopfront(Store(store), own, Unremembered(make_embedder(own))), own) as assistant:
            assistant.shopfront.current()
            yield assistant


def catalogue_of(assistant: Assistant) -> Catalogue:
    return assistant.shopfront.current().catalogue
