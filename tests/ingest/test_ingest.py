"""What is in the store after one run and after the next."""

from datetime import date
from pathlib import Path

import pytest
from daogou.catalogue.conditions import Judge
from daogou.schema.condition import Condition
from daogou.schema.errors import InputError, ModelMismatch

from .shop import Shop, product


def test_good_rows_are_stored_and_counted(shop: Shop) -> None:
    shop.write("products.jsonl", [product(1), product(2, supplier_id="s1")])
    shop.write("suppliers.jsonl", [{"id": "s1", "name": "Factory"}])
    shop.write("reviews.jsonl", [{"product_id": "p1", "text": "good"}, {"product_id": "p1", "text": "good"}])
    (shop.data / "choosing.md").write_text("---\ntitle: How to choose\ntopic: choosing\n---\nLook twice.", encoding="utf-8")
    report = shop.ingest()
    assert report.totals == {"products": 2, "suppliers": 1, "reviews": 2, "guides": 1, "orders": 0}
    assert report.rejected == 0
    assert report.changed
    catalogue = shop.catalogue
    assert [item.id for item in catalogue.products(["p2", "p1"])] == ["p2", "p1"]
    assert catalogue.supplier_products("s1") == ["p2"]
    assert [review.text for review in catalogue.reviews("p1")] == ["good", "good"]
    guide = catalogue.guide("choosing")
    assert guide is not None
    assert guide.text == "Look twice."
    assert catalogue.manifest.counts == report.totals
    assert catalogue.manifest.model == "letters"


def test_a_second_run_changes_nothing_and_makes_no_generation(shop: Shop) -> None:
    shop.write("products.jsonl", [product(1), product(2)])
    shop.write("reviews.jsonl", [{"product_id": "p1", "text": "good"}] * 3)
    first = shop.ingest()
    embedded = len(shop.embedder.embedded)
    second = shop.ingest()
    assert (second.changed, second.generation) == (False, first.generation)
    assert second.counts["products"].unchanged == 2
    assert second.counts["reviews"].unchanged == 3
    assert second.totals == first.totals
    assert len(shop.embedder.embedded) == embedded


def test_a_new_price_answers_and_nothing_is_embedded_again(shop: Shop) -> None:
    shop.write("products.jsonl", [product(number) for number in range(50)])
    shop.ingest()
    embedded = len(shop.embedder.embedded)
    shop.write("products.jsonl", [product(number, price=99 if number == 7 else 10) for number in range(50)])
    report = shop.ingest()
    counts = report.counts["products"]
    assert (counts.updated, counts.unchanged, counts.added) == (1, 49, 0)
    assert len(shop.embedder.embedded) == embedded
    catalogue = shop.catalogue
    dear = Judge(catalogue.columns, date(2026, 11, 25)).mask([Condition(id="c", field="price", op=">", value=50)])
    assert [catalogue.columns.ids[row] for row in dear.nonzero()[0]] == ["p7"]
    assert catalogue.products(["p7"])[0].price_at(None) == 99


def test_a_changed_row_leaves_no_trace_of_the_old_one(shop: Shop) -> None:
    shop.write("products.jsonl", [product(1, brand="Old", attributes={"colour": "red", "size": 1}), product(2, attributes={"colour": "red"})])
    shop.ingest()
    shop.write("products.jsonl", [product(1, brand="New", attributes={"colour": "blue"}), product(2, attributes={"colour": "red"})])
    shop.ingest()
    catalogue = shop.catalogue
    assert [brand.name for brand in catalogue.facets().brands] == ["New"]
    assert catalogue.columns.attribute("size") is None
    assert catalogue.columns.attribute_names == ["colour"]
    colour = catalogue.facets().attribute("colour")
    assert colour is not None
    assert {(value.value, value.count) for value in colour.values} == {("blue", 1), ("red", 1)}


def test_replace_takes_away_what_isnt_in_the_files(shop: Shop) -> None:
    shop.write("products.jsonl", [product(1), product(2, attributes={"rare": "x"}), product(3)])
    shop.write("reviews.jsonl", [{"product_id": "p2", "text": "gone soon"}])
    shop.ingest()
    (shop.data / "reviews.jsonl").unlink()
    shop.write("products.jsonl", [product(1), product(3), product(4)])
    report = shop.ingest(replace=True)
    assert report.counts["products"].removed == 1
    assert report.counts["reviews"].removed == 1
    assert report.totals == {"products": 3, "suppliers": 0, "reviews": 0, "guides": 0, "orders": 0}
    catalogue = shop.catalogue
    assert catalogue.row("p2") is None
    assert catalogue.product("p2") is None
    assert catalogue.columns.alive.sum() == 3
    assert catalogue.columns.attribute_names == []


def test_a_product_that_comes_back_has_its_row_again(shop: Shop) -> None:
    shop.write("products.jsonl", [product(1), product(2)])
    shop.ingest()
    row = shop.catalogue.row("p2")
    shop.write("products.jsonl", [product(1)])
    shop.ingest(replace=True)
    shop.write("products.jsonl", [product(2)])
    shop.ingest()
    assert shop.catalogue.row("p2") == row
    assert shop.catalogue.product("p1") is not None


def test_replace_keeps_the_record_of_a_broken_row(shop: Shop) -> None:
    shop.write("products.jsonl", [product(1), product(2)])
    shop.ingest()
    shop.write("products.jsonl", [product(1), product(2, price=-1)])
    report = shop.ingest(replace=True)
    assert report.counts["products"].rejected == 1
    assert shop.catalogue.product("p2") is not None


def test_replace_with_nothing_usable_leaves_the_store(shop: Shop) -> None:
    shop.write("products.jsonl", [product(1)])
    shop.ingest()
    shop.write("products.jsonl", [product(1, price="free")])
    with pytest.raises(InputError, match="Not one row"):
        shop.ingest(replace=True)
    assert shop.catalogue.product("p1") is not None


def test_an_older_row_doesnt_overwrite_a_newer_record(shop: Shop) -> None:
    shop.write("products.jsonl", [product(1, title="new", updated_at="2026-09-02T00:00:00Z")])
    shop.ingest()
    shop.write("products.jsonl", [product(1, title="old", updated_at="2026-09-01T00:00:00Z")])
    report = shop.ingest()
    assert report.counts["products"].stale == 1
    assert any("older" in note for note in report.notes)
    assert shop.catalogue.products(["p1"])[0].title == "new"
    shop.write("products.jsonl", [product(1, title="newest", updated_at="2026-09-03T00:00:00Z")])
    shop.ingest()
    assert shop.catalogue.products(["p1"])[0].title == "newest"


@pytest.mark.parametrize(("times", "stays"), [((None, None), "a"), (("2026-01-02", "2026-01-01"), "a"), (("2026-01-01", "2026-01-02"), "b")])
def test_of_two_rows_with_one_id_the_first_stays_unless_the_second_is_newer(shop: Shop, times: tuple[str | None, str | None], stays: str) -> None:
    rows = [product(1, title=title, **({"updated_at": f"{time}T00:00:00Z"} if time else {})) for title, time in zip("ab", times, strict=True)]
    shop.write("products.jsonl", rows)
    for _ in range(2):
        report = shop.ingest()
        assert shop.catalogue.products(["p1"])[0].title == stays
        assert report.counts["products"].rejected + report.counts["products"].stale == 1
    assert report.changed is False


def test_a_product_without_a_price_is_taken_and_meets_no_bound(shop: Shop) -> None:
    nothing = [{"id": "p2", "title": "Bare"}, product(3, price=None), product(4, price=[]), product(5, price="")]
    shop.write("products.jsonl", [product(1), *nothing])
    report = shop.ingest()
    assert (report.totals["products"], report.rejected) == (5, 0)
    catalogue = shop.catalogue
    assert [item.price_at(3) for item in catalogue.products(["p2", "p3", "p4", "p5"])] == [None] * 4
    judge = Judge(catalogue.columns, date(2026, 11, 25))
    for op in ("<", "<=", ">", ">=", "=", "!="):
        assert set(judge.verdicts(Condition(id="c", field="price", op=op, value=7))[1:]) == {-1}


def test_several_paths_make_one_run(shop: Shop) -> None:
    one, two = shop.write("products-a.jsonl", [product(1)]), shop.write("products-b.jsonl", [product(2)])
    assert shop.ingest(one, two).totals["products"] == 2


def test_a_file_named_by_the_user_is_told_by_its_columns(shop: Shop) -> None:
    assert shop.ingest(shop.write("items.jsonl", [product(1)])).totals["products"] == 1
    with pytest.raises(InputError, match="doesn't tell what it holds"):
        shop.ingest(shop.write("things.jsonl", [{"a": 1}]))


def test_other_files_are_named(shop: Shop) -> None:
    shop.write("products.jsonl", [product(1)])
    shop.write("notes.txt", ["hello"])
    shop.write("stock.csv", ["a,b"])
    report = shop.ingest()
    unnamed = "not called products*, suppliers*, reviews*, orders*, *.md, *.html or *.pdf"
    assert dict(report.skipped) == {"notes.txt": "not a data file", "stock.csv": unnamed}


def test_reviews_of_nobody_are_said(shop: Shop) -> None:
    shop.write("products.jsonl", [product(1)])
    shop.write("reviews.jsonl", [{"product_id": "p9", "text": "good"}])
    assert shop.ingest().notes == ("1 reviews are of products that the store doesn't have.",)


def test_another_model_is_refused(shop: Shop) -> None:
    shop.write("products.jsonl", [product(1)])
    shop.ingest()
    shop.embedder.name = "numbers"
    shop.write("products.jsonl", [product(2)])
    with pytest.raises(ModelMismatch, match="letters"):
        shop.ingest()


def test_nothing_to_ingest_is_an_input_error(shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file is called products"):
        shop.ingest()
    with pytest.raises(InputError, match="doesn't exist"):
        shop.ingest(tmp_path / "nowhere")
    assert not (shop.store / "CURRENT").exists()


def test_progress_names_its_stages(shop: Shop) -> None:
    shop.write("products.jsonl", [product(number) for number in range(600)])
    heard: list[tuple[str, int, int | None]] = []
    shop.ingest(progress=lambda *word: heard.append(word))
    assert list(dict.fromkeys(stage for stage, _, _ in heard)) == ["reading", "indexing", "embedding", "swapping"]
    assert ("reading", 500, None) in heard
    assert ("embedding", 600, 600) in heard
    assert heard[-1] == ("swapping", 1, 1)


def test_the_last_generation_is_kept_for_its_readers_and_older_ones_go(shop: Shop) -> None:
    for price in (1, 2, 3):
        shop.write("products.jsonl", [product(1, price=price)])
        shop.ingest()
    assert sorted(folder.name for folder in (shop.store / "generations").iterdir()) == ["g000002", "g000003"]
