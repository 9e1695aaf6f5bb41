"""Paired statistics, slices, times and gates, over rows made by hand."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from daogou.eval.compare.cases import Pair, Row, Slices
from daogou.eval.compare.comparison import Comparison, compared, gates, headline, said
from daogou.eval.compare.manifest import Asked
from daogou.eval.compare.run import order, prepared
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


def test_a_node_that_is_slower_for_some_is_told_with_whom() -> None:
    """Of a median over everybody it would be hidden, or be said of everybody."""
    rng = Random(7)

    def pairs(slow: str) -> list[Pair]:
        languages = ("zh" if n % 4 else "en" for n in range(120))
        return [pair(n, 1.0, 1.0, one, (t := rng.uniform(8, 14), t * rng.uniform(0.9, 1.1) + 60 * (one in slow))) for n, one in enumerate(languages)]

    found = timed(pairs("en"))
    assert [(each.node, each.whom) for each in found.slower] == [("fusion", ("language=en",))]
    assert [each.gate.measure for each in found.broken] == ["slower_nodes"]
    assert any("fusion" in sentence and "language=en" in sentence for sentence in said(found))
    assert [each.whom for each in timed(pairs("zh en")).slower] == [()]
    assert not timed(pairs("")).slower


def test_times_of_different_moments_are_not_compared() -> None:
    pairs = [replace(pair(n, 1.0, 1.0, times=(10.0, 90.0)), together=False) for n in range(60)]
    assert compared("a", "b", pairs, gates()).times == []


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


def test_a_gate_on_few_pairs_is_judged_and_one_on_none_names_what_there_is(tmp_path: Path) -> None:
    file = tmp_path / "gates.yaml"
    file.write_text('slice language=en: {losses: "= 0"}\nslice language=fr: {losses: "= 0"}\n', "utf-8")
    found = compared("a", "b", [pair(n, 1.0, 0.0, "zh" if n else "en") for n in range(4)], gates(file))
    assert [each.holds for each in found.gates] == [False, None] and "en, zh" in found.gates[1].got


def test_what_a_gate_counts_is_said_beside_it() -> None:
    """Losses may crowd where no slice is surely worse: the one must not read as denying the other."""
    pairs = [pair(number, 1.0, 0.0 if number in (1, 3, 5) else 1.0, "zh" if number < 8 else "en") for number in range(100)]
    found = compared("a", "b", pairs, gates())
    assert "language=zh" in headline(found)[0] and not any(each.worse for each in found.slices)
    assert any("not surely worse" in sentence for sentence in said(found))
    assert "surely worse" in next(each.got for each in found.gates if each.gate.measure == "worse_slices")


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


def test_a_gate_on_a_suite_that_is_not_played_is_refused_before_anything_is(tmp_path: Path) -> None:
    file = tmp_path / "gates.yaml"
    file.write_text('suite retrieval: {losses: "= 0"}', "utf-8")
    with pytest.raises(InputError, match="retrieval.*played are claims"):
        prepared(Asked(("claims",), gates=str(file)))


@pytest.mark.parametrize("text", ["losses: 2", "[1]", "losses: '~ 3'", "a: [", "nonsense: '<= 2'"])
def test_what_is_no_gate_is_wrong_input(text: str, tmp_path: Path) -> None:
    file = tmp_path / "gates.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(InputError):
        compared("a", "b", [pair(1, 1.0, 1.0)], gates(file))


def test_the_order_of_nodes_is_told_from_turns_that_leave_some_out() -> None:
    turns = [
        ["intent", "fusion", "answer", "follow_ups"],
        ["intent", "outside", "inside", "fusion", "answer", "follow_ups"],
        ["intent", "inside", "outside", "fusion", "answer", "follow_ups"],
        ["intent", "inside", "fusion", "phrase", "answer", "follow_ups"],
    ]
    found = order(turns)
    assert found[0] == "intent" and set(found[1:3]) == {"inside", "outside"} and found[3:] == ["fusion", "phrase", "answer", "follow_ups"]
