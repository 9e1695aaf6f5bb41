"""What a reading changes in the need."""

from typing import Any

import pytest
from daogou.schema.condition import Condition, Op
from daogou.schema.errors import InputError
from daogou.schema.fact import Fact
from daogou.schema.need import Need
from daogou.schema.reading import Reading
from daogou.understanding.ledger.ledger import KEPT, apply, relax, remove
from daogou.understanding.reader import Reader
from hypothesis import given
from hypothesis import strategies as st


def reading(reader: Reader, text: str, **more: Any) -> Reading:
    """What the sentence states; `more` is how it is meant."""
    stated = reader.read(text)
    subject = {"category": stated.category, "query": stated.query} if stated.query else {}
    return Reading(**{"intent": "refine", "language": "zh", "conditions": stated.conditions, **subject, **more})


def talk(reader: Reader, *said: str | tuple[str, dict[str, Any]]) -> Need:
    need: Need | None = None
    for turn, one in enumerate(said, 1):
        text, more = one if isinstance(one, tuple) else (one, {})
        need = apply(need, reading(reader, text, **more), turn)
    assert need is not None
    return need


def active(need: Need) -> list[str]:
    return [each.name for each in need.active]


NEW: dict[str, Any] = {"topic": "new", "intent": "search"}
ANOTHER: dict[str, Any] = {"correction": True}


@pytest.mark.parametrize(
    ("said", "names"),
    [
        (["婴儿睡袋100元以内", ("150元以内", ANOTHER)], ["price<=150"]),
        (["婴儿睡袋100元以内", "要A类的"], ["price<=100", "attr.safety_class=A类"]),
        (["婴儿睡袋，要棉的，最好有机棉"], ["attr.material in [纯棉, 有机棉]", "attr.material=有机棉"]),
        (["婴儿睡袋100元以内", ("", {"dropped": ("price",)})], []),
        (["婴儿睡袋100元以内，要A类", ("", {"dropped": ("*",)})], []),
        (["婴儿睡袋100元以内，最好80元以下"], ["price<=100", "price<=80"]),
        (["baby sleeping bag, ideally under 80 yuan, under 100 yuan at most"], ["price<=80", "price<=100"]),
        (["婴儿睡袋100元以内", "最好80元以下", "60元以内"], ["price<=60"]),
        (["婴儿睡袋100元以内", "最好120元以下"], ["price<=120"]),
        (["婴儿睡袋100元以内", ("连衣裙", NEW)], []),
        (["水晶摆件100元以内", "带底座的"], ["price<=100"]),
        (["婴儿睡袋50到100元", "120元以上的"], ["price>=120"]),
        (["婴儿睡袋100元以内", "不低于50元"], ["price<=100", "price>=50"]),
        (["红色的连衣裙", "不要红色"], ["attr.color!=红色"]),
        (["连衣裙，不要红色", "不要黑色"], ["attr.color not_in [红色, 黑色]"]),
        (["dress, no red", "no black"], ["attr.color not_in [红色, 黑色]"]),
        (["连衣裙，不要红色", "不要黑色", "不要红色"], ["attr.color not_in [红色, 黑色]"]),
        (["连衣裙，不要浙江的", "不要上海的"], ["supplier.location not_in [浙江, 上海]"]),
        (["连衣裙，不要红色", "最好不要黑色"], ["attr.color!=红色", "attr.color!=黑色"]),
        (["连衣裙，不要红色，也不要黑色", "要黑色的"], ["attr.color not_in [红色]", "attr.color=黑色"]),
        (["连衣裙要有CE认证", "要有FCC认证"], ["certification contains CE", "certification contains FCC"]),
        (["连衣裙要有CE认证", ("要有FCC认证", ANOTHER)], ["certification contains FCC"]),
        (["婴儿睡袋100元以内", ("", {"intent": "chitchat"})], ["price<=100"]),
        (["100元左右的婴儿睡袋", "80元以内"], ["price<=80"]),
    ],
)
def test_conversations(reader: Reader, said: list[str | tuple[str, dict[str, Any]]], names: list[str]) -> None:
    assert active(talk(reader, *said)) == names


def test_status_turn_and_words(reader: Reader) -> None:
    need = talk(reader, "婴儿睡袋100元以内", "要A类的")
    assert [(each.id, each.status, each.turn, each.text) for each in need.conditions] == [
        ("c1", "inherited", 1, "100元以内"),
        ("c2", "current", 2, "A类"),
    ]


def test_other_goods_of_the_same_message_wait_with_what_was_asked_of_both(reader: Reader) -> None:
    both = ("连衣裙80元以内，红色的", {"beside": ("保温杯",), "quantity": 50})
    need = talk(reader, both)
    assert (need.category, [one.category for one in need.waiting]) == ("连衣裙", ["保温杯"])
    other = talk(reader, both, ("保温杯", NEW))
    assert (other.category, other.quantity, active(other)) == ("保温杯", 50, ["price<=80"])
    back = talk(reader, both, ("保温杯", NEW), ("连衣裙", NEW))
    assert (back.quantity, active(back)) == (50, ["price<=80", "attr.color=红色"])
    assert len({one.id for one in back.conditions}) == len(back.conditions)


def test_goods_that_nobody_named_begin_anew(reader: Reader) -> None:
    need = talk(reader, ("连衣裙80元以内", {"beside": ("保温杯",), "quantity": 50}), ("手机壳", NEW))
    assert (need.quantity, active(need), need.waiting) == (None, [], ())


@pytest.mark.parametrize(
    ("said", "facts"),
    [
        ([{"facts": (("trade", "boutique"), ("market", "DE"))}, {"facts": (("market", "FR"),)}], [("boutique", 1), ("FR", 2)]),
        ([{"facts": (("trade", "boutique"),)}, NEW, {"intent": "chitchat"}], [("boutique", 1)]),
        ([{"facts": (("trade", "boutique"),)}, {"dropped": ("*",)}], []),
    ],
)
def test_what_the_buyer_says_of_himself_stands_whatever_the_topic(reader: Reader, said: list[dict[str, Any]], facts: list[tuple[str, int]]) -> None:
    turns = [one | {"facts": tuple(Fact(kind=kind, value=value) for kind, value in one.get("facts", ()))} for one in said]
    need = talk(reader, *(("连衣裙", one) for one in turns))
    assert [(fact.value, fact.turn) for fact in need.facts] == facts


def test_removing_and_relaxing(reader: Reader) -> None:
    need = talk(reader, "婴儿睡袋100元以内，要A类")
    assert active(remove(need, "c1")) == ["attr.safety_class=A类"]
    assert active(relax(need, ["c1", "c2"])) == []
    with pytest.raises(InputError, match="c1, c2"):
        remove(need, "c9")


FIELDS = st.sampled_from(["price", "moq", "rating", "attr.color", "brand", "certification"])
NUMBERS = st.integers(0, 200)
BOUNDS: tuple[Op, ...] = ("<=", ">=", "<", ">", "=")
CHOICES: tuple[Op, ...] = ("=", "!=", "contains", "not_contains")


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    field = draw(FIELDS)
    if field in ("price", "moq", "rating"):
        return Condition(id="c0", field=field, op=draw(st.sampled_from(BOUNDS)), value=draw(NUMBERS), hard=draw(st.booleans()))
    op = draw(st.sampled_from(CHOICES))
    return Condition(id="c0", field=field, op=op, value=draw(st.sampled_from(["a", "b"])), hard=draw(st.booleans()))


READINGS = st.builds(
    Reading,
    intent=st.sampled_from(["search", "refine", "pick", "chitchat"]),
    language=st.just("zh"),
    topic=st.sampled_from(["new", "same", "same"]),
    conditions=st.lists(conditions(), max_size=4).map(tuple),
    dropped=st.lists(st.sampled_from(["price", "brand", "*"]), max_size=1).map(tuple),
)


@given(st.lists(READINGS, max_size=12))
def test_what_always_holds(readings: list[Reading]) -> None:
    need: Need | None = None
    for turn, reading in enumerate(readings, 1):
        before = need.model_dump() if need else None
        after = apply(need, reading, turn)
        assert (need.model_dump() if need else None) == before, "applying changed the need it got"
        again = apply(after, reading.model_copy(update={"topic": "same", "dropped": ()}), turn)
        assert again.active == after.active or reading.topic == "new" or reading.dropped or _contradicts(reading)
        need = after
        ids = [each.id for each in need.conditions]
        assert len(ids) == len(set(ids))
        for ops in (("<", "<="), (">", ">=")):
            bounds = [(each.field, each.hard) for each in need.active if each.op in ops]
            assert len(bounds) == len(set(bounds))
        assert sum(each.status == "removed" for each in need.conditions) <= KEPT


def _contradicts(reading: Reading) -> bool:
    """Two conditions of one message on one field may undo each other; applying it again then decides by their order again."""
    fields = [each.field for each in reading.conditions]
    return len(fields) != len(set(fields))
