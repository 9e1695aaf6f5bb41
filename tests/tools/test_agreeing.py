"""Which page answers where several do: one of those that say the same, both sides where they don't, and no page that time has passed by."""

from datetime import date

import pytest
from daogou.schema.evidence import Evidence
from daogou.tools.facts.agreeing import agreed, disputes, figures, polarity

TODAY = date(2026, 12, 1)


def page(source: str, line: str, sure: float = 0.8, trust: float = 0.6, published: str | None = None, title: str = "") -> Evidence:
    return Evidence(
        kind="web",
        ref=f"https://{source}/",
        title=title or source,
        text=line,
        line=line,
        sure=sure,
        trust=trust,
        source=source,
        source_kind="guide",
        published=published,
    )


def told(*pieces: Evidence, asked: str) -> list[tuple[str | None, bool]]:
    return [(piece.source, piece.disputed) for piece in agreed(pieces, asked, TODAY) if piece.line]


DISHWASHER = "Can a skillet go in the dishwasher?"


@pytest.mark.parametrize(
    ("asked", "one", "other"),
    [
        (DISHWASHER, "A skillet can go in the dishwasher every day.", "Don’t put it in the dishwasher."),
        ("保温杯能装橙汁吗？", "保温杯可以长期装橙汁。", "橙汁会与不锈钢发生化学反应,导致有害物质析出。"),
        ("What tog for a room at 18 degrees?", "At 18 degrees use a 0.5 tog bag.", "In a room above 26 degrees 0.5 tog, for 16-20 degrees 2.5 tog."),
        ("20000毫安的充电宝是多少瓦时？", "20000毫安的充电宝是100Wh。", "≤100Wh可以带上飞机(20000毫安的充电宝为74Wh)。"),
    ],
)
def test_both_sides_are_told_where_pages_disagree(asked: str, one: str, other: str) -> None:
    assert told(page("a.net", one, 0.9), page("b.net", other, 0.3), asked=asked) == [("a.net", True), ("b.net", True)]
    assert told(page("a.net", one, 0.9), page("b.net", other, 0.3, trust=0.9), asked=asked)[0] == ("b.net", True)


@pytest.mark.parametrize(
    ("asked", "one", "other"),
    [
        ("羽绒服用多少度的水洗？", "水温不要超过30°C。", "准备温水(30℃以下)。"),
        ("B类面料的甲醛不能超过多少？", "B类产品中甲醛的含量不得超过75mg/kg。", "B类面料的甲醛含量不得大于75毫克每公斤。"),
        ("没有3C标识的充电宝能带上飞机吗？", "禁止旅客携带没有3C标识的充电宝。", "3C认证即“中国强制性产品认证”。"),
        ("How wide should curtains be?", "Curtains should be 1.5 to 2.5 times the window width.", "The track should extend 30cm beyond each side."),
    ],
)
def test_what_says_the_same_or_something_else_is_no_disagreement(asked: str, one: str, other: str) -> None:
    assert told(page("a.net", one, 0.9), page("b.net", other, 0.5), asked=asked) == [("a.net", False)]


def test_of_those_that_say_the_same_the_most_trusted_is_quoted() -> None:
    asked = "羽绒服用多少度的水洗？"
    assert told(page("a.net", "水温不要超过30°C。", 0.9), page("gov.net", "水洗用30℃以下的水。", 0.5, trust=0.9), asked=asked) == [("gov.net", False)]


def test_what_is_old_gives_way_to_what_is_dated_or_more_trusted() -> None:
    old = page("old.net", "A skillet can go in the dishwasher.", 0.9, published="2009-01-01")
    new = "Don’t put it in the dishwasher."
    assert told(old, page("new.net", new, 0.3, published="2026-01-01"), asked=DISHWASHER) == [("new.net", False)]
    assert told(old, page("gov.net", new, 0.3, trust=0.9), asked=DISHWASHER) == [("gov.net", False)]
    assert told(old, page("undated.net", new, 0.3), asked=DISHWASHER) == [("old.net", True), ("undated.net", True)]


def test_an_old_page_alone_answers_only_where_no_other_speaks_of_the_same() -> None:
    old = page("old.net", "A skillet can go in the dishwasher.", 0.9, published="2009-01-01")
    silent = page("other.net", "", 0.0).model_copy(update={"text": "A skillet belongs on the stove."})
    foreign = page("far.net", "", 0.0).model_copy(update={"text": "Curtains hang on a rail."})
    assert told(old, silent, asked=DISHWASHER) == []
    (alone,) = (piece for piece in agreed([old, foreign], DISHWASHER, TODAY) if piece.line)
    assert alone.old


def test_an_unsure_line_answers_nothing_and_guides_stay_as_they_are() -> None:
    guide = Evidence(kind="guide", ref="care", title="Care", text="Wash by hand.", line="Wash by hand.", sure=0.5)
    assert told(page("a.net", "A skillet can go in the dishwasher.", 0.1), asked=DISHWASHER) == []
    found = agreed([guide, page("a.net", "A skillet can go in the dishwasher.")], DISHWASHER, TODAY)
    assert found[0] == guide and len(found) == 2


def test_figures_are_those_of_the_questions_case() -> None:
    line = "1.0 Tog for temperatures between 21 and 25 degrees and 2.5 Tog for temperatures 16-20 degrees."
    assert figures(line, "What tog for 18 degrees?") == {("tog", 2.5, 2.5)}
    assert figures("每6-12个月更换一次。", "多久换一次？") == figures("Every 6 to 12 months.", "How often?") == {("time", 180 * 86400, 360 * 86400)}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("It can go in.", "allows"),
        ("It can't go in.", "denies"),
        ("不能使用。", "denies"),
        ("可以使用。", "allows"),
        ("It is made of iron.", ""),
    ],
)
def test_a_line_allows_or_denies(line: str, said: str) -> None:
    assert polarity(line) == said


@pytest.mark.parametrize(
    ("one", "other"),
    [("500 ml", "0.5 L"), ("1.5 kg", "1500 g"), ("10厘米", "100毫米"), ("30 min", "30 minutes"), ("90秒", "1.5分钟"), ("1 hr", "60 minutes")],
)
def test_figures_are_compared_in_one_unit(one: str, other: str) -> None:
    asked = "How much water does the kettle hold?"
    lines = [f"The kettle holds water of {each}." for each in (one, other)]
    assert not disputes(page("a.net", lines[0], 0.9), page("b.net", lines[1], 0.5), asked)
