"""What is said of inquiries, in both languages: prices, counts, and what is to be done."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from daogou.schema.need import Need
from daogou.schema.pending import Pending
from daogou.schema.reading import Reading
from daogou.schema.reference import Shown
from daogou.understanding.intent.inquiries import inquired
from daogou.understanding.reader import Reader

ROWS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("bids.yaml").read_text("utf-8"))
CASES = [(text, row) for row in ROWS for text in row["says"]]
NEED = Need(category="婴儿睡袋", query="婴儿睡袋")
SHOWN = [Shown(turn=1, product_ids=("a", "b", "c"))]
DRAFTED = Pending(kind="send", turn=2, choices=("q1",))


def read(reader: Reader, text: str) -> Reading:
    return reader.read(text, NEED, SHOWN)


@pytest.mark.parametrize(("text", "row"), CASES, ids=[text for text, _ in CASES])
def test_prices_counts_and_acts(reader: Reader, text: str, row: dict[str, Any]) -> None:
    reading = read(reader, text)
    assert reading.asked[:1] == ((row["act"],) if "act" in row else ())
    assert reading.quantity == row.get("quantity")
    kind = "quote" if "quote" in row else "target" if "target" in row else None
    assert [bid.kind for bid in reading.bids] == ([kind] if kind else [])
    for bid in reading.bids:
        price, minimum, days = row["quote"] if kind == "quote" else (row["target"], None, None)
        assert (bid.unit_price, bid.min_quantity, bid.lead_days) == (Decimal(price), minimum, days)
        assert bid.reference is None or (bid.reference.kind, bid.reference.ordinal) == ("supplier", row["by"])
        assert bid.currency == row["currency"] if "currency" in row else True
        assert (bid.reference is None) == ("by" not in row)
    assert not reading.conditions and not reading.sort


def test_two_quotes_in_one_message(reader: Reader) -> None:
    bids = read(reader, "第一家报45，第二家42，起订500件").bids
    assert [(bid.unit_price, bid.min_quantity, bid.reference and bid.reference.ordinal) for bid in bids] == [
        (Decimal(45), None, 1),
        (Decimal(42), 500, 2),
    ]


@pytest.mark.parametrize(
    ("text", "name"), [("眠云童装厂报价45元", "眠云童装厂"), ("the Huzhou factory quoted 45", "the Huzhou factory"), ("they quoted 45", "")]
)
def test_a_supplier_s_name_stays_with_his_quote(reader: Reader, text: str, name: str) -> None:
    assert [bid.text for bid in read(reader, text).bids] == [name]


@pytest.mark.parametrize(
    "text", ["send it to Germany", "数量有限的婴儿睡袋", "best price for 300 pieces", "报告", "target audience is babies", "连衣裙,100元以内"]
)
def test_what_is_no_business_of_an_inquiry(reader: Reader, text: str) -> None:
    reading = read(reader, text)
    assert reading.intent != "inquiry" and not reading.bids


@pytest.mark.parametrize("text", ["数量改成500", "make the quantity 500", "目标价40", "target 40 yuan", "第一家的数量改成300"])
def test_after_a_draft_they_change_it(reader: Reader, text: str) -> None:
    reading = inquired(read(reader, text), DRAFTED, text)
    assert (reading.intent, reading.asked, reading.conditions) == ("inquiry", ("change",), ())


@pytest.mark.parametrize("text", ["目标价改成28", "把目标价改成28", "change the target price to 28", "sorry, the target is 28"])
def test_another_target_leaves_the_quantity(reader: Reader, text: str) -> None:
    reading = reader.read(text, NEED.model_copy(update={"quantity": 200}), SHOWN)
    assert ([bid.unit_price for bid in reading.bids], reading.quantity) == ([Decimal(28)], None)


@pytest.mark.parametrize("text", ["目标价40", "target 40 yuan"])
def test_elsewhere_a_target_is_a_wish(reader: Reader, text: str) -> None:
    reading = inquired(read(reader, text), None, text)
    assert [(each.name, each.hard) for each in reading.conditions] == [("price<=40", False)]
    assert not reading.bids


@pytest.mark.parametrize(("text", "asked"), [("是的", True), ("yes", True), ("发了", True), ("done", True), ("只看纯棉的", False), ("no", False)])
def test_an_answer_to_whether_it_was_sent(reader: Reader, text: str, asked: bool) -> None:
    question = Reading(intent="inquiry", language="zh", asked=("send",))
    reading = inquired(read(reader, text), DRAFTED.model_copy(update={"reading": question}), text)
    assert (reading.asked == ("sent",)) == asked


@pytest.mark.parametrize("text", ["好的", "ok", "yes"])
def test_a_yes_that_nobody_asked_for_marks_nothing(reader: Reader, text: str) -> None:
    assert inquired(read(reader, text), DRAFTED, text).intent != "inquiry"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("给第一款写询盘，问能不能贴FBA标签", "able.贴FBA标签"),
        ("write an inquiry to the first, ask if they can do FBA labels", "able.do FBA labels"),
        ("给第一款写询盘，问能不能印logo", "capability.logo"),
        ("draft an inquiry for the first, ask whether they can print our logo", "capability.logo"),
        ("给第一款写询盘，问问交期和包装", "terms.delivery"),
        ("给第一款写询盘，问问交期和包装", "said.包装"),
    ],
)
def test_what_is_to_be_asked_is_asked(reader: Reader, text: str, asked: str) -> None:
    assert asked in read(reader, text).asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("再问下交期", ("change", "terms.delivery")),
        ("also ask about lead time", ("change", "terms.delivery")),
        ("add a question about the packaging", ("change", "said.packaging")),
        ("再问他们能不能贴FBA标签", ("change", "able.贴FBA标签")),
        ("再问他们有没有检测报告", ("change", "certification")),
        ("ask them whether they can mix colours", ("change", "capability.mixed_lots")),
    ],
)
def test_after_a_draft_a_question_is_added_to_it(reader: Reader, text: str, asked: tuple[str, ...]) -> None:
    assert inquired(read(reader, text), DRAFTED, text).asked == asked


@pytest.mark.parametrize("text", ["再问一下第二款多少钱", "顺便问问第二款有没有证书", "what is the price of the second?"])
def test_what_is_asked_of_us_changes_no_draft(reader: Reader, text: str) -> None:
    assert inquired(read(reader, text), DRAFTED, text).intent != "inquiry"
