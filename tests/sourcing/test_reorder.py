"""A report read back is a new task: the same lines, with what changed since."""

import json
from pathlib import Path
from typing import Any

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.ingest.ingest import ingest
from daogou.schema.errors import InputError
from daogou.schema.settings import Settings
from daogou.schema.sourcing_report import SourcingReport
from daogou.schema.sourcing_task import WrittenTask

SIX = Path(__file__).parent.parent / "catalogues" / "six"
LINES: list[dict[str, Any]] = [
    {"goods": "婴儿睡袋", "quantity": 100, "musts": ["纯棉", "price<=90"], "wishes": ["带收纳袋"], "barred": ["法兰绒"]},
    {"goods": "无线鼠标", "quantity": 200, "price": "¥30"},
    {"goods": "婴儿睡袋", "quantity": -3},
]


def again(assistant: Assistant, report: SourcingReport, **how: Any) -> SourcingReport:
    return assistant.source(report.model_dump_json().encode(), name="plan.json", **how)


def kinds(report: SourcingReport) -> set[str]:
    return {each.kind for each in (*report.notes, *(note for line in report.lines for note in line.notes)) if each.kind.startswith("since.")}


@pytest.fixture
def before(assistant: Assistant) -> SourcingReport:
    return assistant.source(WrittenTask.model_validate({"lines": LINES, "budget": 20000, "suppliers": 2, "deadline": "12月20日前", "language": "zh"}))


def test_nothing_changed_it_is_the_same_list(assistant: Assistant, before: SourcingReport) -> None:
    after = again(assistant, before)
    assert kinds(after) == {"since.same", "since.deadline"}
    kept = [each.model_copy(update={"number": 0}) for each in before.task.lines]
    assert [each.model_copy(update={"number": 0}) for each in after.task.lines] == kept
    assert (after.plans, after.task.budget, after.task.suppliers, after.task.deadline) == (before.plans, before.task.budget, 2, "")


def test_what_is_said_beside_it_holds(assistant: Assistant, before: SourcingReport) -> None:
    after = again(assistant, before, whole=WrittenTask(budget=500, deadline="明天"), language="en")
    assert after.budget == 500 and (after.task.deadline, after.task.language) == ("明天", "en") and kinds(after) == {"since.same"}


def test_prices_stock_minimums_sellers_and_what_is_gone_are_told(before: SourcingReport, tmp_path: Path) -> None:
    rows = {row["id"]: row for row in map(json.loads, (SIX / "products.jsonl").read_text("utf-8").splitlines())}
    rows["bag-cotton"] |= {"price": 99.0, "stock": 40, "supplier_id": "sup-norbranch"}
    rows["mouse-silent"] |= {"moq": 500}
    (tmp_path / "products.jsonl").write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows.values()), "utf-8")
    ingest([tmp_path / "products.jsonl", SIX / "suppliers.jsonl"], tmp_path / "store")
    with open_assistant(tmp_path / "store", settings=Settings(state=tmp_path / "state")) as later:
        after = again(later, before)
        assert {"since.price", "since.stock", "since.seller", "since.moq"} <= kinds(after) and "since.same" not in kinds(after)
        gone = before.model_dump(mode="json")
        gone["plans"][0]["lines"][0]["deal"]["product_id"] = "sold-out"
        assert "since.gone" in kinds(again(later, SourcingReport.model_validate(gone)))


def test_a_report_that_is_none_is_told(assistant: Assistant) -> None:
    for content in (b'{"task": 1, "lines": []}', b'{"task": {}, "lines": 3}', b'{"lines": [}'):
        with pytest.raises(InputError):
            assistant.source(content, name="plan.json")
