"""A message's probe by a deadline, taken when somebody first looks at it: what is read without doubt needs none."""

from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property

from ...retrievers.analysis import normalise
from ...retrievers.probe import Probe
from ...schema.errors import DaogouError
from ...understanding.reader import impersonal
from ...understanding.vocabulary.vocabulary import Vocabulary
from ..shop import Shop

_POOL = ThreadPoolExecutor(max_workers=8, thread_name_prefix="daogou-probe")
LONGEST = 400
"""Characters of a message that are searched by."""


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
    def titled(self) -> bool:
        """Whether the title of one of the nearest has the words as they are."""
        said = normalise(self._text)
        nearest = self._shop.catalogue.products(self.found.products)
        titles = (title for product in nearest for title in (product.title, *(each.title for each in product.translations.values())))
        return any(said in normalise(title) for title in titles if title)
