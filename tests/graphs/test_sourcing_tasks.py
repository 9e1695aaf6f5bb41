"""Twenty purchase lists in both languages over the demo store: lines as they were meant, plans whose musts and arithmetic hold by the records."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from daogou.graphs.opening import Assistant
from daogou.schema.sourcing_report import SourcingReport
from daogou.schema.sourcing_task import WrittenLine, WrittenTask

TASKS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("sourcing_tasks.yaml").read_text("utf-8"))


@pytest.mark.parametrize("task", TASKS, ids=[each["text"][:24].replace("\n", " ") for each in TASKS])
def test_a_list_is_what_was_meant_and_its_plans_hold(demo: Assistant, task: dict[str, Any]) -> None:
    report = demo.source(task["text"])
    assert [(each.category, each.line.quantity) for each in report.lines] == [tuple(line[:2]) for line in task["lines"]]
    for found, line in zip(report.lines, task["lines"], strict=True):
        hard = {one.field for one in found.conditions if one.hard}
        soft = {one.field for one in found.conditions if not one.hard}
        assert set(line[2]) <= hard if len(line) > 2 else True
        assert set(line[3]) <= soft if len(line) > 3 else True
    said = {name: getattr(report.task, name) for name in task.get("whole", {})}
    assert {name: float(value) if name == "budget" else value for name, value in said.items()} == task.get("whole", {})
    holds(report, demo)


def holds(report: SourcingReport, assistant: Assistant) -> None:
    """Every deal by its own record: the tier, the minimum, the sum, and that no must is broken."""
    catalogue = assistant.shopfront.current().catalogue
    lines = {each.line.number: each for each in report.lines}
    assert report.plans
    for plan in report.plans:
        for each in plan.lines:
            record, deal = catalogue.product(each.deal.product_id), each.deal
            assert record is not None
            fitting = [tier for tier in record.price if tier.min_qty <= deal.quantity] or [record.price[0]]
            assert (deal.unit_price, deal.total) == (fitting[-1].unit_price, fitting[-1].unit_price * deal.quantity)
            assert (
                deal.quantity >= (record.moq or 1) and deal.quantity == max(deal.wanted, deal.quantity) and deal.over == deal.quantity - deal.wanted
            )
            assert {one.name for one in lines[each.line].conditions if one.hard} <= {*deal.met}
        assert plan.total == sum(each.deal.cost or 0 for each in plan.lines) == sum(each.cost for each in plan.sellers)
        if report.budget is not None:
            assert (plan.left if plan.total <= report.budget else plan.missed_by) == abs(report.budget - plan.total)
        assert plan.exact


def test_the_cheapest_plan_costs_what_exhaustive_search_finds(demo: Assistant) -> None:
    """Over all deals of its lines that can be had and keep the wishes; those compared are among them."""
    report = demo.source("睡袋50个、奶瓶100个、保温杯200个", whole=WrittenTask(suppliers=10))
    cheapest = report.plans[0]
    offers = [[deal for deal in each.offers if not (deal.over or deal.short)] for each in report.lines]
    assert cheapest.total == min(sum(deal.cost or 0 for deal in chosen) for chosen in product(*offers))


def test_the_same_list_in_words_and_written_out_is_planned_alike(demo: Assistant) -> None:
    words = demo.source("20 tents, 20 adult sleeping bags and 40 trekking poles")
    lines = tuple(WrittenLine(goods=goods, quantity=count) for goods, count in (("tents", 20), ("adult sleeping bags", 20), ("trekking poles", 40)))
    written = demo.source(WrittenTask(lines=lines))
    assert [each.lines for each in words.plans] == [each.lines for each in written.plans]


@pytest.mark.parametrize("text", ["毛巾：纯棉的50条，珊瑚绒的30条", "帐篷5顶；毛巾50条，纯棉；珊瑚绒的30条"])
def test_a_line_that_only_says_what_its_goods_are_like_is_of_those_before_it(demo: Assistant, text: str) -> None:
    lines = demo.source(text).lines[-2:]
    assert [(each.category, each.line.quantity) for each in lines] == [("毛巾", 50), ("毛巾", 30)]
    assert all(any(one.field == "attr.material" and one.hard for one in each.conditions) for each in lines)


@pytest.mark.parametrize("text", ["充电宝50个，安克的", "50 power banks, Anker"])
def test_a_brand_that_the_store_lacks_leaves_a_line_unmet(demo: Assistant, text: str) -> None:
    (line,) = demo.source(text).lines
    assert line.status == "unmet" and line.nearest
    assert "no_brand" in {each.kind for each in line.notes}


def test_heads_that_say_what_goods_must_be_are_no_fields_and_remarks_are_read(demo: Assistant) -> None:
    table = "货号,描述,规格要求,数量,备注\nA1,打印纸,A4 80克 500张,20,\nA2,台灯,插电,15,单价150元以下\nA3,笔记本,A5 PU皮,60,最好能印LOGO"
    paper, lamp, book = demo.source(table).lines
    assert [each.category for each in (paper, lamp, book)] == ["打印纸", "台灯", "笔记本"]
    assert {"attr.size", "attr.gsm", "attr.sheets"} <= {one.field for one in paper.conditions if one.hard}
    assert {"attr.power_supply", "price"} <= {one.field for one in lamp.conditions if one.hard}
    assert {"attr.paper_size", "attr.cover"} <= {one.field for one in book.conditions if one.hard}
    assert {"supplier.capability"} <= {one.field for one in book.conditions if not one.hard}


def test_what_each_set_has_is_lines_of_its_own_behind_the_sets_too(demo: Assistant) -> None:
    report = demo.source("要150份伴手礼：每份一个保温杯（316不锈钢）、一本PU皮笔记本")
    assert [(each.category, each.line.quantity) for each in report.lines] == [("保温杯", 150), ("笔记本", 150)]
