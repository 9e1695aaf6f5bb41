"""Execution of commands: total, order-free where no order is meant, undone by `drop`, alike in a replay, and back to a topic as it was left."""

from collections.abc import Callable
from typing import Any

import pytest
from daogou.nodes.state import State
from daogou.schema.errors import InputError
from daogou.schema.need import Need
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Execute = Callable[..., State]
QUICK = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
BAGS, MICE = {"command": "seek", "goods": "婴儿睡袋"}, {"command": "seek", "goods": "无线鼠标"}
WANTS: tuple[dict[str, Any], ...] = (
    {"command": "want", "field": "price", "op": "<=", "value": 100},
    {"command": "want", "field": "moq", "op": "<=", "value": 5},
    {"command": "want", "field": "rating", "op": ">=", "value": 4.5},
    {"command": "want", "field": "brand", "value": "眠云朵"},
    {"command": "want", "field": "material", "value": "纯棉"},
    {"command": "want", "field": "supplier.kind", "value": "factory"},
    {"command": "want", "field": "hooded", "value": "hood", "strength": "wish"},
)
WORDS = st.one_of(st.sampled_from(("睡袋", "cotton", "纯棉", "price", "50ml", "", "龘", "a" * 200, "第二款")), st.text(max_size=12))
NUMBERS = st.one_of(st.integers(-5, 10**6), st.floats(-5, 10**6, allow_nan=False))
POINTERS = st.lists(
    st.one_of(
        st.builds(lambda n: {"kind": "ordinal", "ordinal": n}, st.integers(-6, 8)),
        st.builds(lambda kind, n: {"kind": kind, "count": n}, st.sampled_from(("all", "focus", "other", "supplier", "brand")), st.integers(0, 3)),
        st.builds(lambda word: {"kind": "described", "words": [word]}, WORDS),
        st.just({"kind": "extreme", "sort": "price"}),
    ),
    max_size=2,
)
FIELDS = st.one_of(st.sampled_from(("price", "moq", "brand", "attr.tog", "tog", "material", "supplier.kind", "quantity", "nothing")), WORDS)
ANY = st.one_of(
    st.builds(lambda goods, topic: {"command": "seek", "goods": goods, "topic": topic}, WORDS, st.sampled_from(("new", "same"))),
    st.sampled_from(WANTS),
    st.builds(
        lambda field, op, value, strength: {"command": "want", "field": field, "op": op, "value": value, "strength": strength},
        st.one_of(st.none(), FIELDS),
        st.sampled_from(("=", "!=", "<=", ">=", "<", ">", "in", "not_in", "contains")),
        st.one_of(WORDS, NUMBERS, st.booleans(), st.lists(WORDS, min_size=1, max_size=3)),
        st.sampled_from(("must", "wish", "either", "fallback", "around")),
    ),
    st.builds(lambda field: {"command": "drop", "field": field}, FIELDS),
    st.builds(lambda value: {"command": "drop", "value": value}, WORDS),
    st.sampled_from(({"command": "drop", "all": True}, {"command": "drop"}, {"command": "relax", "field": "price", "to": 200}, {"command": "relax"})),
    st.builds(lambda key, count: {"command": "sort", "key": key, "count": count}, FIELDS, st.one_of(st.none(), st.integers(1, 9))),
    st.builds(
        lambda how, field, than: {"command": "vary", "how": how, "field": field, "than": than},
        st.sampled_from(("less", "more", "like", "other", "except", "page")),
        FIELDS,
        POINTERS,
    ),
    st.builds(lambda about: {"command": "go", "about": about}, st.one_of(st.none(), WORDS)),
    st.builds(lambda name, among: {"command": name, "among": among}, st.sampled_from(("compare", "choose")), POINTERS),
    st.builds(lambda fields, of: {"command": "ask", "fields": fields, "of": of}, st.lists(FIELDS, max_size=2), POINTERS),
    st.builds(lambda value: {"command": "ask", "suppose": [{"command": "want", "value": value}]}, WORDS),
    st.builds(lambda words: {"command": "learn", "subject": words}, WORDS),
    st.builds(lambda party, name: {"command": "ask_party", "party": party, "name": name}, st.sampled_from(("brand", "supplier")), WORDS),
    st.builds(lambda act: {"command": "inquire", "act": act}, st.sampled_from(("draft", "change", "sent", "quote", "quotes", "list"))),
    st.builds(
        lambda goods: {"command": "list", "lines": [{"goods": each, "quantity": 5} for each in goods]}, st.lists(WORDS, min_size=1, max_size=3)
    ),
    st.builds(lambda choice: {"command": "answer", "choice": choice}, WORDS),
    st.sampled_from(({"command": "approve"}, {"command": "chat"}, {"command": "decline"}, {"command": "hand_over", "about": "order"})),
    st.builds(lambda fact, value: {"command": "tell", "fact": fact, "value": value}, st.sampled_from(("market", "room_temp_c", "x")), WORDS),
    st.sampled_from(({"command": "keep"}, {"command": "forget"}, {"command": "change", "condition": "c1", "value": 50})),
)


def standing(need: Need | None) -> set[str]:
    return {one.name for one in need.active if not one.pages} if need else set()


@QUICK
@given(turns=st.lists(st.lists(ANY, min_size=1, max_size=5), min_size=1, max_size=4))
def test_any_commands_come_to_a_state_or_are_refused_in_words(execute: Execute, turns: list[list[dict[str, Any]]]) -> None:
    state: State = {}
    for commands in turns:
        try:
            state = execute(state, commands)
        except InputError as refused:
            assert str(refused)
            continue
        assert state["need"] is not None
        assert len({one.id for one in state["need"].conditions}) == len(state["need"].conditions)


@QUICK
@given(order=st.permutations(WANTS[:6]))
def test_the_order_of_wants_on_different_fields_changes_nothing(execute: Execute, order: list[dict[str, Any]]) -> None:
    assert standing(execute({}, [BAGS, *order])["need"]) == standing(execute({}, [BAGS, *WANTS[:6]])["need"])


@QUICK
@given(before=st.lists(st.sampled_from(WANTS[:4]), max_size=2, unique_by=str), want=st.sampled_from(WANTS[4:6]))
def test_drop_undoes_want(execute: Execute, before: list[dict[str, Any]], want: dict[str, Any]) -> None:
    state = execute({}, [BAGS, *before])
    dropped = execute(execute(state, [want]), [{"command": "drop", "field": want["field"]}])
    assert standing(dropped["need"]) == standing(state["need"])


@QUICK
@given(turns=st.lists(st.lists(ANY, min_size=1, max_size=4), min_size=1, max_size=3))
def test_the_same_commands_come_to_the_same(execute: Execute, turns: list[list[dict[str, Any]]]) -> None:
    states: list[State] = [{}, {}]
    for commands in turns:
        try:
            states = [execute(state, commands) for state in states]
        except InputError:
            return
    one, other = states
    assert (one["need"], one["focus"], one["topics"], one["pending"]) == (other["need"], other["focus"], other["topics"], other["pending"])


@pytest.mark.parametrize("about", ["婴儿睡袋", "睡袋", None])
def test_going_back_to_a_topic_takes_it_up_as_it_was_left(execute: Execute, about: str | None) -> None:
    bags = execute({}, [BAGS, *WANTS[:2]])
    mice = execute(bags, [MICE, {"command": "want", "field": "price", "op": "<=", "value": 50}])
    back = execute(mice, [{"command": "go", "about": about}])
    assert mice["need"] is not None and mice["need"].category == "无线鼠标"
    assert back["need"] is not None and back["need"].category == "婴儿睡袋"
    assert standing(back["need"]) == standing(bags["need"])
    again = execute(back, [{"command": "go", "about": "鼠标"}])
    assert again["need"] is not None and standing(again["need"]) == standing(mice["need"])


def test_other_goods_leave_the_conditions_of_those_before(execute: Execute) -> None:
    bags = execute({}, [BAGS, *WANTS[:3]])
    mice = execute(bags, [MICE])
    assert mice["need"] is not None and mice["need"].hard == () and standing(mice["need"]) == set()
    assert [standing(topic.need) for topic in mice["topics"]] == [standing(bags["need"])]


def test_two_values_of_one_field_said_at_once_stand_together_but_where_the_buyer_changes_his_mind(execute: Execute) -> None:
    season = {"command": "want", "field": "season"}
    both = execute({}, [BAGS, {**season, "value": "秋"}, {**season, "value": "冬"}])
    assert both["need"] is not None and [(one.field, one.value) for one in both["need"].active] == [("attr.season", ("秋", "冬"))]
    last = execute({}, [BAGS, {**season, "value": "秋"}, {**season, "value": "冬", "instead": True}])
    assert last["need"] is not None and [(one.field, one.value) for one in last["need"].active] == [("attr.season", "冬")]


def test_a_list_stays_in_hand_after_a_question_about_one_of_it(execute: Execute) -> None:
    bags = execute({}, [BAGS])
    asked = execute(bags, [{"command": "ask", "fields": ["price"], "of": [{"kind": "ordinal", "ordinal": 1}]}])
    second = execute(asked, [{"command": "ask", "fields": ["moq"], "of": [{"kind": "ordinal", "ordinal": 2}]}])
    assert (asked["focus"], second["focus"]) == (("bag-cotton",), ("bag-wool",))


def test_a_wish_that_no_field_can_hold_stays_words_and_filters_nothing(execute: Execute) -> None:
    state = execute({}, [BAGS, {"command": "want", "value": "像云一样"}])
    assert standing(state["need"]) == set()
    assert state["need"] is not None and state["need"].words == ("像云一样",)
    assert ("unread", "像云一样") in state["reading"].notes


def test_goods_never_talked_about_are_looked_for_where_somebody_goes_back_to_them(execute: Execute) -> None:
    state = execute(execute({}, [BAGS]), [{"command": "go", "about": "无线鼠标"}])
    assert state["need"] is not None and state["need"].category == "无线鼠标"


def test_the_lines_of_a_purchase_list_wait_each_with_its_number(execute: Execute) -> None:
    lines = [{"goods": "婴儿睡袋", "quantity": 50}, {"goods": "无线鼠标", "quantity": 200, "musts": [WANTS[0]]}]
    state = execute({}, [{"command": "list", "lines": lines}])
    need = state["need"]
    assert need is not None and (need.category, need.quantity) == ("婴儿睡袋", 50)
    assert [(one.category, one.quantity, [each.name for each in one.conditions]) for one in need.waiting] == [("无线鼠标", 200, ["price<=100"])]
    mice = execute(state, [MICE])["need"]
    assert mice is not None and (mice.quantity, standing(mice)) == (200, {"price<=100"})


def test_a_number_that_is_none_is_no_limit(execute: Execute) -> None:
    state = execute({}, [BAGS, {"command": "want", "field": "price", "op": "<=", "value": "剩下的预算"}])
    assert standing(state["need"]) == set()


def test_goods_are_named_with_who_they_are_for(execute: Execute) -> None:
    state = execute({}, [{"command": "seek", "goods": "睡袋", "audience": "婴儿"}])
    assert state["need"] is not None and state["need"].category == "婴儿睡袋"


def test_what_is_supposed_of_terms_is_asked_for(execute: Execute) -> None:
    state = execute(execute({}, [BAGS]), [{"command": "ask", "suppose": [{"command": "want", "field": "terms.invoice", "value": "13个点专票"}]}])
    assert state["reading"].asked == ("terms.invoice",)


def test_what_is_not_wanted_is_barred_though_the_store_says_it_by_its_opposite(execute: Execute) -> None:
    wanted = execute({}, [BAGS, {"command": "want", "value": "带帽"}])
    barred = execute({}, [BAGS, {"command": "want", "op": "!=", "value": "带帽"}])
    assert standing(wanted["need"]) and standing(barred["need"]) and standing(wanted["need"]) != standing(barred["need"])


def test_what_is_to_be_learnt_stands_behind_the_goods_looked_for(execute: Execute) -> None:
    state = execute({}, [{"command": "learn", "subject": "多厚的睡袋合适"}, BAGS])
    assert state["reading"].intent == "search"
    assert [one.asked for one in state["reading"].also] == [("knowledge",)]


def test_what_is_asked_of_goods_not_seen_yet_is_answered_behind_their_list(execute: Execute) -> None:
    reading = execute({}, [BAGS, {"command": "ask", "suppose": [{"command": "want", "field": "capability.samples", "value": True}]}])["reading"]
    assert reading.intent == "search" and [one.intent for one in reading.also] == ["product_question"]


def test_of_several_values_of_which_some_are_unknown_none_is_a_must(execute: Execute) -> None:
    both = {"command": "want", "field": "material", "op": "in", "value": ["纯棉", "月光石"], "strength": "either"}
    need = execute({}, [BAGS, both])["need"]
    assert need is not None and not need.hard and [one.hard for one in need.active] == [False]


@pytest.mark.parametrize(("said", "barred"), [("纯棉", True), ("上等纯棉", False)])
def test_a_value_that_says_more_than_any_known_bars_none(execute: Execute, said: str, barred: bool) -> None:
    need = execute({}, [BAGS, {"command": "want", "field": "material", "op": "!=", "value": said}])["need"]
    assert need is not None and bool(need.hard) is barred


def test_a_measure_is_no_price_whoever_says_so(execute: Execute) -> None:
    state = execute({}, [BAGS, {"command": "want", "field": "price", "value": 2.5, "unit": "TOG", "by": "model"}])
    assert state["need"] is not None and [(one.field, one.value) for one in state["need"].active] == [("attr.tog", 2.5)]
