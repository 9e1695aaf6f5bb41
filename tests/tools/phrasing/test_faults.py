"""A model's wording of a line: what may pass, and the kinds of untruth that may not."""

from pathlib import Path

import pytest
import yaml
from daogou.tools.phrasing.faults import faults, told
from daogou.tools.phrasing.filled import filled
from daogou.tools.phrasing.line import Line, line_of

WARMTH = "  - 16-20°C 的房间选 2.5 TOG 的睡袋[6]——第 2、4 款"
RARE = "- 第 1 款没有标注保暖值，下单前要问清楚[3]。"
CHEAP = "最在意价格（¥55.50），选第 5 款[5]；想跟着销量走（近 90 天 1624 件），选第 2 款[2]。"
BEST = "第 3 款这几款里价格最低、评分最高[3]。"
LINING = "里料选针织棉或纱布[11]——第 1、3 款（针织棉）、第 5 款（双层纱布）"
EN_RARE = "- Number 2: warmth not stated, so ask before ordering[1]."
EN_BEST = "Number 3 has the lowest price of these and the highest rating[3]."
EN_AHEAD = '"Cloud Bag" is cheaper than "Moon Bag"[2].'
EN_MAKER = "**Norbranch**: factory in Huzhou, 3 years in business, rated 4.4.[1]"
EN_FOUND = 'I found 12 products: "Moon Bag" from ¥89.00, 31% (Babies 0-3 Years)[1].'
FOUND_ANEW = 'I have found 12 products: "Moon Bag" from ¥89.00, 31% (Babies 0-3 Years)[1].'
LIES = [
    (language, each["line"], lie)
    for language, lines in yaml.safe_load(Path(__file__).with_name("lies.yaml").read_text("utf-8")).items()
    for each in lines
    for lie in each["lies"]
]


def line(text: str, language: str = "zh") -> Line:
    found = line_of(text, language)
    assert found is not None
    return found


@pytest.mark.parametrize(("language", "text", "lie"), LIES, ids=[lie for _, _, lie in LIES])
def test_a_lie_in_the_lines_own_words_does_not_pass(language: str, text: str, lie: str) -> None:
    found = line(text, language)
    assert faults(found, found.masked) == ()
    assert faults(found, lie)


@pytest.mark.parametrize(
    ("text", "wording", "says", "language"),
    [
        (
            CHEAP,
            "最在意价格（{v1}），挑{who1}；想跟着销量走（近 {v2} 天 {v3} 件），挑选{who2}。",
            "最在意价格（¥55.50），挑第 5 款[5]；想跟着销量走（近 90 天 1624 件），挑选第 2 款[2]。",
            "zh",
        ),
        (
            EN_RARE,
            "{who1}: warmth is not stated, so please ask before you order.",
            "- Number 2: warmth is not stated, so please ask before you order[1].",
            "en",
        ),
        (EN_FOUND, "I have found{v1}products:{t1}from{v2},{v3}(Babies{v4})\u00a0.", FOUND_ANEW, "en"),
        (
            CHEAP,
            "最在意价格({v1}),挑 {who1};想跟着销量走(近{v2}天{v3}件),选{who2}。",
            "最在意价格（¥55.50），挑第 5 款[5]；想跟着销量走（近 90 天 1624 件），选第 2 款[2]。",
            "zh",
        ),
    ],
)
def test_words_of_the_same_meaning_pass_and_values_and_marks_come_back_where_they_stood(text: str, wording: str, says: str, language: str) -> None:
    found = line(text, language)
    assert faults(found, wording) == ()
    assert filled(found, wording) == says


@pytest.mark.parametrize(
    ("text", "wording", "language", "why"),
    [
        (WARMTH, "16-20°C 的房间选 {v2} 的睡袋——{who1}", "zh", "figure"),
        (WARMTH, "{v2} 的房间选 {v1} 的睡袋——{who1}", "zh", "order"),
        (WARMTH, "{v1} 的房间选择 {v2} 的睡袋——{who1}", "zh", "unfounded"),
        (WARMTH, "选 {v2} 的睡袋——{who1}", "zh", "left_out"),
        (WARMTH, "{v1} 的房间选 {v2} 的睡袋——{who2}", "zh", "place"),
        (WARMTH, "{v1} 的房间选 {v2} 的柔软睡袋——{who1}", "zh", "unfounded"),
        (WARMTH, "{v1} 的房间选 {v2} 的睡袋——{who1} [详情](http://x.example)", "zh", "markup"),
        (RARE, "{who1}标注保暖值，下单前要问清楚。", "zh", "left_out"),
        (CHEAP, "想跟着销量走（近 {v2} 天 {v3} 件），选{who2}；最在意价格（{v1}），选{who1}。", "zh", "order"),
        (BEST, "{who1}价格最低、评分最高。", "zh", "left_out"),
        (BEST, "{who1}这几款里价格最低、评分最高。呢", "zh", "unfounded"),
        (EN_BEST, "{who1} has the lowest price and the highest rating.", "en", "left_out"),
        (EN_AHEAD, "{t2} is cheaper than {t1}.", "en", "order"),
        (EN_AHEAD, "{t1} is cheaper than {t2} {t1}.", "en", "unfounded"),
        (EN_AHEAD, "Is {t1} cheaper than {t2}?", "en", "unfounded"),
        (EN_AHEAD, "{t1} is cheaper than _{t2}_.", "en", "unfounded"),
        (EN_AHEAD, "", "en", "empty"),
        (EN_AHEAD, "{t1} is cheaper than {t2}. " + "so " * 200, "en", "long"),
        (EN_AHEAD, "{t1} is {x} cheaper than {t2}.", "en", "place"),
        (EN_AHEAD, "<b>{t1}</b> is cheaper than {t2}.", "en", "markup"),
    ],
)
def test_a_fault_is_named(text: str, wording: str, language: str, why: str) -> None:
    assert faults(line(text, language), wording) == (why,)


@pytest.mark.parametrize(
    ("text", "wording", "language", "said"),
    [
        (EN_BEST, "Only {who1} has the lowest price of these and the highest rating.", "en", "not in the line: Only"),
        (EN_BEST, "{who1} has the best price of these and the highest rating.", "en", "not in the line: best; missing: lowest"),
        (EN_AHEAD, "{t2} is cheaper than {t1}.", "en", "the line's words in another order"),
        (EN_AHEAD, "{t1} is cheaper than {t9}.", "en", "a place that the line hasn't: {t9}"),
        (WARMTH, "{v1} 的房间选 {v2} 的柔软睡袋——{who1}", "zh", "not in the line: 柔软"),
        (RARE, "{who1}标注保暖值，下单前要问清楚。", "zh", "missing: 没有"),
    ],
)
def test_a_writer_is_told_which_word_was_wrong(text: str, wording: str, language: str, said: str) -> None:
    """It was told "unfounded" only."""
    assert told(line(text, language), wording) == said


@pytest.mark.parametrize(
    ("text", "wording", "language", "same"),
    [
        ("There are 36 flasks here; these 5 come first:", "There are {v1} flasks here; here are the first {v2}:", "en", True),
        ("There are 36 flasks here; these 5 come first:", "There are {v1} flasks here; these {v2} come last:", "en", False),
        ("There are 36 flasks here; these 5 come first:", "There are {v1} here; these {v2} come first:", "en", False),
    ],
)
def test_a_figure_leaves_the_word_behind_it_in_the_line(text: str, wording: str, language: str, same: bool) -> None:
    assert (faults(line(text, language), wording) == ()) is same
