"""A message's probe by a deadline, taken when somebody first looks at it: what is read without doubt needs none."""

import re
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property

from ...retrievers.analysis import normalise
from ...retrievers.probe import Probe
from ...schema.errors import DaogouError
from ...schema.product import Product
from ...understanding.reader import impersonal
from ...understanding.vocabulary.vocabulary import Vocabulary
from ..shop import Shop

_POOL = ThreadPoolExecutor(max_workers=8, thread_name_prefix="daogou-probe")
LONGEST = 400
"""Characters of a message that are searched by."""
_ENDED = r"(?:e?s)?\s*(?:$|[^\w\s]|\d|(?:for|with)\b)"
"""What follows the name of a thing at its end."""


class Probing:
    """Of one message, without what is the buyer's own in it."""

    def __init__(self, shop: Shop, text: str) -> None:
        self._shop, self._text = shop, text

    @property
    def vocabulary(self) -> Vocabulary:
        return self._shop.reader.vocabulary

    @cached_property
    def found(self) -> Probe:
        """An empty one where it came too late or could not be had: the turn goes on by what was read."""
        task: Future[Probe] = _POOL.submit(self._probe)
        try:
            return task.result(self._shop.settings.probe_timeout_s)
        except (TimeoutError, DaogouError):
            task.cancel()
            return Probe()

    def _probe(self) -> Probe:
        return self._shop.retriever.probe(impersonal(self._text)[:LONGEST])

    @property
    def shelf(self) -> str | None:
        """The words that name a shelf outright."""
        read = self._shop.reader.read(self._text)
        return (read.query or None) if read.category is not None and not read.conditions else None

    @property
    def titled(self) -> bool:
        """Whether the title of one of the nearest has the words as they are, and not without them: no stick, of non-stick."""
        said = re.compile(rf"(?<!non-)(?<!non ){re.escape(normalise(self._text))}")
        return any(map(said.search, self._titles))

    @property
    def homes(self) -> frozenset[str | None]:
        """The shelves on which those of the nearest lie whose titles have the words as they are, at the end of a name; else all of the nearest, and
        None: none is theirs for sure."""
        ended = re.compile(re.escape(normalise(self._text)) + _ENDED)
        lying = [(product.category[-1] if product.category else None, any(map(ended.search, titles))) for product, titles in self._nearest]
        return frozenset(shelf for shelf, titled in lying if titled) or frozenset((None, *(shelf for shelf, _ in lying)))

    @property
    def within(self) -> bool:
        """Whether titles of the nearest have the words and none ends with them: what goods are like, not what they are (开放式宠物窝)."""
        ended = re.compile(re.escape(normalise(self._text)) + _ENDED)
        return self.titled and not any(ended.search(title) for title in self._titles)

    @property
    def _titles(self) -> list[str]:
        return [title for _, titles in self._nearest for title in titles]

    @cached_property
    def _nearest(self) -> list[tuple[Product, list[str]]]:
        """With their titles in every language."""
        every = self._shop.catalogue.products(self.found.products)
        return [(one, [normalise(title) for title in (one.title, *(text.title for text in one.translations.values())) if title]) for one in every]
