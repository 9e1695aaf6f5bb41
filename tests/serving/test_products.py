"""A product looked at by itself over HTTP, and what a quantity of it costs."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
from daogou.schema.product_view import Priced, ProductView
from daogou.schema.settings import Settings
from daogou.serving.app import create_app
from daogou.tools.writing.product_view import leads_somewhere

from .server import Local


def seen(server: Local, product: str, **params: Any) -> ProductView:
    return ProductView.model_validate(httpx.get(f"{server.url}/v1/products/{product}", params=params).json())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_view_has_all_that_is_recorded_in_the_language_asked_for(server: Local, language: str) -> None:
    view = seen(server, "bag-fleece", language=language)
    texts = [view.card.title, *view.path, *(each.label for each in view.attributes)]
    assert all(text.isascii() == (language == "en") for text in texts)
    assert view.supplier is not None and {"supplier.kind", "supplier.years"} <= {each.field for each in view.supplier.facts}
    assert [each.valid for each in view.papers] == [False], "of 2020"
    assert [(each.name, each.valid) for each in view.supplier.papers] == [("BSCI", False)]
    assert view.wholesale and view.shop_url is None
    cotton = seen(server, "bag-cotton", language=language)
    assert {each.field for each in cotton.attributes} == {
        "attr.tog",
        "attr.material",
        "attr.season",
        "attr.closure",
        "attr.safety_class",
        "attr.hooded",
        "attr.size",
    }
    assert cotton.reviews.read == 4 and cotton.reviews.praise and all(each.count > 0 for each in cotton.reviews.praise)
    said = [each["text"] for each in httpx.get(f"{server.url}/v1/products/bag-cotton").json()["reviews"]["latest"]]
    assert all(each.quote is None or any(each.quote in text for text in said) for each in (*cotton.reviews.praise, *cotton.reviews.complaints))


@pytest.mark.parametrize(
    ("quantity", "unit", "below", "behind"), [(1, None, True, 2), (2, "89.00", False, 50), (50, "82.00", False, 200), (333, "76.00", False, None)]
)
def test_a_quantity_costs_what_the_tiers_say(server: Local, quantity: int, unit: str | None, below: bool, behind: int | None) -> None:
    told = Priced.model_validate(httpx.get(f"{server.url}/v1/products/bag-cotton/price", params={"quantity": quantity}).json())
    assert (told.unit_price, told.below_moq, told.next_qty) == (unit, below, behind)
    assert (None if told.total is None else Decimal(told.total)) == (None if unit is None else Decimal(unit) * quantity)
    assert seen(server, "bag-cotton", quantity=quantity).priced == told
    assert told.over_stock is False and seen(server, "bag-cotton", quantity=1201).priced.over_stock


def test_without_a_quantity_the_fewest_that_can_be_ordered_are_priced(server: Local) -> None:
    assert seen(server, "bag-bamboo").priced.quantity == 10
    assert seen(server, "mouse-ergo").priced.over_stock is False, "its stock isn't recorded"


@pytest.mark.parametrize("path", ["nothing", "nothing/price?quantity=3", "a%2Fb", "%00"])
def test_a_product_that_the_catalogue_lacks_is_told_in_words(server: Local, path: str) -> None:
    answer = httpx.get(f"{server.url}/v1/products/{path}")
    assert (answer.status_code, answer.json()["code"]) == (404, "product_unknown") and answer.json()["detail"]


@pytest.mark.parametrize("quantity", ["0", "-3", "many", "1.5", str(10**30)])
def test_a_quantity_that_is_none_is_refused(server: Local, quantity: str) -> None:
    answer = httpx.get(f"{server.url}/v1/products/bag-cotton/price", params={"quantity": quantity})
    assert (answer.status_code, answer.json()["code"]) == (422, "input_bad")


def test_who_says_not_who_he_is_sees_no_product(six_store: Path, tmp_path: Path) -> None:
    with Local(create_app(Settings(store=six_store, state=tmp_path, auth="session"))) as server:
        assert httpx.get(f"{server.url}/v1/products/bag-cotton").status_code == 401
        with httpx.Client(base_url=server.url) as browser:
            browser.post("/v1/session")
            assert browser.get("/v1/products/bag-cotton").status_code == 200


def test_a_consumer_store_has_no_lots(six_store: Path, tmp_path: Path) -> None:
    with Local(create_app(Settings(store=six_store, state=tmp_path, trade="retail"))) as server:
        assert not seen(server, "bag-cotton").wholesale


def test_addresses_that_are_reserved_lead_nowhere() -> None:
    for url in (
        "https://example.invalid/p/1",
        "http://shop.test",
        "https://localhost/x",
        "javascript:alert(1)",
        "/p/1",
        "http://[",
        "https://a.example.",
    ):
        assert not leads_somewhere(url), url
    for url in ("https://shop.example.com/p/1", "http://example.org", "https://192.0.2.7/p"):
        assert leads_somewhere(url), url
