"""Guides and reviews: verbatim pieces, of the category and language asked for."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from daogou.models.embedding import Embedder
from daogou.models.embedding_cache import EmbeddingCache
from daogou.retrievers.indexing import IndexWriter
from daogou.retrievers.passage import of_guide
from daogou.retrievers.passages import PassageRetriever
from daogou.schema.guide import Criterion, Guide
from daogou.schema.review import Review
from daogou.schema.settings import Settings

ZH = Guide(
    id="tog-zh",
    title="婴儿睡袋怎么选",
    topic="choosing",
    category=("婴儿睡袋",),
    lang="zh",
    source_kind="guide",
    text="# 看室温\n\n16-20°C 的房间选 2.5 TOG 的睡袋。\n\n24-27°C 的房间选 0.5 TOG 的睡袋。\n\n# 看安全\n\n无帽款更安全。",
    criteria=(
        Criterion(attribute="tog", statement="24-27°C 的房间选 0.5 TOG 的睡袋。", op="=", value=0.5),
        Criterion(attribute="hooded", statement="无帽款更安全。"),
    ),
)
EN = ZH.model_copy(
    update={
        "id": "tog-en",
        "title": "How to choose a baby sleeping bag",
        "lang": "en",
        "text": "## Room temperature\n\nBelow 20 degrees choose 2.5 TOG.\n\n## Safety\n\nNo hood.",
        "criteria": (),
        "category": ("婴儿睡袋", "Infant Sleeping Bags"),
    }
)
KNIVES = Guide(id="knives", title="菜刀保养", topic="care", category=("刀具",), lang="zh", text="切完擦干,不要进洗碗机。")
REVIEWS = [
    Review(product_id="p1", text="半夜换尿布不用脱", lang="zh", date=date(2026, 1, 10)),
    Review(product_id="p1", text="too small", lang="en"),
    Review(product_id="p2", text="换尿布方便", lang="zh"),
]


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> PassageRetriever:
    folder = tmp_path_factory.mktemp("g1")
    writer = IndexWriter(folder, embedder, EmbeddingCache(folder / "embeddings.sqlite"), Settings())
    writer.passages([ZH, EN, KNIVES], REVIEWS, lambda done: None)
    return PassageRetriever(SimpleNamespace(path=folder), embedder, Settings())  # type: ignore[arg-type]


def test_a_passage_is_a_slice_of_its_guide() -> None:
    passages = of_guide(ZH)
    assert [passage.heading for passage in passages] == ["看室温", "看安全"]
    assert all(passage.text in ZH.text for passage in passages)
    assert [criterion["attribute"] for criterion in passages[0].criteria] == ["tog"]
    assert [criterion["attribute"] for criterion in passages[1].criteria] == ["hooded"]


def test_the_best_passage_is_in_the_buyers_language(retriever: PassageRetriever) -> None:
    found = retriever.retrieve("室温 18 度选什么睡袋", language="zh", category="婴儿睡袋", topics=["choosing"])
    assert (found[0].ref, found[0].text.split("\n")[0]) == ("tog-zh", "16-20°C 的房间选 2.5 TOG 的睡袋。")
    assert retriever.retrieve("which sleeping bag for a cold room", language="en", category="婴儿睡袋")[0].ref == "tog-en"


def test_guides_of_other_categories_stay_away(retriever: PassageRetriever) -> None:
    assert "knives" not in {evidence.ref for evidence in retriever.retrieve("保养", language="zh", category="婴儿睡袋")}
    assert retriever.retrieve("菜刀怎么保养", language="zh")[0].ref == "knives"


def test_reviews_are_of_the_products_asked_for(retriever: PassageRetriever) -> None:
    found = retriever.retrieve("换尿布", language="zh", kinds=("review",), product_ids=["p1"])
    assert [(evidence.ref, evidence.text) for evidence in found] == [("p1", "半夜换尿布不用脱")]
    assert found[0].published == "2026-01-10"
    assert len(retriever.retrieve("颜色", language="zh", kinds=("review",), product_ids=["p1"])) == 2  # none speaks of it: any of theirs


def test_an_unchanged_set_is_not_written_again(tmp_path: Path, embedder: Embedder) -> None:
    writer = IndexWriter(tmp_path, embedder, EmbeddingCache(tmp_path / "embeddings.sqlite"), Settings())
    writer.passages([ZH], REVIEWS, lambda done: None)
    before = (tmp_path / "passages" / "fingerprint").stat().st_mtime_ns
    writer.passages([ZH], REVIEWS, lambda done: None)
    assert (tmp_path / "passages" / "fingerprint").stat().st_mtime_ns == before


def test_a_store_without_guides_has_no_passages(tmp_path: Path, embedder: Embedder) -> None:
    IndexWriter(tmp_path, embedder, EmbeddingCache(tmp_path / "embeddings.sqlite"), Settings()).passages([], [], lambda done: None)
    retriever = PassageRetriever(SimpleNamespace(path=tmp_path), embedder, Settings())  # type: ignore[arg-type]
    assert retriever.retrieve("睡袋", language="zh", kinds=("guide", "review")) == []
