"""Confined to a mask, both legs together find what exhaustive scoring finds, at every selectivity."""

from pathlib import Path

import numpy as np
import pytest
from daogou.catalogue.catalogue import Catalogue
from daogou.catalogue.store import Store
from daogou.ingest.ingest import ingest
from daogou.models.embedding import Vectors, unit_rows
from daogou.retrievers import scoring
from daogou.retrievers.scoring import Scored, Scorer
from daogou.schema.settings import Settings

PACK = Path(__file__).parents[2] / "demo"
QUERIES = ["无线鼠标", "baby sleeping bag", "不锈钢保温杯 500ml", "floral dress", "收纳"]


class Hashed:
    """Vectors that cost nothing: what is near doesn't matter here, only that the scoring is the same."""

    name, dimensions = "hashed", 32

    def passages(self, texts: list[str]) -> Vectors:
        seeds = [int.from_bytes(text.encode("utf-8", "replace")[-8:], "big") % 2**32 for text in texts]
        vectors = np.array([np.random.default_rng(seed).standard_normal(32) for seed in seeds], np.float32).reshape(-1, 32)
        return unit_rows(vectors)

    queries = passages


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    store = tmp_path_factory.mktemp("pack") / "store"
    ingest([PACK / "data" / "products.jsonl"], store, embedder=Hashed())  # type: ignore[arg-type]
    return Store(store).current()


@pytest.mark.parametrize("share", [0.001, 0.01, 0.1, 0.5, 0.99, 1.0])
def test_recall_against_exhaustive_scoring(pack: Catalogue, share: float, monkeypatch: pytest.MonkeyPatch) -> None:
    scorer = Scorer(pack, Hashed(), Settings())  # type: ignore[arg-type]
    count = len(pack.columns.ids)
    mask = np.random.default_rng(0).random(count) < share
    mask[:2] = True
    monkeypatch.setattr(scoring, "_WHOLE", 0)
    found = [top(scorer.score(query, mask, None)) for query in QUERIES]
    monkeypatch.setattr(scoring, "_WHOLE", count)
    exact = [top(scorer.score(query, mask, None)) for query in QUERIES]
    recalls = [len(set(some) & set(best)) / len(best) for some, best in zip(found, exact, strict=True)]
    assert np.mean(recalls) >= 0.99
    assert all(mask[row] for some in found for row in some)


def top(scored: Scored, k: int = 100) -> list[int]:
    places = np.flatnonzero(scored.allowed)
    best = places[np.lexsort((scored.rows[places], -scored.score[places]))][:k]
    return [int(row) for row in scored.rows[best]]


def test_an_embedding_server_that_is_down_leaves_the_words(shop: Catalogue) -> None:
    from daogou.models.server_embedder import ServerEmbedder

    down = ServerEmbedder("usem3", "http://127.0.0.1:1/v1", deadline_s=0.2, retries=0)
    scored = Scorer(shop, down, Settings()).score("手机壳", shop.columns.alive, None)
    assert scored.degraded == ("embedding",)
    assert shop.columns.ids[scored.rows[int(np.argmax(scored.score))]] == "case"
