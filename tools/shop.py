"""One store, open: what nodes and tools work on."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from threading import Lock

from ..catalogue.catalogue import Catalogue
from ..catalogue.damage import opening
from ..catalogue.recorded import recorded
from ..catalogue.store import Store
from ..memory.caches.cache import Cache, open_cache
from ..memory.folder import state_folder
from ..models.embedding import Embedder, make_embedder
from ..retrievers.held import rooted
from ..retrievers.outside.outside import Outside
from ..retrievers.outside.registry import outside
from ..retrievers.passages import PassageRetriever
from ..retrievers.products import ProductRetriever
from ..schema.errors import OutsideError, StoreError
from ..schema.need import Need
from ..schema.settings import Settings
from ..understanding.language import dictionaries
from ..understanding.reader import Reader
from ..understanding.vocabulary.vocabulary import Vocabulary
from .choosing.asks import Asks
from .searching.meanings import Meanings
from .searching.needs import meant
from .searching.public_words import PublicWords
from .searching.remembered import Remembered
from .wording.called import called, translated
from .wording.glossary import Glossary
from .wording.wording import Wording


@dataclass(frozen=True)
class Shop:
    """One generation of a store, with its retrievers and the reader that knows its words. A turn uses one Shop from end to end."""

    catalogue: Catalogue
    retriever: ProductRetriever
    passages: PassageRetriever
    search: Outside
    reader: Reader
    glossary: Glossary
    embedder: Embedder
    cache: Cache
    settings: Settings
    public: PublicWords
    asks: Asks
    meanings: Meanings
    tenant: str = "default"

    def of(self, tenant: str) -> "Shop":
        """As a tenant's buyers see it."""
        return self if tenant == self.tenant else replace(self, tenant=tenant)

    @property
    def remembered(self) -> Remembered:
        """Its retriever and search behind the cache."""
        return Remembered(self.cache, self.catalogue, self.retriever, self.search, self.embedder, self.settings, self.tenant)


def open_shop(catalogue: Catalogue, embedder: Embedder, settings: Settings, cache: Cache) -> Shop:
    """Makes the retrievers of a generation. Raises ModelMismatch where it was embedded by another model."""
    catalogue.check_model(embedder.name)
    with opening(catalogue.path, "passages"):
        passages = PassageRetriever(catalogue, embedder, settings)
    with opening(catalogue.path, "lexical or vectors.npy"):
        retriever = ProductRetriever(catalogue, embedder, settings)
    words = Vocabulary.of(catalogue.facets(), partial(recorded, catalogue.columns))
    reader = Reader(words, catalogue.most)
    return Shop(
        catalogue=catalogue,
        retriever=retriever,
        passages=passages,
        search=outside(settings, passages, _page_cache(settings)),
        reader=reader,
        glossary=Glossary(catalogue.facets()),
        embedder=embedder,
        cache=cache,
        settings=settings,
        public=PublicWords(catalogue),
        asks=Asks(reader),
        meanings=Meanings(words, embedder),
    )


@contextmanager
def _lasting(replaces: bool) -> Iterator[None]:
    """What is opened meanwhile stays: it isn't looked through for garbage, which took 0.7 s of opening and 0.3 s of a turn now and then. Where it
    `replaces` what was opened before, that is looked through once; what a second door of the process opens isn't kept so."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if replaces:
            gc.unfreeze()
            gc.collect()
        if not gc.get_freeze_count():
            gc.freeze()
        if collects:
            gc.enable()


def _page_cache(settings: Settings) -> Path | None:
    """Where pages of the web are kept; None where the state folder can't be written."""
    with suppress(StoreError):
        return state_folder(settings) / "pages.sqlite"
    return None


class Shopfront:
    """The door to a store that may be replaced while we run: `current()` gives the newest generation's Shop."""

    def __init__(self, store: Store, settings: Settings, embedder: Embedder | None = None) -> None:
        """`embedder` None: the one that the settings name."""
        self.store = store
        self.settings = settings
        self._embedder = embedder or make_embedder(settings)
        self.cache = open_cache(settings)
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
                with _lasting(replaces=self._shop is not None):
                    opened = open_shop(catalogue, self._embedder, self.settings, self.cache)
                    self._warm(opened)
                    if self._shop is not None:
                        self.cache.forget(self._shop.catalogue.manifest.version)
                    self._shop = opened
            return self._shop

    def close(self) -> None:
        self.cache.close()

    def _warm(self, shop: Shop) -> None:
        """Models, word lists and dictionaries load at first use, about 4 s: now, and not within the first buyer's turn."""
        dictionaries.load()
        called("grey")
        translated("grey")
        meant("as nobody asks for it", ())
        rooted("grey", "灰")
        for language in ("zh", "en"):
            Wording(language, glossary=shop.glossary).label("attr.tog")
        with suppress(OutsideError), opening(shop.catalogue.path, "lexical or passages"):
            shop.passages.retrieve("睡袋 bag", language="zh")
            shop.retriever.retrieve(Need(query="睡袋 bag"), today=date.today())
