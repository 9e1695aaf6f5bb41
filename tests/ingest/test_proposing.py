"""Mappings proposed for foreign files, by names, types and values."""

import csv
import json
import shlex
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import yaml
from daogou.ingest.amount import amount
from daogou.ingest.proposing.proposal import Proposal, propose
from daogou.ingest.proposing.written import written
from daogou.schema.errors import InputError
from pyarrow import parquet

from .shop import Shop


def jsonl(folder: Path, rows: Sequence[Any], name: str = "goods-7.jsonl") -> Path:
    file = folder / name
    file.write_text("".join(f"{row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    return file


def fields(proposal: Proposal, source: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = proposal.sources[source].source["fields"]
    return found


OFFERS: list[dict[str, Any]] = [
    {
        "offerId": 100 + number, "subject": f"不锈钢保温杯 {number}号 500ml", "detailUrl": f"https://x.cn/{number}.html", "imageUrls": [f"https://x.cn/{number}.jpg"],
        "quantity_prices": [{"begin_num": "10个", "price": "12.50"}, {"begin_num": "100个", "price": "11.00"}], "sale_quantity": f"{number}个",
        "repeat_rate": "33%", "score": "0.0" if number % 2 else "4.5", "area_from": ["浙江", "金华"], "marketPrice": f"{20 + number}.0",
        "shop": {"memberId": f"b{number % 3}", "company_name": f"杯厂 {number % 3}", "tags": ["实力商家"]},
        "props": [{"name": "材质", "value": "304不锈钢"}, {"name": "颜色", "value": ["红", "蓝"][number % 2]}], "kind": "offer",
    }
    for number in range(30)
]  # fmt: skip


def test_a_wholesale_file_and_its_suppliers(shop: Shop, tmp_path: Path) -> None:
    proposal = propose(jsonl(tmp_path, OFFERS))
    told = fields(proposal)
    assert told["price"]["from"] == "quantity_prices" and told["price"]["each"]["min_qty"] == {"from": "begin_num", "number": True}
    assert (told["id"], told["title"], told["url"], told["image"]) == ("offerId", "subject", "detailUrl", "imageUrls[0]")
    assert told["rating"] == {"from": "score", "none": 0}
    assert told["repurchase_rate"] == {"from": "repeat_rate", "number": True} and told["sold_90d"] == {"from": "sale_quantity", "number": True}
    assert (told["currency"], told["lang"], told["supplier_id"]) == ({"constant": "CNY"}, {"constant": "zh"}, "shop.memberId")
    assert proposal.sources[0].source["attributes"] == [{"from": "props", "name": "name", "value": "value"}]
    assert {column.path for column, _ in proposal.sources[0].unplaced} == {"marketPrice", "shop.tags", "kind"}
    maker = fields(proposal, 1)
    assert (maker["id"], maker["name"], maker["province"]["from"]) == ("shop.memberId", "shop.company_name", "area_from[0]")
    assert not proposal.rejected and [kind for kind, _ in proposal.shown] == ["products"] * 3 + ["suppliers"]
    text = written(proposal, "goods-7.jsonl")
    (tmp_path / "my.yaml").write_text(text, encoding="utf-8")
    report = shop.ingest(tmp_path / "goods-7.jsonl", mapping=tmp_path / "my.yaml")
    assert (report.totals["products"], report.totals["suppliers"], report.rejected) == (30, 3, 0)
    assert yaml.safe_load(text) == proposal.mapping
    assert all(name in text for name in ("marketPrice", "another price", "in 100% of rows"))


SHIRTS = [
    {"Handle": f"shirt-{number}", "Title": f"{brand} shirt no. {number}", "Maker": brand, "Price": f"${number}.99", "Department": shelf,
     "Sex": "FM"[number % 2], "Body": f"A shirt of cotton for the summer and the beach {number}", "Qty": number, "Created": "2026-01-02"}
    for number, (brand, shelf) in enumerate([("Acme", "Men > Shirts"), ("Zorn", "Women > Shirts")] * 15)
]  # fmt: skip


def check_shirts(proposal: Proposal) -> None:
    told = fields(proposal)
    assert (told["id"], told["title"], told["brand"], told["stock"], told["description"]) == ("Handle", "Title", "Maker", "Qty", "Body")
    assert (told["price"], told["currency"]) == ({"from": "Price", "number": True}, {"constant": "USD"})
    assert told["category"] == {"from": "Department", "split": ">"}
    assert told["attributes.gender"]["values"] == {"F": "women", "M": "men"}
    assert [row.id for _, row in proposal.shown] == ["shirt-0", "shirt-1", "shirt-2"]  # type: ignore[attr-defined]


def test_csv(tmp_path: Path) -> None:
    with (tmp_path / "shirts.csv").open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, list(SHIRTS[0]))
        table.writeheader()
        table.writerows(SHIRTS)
    check_shirts(propose(tmp_path / "shirts.csv"))


def test_json_and_parquet(tmp_path: Path) -> None:
    (tmp_path / "shirts.json").write_text(json.dumps({"items": SHIRTS, "page": 1}), encoding="utf-8")
    check_shirts(propose(tmp_path / "shirts.json"))
    parquet.write_table(pa.Table.from_pylist(SHIRTS), tmp_path / "shirts.parquet")
    check_shirts(propose(tmp_path / "shirts.parquet"))


def test_prices_in_cents_and_columns_of_one_prefix(tmp_path: Path) -> None:
    rows = [
        {"id": str(number), "title": f"Acme thing {number}", "price": 100 * number + 95, "supplier": "Acme",
         **({"attr_t_colour": "red"} if number % 2 else {"attr_n_weight": 5, "attr_t_size": "L"}),
         **({"attr_b_new": True, "attr_t_use": "home"} if number % 3 else {})}
        for number in range(1, 40)
    ]  # fmt: skip
    proposal = propose(jsonl(tmp_path, rows))
    assert fields(proposal)["price"] == {"from": "price", "divide": 100}
    assert fields(proposal)["brand"] == "supplier"
    assert proposal.sources[0].source["attributes"] == [{"columns": "attr_[bnt]_(.+)"}]
    whole = propose(jsonl(tmp_path, [{**row, "price": number + 1} for number, row in enumerate(rows)]))
    assert fields(whole)["price"] == "price"


def test_of_two_prices_what_is_paid_and_its_currency_by_the_texts(tmp_path: Path) -> None:
    rows = [
        {"sku": f"k{number}", "title": f"Nice thing number {number}", "retail_price": str(1000 + number), "discounted_price": str(700 + number),
         "stars": "No rating yet" if number % 3 else "4.5", "description": f"A thing for the house. Price: Rs. {700 + number} only, with the box.",
         "tree": f'["Home >> Things {number % 4} >> Small"]'}
        for number in range(20)
    ]  # fmt: skip
    told = fields(propose(jsonl(tmp_path, rows)))
    assert (told["price"], told["currency"]) == ("discounted_price", {"constant": "INR"})
    assert told["rating"] == {"from": "stars", "none": "No rating yet"}
    assert told["category"] == {"from": "tree[0]", "split": ">>"}


def test_whole_prices_without_a_sign_of_cents_stay_and_are_asked_about(tmp_path: Path) -> None:
    rows = [{"id": str(number), "title": f"Nice thing number {number}", "price": 1000 + 37 * number} for number in range(40)]
    proposal = propose(jsonl(tmp_path, rows))
    assert fields(proposal)["price"] == "price" and "add divide: 100" in written(proposal, "x")


def test_a_level_below_the_category(tmp_path: Path) -> None:
    rows = [
        {"id": str(number), "name": f"Thing {number}", "category": "AB"[number % 2], "style": f"s{number % 6}", "price": 1.5} for number in range(60)
    ]
    assert fields(propose(jsonl(tmp_path, rows)))["category"] == ["category", "style"]


def test_reviews_and_orders(tmp_path: Path) -> None:
    reviews = [{"goods_id": f"g{number % 5}", "content": f"不错，第{number}次买了", "star": 5} for number in range(20)]
    found = propose(jsonl(tmp_path, reviews))
    assert found.sources[0].kind == "reviews" and (fields(found)["product_id"], fields(found)["text"], fields(found)["rating"]) == (
        "goods_id",
        "content",
        "star",
    )
    orders = [
        {"Order No": f"o{number}", "Customer ID": f"c{number % 3}", "SKU": f"s{number % 4}", "Qty": 2, "Order Date": "2026-03-01"}
        for number in range(20)
    ]
    found = propose(jsonl(tmp_path, orders))
    assert found.sources[0].kind == "orders" and fields(found)["buyer_id"] == "Customer ID"


def test_what_would_be_rejected_or_cant_be_read_is_said(tmp_path: Path) -> None:
    rows: list[Any] = [
        {"id": "1", "title": "One thing", "price": 3},
        {"id": "2", "title": "", "price": 4},
        "{broken",
        {"id": "3", "title": "Third thing", "price": 5},
    ]
    proposal = propose(jsonl(tmp_path, rows))
    assert len(proposal.rejected) == len(proposal.broken) == 1
    text = written(proposal, "x")
    assert "title is missing" in text and "line 3" in text


def test_an_id_that_repeats_is_warned_of(tmp_path: Path) -> None:
    rows = [{"sku": f"s{min(number, 27)}", "title": f"Nice thing {number}", "price": 3} for number in range(30)]
    assert "NOT unique: 2 rows" in written(propose(jsonl(tmp_path, rows)), "x")


def test_nothing_in_a_file_leaves_its_comment(tmp_path: Path) -> None:
    rows = [
        {"id": str(number), "title": f"Thing\n{number}\u2028fields: {{}}", "price": 1, "bad\nname: x": ["a\nb"], "a: b # c": number}
        for number in range(3)
    ]
    proposal = propose(jsonl(tmp_path, rows))
    assert yaml.safe_load(written(proposal, "x\ny")) == proposal.mapping


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.doc", "x", "its ending is none of jsonl"),
        ("a.jsonl", "", "holds no rows"),
        ("a.jsonl", "{broken", "the line is not JSON"),
        ("a.jsonl", '{"x": 1, "y": 2}', "no column that reads as a product's title or a review's text; its columns are x, y"),
        ("a.md", "# x", "can't be proposed for"),
    ],
)
def test_files_that_nothing_can_be_proposed_for(tmp_path: Path, name: str, text: str, words: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        propose(tmp_path / name)
    assert words in str(caught.value)
    with pytest.raises(InputError, match="is no file"):
        propose(tmp_path / "nosuch.csv")


def test_long_texts_are_not_looked_through_for_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Any] = []

    def noted(value: Any) -> Any:
        looked.append(value)
        return amount(value)

    monkeypatch.setattr("daogou.ingest.proposing.column.amount", noted)
    long = "12 poles, 34 pegs. " * 20
    rows = [{"id": f"n{number}", "title": f"Tent number {number}", "price": 20 + number, "description": long} for number in range(20)]
    assert fields(propose(jsonl(tmp_path, rows)))["price"] == "price"
    assert looked and max(len(value) for value in looked if isinstance(value, str)) <= 30


def test_a_name_with_signs_of_a_pattern_or_of_a_shell(tmp_path: Path) -> None:
    """What is printed finds the file again, as a mapping and as a command."""
    file = jsonl(tmp_path, OFFERS, "our goods [2].jsonl")
    proposal = propose(file)
    assert fnmatch(file.name, proposal.files) and fnmatch("our goods [3].jsonl", proposal.files)
    command = next(line for line in written(proposal, str(file)).splitlines() if "daogou ingest" in line)
    assert shlex.split(command.removeprefix("#"))[2] == str(file)


BOTH = {
    "sku": "货号", "name": "商品名称", "price": "售价", "category": "类目", "brand": "品牌", "shop id": "店铺编号", "shop name": "店铺名称",
    "shop rating": "店铺评分", "rank": "排名", "category id": "类目编号", "brand name": "品牌名称", "shop url": "店铺链接", "sex": "性别",
}  # fmt: skip


@pytest.mark.parametrize("called", [list(BOTH), list(BOTH.values())], ids=["en", "zh"])
def test_columns_called_in_either_language_go_to_the_same_fields(called: list[str], tmp_path: Path) -> None:
    rows = [
        [f"k{number}", f"Tent {number} for two", 20.5 + number, ["Tents", "Bags"][number % 2], f"B{number % 5}", f"s{number % 7}",
         f"Shop {number % 7}", 4.5, number, number % 2, f"B{number % 5}", f"https://x.cn/s/{number % 7}", ["x", "y"][number % 2]]
        for number in range(40)
    ]  # fmt: skip
    proposal = propose(jsonl(tmp_path, [dict(zip(called, row, strict=True)) for row in rows]))
    told = [{name: spec.get("from") if isinstance(spec, dict) else spec for name, spec in fields(proposal, source).items()} for source in (0, 1)]
    sku, name, price, category, brand, shop, shop_name, shop_rating, rank, *_, sex = called
    assert {field: told[0].get(field) for field in ("id", "title", "price", "category", "brand", "supplier_id")} == {
        "id": sku, "title": name, "price": price, "category": category, "brand": brand, "supplier_id": shop,
    }  # fmt: skip
    assert (told[1]["id"], told[1]["name"]) == (shop, shop_name)
    assert not {"rating", "url"} & told[0].keys()
    assert {place for field, place in told[0].items() if field.startswith("attributes.")} <= {sex, "brand name", "品牌名称"}
    assert {column.path for column, _ in proposal.sources[0].unplaced} >= {rank, called[9]}
