"""Words linked to what a store has: measures whose unit records don't tell, names of models, and goods by what they are for."""

from pathlib import Path

import orjson
import pytest
from daogou.catalogue.store import Store
from daogou.dialogue.linking import Linked
from daogou.ingest.ingest import ingest
from daogou.schema.command import Want
from daogou.schema.settings import Settings
from daogou.tools.shop import Shopfront


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Linked:
    folder = tmp_path_factory.mktemp("cables")
    rows = [
        {
            "id": f"c{place}",
            "title": f"Patch cable {place}",
            "category": ["Cables"],
            "price": 5 + place,
            "attributes": {"cable_length": 0.5 + place, "model": f"{place} series {'Snagless' if place == 7 else 'Plain'} cord {place * 31}"},
        }
        for place in range(240)
    ]
    rows.append({"id": "b", "title": "Soft cat bed", "category": ["Cat beds"], "price": 9})
    (folder / "products.jsonl").write_bytes(b"\n".join(map(orjson.dumps, rows)))
    ingest([folder / "products.jsonl"], folder / "store")
    return Linked(Shopfront(Store(folder / "store"), Settings(store=folder / "store")).current().reader)


@pytest.mark.parametrize(("unit", "fits"), [("ft", False), ("feet", False), ("lb", False), ("m", True), ("cm", True)])
def test_bare_numbers_are_in_no_feet_and_pounds(linked: Linked, unit: str, fits: bool) -> None:
    assert linked.unit(Want(field="attr.cable_length", value=3, unit=unit))[0] is fits


def test_goods_are_found_by_what_they_are_for(linked: Linked) -> None:
    assert linked.goods("beds for cats")[0] == linked.goods("cat bed")[0] == "Cat beds"


def test_a_word_within_models_names_is_no_condition(linked: Linked, tmp_path: Path) -> None:
    assert linked.values(Want(value="snagless"), "Cables") == ()
