"""What always holds between the ledger and contradictions."""

from itertools import combinations

import pytest
from daogou.schema.condition import Condition, Op, Status
from daogou.schema.need import Need
from daogou.schema.reading import Reading
from daogou.understanding.ledger.contradictions import contradiction
from daogou.understanding.ledger.ledger import apply
from daogou.understanding.slots import adds_up, leave_nothing, narrows, slot
from hypothesis import given
from hypothesis import strategies as st

NUMERIC = ("price", "moq", "attr.tog")
BOUNDS: tuple[Op, ...] = ("<=", ">=", "<", ">", "=")


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    field = draw(st.sampled_from([*NUMERIC, "attr.color", "brand", "product"]))
    hard, text = draw(st.booleans()), draw(st.sampled_from(["", "a", "b"]))
    if field in NUMERIC:
        return Condition(id="c0", field=field, op=draw(st.sampled_from(BOUNDS)), value=draw(st.integers(1, 9)), hard=hard, text=text)
    op: Op = draw(st.sampled_from(["=", "!=", "in", "not_in"]))
    values = draw(st.lists(st.sampled_from(["red", "blue", "green"]), min_size=1, max_size=2, unique=True).map(tuple))
    status: Status = draw(st.sampled_from(["current", "inferred"])) if field == "product" else "current"
    return Condition(id="c0", field=field, op=op, value=values if op in ("in", "not_in") else values[0], hard=hard, text=text, status=status)


READINGS = st.builds(
    Reading,
    intent=st.sampled_from(["search", "refine", "pick", "chitchat"]),
    language=st.just("zh"),
    topic=st.sampled_from(["new", "same", "same", "same"]),
    correction=st.booleans(),
    conditions=st.lists(conditions(), max_size=4).map(tuple),
    dropped=st.lists(st.sampled_from(["price", "brand", "*"]), max_size=1).map(tuple),
)


def held(reading: Reading, old: tuple[Condition, ...], new: tuple[Condition, ...], within: bool) -> Reading:
    kept = tuple(each for each in reading.conditions if each not in new and not (within and each in old))
    return reading.model_copy(update={"conditions": kept})


def identity(condition: Condition) -> tuple[object, ...]:
    return condition.field, condition.op, condition.value, condition.hard


def excluded(condition: Condition) -> set[object]:
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    return set(values) if condition.op in ("!=", "not_in") else set()


def stands_in(old: Condition, now: Condition) -> bool:
    """The same, or an exclusion with the old one's values among more."""
    more = (old.field, old.hard) == (now.field, now.hard) and excluded(old) and excluded(old) <= excluded(now)
    return identity(old) == identity(now) or bool(more)


def one_of(beside: list[Condition]) -> bool:
    """One condition of a slot, a wish within what must be, or exclusions that can't be told as one."""
    if slot(beside[0])[1] == "not":
        return not any(adds_up(one, other) for one, other in combinations(beside, 2))
    return len(beside) == 1 or (len(beside) == 2 and (narrows(*beside) or narrows(*beside[::-1])))


@given(st.lists(READINGS, max_size=10))
def test_a_contradiction_is_never_applied_in_silence(readings: list[Reading]) -> None:
    need: Need | None = None
    for turn, reading in enumerate(readings, 1):
        clash = contradiction(need, reading)
        before = need.active if need else ()
        taken = held(reading, clash.old, clash.new, clash.within) if clash else reading
        need = apply(need, taken, turn)
        if clash is not None and reading.intent != "chitchat":
            assert not reading.correction and all(leave_nothing(clash.new[0], each) or clash.within for each in clash.old)
            anew = {identity(each)[:3] for each in taken.conditions}  # what is said once more, softer, counts as it is said now
            kept = [each for each in clash.old if identity(each) in {identity(one) for one in before} and identity(each)[:3] not in anew]
            assert clash.within or all(any(stands_in(each, one) for one in need.active) for each in kept)
        slots = {slot(one): [each for each in need.active if slot(each) == slot(one)] for one in need.active}
        assert all(one_of(each) for each in slots.values())
        ids = [each.id for each in need.conditions]
        assert len(ids) == len(set(ids))
        if reading.dropped == ("*",) and reading.intent != "chitchat":
            assert all(each.turn == turn for each in need.active)


@pytest.mark.parametrize(
    ("one", "other", "nothing"),
    [
        (("<=", 80), (">=", 100), True),
        (("=", 2.5), (">=", 3), True),
        (("=", "red"), ("!=", "red"), True),
        (("=", "red"), ("=", "blue"), False),
    ],
)
def test_which_leave_nothing(one: tuple[Op, object], other: tuple[Op, object], nothing: bool) -> None:
    first, second = (Condition.model_validate({"id": "c", "field": "attr.x", "op": op, "value": value}) for op, value in (one, other))
    assert leave_nothing(first, second) is nothing is leave_nothing(second, first)


def test_what_is_allowed_again_leaves_the_rest_excluded() -> None:
    need = apply(
        None,
        Reading(
            intent="search", language="en", topic="new", conditions=(Condition(id="c0", field="attr.color", op="not_in", value=("red", "blue")),)
        ),
        1,
    )
    need = apply(
        need, Reading(intent="refine", language="en", correction=True, conditions=(Condition(id="c0", field="attr.color", op="=", value="red"),)), 2
    )
    assert [each.name for each in need.active] == ["attr.color not_in [blue]", "attr.color=red"]


def test_a_softer_wish_that_leaves_nothing_of_an_older_limit_replaces_it() -> None:
    """ "They could go cheaper, too", after "60 at the least"."""
    limit = Condition(id="c1", field="price", op=">=", value=60, turn=1)
    softer = Condition(id="c0", field="price", op="<", value=60, hard=False)
    need, reading = Need(category="brushes", conditions=(limit,)), Reading(intent="refine", language="en", topic="same", conditions=(softer,))
    assert contradiction(need, reading) is None
    assert [one.name for one in apply(need, reading, 2).active] == ["price<60"]
    within = reading.model_copy(update={"conditions": (limit, softer)})  # of one message no must is lost
    assert contradiction(None, within) is not None
