"""A turn as a timeline: bars stand where the graph puts their stages."""

from daogou.graphs.opening import Assistant
from daogou.shown.timeline import BESIDE, Bar, Timeline, bars


def test_stages_beside_each_other_begin_together_and_the_next_waits_for_the_slower() -> None:
    timed = {"intent": 5.0, "internal_retrieval": 10.0, "external_search": 40.0, "fusion": 2.0, "answer": 1.0}
    assert bars(timed) == [
        Bar("intent", 0, 5),
        Bar("internal_retrieval", 5, 10),
        Bar("external_search", 5, 40),
        Bar("fusion", 45, 2),
        Bar("answer", 47, 1),
    ]


def test_the_graph_runs_those_beside_each_other_and_no_others(assistant: Assistant) -> None:
    edges = assistant.graph.get_graph().edges
    after: dict[str, set[str]] = {}
    for edge in edges:
        after.setdefault(edge.source, set()).add(edge.target)
    forks = {source: targets for source, targets in after.items() if len(targets) > 1}
    assert set(forks) == {"intent"}
    assert forks["intent"] - {"fusion"} == BESIDE
    assert all(after[stage] == {"fusion"} for stage in BESIDE)


def test_a_turn_is_drawn_with_every_stage_it_had(assistant: Assistant) -> None:
    reply = assistant.ask("给宝宝找睡袋")
    html = Timeline(reply.timings_ms)._repr_html_()
    assert html.count("<rect") == len(reply.timings_ms) > 3
    assert all(f">{stage}</text>" in html for stage in reply.timings_ms)


def test_a_turn_without_times_is_an_empty_picture() -> None:
    assert Timeline({})._repr_html_().count("<rect") == 0
