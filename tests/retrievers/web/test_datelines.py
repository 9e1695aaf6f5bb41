"""Lines that only tell a day: no statement to quote, and the text's own date."""

import pytest
from daogou.retrievers.lines.line import lines
from daogou.retrievers.passage import Passage
from daogou.retrievers.web.datelines import day_of, is_dateline, stated_day
from daogou.retrievers.web.page import PLAIN, _paragraphs, read
from daogou.tools.claims.sentences import first_sentence, sentences


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published 2025-03-12", "2025-03-12"), ("Last updated March 3, 2024", "2024-03-03"), ("Published: 12 March 2025", "2025-03-12"),
        ("发布于 2025 年 3 月 1 日", "2025-03-01"), ("更新日期：2025/3/10", "2025-03-10"), ("**2025年3月**", "2025-03-01"),
    ],
)  # fmt: skip
def test_a_date_line_tells_its_day(line: str, day: str) -> None:
    assert is_dateline(line) and day_of(line) == day


@pytest.mark.parametrize(
    "line", ["Choose 2.5 tog from March 2025 on.", "GB 18401-2010", "In winter", "2025 款更轻。", "自 2025 年 3 月起须取得 CCC 认证。"]
)
def test_a_sentence_with_a_day_is_none(line: str) -> None:
    assert not is_dateline(line) and day_of(line) is None


def test_a_date_line_is_never_quoted() -> None:
    text = "# Knives\n\nPublished 2025-03-12\n\nChoose a hardness of 58 HRC."
    assert first_sentence(text) == "Choose a hardness of 58 HRC." and [each.text for each in sentences(text)] == ["Choose a hardness of 58 HRC."]
    passage = Passage(kind="guide", ref="g", title="Knives", text=text)
    assert [line.text for line in lines([passage])] == ["Choose a hardness of 58 HRC."]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("# Knives\n\nPublished 2025-03-10\n\nChoose a hardness of 58 HRC, which lasts.", "2025-03-10"),
        ("# 刀\n\n家用选 58 HRC，好磨又不易崩口。\n\n发布于 2024年5月6日\n更新于 2025年3月10日", "2025-03-10"),
        ("# Knives\n\nThe standard of 2025-03-10 asks for 58 HRC.", None),
    ],
)
def test_a_text_tells_its_own_date(text: str, day: str | None) -> None:
    assert stated_day(text) == day and read((text + "\n" + "x" * 40).encode(), PLAIN[1]).published == day


def test_a_heading_of_a_pdf_is_no_part_of_the_sentence_below_it() -> None:
    page = "承重\n体重 100 公⽄以上的⼈,应选承重 130 公⽄以上的\n办公椅,坐得更稳,也更耐用一些。\n座宽\n身高 180 厘米以上的人,应选座宽 48 厘米以上的。"
    weight = "体重 100 公斤以上的人,应选承重 130 公斤以上的 办公椅,坐得更稳,也更耐用一些。"
    assert _paragraphs(page).splitlines() == ["承重", weight, "座宽", "身高 180 厘米以上的人,应选座宽 48 厘米以上的。"]
