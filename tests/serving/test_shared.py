"""A conversation shared by a signed link: read only, as it stood, until it runs out; and lists of products as sheets."""

import csv
import io
import json
from base64 import urlsafe_b64decode
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
from daogou.schema.product import Product
from daogou.schema.settings import Settings
from daogou.serving.app import create_app
from daogou.serving.door.share_links import Share, open_share_links
from daogou.serving.product_sheet import COLUMNS, Value, as_csv, as_xlsx, sheet
from openpyxl import load_workbook

from .server import Local
from .test_threads import opened, say

SAID = ("睡袋,200元以内", "第二款多少钱?")


def shared(server: Local, thread: str, buyer: str = "sharer", **body: Any) -> httpx.Response:
    return httpx.post(f"{server.url}/v1/threads/{thread}/share", params={"buyer_id": buyer}, json=body)


def read(server: Local, token: str) -> httpx.Response:
    return httpx.get(f"{server.url}/v1/shared/{token}")


@pytest.fixture
def thread(server: Local) -> str:
    found = opened(server, "sharer")
    for text in SAID:
        say(server, found, text, "sharer")
    return found


def test_a_link_opens_the_conversation_as_it_stood_and_nothing_said_later(server: Local, thread: str) -> None:
    link = shared(server, thread, days=1)
    assert link.status_code == 201 and link.json()["path"] == f"/?shared={link.json()['token']}"
    say(server, thread, "怎么选?", "sharer")
    told = read(server, link.json()["token"]).json()
    assert [each["content"] for each in told["messages"] if each["role"] == "user"] == list(SAID)
    own = httpx.get(f"{server.url}/v1/threads/{thread}", params={"buyer_id": "sharer"}).json()
    assert [each["cards"] for each in told["replies"]] == [each["cards"] for each in own["replies"][:2]]
    assert thread not in json.dumps(told) and "sharer" not in json.dumps(told)
    ends = datetime.fromisoformat(told["expires_at"])
    assert timedelta(hours=23) < ends - datetime.now(UTC) <= timedelta(days=1)


def test_only_its_owner_shares_a_conversation_and_deleting_it_ends_the_link(server: Local, thread: str) -> None:
    assert shared(server, thread, "another").status_code == 404
    assert shared(server, opened(server, "sharer")).status_code == 404, "nothing was said in it"
    token = shared(server, thread).json()["token"]
    httpx.delete(f"{server.url}/v1/threads/{thread}", params={"buyer_id": "sharer"})
    assert (read(server, token).status_code, read(server, token).json()["code"]) == (404, "share_unknown")
    say(server, thread, "鼠标", "another")
    assert read(server, token).status_code == 404, "an id that is another's now"


@pytest.mark.parametrize("days", [0, 31, -1, "long"])
def test_a_link_lasts_a_month_at_most(server: Local, thread: str, days: object) -> None:
    assert shared(server, thread, days=days).status_code == 422


def test_a_link_that_ran_out_or_was_tampered_with_opens_nothing(server: Local, thread: str) -> None:
    token = shared(server, thread).json()["token"]
    share = server.app.state.shares.read(token)
    old = share.model_copy(update={"until": datetime.now(UTC) - timedelta(seconds=1)})
    late = server.app.state.shares._seal.encrypt(old.model_dump_json().encode()).decode()
    assert (read(server, late).status_code, read(server, late).json()["code"]) == (410, "share_expired")
    assert thread not in token and thread.encode() not in urlsafe_b64decode(token)
    for wrong in ("x", "é", token[::-1], f"{token[:40]}{token[41:]}", f"A{token}", "a" * 3000):
        assert read(server, wrong).status_code == 404, wrong


def test_a_link_needs_nobody_to_say_who_he_is_and_is_of_one_secret(six_store: Path, tmp_path: Path) -> None:
    with Local(create_app(Settings(store=six_store, state=tmp_path, auth="session"))) as server, httpx.Client(base_url=server.url) as browser:
        browser.post("/v1/session")
        thread = browser.post("/v1/threads").json()["thread_id"]
        browser.post(f"/v1/threads/{thread}/turns", json={"text": SAID[0]}, timeout=60)
        token = browser.post(f"/v1/threads/{thread}/share").json()["token"]
        assert read(server, token).status_code == 200
        assert httpx.get(f"{server.url}/v1/threads/{thread}").status_code == 401
    other = open_share_links(Settings(state=tmp_path / "other"))
    assert other.read(token) is None and isinstance(open_share_links(Settings(state=tmp_path)).read(token), Share)


IDS = ["bag-cotton", "nothing", "mouse-ergo", "bag-cotton"]


def exported(server: Local, **body: Any) -> httpx.Response:
    return httpx.post(f"{server.url}/v1/products/export", json={"product_ids": IDS, **body})


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_list_of_products_is_a_sheet_of_what_their_records_state(server: Local, language: str) -> None:
    answer = exported(server, language=language, quantity=60)
    assert "attachment" in answer.headers["content-disposition"]
    page = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    head, *rows = [list(row) for row in page.iter_rows(values_only=True)]
    assert [row[0] for row in rows] == ["bag-cotton", "mouse-ergo"], "each once, in order, the unknown left out"
    cotton, mouse = (dict(zip(COLUMNS, row, strict=True)) for row in rows)
    assert (cotton["quantity"], cotton["price"], cotton["currency"], cotton["moq"], mouse["stock"]) == (60, 82, "CNY", 2, None)
    assert cotton["unit"] and cotton["tiers"] == "2+: 89.00 CNY; 50+: 82.00 CNY; 200+: 76.00 CNY"
    assert all(str(each).isascii() == (language == "en") for each in head if each not in ("MOQ",))
    told = list(csv.reader(io.StringIO(exported(server, format="csv", language=language, quantity=60).content.decode("utf-8-sig"))))
    assert told[0] == head and [row[0] for row in told[1:]] == ["bag-cotton", "mouse-ergo"]
    assert told[1][COLUMNS.index("price")] == "82.00"


LOT = {
    "id": "lot",
    "title": "Lot",
    "currency": "EUR",
    "moq": 60,
    "price": [{"min_qty": 1, "unit_price": 9}, {"min_qty": 50, "unit_price": 8}, {"min_qty": 100, "unit_price": "7.125"}],
}


@pytest.mark.parametrize(("quantity", "told"), [(None, (60, Decimal(8))), (60, (60, Decimal(8))), (100, (100, Decimal("7.125"))), (30, (30, None))])
def test_a_sheet_has_the_price_that_an_order_of_so_many_can_have(server: Local, quantity: int | None, told: tuple[int, Decimal | None]) -> None:
    shop = server.app.state.tenants.first.assistant.shopfront.current()
    _, row = sheet(shop, [Product.model_validate(LOT)], "en", datetime.now(UTC).date(), quantity)
    named = dict(zip(COLUMNS, row, strict=True))
    assert (named["quantity"], named["price"]) == told
    assert (named["currency"], named["tiers"]) == ("EUR", "60+: 8.00 EUR; 100+: 7.125 EUR"), "none below the MOQ"


def test_a_list_of_unknown_products_is_refused_in_words(server: Local) -> None:
    assert (exported(server, product_ids=["x"]).status_code, exported(server, product_ids=["x"]).json()["code"]) == (404, "product_unknown")
    assert exported(server, product_ids=[]).status_code == exported(server, format="pdf").status_code == 422


FORMULAS = ['=HYPERLINK("http://x")', "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "＋1", "－1", "＠A"]


def test_what_a_record_says_is_no_formula_in_a_sheet() -> None:
    formulas: list[list[Value]] = [[each] for each in FORMULAS]
    rows: list[list[Value]] = [["title"], *formulas, ["a\x07b"], ["plain"], [-3], [Decimal("1.125")]]
    page = load_workbook(io.BytesIO(as_xlsx(rows))).worksheets[0]
    cells = [page.cell(row, 1) for row in range(2, len(rows) + 1)]
    assert [cell.data_type for cell in cells] == ["s"] * (len(FORMULAS) + 2) + ["n", "n"]
    assert [cell.quotePrefix for cell in cells] == [True] * len(FORMULAS) + [False] * 4, "nor once somebody edits it"
    assert cells[0].value == FORMULAS[0] and cells[-1].value == 1.125
    told = as_csv(rows).decode("utf-8-sig")
    assert all(row[0][0] == "'" for row in list(csv.reader(io.StringIO(told, newline="")))[1 : len(FORMULAS) + 1])
    assert [row[0] for row in csv.reader(io.StringIO(told))][-3:] == ["plain", "-3", "1.125"] and "\x07" not in told
    assert as_csv([["a;=1;b"]]).decode("utf-8-sig").startswith('"'), "where a semicolon parts cells, too"
