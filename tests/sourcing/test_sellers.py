"""What a line asks of its seller: how soon he answers, his own certificates; by his record, three-valued."""

from datetime import date
from typing import Any

import pytest
from daogou.catalogue.conditions import Judge
from daogou.graphs.opening import Assistant
from daogou.schema.condition import Condition
from daogou.schema.sourcing_task import WrittenTask


def found(assistant: Assistant, musts: list[str], wishes: tuple[str, ...] = (), goods: str = "婴儿睡袋") -> Any:
    task = WrittenTask.model_validate({"lines": [{"goods": goods, "quantity": 10, "musts": musts, "wishes": wishes}]})
    return assistant.source(task).lines[0]


def verdicts(assistant: Assistant, **condition: Any) -> dict[str, int]:
    columns = assistant.shopfront.current().catalogue.columns
    judged = Judge(columns, date(2026, 12, 1)).verdicts(Condition(id="c1", **condition))
    return {id: int(judged[row]) for id, row in columns.row_of.items()}


def test_hours_and_certificates_are_judged_by_the_sellers_record(assistant: Assistant) -> None:
    soon = verdicts(assistant, field="supplier.response_hours", op="<=", value=4, unit="h")
    assert (soon["bag-cotton"], soon["bag-wool"], soon["mouse-ergo"]) == (1, 0, 1)
    iso = verdicts(assistant, field="supplier.certifications", op="contains", value="iso9001")
    assert (iso["bag-cotton"], iso["bag-wool"]) == (1, -1)  # one that isn't stated may be there
    expired = verdicts(assistant, field="supplier.certifications", op="contains", value="BSCI")
    assert (expired["bag-wool"], expired["bag-cotton"]) == (0, -1)


@pytest.mark.parametrize("said", ["4小时内回复", "replies within 4 hours"])
def test_how_soon_he_answers(assistant: Assistant, said: str) -> None:
    line = found(assistant, [said])
    assert [(one.field, one.op, one.value) for one in line.conditions if one.hard] == [("supplier.response_hours", "<=", 4.0)]
    assert {each.supplier_id for each in line.offers} == {"sup-mianyun"}


@pytest.mark.parametrize("said", ["公司有ISO9001", "supplier must be ISO 9001 certified"])
def test_the_companys_own_certificate(assistant: Assistant, said: str) -> None:
    line = found(assistant, [said])
    assert [one.field for one in line.conditions if one.hard] == ["supplier.certifications"]
    assert {each.supplier_id for each in line.offers} == {"sup-mianyun"}
    assert found(assistant, [], (said,)).conditions[0].hard is False


@pytest.mark.parametrize("said", ["有ISO 9001证书", "OEKO-TEX"])
def test_a_certificate_of_the_goods_stays_one(assistant: Assistant, said: str) -> None:
    assert not any(one.field == "supplier.certifications" for one in found(assistant, [said]).conditions)


def test_in_words_it_is_of_its_line(assistant: Assistant) -> None:
    report = assistant.source("婴儿睡袋50个，公司有ISO9001；无线鼠标200个，4小时内回复")
    assert [[one.field for one in each.conditions if one.field.startswith("supplier.")] for each in report.lines] == [
        ["supplier.certifications"],
        ["supplier.response_hours"],
    ]
