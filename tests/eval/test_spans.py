"""Spans that were read, held against those that are there."""

from daogou.eval.commands import scores
from daogou.reader.corpus import row

GOLD = row("- | seek: a [red or blue](value) [lamp](noun)")


def test_one_span_is_right_by_one_only() -> None:
    found = scores([(row("- | seek: a [red](value) or [blue](value) [lamp](noun)"), GOLD)])
    assert (found.labels["value"].right, found.labels["value"].read, found.labels["value"].gold) == (1, 2, 1)
    assert found.spans.f1 < 1


def test_what_is_read_as_it_is_there_is_all_right() -> None:
    assert scores([(GOLD, GOLD)]).spans.f1 == 1.0
