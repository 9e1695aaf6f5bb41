"""A shop's retrieval and outside search, answered from the cache where the same was asked of the same catalogue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from ...catalogue.catalogue import Catalogue
from ...memory.caches.asked import Asked, Kind, in_order
from ...memory.caches.cache import Cache
from ...memory.caches.neighbour import Nearness, Vector
from ...models.embedding import Embedder
from ...retrievers.alike import LEAST, LEAST_OF_OTHERS, alike
from ...retrievers.outside.outside import Outside
from ...retrievers.products import ProductRetriever
from ...retrievers.search import Questions
from ...schema.candidate import Candidate, Retrieval
from ...schema.condition import Condition
from ...schema.evidence import EvidenceKind, Passages
from ...schema.need import Need
from ...schema.settings import Settings

MINUTE, DAY = 60, 86_400
PRICED_S = 5 * MINUTE
"""What names prices or stock, which change."""
LASTS_S: dict[EvidenceKind, int] = {"product": PRICED_S, "supplier": PRICED_S, "review": 60 * MINUTE, "web": 60 * MINUTE, "guide": DAY}
NOTHING_S = MINUTE
"""That nothing was found may be a trouble of the moment."""


@dataclass(frozen=True)
class Remembered:
    """Nothing here depends on who asks: a buyer's facts and wishes count as far as they stand in the need, which is the key."""

    cache: Cache
    catalogue: Catalogue
    retriever: ProductRetriever
    search: Outside
    embedder: Embedder
    settings: Settings
    tenant: str = "default"

    def products(self, need: Need, *, today: date, k: int, guided: Sequence[Condition] = ()) -> Retrieval:
        """As `ProductRetriever.retrieve`; conditions are named in the order of this need."""
        asked = self._asked("retrieval", need, need.query, (today.isoformat(), k, [one.name for one in guided]))
        patience = self.settings.retrieval_timeout_s / 2
        found = self.cache.recall(asked, Retrieval, lambda: self._retrieved(need, today, k, guided), _lasts, patience_s=patience)
        return _named_as(need, found)

    def passages(self, questions: Questions, need: Need) -> Passages:
        """As `Outside.gather` for this need."""
        request, far = questions.near, [(each.query, each.language, sorted(each.site_hints)) for each in questions.far]
        rest = (self.search.names, request.category, sorted(request.topics), request.limit, request.question, request.about, request.trades, far)
        asked = self._asked("search", need, request.query, rest)
        guard = partial(alike, ordered=need.language == "en" or need.category is None)  # in Chinese a category says what the words' order would
        near = Nearness(self._vector, LEAST.get(self.embedder.name, LEAST_OF_OTHERS), guard)
        patience = self.settings.search_timeout_s / 2
        return self.cache.recall(asked, Passages, lambda: self.search.gather(questions), _last_together, patience_s=patience, near=near)

    def _asked(self, kind: Kind, need: Need, words: str, rest: tuple[object, ...]) -> Asked:
        version = self.catalogue.manifest.version
        return Asked(kind, version, need, words, self.tenant, self.embedder.name, rest=rest)

    def _retrieved(self, need: Need, today: date, k: int, guided: Sequence[Condition]) -> Retrieval:
        """In the key's order of conditions, so that whoever asks the same could have made it."""
        return self.retriever.retrieve(need.model_copy(update={"conditions": in_order(need)}), today=today, k=k, guided=guided)

    def _vector(self, words: str) -> Vector:
        vector: Vector = self.embedder.queries([words])[0]
        return vector


def _lasts(found: Retrieval) -> int:
    """What was found without one of the legs isn't kept."""
    return 0 if found.degraded else PRICED_S


def _last_together(found: Passages) -> int:
    """As long as what ends first; what somebody didn't answer to isn't kept, so that he is asked again."""
    return 0 if found.missing else min((LASTS_S[piece.kind] for piece in found.pieces), default=NOTHING_S)


def _named_as(need: Need, found: Retrieval) -> Retrieval:
    names = [condition.name for condition in need.active]
    if names == [condition.name for condition in in_order(need)]:
        return found
    place = {name: number for number, name in enumerate(names)}

    def named(candidate: Candidate) -> Candidate:
        sorts = {part: tuple(sorted(getattr(candidate, part), key=place.__getitem__)) for part in ("met", "failed", "unknown")}
        return candidate.model_copy(update=sorts)

    return found.model_copy(update={"candidates": tuple(map(named, found.candidates)), "near_misses": tuple(map(named, found.near_misses))})
