"""What only goes with goods is none of them, in both languages; goods that none of a shelf is called by are said not to be there."""

import pytest
from daogou.catalogue.store import Store
from daogou.ingest.ingest import ingest
from daogou.models.embedding import Embedder
from daogou.retrievers.products import ProductRetriever
from daogou.schema.need import Need
from daogou.schema.settings import Settings

from .conftest import TODAY, product

NOTEBOOKS, CHAIRS, STANDS = ("Computers", "Notebooks"), ("Furniture", "Chairs"), ("Computers", "Stands")
ROWS = [
    *(product(f"n{place}", f"Kestrel K{place} notebook PC 14 inch", 900 + place, NOTEBOOKS) for place in range(4)),
    *(product(f"c{place}", f"Targa laptop case, {name}", 30 + place, NOTEBOOKS) for place, name in enumerate(("slim", "wide", "soft"))),
    *(product(f"h{place}", f"{name} dining chair", 80 + place, CHAIRS) for place, name in enumerate(("Oak", "Ash", "Pine", "Elm"))),
    *(product(f"s{place}", f"Rigid tablet stand {name}", 20 + place, STANDS) for place, name in enumerate(("small", "large", "tall"))),
]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> ProductRetriever:
    import orjson

    folder = tmp_path_factory.mktemp("going")
    (folder / "products.jsonl").write_bytes(b"\n".join(map(orjson.dumps, ROWS)))
    ingest([folder / "products.jsonl"], folder / "store")
    return ProductRetriever(Store(folder / "store").current(), embedder, Settings())


def found(shop: ProductRetriever, query: str, category: str) -> set[str]:
    return {one.product_id[0] for one in shop.retrieve(Need(query=query, category=category), today=TODAY, k=50).candidates}


def test_cases_for_laptops_are_no_laptops(shop: ProductRetriever) -> None:
    assert found(shop, "laptop", "Notebooks") == {"n"}
    assert shop.count(Need(query="laptop", category="Notebooks"), today=TODAY) == 4


def test_who_asks_for_a_case_gets_cases(shop: ProductRetriever) -> None:
    assert "c" in found(shop, "laptop case", "Notebooks")


def test_where_all_only_goes_with_the_thing_there_is_none(shop: ProductRetriever) -> None:
    retrieval = shop.retrieve(Need(query="tablet", category="Stands"), today=TODAY, k=50)
    assert retrieval.nothing_near and not retrieval.candidates


@pytest.mark.parametrize(("query", "uncalled"), [("camping chair", "camping chair"), ("dining chair", ""), ("chairs", ""), ("oak chair", "")])
def test_what_none_of_a_shelf_is_called_is_said(shop: ProductRetriever, query: str, uncalled: str) -> None:
    assert shop.retrieve(Need(query=query, category="Chairs"), today=TODAY, k=50).uncalled == uncalled
