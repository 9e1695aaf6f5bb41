"""A multiplied pack: products of their own, vectors near those that they were made from, nothing embedded twice."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import numpy as np
from daogou.eval.reingest import repriced
from daogou.eval.stores import Perturbed, multiplied, read_pack, write_source
from daogou.models.embedding import Vectors, unit_rows
from daogou.models.embedding_cache import EmbeddingCache
from daogou.models.vector_memory import VectorMemory
from daogou.schema.product import Product

SIX = Path(__file__).parent.parent / "catalogues" / "six"


class Counting:
    """An embedder that remembers what it was asked."""

    name, dimensions = "counting", 64

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._memory = VectorMemory(self._embed)

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._memory(texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._embed(list(texts))

    def _embed(self, texts: list[str]) -> Vectors:
        self.asked += texts
        return unit_rows(np.stack([np.random.default_rng(abs(hash(text.strip()))).standard_normal(64) for text in texts]))


def test_copies_are_valid_products_with_ids_of_their_own() -> None:
    products = [Product.model_validate(row) for row in multiplied(read_pack(SIX), 50)]
    assert [product.id for product in products[:6]] == [row["id"] for row in read_pack(SIX)]
    assert len({product.id for product in products}) == 50
    assert len({product.price_at(None) for product in products}) > 25


def test_a_copys_vector_is_near_its_origins_and_only_that_is_embedded(tmp_path: Path) -> None:
    model, cache = Counting(), EmbeddingCache(tmp_path / "base.sqlite")
    embedder = Perturbed(model, cache)
    vectors = embedder.passages(["wool bag", "wool bag MX17", "wool bag MX99"])
    cosines = vectors @ vectors.T
    assert model.asked == ["wool bag"]
    assert 0.85 < cosines[0, 1] < 0.98 and 0.75 < cosines[1, 2] < 0.95
    assert np.array_equal(Perturbed(model, cache).passages(["wool bag MX17"]), vectors[1:2])
    assert embedder.name == model.name


def test_repricing_changes_a_share_and_tells_the_new_prices(tmp_path: Path) -> None:
    write_source(tmp_path / "source", 60, SIX)
    before = {product.id: product for product in _products(tmp_path)}
    _, changed = repriced(tmp_path / "source", 0.1)
    after = {product.id: product for product in _products(tmp_path)}
    assert len(changed) == 6
    assert {key: after[key].price_at(None) for key, _, _ in changed} == {key: price for key, _, price in changed}
    assert all(isinstance(price, Decimal) and before[key].price_at(None) != price for key, _, price in changed)
    assert sum(before[key] != after[key] for key in before) == 6


def _products(folder: Path) -> list[Product]:
    return [Product.model_validate_json(line) for line in (folder / "source" / "products.jsonl").read_bytes().splitlines()]
