"""The generator: the same seed gives the same bytes, another seed others, and a broken table says what is wrong."""

from pathlib import Path

import pytest
from daogou.demo.generate import make_pack, write_pack
from daogou.demo.words import Cell, TableError, When, fill

SMALL = ("infant_sleeping_bag", "pillow")


def written(folder: Path, seed: int) -> dict[str, bytes]:
    write_pack(make_pack(seed, only=SMALL), folder)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    first = written(tmp_path / "first", 7)
    assert set(first) == {"products.jsonl", "suppliers.jsonl", "reviews.jsonl", "orders.jsonl"}
    assert written(tmp_path / "again", 7) == first
    assert written(tmp_path / "other", 8) != first


def test_a_small_run_gives_the_ids_of_the_whole() -> None:
    pack = make_pack(7, only=["pillow"])
    assert {row["category"][-1] for row in pack.products} == {"枕头"}
    assert pack.products[0]["id"] == "P001701"


@pytest.mark.parametrize(
    ("condition", "meets"),
    [("tog<=1", True), ("tog>=2.5", False), ("season=冬", True), ("season!=冬", False), ("material=纯棉", False)],
)
def test_conditions_of_a_table(condition: str, meets: bool) -> None:
    assert When.parse(condition).holds({"tog": 1.0, "season": ["秋", "冬"]}) is meets


def test_a_cell_is_read_with_its_condition() -> None:
    cell = Cell.parse("加厚|Thick|1.2|3 @ tog>=2.5")
    assert (cell.zh, cell.en, cell.number(2), cell.number(3)) == ("加厚", "Thick", 1.2, 3.0)
    assert cell.fits({"tog": 3.5}) and not cell.fits({"tog": 1.0}) and not cell.fits({})


def test_an_unreadable_condition_is_named() -> None:
    with pytest.raises(TableError, match="tog is 1"):
        When.parse("tog is 1")


def test_a_sentence_without_its_value_is_left_out() -> None:
    assert fill("{tog} TOG", {"tog": "2.5"}) == "2.5 TOG"
    assert fill("{tog} TOG", {}) is None
