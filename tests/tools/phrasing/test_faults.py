"""A model's wording of a line: what may pass, and the kinds of untruth that may not."""

import pytest
from daogou.graphs.opening import Assistant
from daogou.tools.phrasing.faults import faults, filled
from daogou.tools.phrasing.line import Line, line_of

TALKS = {
    "zh": ["给宝宝找睡袋", "这几款怎么选?", "比较第一款和第二款", "第一款有什么认证", "第一款的厂家靠谱吗", "这些是什么牌子", "TOG是什么意思?"],
    "en": ["baby sleeping bags", "how do I choose?", "compare the first and the second", "is the first one certified?", "who makes the first one?"],
}
WARMTH = "  - 16-20°C 的房间选 2.5 TOG 的睡袋[6]——第 2、4 款"
RARE = "- 第 1 款没有标注保暖值，下单前要问清楚[3]。"
CHEAP = "最在意价格（¥55.50），选第 5 款[5]；想跟着销量走（近 90 天 1624 件），选第 2 款[2]。"
BEST = "第 3 款这几款里价格最低、评分最高[3]。"
EN_RARE = "- Number 2: warmth not stated, so ask before ordering[1]."
EN_BEST = "Number 3 has the lowest price of these and the highest rating[3]."
EN_AHEAD = '"Cloud Bag" is cheaper than "Moon Bag"[2].'


def line(text: str, language: str = "zh") -> Line:
    found = line_of(text, language)
    assert found is not None
    return found


@pytest.mark.parametrize("language", TALKS)
def test_every_line_of_ours_passes_as_it_stands(assistant: Assistant, language: str) -> None:
    count = 0
    for text in TALKS[language]:
        for written in assistant.ask(text, thread=f"own-{language}", language=language).text.split("\n"):
            if written.strip() and not written.lstrip()[:1].isdecimal() and (own := line_of(written, language)):
                count += 1
                assert faults(own, own.masked) == (), written
                assert set(filter(str.isalnum, filled(own, own.masked))) == set(filter(str.isalnum, written))
    assert count > 8


def test_values_and_marks_come_back_where_their_statement_is() -> None:
    found = line(CHEAP)
    wording = "想跟着销量走的话（近 {v2} 天 {v3} 件），就选{who2}；最在意价格（{v1}），就选{who1}。"
    assert filled(found, wording) == "想跟着销量走的话（近 90 天 1624 件），就选第 2 款[2]；最在意价格（¥55.50），就选第 5 款[5]。"
    assert filled(found, "最在意价格的（{v1}），就选{who1}；想跟着销量走（近 {v2} 天 {v3} 件），可以选{who2}。") == (
        "最在意价格的（¥55.50），就选第 5 款[5]；想跟着销量走（近 90 天 1624 件），可以选第 2 款[2]。"
    )


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        (WARMTH, "房间有 {v1} 的话，推荐您选 {v2} 的睡袋，也就是{who1}"),
        (RARE, "{who1}还没有标注保暖值，您下单前要问清楚。"),
        (BEST, "{who1}是这几款里价格最低的，评分最高。"),
    ],
)
def test_small_words_may_change(text: str, wording: str) -> None:
    found = line(text)
    assert faults(found, wording) == ()
    assert "{" not in filled(found, wording)


@pytest.mark.parametrize(
    ("text", "wording", "language"),
    [
        (WARMTH, "16-20°C 的房间选 {v2} 的睡袋——{who1}", "zh"),  # a figure of its own
        (WARMTH, "{v2} 的房间选 {v1} 的睡袋——{who1}", "zh"),  # values swapped
        (WARMTH, "选 {v2} 的睡袋——{who1}", "zh"),  # the rule without its condition
        (WARMTH, "{v1} 的房间选 {v2} 的睡袋——{who2}", "zh"),  # a product that isn't there
        (WARMTH, "{v1} 的房间选 {v2} 的柔软睡袋——{who1}", "zh"),  # a quality
        (WARMTH, "{v1} 的房间选 {v2} 的睡袋——{who1}，新生儿也能用", "zh"),  # a use
        (WARMTH, "{v1} 的房间只能选 {v2} 的睡袋——{who1}", "zh"),  # a limit
        (WARMTH, "{v1} 的房间选 {v2} 的睡袋——{who1} [详情](http://x.example)", "zh"),  # a link
        (RARE, "{who1}标注保暖值，下单前要问清楚。", "zh"),  # turned round
        (RARE, "{who1}没有标注保暖值，下单前不要问清楚。", "zh"),
        (CHEAP, "最在意价格（{v1}），选{who2}；想跟着销量走（近 {v2} 天 {v3} 件），选{who1}。", "zh"),  # moved to another
        (CHEAP, "最在意价格（{v1}），选{who1}。", "zh"),  # half of it
        (CHEAP, "想跟着销量走（{v1}），选{who1}；最在意价格（近 {v2} 天 {v3} 件），选{who2}。", "zh"),
        (BEST, "{who1}价格最低、评分最高。", "zh"),  # of all there are
        (BEST, "{who1}这几款里价格最高、评分最低。", "zh"),
        (EN_RARE, "{who1}: warmth stated, so ask before ordering.", "en"),
        (EN_RARE, "{who1}: warmth not stated, so do not ask before ordering.", "en"),
        (EN_RARE, "{who1}: warmth not stated, so ask before ordering; it is soft.", "en"),
        (EN_BEST, "{who1} has the lowest price and the highest rating.", "en"),
        (EN_BEST, "{who1} has the highest price of these and the lowest rating.", "en"),
        (EN_AHEAD, "{t2} is cheaper than {t1}.", "en"),
        (EN_AHEAD, "{t1} is better than {t2}.", "en"),
        (EN_AHEAD, "{t1} is cheaper than {t2}, take three.", "en"),
        (EN_AHEAD, "{t1} is cheaper than {t2} {t1}.", "en"),
        (EN_AHEAD, "", "en"),
        (EN_AHEAD, "{t1} is cheaper than {t2}. " + "so " * 200, "en"),
        (EN_AHEAD, "{t1} is {x} cheaper than {t2}.", "en"),
        (EN_AHEAD, "<b>{t1}</b> is cheaper than {t2}.", "en"),
    ],
)
def test_an_untruth_does_not_pass(text: str, wording: str, language: str) -> None:
    assert faults(line(text, language), wording)


def test_a_statement_about_several_products_is_left_alone() -> None:
    assert line_of("里料选针织棉或纱布[11]——第 1、3 款（针织棉）、第 5 款（双层纱布）", "zh") is None
