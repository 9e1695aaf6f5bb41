"""What is counted is what is brought; a part, a doll's or somebody else's size is neither; what nobody has is not claimed."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from daogou.catalogue.catalogue import Catalogue
from daogou.catalogue.store import Store
from daogou.ingest.demo import demo_store
from daogou.ingest.ingest import ingest
from daogou.models.embedding import Embedder, Vectors
from daogou.retrievers.mentioned import LEAST, MOST
from daogou.retrievers.products import ProductRetriever
from daogou.schema.condition import Condition
from daogou.schema.errors import OutsideError
from daogou.schema.need import Need
from daogou.schema.settings import Settings

from ..conftest import shared
from .conftest import SHOP, TODAY, product

QUERIES = [
    "",
    "睡袋",
    "Sony headphones",
    "钢琴",
    "dress for women",
    "男士",
]
CONDITIONS: list[tuple[Condition, ...]] = [
    (),
    (Condition(id="c1", field="price", op="<=", value=50, unit="CNY"),),
    (Condition(id="c1", field="price", op="<=", value=0.5, unit="CNY"),),
    (Condition(id="c1", field="attr.season", op="=", value="冬"), Condition(id="c2", field="moq", op="<=", value=10)),
]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    catalogue = Store(demo_store(Settings(), home=shared(tmp_path_factory))).current()
    yield catalogue
    catalogue.close()


@pytest.fixture(scope="module")
def demo_retriever(demo: Catalogue, embedder: Embedder) -> ProductRetriever:
    return ProductRetriever(demo, embedder, Settings())


def titles(catalogue: Catalogue, retriever: ProductRetriever, need: Need) -> list[str]:
    found = retriever.retrieve(need, today=TODAY, k=10_000).candidates
    return [some.title for some in catalogue.products([candidate.product_id for candidate in found])]


def check_counts(catalogue: Catalogue, retriever: ProductRetriever) -> None:
    categories = [None, "nothing of the kind", *(facet.path[-1] for facet in catalogue.facets().categories)]
    for row, query in enumerate(QUERIES):
        for column, category in enumerate(categories):
            need = Need(query=query, category=category, conditions=CONDITIONS[(row + column) % len(CONDITIONS)])
            found = retriever.retrieve(need, today=TODAY, k=10_000)
            assert retriever.count(need, today=TODAY) == len(found.candidates), need
            assert not (found.nothing_near and (found.candidates or found.near_misses)), need


def test_what_is_counted_is_brought(demo: Catalogue, demo_retriever: ProductRetriever) -> None:
    check_counts(demo, demo_retriever)


def test_what_is_counted_is_brought_of_six(six_store: Path, embedder: Embedder) -> None:
    catalogue = Store(six_store).current()
    check_counts(catalogue, ProductRetriever(catalogue, embedder, Settings()))
    catalogue.close()


def test_without_vectors_the_count_holds(demo: Catalogue, embedder: Embedder) -> None:
    class Silent:
        name, dimensions, passages = embedder.name, embedder.dimensions, embedder.passages

        def queries(self, texts: object) -> Vectors:
            raise OutsideError("Nobody answers.")

    retriever = ProductRetriever(demo, Silent(), Settings())
    for need in (Need(query="保温杯"), Need(query="保温杯", category="毛巾")):
        found = retriever.retrieve(need, today=TODAY, k=10_000)
        assert found.degraded == ("embedding",)
        assert 0 < len(found.candidates) == retriever.count(need, today=TODAY)


@pytest.mark.parametrize(
    ("query", "category", "never"),
    [
        ("无线鼠标", "无线鼠标", "鼠标垫"),
        ("infant sleeping bag", "婴儿睡袋", "大人"),
        ("pillow", "枕头", "枕套"),
        ("毛巾", None, "毛巾袜"),
    ],
)
def test_misfits_are_not_offered(demo: Catalogue, demo_retriever: ProductRetriever, query: str, category: str | None, never: str) -> None:
    found = titles(demo, demo_retriever, Need(query=query, category=category))
    assert len(found) > 20
    assert not [title for title in found if never in title]


@pytest.mark.parametrize("category", ["枕套", "数码配件", "饭盒", "手机壳", "袜子"])
def test_what_is_usual_in_a_category_is_no_misfit(demo: Catalogue, demo_retriever: ProductRetriever, category: str) -> None:
    facet = next(facet for facet in demo.facets().categories if facet.path[-1] == category)
    assert demo_retriever.count(Need(category=category), today=TODAY) == facet.count


@pytest.mark.parametrize("query", ["幼儿园 保温杯", "vacuum flask toddler", "给宝宝的保温杯"])
def test_goods_of_no_age_are_all_counted_whoever_they_are_wanted_for(demo_retriever: ProductRetriever, query: str) -> None:
    plain, wanted = (Need(query=each, category="保温杯") for each in ("保温杯", query))
    assert demo_retriever.count(wanted, today=TODAY) == demo_retriever.count(plain, today=TODAY)
    assert not demo_retriever.retrieve(wanted, today=TODAY).aside


def test_a_misfit_is_no_hit_even_where_it_alone_meets_the_conditions(demo: Catalogue, demo_retriever: ProductRetriever) -> None:
    """The only sleeping bag up to 5 yuan is a doll's."""
    bound = Condition(id="c1", field="price", op="<=", value=5, unit="CNY")
    found = demo_retriever.retrieve(Need(query="婴儿睡袋", category="婴儿睡袋", conditions=(bound,)), today=TODAY)
    assert not found.candidates
    assert found.near_misses
    assert not [some for some in demo.products([miss.product_id for miss in found.near_misses]) if "娃娃" in some.title]


@pytest.mark.parametrize("query", ["Logitech", "anything from Logitech", "羊绒围巾", "充电器 氮化镓", "围巾", "PS5"])
def test_a_word_that_nobody_has_claims_nothing(demo_retriever: ProductRetriever, query: str) -> None:
    found = demo_retriever.retrieve(Need(query=query), today=TODAY)
    assert found.nothing_near
    assert not found.candidates


@pytest.mark.parametrize("query", ["wirless mouse", "keybord", "mosue pad", "powerbank", "backpak"])
def test_a_slip_is_understood(demo_retriever: ProductRetriever, query: str) -> None:
    assert demo_retriever.retrieve(Need(query=query), today=TODAY).candidates


@pytest.mark.parametrize(
    ("query", "category", "unseen"),
    [
        ("Sony headphones", "蓝牙耳机", ("Sony",)),
        ("infant sleeping bag", "婴儿睡袋", ()),
        ("婴儿睡袋 透气 闷汗", "婴儿睡袋", ()),
        ("头灯 噗噗", "头灯", ("噗噗",)),
    ],
)
def test_words_that_no_product_has_are_told(demo_retriever: ProductRetriever, query: str, category: str | None, unseen: tuple[str, ...]) -> None:
    assert demo_retriever.retrieve(Need(query=query, category=category), today=TODAY).unseen == unseen


def test_a_thing_for_both_is_for_each(tmp_path: Path, embedder: Embedder) -> None:
    shop = [
        product("both", "男士女士通用保温杯", 30, ("厨房", "保温杯"), "Flask for men and women"),
        *(product(f"his-{number}", f"男士保温杯 {number}", 30, ("厨房", "保温杯"), "Men's flask") for number in range(4)),
        product("hers", "女士保温杯", 30, ("厨房", "保温杯"), "Women's flask"),
        product("blue", "男士保温杯 宝宝蓝", 30, ("厨房", "保温杯"), "Men's flask, baby blue"),
    ]
    retriever = made(tmp_path, shop, embedder)
    found = retriever.retrieve(Need(query="男士保温杯", category="保温杯"), today=TODAY)
    assert {some.product_id for some in found.candidates} == {"both", "his-0", "his-1", "his-2", "his-3", "blue"}
    assert found.aside
    assert not retriever.retrieve(Need(query="保温杯", category="保温杯"), today=TODAY).aside


def test_numbers_that_are_none_lose_no_product(tmp_path: Path, embedder: Embedder) -> None:
    made(tmp_path, SHOP, embedder)
    file = next((tmp_path / "store").glob("generations/*/vectors.npy"))
    broken = np.load(file)
    broken[0, 3], broken[1, :] = np.inf, np.nan
    np.save(file, broken)
    retriever = ProductRetriever(Store(tmp_path / "store").current(), embedder, Settings())
    found = retriever.retrieve(Need(query="无线鼠标"), today=TODAY)
    assert {"mouse-a", "mouse-b"} <= {some.product_id for some in found.candidates}
    assert found.degraded == ("dense",)
    assert all(np.isfinite(some.score) for some in found.candidates)
    assert len(retriever.search("鼠标", 200, today=TODAY).candidates) == len(SHOP)


def made(folder: Path, shop: list[dict[str, object]], embedder: Embedder) -> ProductRetriever:
    import orjson

    (folder / "products.jsonl").write_bytes(b"\n".join(map(orjson.dumps, shop)))
    ingest([folder / "products.jsonl"], folder / "store")
    return ProductRetriever(Store(folder / "store").current(), embedder, Settings())


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("sleeping bags, zorby", "en", "bag"),
        ("sleeping bag", "en", "sleeping"),
        ("a yoga thing", "en", "yoga"),
        ("云朵噗噗", "zh", "云朵"),
        ("云朵", "en", "云朵"),
    ],
)
def test_a_shelf_counts_titles_that_have_the_word_in_the_language(
    demo_retriever: ProductRetriever, demo: Catalogue, text: str, language: str, word: str
) -> None:
    """Neither the shelf's name, nor a sleep sack for "sleeping", nor what is called so in another language."""
    alive = [str(demo.columns.ids[row]) for row in np.flatnonzero(demo.columns.alive)]
    has = re.compile(rf"(?<![a-z]){word}")  # an airbag is no bag
    titled = Counter(each.category[-1] for each in demo.products(alive) if has.search(str(each.text(language).title).lower()))
    told = {one.word: dict(one.shelves) for one in demo_retriever.mentioned(text, language)}
    assert told.get(word, {}) == {leaf: count for leaf, count in titled.most_common(MOST) if count >= LEAST}
