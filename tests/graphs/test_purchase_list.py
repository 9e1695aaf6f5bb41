"""Several goods, each in its number: what they cost together."""

import re

from daogou.graphs.opening import Assistant
from daogou.schema.command import COMMANDS

FEW = {"command": "want", "field": "moq", "op": ">=", "value": 50}


def test_the_first_of_each_in_its_number_is_summed_up(demo: Assistant) -> None:
    lines = [{"goods": "帐篷", "quantity": 40}, {"goods": "台灯", "quantity": 20}]
    reply = demo.ask("", thread="summed list", commands=COMMANDS.validate_python([{"command": "list", "lines": lines}]))
    line = next(line for line in reply.text.splitlines() if "合计" in line)
    *costs, total = (float(each) for each in re.findall(r"¥(\d+\.\d\d)", line))
    assert total == sum(costs[1::2]) == costs[0] * 40 + costs[2] * 20


def test_what_cannot_be_had_in_its_number_is_no_part_of_the_sum(demo: Assistant) -> None:
    lines = [{"goods": "帐篷", "quantity": 40}, {"goods": "台灯", "quantity": 20}, {"goods": "卷尺", "quantity": 1, "musts": [FEW]}]
    reply = demo.ask("", thread="not all", commands=COMMANDS.validate_python([{"command": "list", "lines": lines}]))
    (line,) = [line for line in reply.text.splitlines() if "合计" in line]
    assert "第 7 款" not in line and "其余的" in line
