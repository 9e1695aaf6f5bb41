"""The words of a guide's sentence besides those of its own attribute: held against other attributes, or said to be in no record."""

from typing import Any

import pytest
from daogou.schema.guide import Criterion
from daogou.tools.choosing.beside import kinds, unread

from ..demo_words import reader


def criterion(attribute: str, statement: str, value: object = None) -> Criterion:
    return Criterion(attribute=attribute, statement=statement, op="contains", value=value)


@pytest.mark.parametrize(
    ("category", "attribute", "statement", "wanted"),
    [
        ("蓝牙耳机", "anc", "For trains choose in-ear models with active noise cancelling.", [("form", "入耳式")]),
        ("积木", "pieces", "Choose 50-100 large pieces for a first set.", [("particle", "大颗粒")]),
        ("打印纸", "certification", "有采购规范的客户选 FSC 或再生纸。", []),
        ("蓝牙耳机", "brand", "夏弦主打主动降噪与 LDAC。", []),
    ],
)
def test_words_of_other_attributes_are_held_against_them(category: str, attribute: str, statement: str, wanted: list[tuple[Any, ...]]) -> None:
    found = kinds(criterion(attribute, statement), "zh" if statement[0] > "\u3400" else "en", category, reader())
    assert [(each.attribute, each.value) for each in found] == wanted


@pytest.mark.parametrize(
    ("attribute", "statement", "value", "wanted"),
    [
        ("sleeve", "通勤客群优先选有袖、过膝、领口不低的款。", "长袖", ["过膝"]),
        ("sleeve", "For office customers choose sleeves, a hem below the knee and a modest neckline.", "长袖", ["hem below the knee"]),
        ("pieces", "For the home choose 10-30 bits with PH1, PH2, slotted and hex.", 10, ["slotted", "hex"]),
        ("material", "夏天日常穿的优先选棉、亚麻或天丝。", ["棉", "亚麻"], []),
        ("anc", "地铁里用，选带主动降噪的入耳式。", "有", []),
        ("moq", "For a first order prefer an MOQ of 10 or less, mixed lots and samples.", 10, []),
    ],
)
def test_words_that_no_attribute_knows_are_named(attribute: str, statement: str, value: object, wanted: list[str]) -> None:
    assert list(unread(criterion(attribute, statement, value), reader())) == wanted
