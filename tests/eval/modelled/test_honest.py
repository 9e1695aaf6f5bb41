"""An honest writer's words: there are enough of them in both languages, and what comes of them is counted, right and wrong."""

from collections import Counter
from pathlib import Path

from daogou.eval.modelled.worded import Talk, Told, report_on, talks
from daogou.eval.report import Report


def test_there_are_enough_wordings_of_both_languages() -> None:
    counts = Counter[tuple[str, bool]]()
    for talk in talks():
        counts[talk.language, True] += sum(len(each.honest) for each in talk.lines)
        counts[talk.language, False] += sum(len(each.lies) for each in talk.lines)
    assert min(counts[language, True] for language in ("zh", "en")) >= 70 and min(counts[language, False] for language in ("zh", "en")) >= 12


def test_a_writers_wordings_are_counted_and_what_is_told_no_more_is_named(six_store: Path) -> None:
    told, gone = "看您最在意什么：最在意价格（{v1}），选{who1}。", "目录里有 {v1} 款飞船："
    honest = ["要看您最在意什么：最在意价格（{v1}），选{who1}。", "最在意价格（{v1}），就选{who1}。"]
    lies = ["看您最在意什么：最在意价格（{v1}），别选{who1}。"]
    lines = [Told(told=told, honest=honest, lies=lies), Told(told=gone, honest=["目录里一共有 {v1} 款飞船："])]
    asked = [Told(told="{v1}元以内的有吗？", honest=["{v1}元以内有吗？"], lies=["{v1}元以上的有吗？"])]
    report = Report("honest", "")
    report_on(six_store, report, [Talk(talk=["婴儿睡袋", "比较第一款和第二款"], lines=lines, follow_ups=asked)])
    taken, untrue, followed, other, doubted, left = report.figures
    assert (taken.value, untrue.value, followed.value, other.value, doubted.value) == (2 / 3, 0, 1, 0, 0)
    assert left.detail == gone
