"""Paired statistics, slices, times and gates, over rows made by hand."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from daogou.eval.compare.cases import Pair, Row, Slices
from daogou.eval.compare.comparison import Comparison, compared, gates, headline, said
from daogou.eval.compare.manifest import Asked
from daogou.eval.compare.run import prepared
from daogou.eval.compare.statistics import named, paired
from daogou.schema.errors import InputError
from hypothesis import given
from hypothesis import strategies as st

SCORES = st.sampled_from([0.0, 0.25, 0.5, 1.0])


def row(number: int, content: float, language: str = "zh", ms: float = 10.0) -> Row:
    slices: Slices = {"language": (language,), "turn": (str(number % 3),)}
    return Row(f"c{number}/1", f"c{number}", f"c{number}", "s", "o", "file", slices, content, 1.0, ms={"turn": ms, "fusion": ms / 2})


def pair(number: int, base: float, new: float, language: str = "zh", times: tuple[float, float] = (10.0, 10.0)) -> Pair:
    return Pair(row(number, base, language, times[0]), row(number, new, language, times[1]), True)


def swapped(pairs: Sequence[Pair]) -> list[Pair]:
    return [Pair(each.new, each.base, each.together) for each in pairs]


@given(st.lists(st.tuples(SCORES, SCORES), min_size=1, max_size=40))
def test_the_other_way_round_wins_are_losses_and_the_difference_changes_its_sign(scores: list[tuple[float, float]]) -> None:
    pairs = [pair(number, *each) for number, each in enumerate(scores)]
    one, other = paired(pairs), paired(swapped(pairs))
    assert (one.wins, one.losses, one.ties) == (other.losses, other.wins, other.ties)
    assert one.difference == pytest.approx(-other.difference)
    assert one.p == pytest.approx(other.p, abs=0.05)
    assert one.low - 1e-9 <= one.difference <= one.high + 1e-9


@given(st.lists(SCORES, min_size=1, max_size=40))
def test_against_itself_nothing_differs(scores: list[float]) -> None:
    found = compared("a", "b", [pair(number, each, each) for number, each in enumerate(scores)], gates())
    assert found.overall.p == 1.0 and found.overall.low == -found.overall.high < 0.0
    assert not found.broken and not named(found.slices) and not found.slower


def test_copies_of_one_cluster_are_no_more_evidence_than_one() -> None:
    """Turns of one conversation hang together: forty that fell with one another are one fall."""
    pairs = [pair(number, 1.0, 0.5) for number in range(40)]
    together = [Pair(replace(each.base, cluster="one"), replace(each.new, cluster="one"), True) for each in pairs]
    assert paired(pairs).p < 0.001
    assert paired(together).p == 1.0


def test_losses_are_named_by_the_slice_that_they_crowd_into() -> None:
    pairs = [pair(number, 1.0, 0.0 if number % 2 and number < 40 else 1.0, "zh" if number % 2 else "en") for number in range(100)]
    found = compared("a", "b", pairs, gates())
    assert [each.title for each in named(found.slices)] == ["language=zh"]
    assert any("language=zh" in sentence for sentence in said(found))
    assert {each.title for each in found.slices if each.worse} >= {"language=zh"}


def timed(pairs: Sequence[Pair]) -> Comparison:
    return compared("a", "b", pairs, gates())


def noisy(slower: float = 0.0, ratio: float = 1.0) -> list[Pair]:
    rng = Random(7)
    return [pair(n, 1.0, 1.0, times=(rng.uniform(8, 14), rng.uniform(8, 14) * ratio + slower)) for n in range(60)]


def test_a_slower_node_is_told_from_noise_and_so_is_a_faster_one() -> None:
    assert not timed(noisy()).slower and not timed(noisy()).broken
    found = timed(noisy(30.0))
    assert [each.node for each in found.slower] == ["fusion"]
    assert [each.gate.measure for each in found.broken] == ["slower_nodes"]
    found = timed(noisy(ratio=0.4))
    assert [each.node for each in found.times if each.faster] == ["turn"] and not found.broken  # of the node it is less than 5 ms
    assert any("faster" in sentence.lower() and "turn" in sentence for sentence in said(found))


@pytest.mark.parametrize(
    ("line", "holds"),
    [
        ('content.mean: ">= base"', False),
        ('content.mean: ">= base - 0.3"', True),
        ('slice language=fr: {losses: "= 0"}', None),
    ],
)
def test_gates_hold_or_break(line: str, holds: bool | None, tmp_path: Path) -> None:
    file = tmp_path / "gates.yaml"
    file.write_text(line, "utf-8")
    pairs = [pair(number, 1.0, 0.0 if number % 4 == 0 else 1.0, "zh" if number % 2 == 0 else "en") for number in range(100)]
    found = compared("a", "b", pairs, gates(file))
    assert [each.holds for each in found.gates] == [holds]
    assert found.held == bool(holds) and ("could not be judged" in headline(found)[1]) == (holds is None)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('nothing.p95: "<= 1.2x"', "'nothing.p95'.*turn"),
        ('contnt.mean: ">= base"', "a comparison has no measure 'contnt.mean'.*content.mean"),
        ('slice language=zh: {slower_nodes: "= 0"}', "slice language=zh has no measure"),
        ('suite retrieval: {turn.p95: "<= 1.2x"}', "suite retrieval has no measure"),
        ('3: "= 0"', "no measure 3"),
    ],
)
def test_a_gate_on_what_is_never_measured_is_refused_before_anything_is_played(line: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "gates.yaml"
    file.write_text(line, "utf-8")
    with pytest.raises(InputError, match=said):
        prepared(Asked(("no such suite",), gates=str(file)))


@pytest.mark.parametrize("text", ["losses: 2", "[1]", "losses: '~ 3'", "a: [", "nonsense: '<= 2'"])
def test_what_is_no_gate_is_wrong_input(text: str, tmp_path: Path) -> None:
    file = tmp_path / "gates.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(InputError):
        compared("a", "b", [pair(1, 1.0, 1.0)], gates(file))
