"""On a shelf that has other goods too, those that are called as the buyer calls them."""

from collections.abc import Iterator

import orjson
import pytest
from daogou.catalogue.store import Store
from daogou.ingest.ingest import ingest
from daogou.models.embedding import Embedder
from daogou.retrievers.dictionary import into_chinese, into_english
from daogou.retrievers.products import ProductRetriever
from daogou.schema.need import Need
from daogou.schema.settings import Settings

from .conftest import TODAY

STRINGS, DECOR, CHAIRS, CUSHIONS, PARTY = ("music", "strings"), ("home", "decor"), ("home", "chairs"), ("home", "cushions"), ("home", "halloween")
TITLES = {
    STRINGS: (
        "Sunset Acoustic Guitar", "Midnight Electric Guitar", "Mahogany Ukulele", "Vintage Guitar Wall Art", "Vintage Acoustic Guitar Wall Art",
        "Maple Guitar Set",
    ),
    DECOR: ("Seaside Wall Art", "Shadow Wall Art", "Blossom Wall Art", "Marble Sculpture"),
    CHAIRS: ("Walnut Lounge Chair", "Stackable Chairs", "Linen Accent Chair", "Nautical Throw Pillow"),
    CUSHIONS: ("Velvet Pillow", "Striped Pillow", "Woven Throw Pillow"),
    PARTY: ("Pumpkin Lantern", "Bat Garland", "Seaside Wall Art in Black", "Witch Pillow", "Cauldron"),
    ("light", "projector lamps"): ("Sony projector lamp", "Acme projector lamp 230 W"),
    ("bed", "被枕"): ("羊毛被", "蚕丝被", "羽绒被", "记忆枕", "荞麦枕", "乳胶枕"),
    ("light", "lamps"): ("USB Bedside Reading Lamp", "Bedside Touch Lamp", "Desk Lamp", "Study Lamp"),
    ("office", "video"): ("Acme data projector 1000 lumens", "HP Digital Projector"),
}  # fmt: skip


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[ProductRetriever]:
    folder = tmp_path_factory.mktemp("kinds")
    rows = [{"id": title, "title": title, "price": 9, "category": list(shelf)} for shelf, titles in TITLES.items() for title in titles]
    (folder / "products.jsonl").write_bytes(b"\n".join(map(orjson.dumps, rows)))
    ingest([folder / "products.jsonl"], folder / "store", embedder=embedder)
    catalogue = Store(folder / "store").current()
    yield ProductRetriever(catalogue, embedder, Settings())
    catalogue.close()


def found(retriever: ProductRetriever, query: str, category: str | None = None) -> set[str]:
    need = Need(query=query, category=category)
    ids = {one.product_id for one in retriever.retrieve(need, today=TODAY, k=30).candidates}
    assert retriever.count(need, today=TODAY) == len(ids)
    return ids


@pytest.mark.parametrize("query", ["guitar", "吉他"])
def test_of_a_shelf_of_several_goods_those_called_so_are_counted_and_named_so(retriever: ProductRetriever, query: str) -> None:
    assert found(retriever, query, "strings") == {"Sunset Acoustic Guitar", "Midnight Electric Guitar", "Maple Guitar Set"}
    assert retriever.called(Need(query=query, category="strings"), today=TODAY) == query
    assert retriever.called(Need(query=query, category="strings"), ["Mahogany Ukulele"], today=TODAY) is None


def test_what_is_called_after_things_of_another_shelf_is_none_of_its_own(retriever: ProductRetriever) -> None:
    assert found(retriever, "chairs", "chairs") == {*TITLES[CHAIRS]} - {"Nautical Throw Pillow"}
    assert retriever.called(Need(query="chairs", category="chairs"), today=TODAY) is None


def test_a_shelf_for_an_occasion_has_things_of_all_kinds(retriever: ProductRetriever) -> None:
    assert found(retriever, "halloween", "halloween") == {*TITLES[PARTY]}


def test_of_goods_without_a_shelf_what_only_goes_with_them_is_none(retriever: ProductRetriever) -> None:
    assert found(retriever, "projectors") == {*TITLES["office", "video"]}


@pytest.mark.parametrize("query", ["南瓜灯", "pumpkin lantern"])
def test_what_titles_call_by_another_word_is_not_said_to_be_called_by_none(retriever: ProductRetriever, query: str) -> None:
    found_so = retriever.retrieve(Need(query=query, category=PARTY[-1]), today=TODAY)
    assert found_so.candidates[0].product_id == "Pumpkin Lantern" and not found_so.uncalled


@pytest.mark.parametrize(("query", "end"), [("枕头", "枕"), ("pillow", "枕"), ("被子", "被"), ("quilt", "被")])
def test_of_a_shelf_that_is_called_by_two_kinds_of_goods_those_that_end_so_are_meant(retriever: ProductRetriever, query: str, end: str) -> None:
    assert found(retriever, query, "被枕") == {title for title in TITLES["bed", "被枕"] if title.endswith(end)}


def test_goods_are_called_so_with_other_words_between(retriever: ProductRetriever) -> None:
    assert found(retriever, "bedside lamp", "lamps") == {"USB Bedside Reading Lamp", "Bedside Touch Lamp"}


def test_a_single_sign_of_goods_is_known_and_no_other() -> None:
    assert into_english("鼓") == ("drum",) and into_chinese(("drum",))[-1] == "鼓"
    assert not into_english("的")


def test_what_is_called_by_a_longer_name_is_none_of_what_that_only_tells_of(retriever: ProductRetriever) -> None:
    assert found(retriever, "acoustic guitar", "strings") == {"Sunset Acoustic Guitar"}
