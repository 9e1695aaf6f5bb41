"""XLSX as sellers keep it: what is data in it, and what is told of the rest."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from daogou.ingest.proposing.proposal import propose
from daogou.ingest.proposing.written import written
from daogou.ingest.readers import read_file
from daogou.ingest.row import Broken, Row
from daogou.schema.errors import InputError

from .shop import Shop
from .test_mappings import mapping
from .test_shopify import stored
from .workbook import patched, save


def read(path: Path, sheets: str | None = None) -> tuple[list[dict[str, Any]], list[str]]:
    """Rows, and why others are none."""
    every = list(read_file(path, path.name, sheets=sheets))
    return [row.raw for row in every if isinstance(row, Row)], [row.reason for row in every if isinstance(row, Broken)]


def test_native_columns_of_a_workbook(shop: Shop) -> None:
    """Numbers as texts and as numbers, a path, a date, yes and no, nothing, an error of a formula."""
    head = ["id", "title", "category", "price", "stock", "attributes.size", "attributes.washable", "attributes.made", "attributes.net"]
    rows: list[list[Any]] = [
        [1001.0, "杯子", "厨房 > 杯", "12.50", 7, "300ml", True, date(2026, 1, 2), "0.5"],
        ["a2", "'=1+1 垫", None, 3, None, "#N/A", None, datetime(2026, 1, 2, 8, 30), None],
    ]
    save(shop.data / "products.xlsx", {"Sheet1": [head, *rows]})
    report = shop.ingest()
    assert report.totals["products"] == 2
    cup, mat = stored(shop)["1001"], stored(shop)["a2"]
    assert (mat.title, mat.attributes) == ("=1+1 垫", {"made": "2026-01-02T08:30:00"})
    assert (cup.title, cup.category, str(cup.price_at(None)), cup.stock) == ("杯子", ("厨房", "杯"), "12.50", 7)
    assert cup.attributes == {"size": "300ml", "washable": True, "made": "2026-01-02", "net": 0.5}


def test_titles_merged_heads_headings_and_totals(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["义乌某某日用品厂 2026 报价单", None, None, None, None, None],
        [None] * 6,
        [None, "品名", "尺寸\n(cm)", None, "价格", None],
        [None, None, "长", "宽", "零售", "批发"],
        [None, "茶具", None, None, None, None],
        [None, "玻璃壶", 10, 8, 39, 25],
        [None, None, 12, 9, 45, 29],
        [None] * 6,
        [None, "餐具", None, None, None, None],
        [None, "木碗", 12, 12, "15", 9.5],
        [None, "品名 长", "尺寸 (cm) 长", "尺寸 (cm) 宽", "价格 零售", "价格 批发"],
        [None, "合计：", 34, 29, 99, 63.5],
        [None, "以上价格不含运费", None, None, None, None],
    ]
    merged = ["A1:F1", "B3:B4", "C3:D3", "E3:F3", "B5:F5", "B6:B7"]
    found, broken = read(save(tmp_path / "a.xlsx", {"报价": rows}, {"报价": merged}))
    assert [row["品名"] for row in found[:3]] == ["玻璃壶", "玻璃壶", "木碗"]
    assert found[1] == {"section": "茶具", "品名": "玻璃壶", "尺寸 (cm) 长": 12, "尺寸 (cm) 宽": 9, "价格 零售": 45, "价格 批发": 29}
    assert (found[2]["section"], found[2]["价格 零售"]) == ("餐具", "15")
    assert broken == ["a row of totals", "one cell alone, under which no row stands"]


@pytest.mark.parametrize("word", ["总计", "总数", "累计", "小计", "Overall", "Subtotal"])
def test_every_word_for_totals(tmp_path: Path, word: str) -> None:
    found, broken = read(save(tmp_path / "a.xlsx", {"goods": [["SKU", "Name", "Price"], ["A1", "cup", 3], [word, None, 3]]}))
    assert (len(found), broken) == (1, ["a row of totals"])


def test_sheets_of_one_shape_are_one_table_and_others_are_told(tmp_path: Path) -> None:
    head = ["SKU", "Name", "Price"]
    sheets: dict[str, list[list[Any]]] = {
        "Read me": [["Price list 2026"], ["Call us"]],
        "Cups": [head, ["c1", "Cup", 1], ["c2", "Mug", 2]],
        "Plates": [[*head, "Colour"], ["p1", "Plate", 3, "red"]],
        "Suppliers": [["Company", "City", "Phone"], ["Acme", "Lyon", "1"]],
        "Lists": [head, ["x", "hidden", 1]],
        "Empty": [],
    }
    path = save(tmp_path / "a.xlsx", sheets, hidden=["Lists"])
    found, broken = read(path)
    assert [(row["sheet"], row["SKU"]) for row in found] == [("Cups", "c1"), ("Cups", "c2"), ("Plates", "p1")]
    assert sum("has other columns" in reason for reason in broken) == 2 and "the sheet is hidden" in broken
    assert read(path, "Suppl*") == ([{"Company": "Acme", "City": "Lyon", "Phone": "1"}], [])
    assert "no sheet called 'x'; it has Read me" in read(path, "x")[1][0]


def test_a_mapping_takes_products_and_suppliers_of_one_workbook(shop: Shop, tmp_path: Path) -> None:
    sheets = {"Goods": [["SKU", "Name", "Price", "Maker"], ["c1", "Cup", "¥1.50", "m1"]], "Makers": [["No", "Company"], ["m1", "Acme"]]}
    save(shop.data / "book.xlsx", sheets)
    fields = {"id": "SKU", "title": "Name", "price": {"from": "Price", "number": True}, "supplier_id": "Maker"}
    file = mapping(tmp_path, files="book.xlsx", sheets="Goods", fields=fields)
    makers = '\n- {files: book.xlsx, kind: suppliers, sheets: Makers, fields: {id: "No", name: Company}}\n'
    file.write_text(file.read_text(encoding="utf-8") + makers, encoding="utf-8")
    report = shop.ingest(mapping=file)
    assert (report.totals["products"], report.totals["suppliers"], report.rejected) == (1, 1, 0)


def test_where_a_rejected_row_stands_is_told_by_sheet_and_row(shop: Shop) -> None:
    save(shop.data / "products.xlsx", {"A": [["id", "title", "price"], ["1", "Cup", 1]], "B": [["id", "title", "price"], [], ["2", "Mug", "ask"]]})
    shop.ingest()
    assert [(reject["file"], reject["line"]) for reject in shop.rejects] == [("products.xlsx/B", 3)]


def test_formulas_are_their_values_and_those_without_one_are_told(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", {"A": [["SKU", "Name", "Price"], ["1", "Cup", "=2*3"], ["2", "Mug", "=2*4"]]})
    patched(path, r"<f>2\*3</f><v\s*/>|<f>2\*3</f><v></v>", "<f>2*3</f><v>6</v>")
    found, broken = read(path)
    assert [row.get("Price") for row in found] == [6, None]
    assert len(broken) == 1 and broken[0].startswith("1 cells are formulas without a value")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "has a password"),
        (b"id,title\n1,Cup\n", "no XLSX workbook"),
        (b"PK\x03\x04", "no XLSX workbook"),
        (b"", "no XLSX workbook"),
    ],
)
def test_a_file_that_is_no_workbook_says_why(shop: Shop, data: bytes, reason: str) -> None:
    (shop.data / "list.xlsx").write_bytes(data)
    with pytest.raises(InputError, match=reason):
        shop.ingest(shop.data / "list.xlsx")


def test_a_torn_workbook_keeps_what_stands_before_the_tear(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", {"A": [["SKU", "Name", "Price"], *([str(number), f"Cup {number}", number] for number in range(60))]})
    patched(path, r'<row r="50".*', "<row r=")
    found, broken = read(path)
    assert [row["SKU"] for row in found][:2] == ["0", "1"] and len(found) >= 40
    assert len(broken) == 1 and "damaged from here on" in broken[0]


def test_entities_in_a_workbook_are_refused(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", {"A": [["SKU", "Name", "Price"], ["1", "Cup", 1]]})
    patched(path, r"^", '<!DOCTYPE x [<!ENTITY a "b">]>')
    found, broken = read(path)
    assert not found and len(broken) == 1


def test_a_price_list_without_ids_is_proposed_for(shop: Shop, tmp_path: Path) -> None:
    """Running numbers are no ids, and headings are its categories."""
    rows: list[list[Any]] = [["Green Valley price list"], ["Sl No", "Medicines", "Unit", "Rate"], [None, "Oils"]]
    rows += [[number, f"Herbal oil {number // 2}", f"{(number % 2 + 1) * 100}ml", 50 + number] for number in range(1, 31)]
    rows += [[None, "Balms"], *([number, f"Balm of {number}", "20g", 9] for number in range(1, 11))]
    path = save(shop.data / "list.xlsx", {"Rates": rows})
    proposal = propose(path)
    fields = proposal.sources[0].source["fields"]
    assert fields["id"] == {"from": ["Medicines", "Unit"], "join": " "}
    assert (fields["title"], fields["category"], fields["price"]) == ("Medicines", "section", "Rate")
    assert not proposal.rejected
    (tmp_path / "my.yaml").write_text(written(proposal, "list.xlsx"), encoding="utf-8")
    shop.ingest(mapping=tmp_path / "my.yaml")
    assert stored(shop)["Balm of 3 20g"].category == ("Balms",)
