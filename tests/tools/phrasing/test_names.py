"""A name of a brand, a firm or a product stands in a wording as it is, wherever in whichever line; so does every word that has another sense."""

import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import cycle

import pytest
import yaml
from daogou.tools.phrasing.faults import faults
from daogou.tools.phrasing.line import line_of

NAMES = {
    "zh": ["妈妈的选择", "严选挑挑", "可做梦", "现有家", "北枝屿", "先看看选品", "竹小的芽", "可选·慢生活"],
    "en": ["Mama Select", "Choose A Nap", "Take A Dream", "The Rest", "I Found Nest", "Norbranch", "Keep An Eye", "There's Kids", "Selected & Co"],
}
SWAPS = {
    "zh": [("选择", "挑选"), ("选", "挑"), ("选", "选择"), ("挑", "选"), ("的", ""), ("可做", "可以做"), ("现有", "目前有"), ("看看", "看"),
           ("看", "看看"), ("可选", "可以选"), ("北枝屿", "北枝的屿"), ("北枝屿", "北枝屿的"), ("北枝屿", "北枝屿呢"), ("北枝屿", "北枝 屿")],
    "en": [("Select", "Choose"), ("Choose", "Select"), ("Choose", "Take"), ("Take A", "Choose A"), ("Rest", "Others"), ("Found", "Have Found"),
           ("A ", ""), ("An ", ""), ("There's", "There Is"), ("Norbranch", "a Norbranch"), ("Norbranch", "norbranch"),
           ("Selected", "Chosen"), ("Keep", "Take")],
}  # fmt: skip
OTHER_SENSES = {
    "zh": [
        ("不能直接说材质安全。", "不能直接告诉我材质安全。"),
        ("宝宝不挑面料。", "宝宝不选面料。"),
        ("现有研究不支持羊毛。", "目前有研究不支持羊毛。"),
        ("要问清楚面料的人不多。", "请问清楚面料的人不多。"),
        ("还不会走的小月龄选信封式。", "还不会走哦的呀小呢月龄啊选信封式。"),
    ],
    "en": [
        ("Keep a 3.5 TOG bag for rooms below 16 °C.", "Take a {v1} bag for rooms below {v2}."),
        ("Give the rest to cotton.", "Give the others to cotton."),
        ("Select cotton bags are soft.", "Choose cotton bags are soft."),
        ("It gives newborns the rest they need.", "It gives newborns the others they need."),
        ("Few bags are warm.", "A few bags are warm."),
    ],
}


def lines(language: str) -> Iterator[tuple[str, str]]:
    """Each line that may be written, with a name in each place of it; another in the next line."""
    written = yaml.safe_load(files("daogou.tools.wording").joinpath(f"words/{language}.yaml").read_text("utf-8"))
    names = cycle(NAMES[language])
    for text in dict.fromkeys(_texts(written)):
        if "{" in text:
            name = next(names)
            yield re.sub(r"\{[^{}]*\}", name, text), name


def _texts(written: object) -> Iterator[str]:
    if isinstance(written, str):
        yield written
    for each in written.values() if isinstance(written, dict) else written if isinstance(written, list) else ():
        yield from _texts(each)


@pytest.mark.parametrize("language", NAMES)
def test_no_name_is_altered_in_any_line(language: str) -> None:
    tried = 0
    for text, name in lines(language):
        line = line_of(text, language)
        altered = {name.replace(one, other) for one, other in SWAPS[language]} - {name}
        for other in altered if line is not None and name in line.masked else ():
            assert line is not None
            assert faults(line, line.masked.replace(name, other)), (text, other)
            tried += 1
    assert tried > 300


@pytest.mark.parametrize(("language", "text", "wording"), [(language, *each) for language, all_ in OTHER_SENSES.items() for each in all_])
def test_a_word_of_a_row_stands_for_no_other_in_another_sense(language: str, text: str, wording: str) -> None:
    line = line_of(text, language)
    assert line is not None
    assert faults(line, line.masked) == ()
    assert faults(line, wording)
