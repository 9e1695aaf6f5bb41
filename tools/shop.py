"""One store, open: what nodes and tools work on."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from ..catalogue.catalogue import Catalogue
from ..catalogue.store import Store
from ..models.embedding import Embedder, make_embedder
from ..retrievers.passages import PassageRetriever
from ..retrievers.products import ProductRetriever
from ..retrievers.search import GuideSearch, NoSearch, SearchProvider
from ..schema.errors import InputError
from ..schema.settings import Settings
from ..understanding.reader import Reader
from ..understanding.vocabulary import Vocabulary


@dataclass(frozen=True)
class Shop:
    """One generation of a store, with its retrievers and the reader that knows its words. A turn uses one Shop from end to end."""

    catalogue: Catalogue
    retriever: ProductRetriever
    passages: PassageRetriever
    search: SearchProvider
    reader: Reader
    embedder: Embedder


def open_shop(catalogue: Catalogue, embedder: Embedder, settings: Settings) -> Shop:
    """Makes the retrievers of a generation. Raises ModelMismatch where it was embedded by another model."""
    catalogue.check_model(embedder.name)
    passages = PassageRetriever(catalogue, embedder, settings)
    return Shop(
        catalogue=catalogue,
        retriever=ProductRetriever(catalogue, embedder, settings),
        passages=passages,
        search=_provider(settings.search_provider, passages),
        reader=Reader(Vocabulary.of(catalogue.facets())),
        embedder=embedder,
    )


def _provider(name: str, passages: PassageRetriever) -> SearchProvider:
    providers: dict[str, Callable[[], SearchProvider]] = {"guides": lambda: GuideSearch(passages), "none": NoSearch}
    if name not in providers:
        raise InputError(f"DAOGOU_SEARCH_PROVIDER is {name!r}; choose one of: {', '.join(providers)}")
    return providers[name]()


class Shopfront:
    """The door to a store that may be replaced while we run: `current()` gives the newest generation's Shop."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self.settings = settings
        self._embedder = make_embedder(settings)
        self._lock = Lock()
        self._shop: Shop | None = None

    def current(self) -> Shop:
        """One file stat where nothing changed. Raises StoreError where the store is missing or damaged."""
        catalogue = self.store.current()
        shop = self._shop
        if shop is not None and shop.catalogue is catalogue:
            return shop
        with self._lock:
            if self._shop is None or self._shop.catalogue is not catalogue:
                self._shop = open_shop(catalogue, self._embedder, self.settings)
            return self._shop
