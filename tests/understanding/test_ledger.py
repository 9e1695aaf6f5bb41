"""What a reading changes in the need."""

import pytest
from daogou.schema.condition import Condition, Op
from daogou.schema.errors import InputError
from daogou.schema.need import Need
from daogou.schema.reading import Reading
from daogou.understanding.ledger.ledger import KEPT, apply, relax, remove
from daogou.understanding.reader import Reader
from hypothesis import given
from hypothesis import strategies as st


def talk(reader: Reader, *messages: str) -> Need:
    need: Need | None = None
    for turn, message in enumerate(messages, 1):
        need = apply(need, reader.read(message, need), turn)
    assert need is not None
    return need


def active(need: Need) -> list[str]:
    return [each.name for each in need.active]


@pytest.mark.parametrize(
    ("messages", "names"),
    [
        (["婴儿睡袋100元以内", "其实150以内也行"], ["price<=150"]),
        (["baby sleeping bag under 100 yuan", "actually, under 150 is fine too"], ["price<=150"]),
        (["婴儿睡袋100元以内", "要A类的"], ["price<=100", "attr.safety_class=A类"]),
        (["婴儿睡袋，要棉的，最好有机棉"], ["attr.material in [纯棉, 有机棉]", "attr.material=有机棉"]),
        (["婴儿睡袋100元以内", "价格不限"], []),
        (["婴儿睡袋100元以内，最好80以下"], ["price<=100", "price<=80"]),
        (["baby sleeping bag, ideally under 80 yuan, under 100 yuan at most"], ["price<=80", "price<=100"]),
        (["婴儿睡袋100元以内", "最好80以下", "60以内"], ["price<=60"]),
        (["婴儿睡袋100元以内", "最好120以下"], ["price<=120"]),
        (["baby sleeping bag under 100 yuan", "drop the price limit"], []),
        (["婴儿睡袋100元以内，要A类", "重新开始"], []),
        (["婴儿睡袋100元以内", "连衣裙"], []),
        (["婴儿睡袋100元以内", "鼠标垫"], []),
        (["a baby sleeping bag under 100 yuan", "dress"], []),
        (["a crystal ornament under 100 yuan", "a keyboard"], []),
        (["a crystal ornament under 100 yuan", "with a lid"], ["price<=100"]),
        (["水晶摆件100元以内", "带底座的"], ["price<=100"]),
        (["婴儿睡袋50到100元", "120元以上的"], ["price>=120"]),
        (["婴儿睡袋100元以内", "不低于50元"], ["price<=100", "price>=50"]),
        (["红色的连衣裙", "不要红色了"], ["attr.color!=红色"]),
        (["不要红色的连衣裙", "红色的也行"], []),
        (["连衣裙，不要红色", "也不要黑色的"], ["attr.color not_in [红色, 黑色]"]),
        (["dress, no red", "no black either"], ["attr.color not_in [红色, 黑色]"]),
        (["连衣裙，不要红色", "再加一条，不要黑色", "不要红色"], ["attr.color not_in [红色, 黑色]"]),
        (["连衣裙，不要浙江的", "不要上海的"], ["supplier.location not_in [浙江, 上海]"]),
        (["连衣裙，不要红色", "最好也不要黑色"], ["attr.color!=红色", "attr.color!=黑色"]),
        (["连衣裙，不要红色", "说错了，不要黑色"], ["attr.color!=黑色"]),
        (["dress, no red", "I meant no black"], ["attr.color!=黑色"]),
        (["连衣裙，不要红色，也不要黑色", "要黑色的"], ["attr.color not_in [红色]", "attr.color=黑色"]),
        (["连衣裙，不要红色和黑色", "红色也可以"], ["attr.color not_in [黑色]"]),
        (["连衣裙，不要红色", "黑色也可以"], ["attr.color!=红色"]),
        (["dress, no red", "black is fine too"], ["attr.color!=红色"]),
        (["连衣裙，不要红色，要黑色", "不一定要黑色"], ["attr.color!=红色"]),
        (["黑色的连衣裙", "红色也可以"], ["attr.color in [黑色, 红色]"]),
        (["黑色的连衣裙", "红色的也看看"], ["attr.color in [黑色, 红色]"]),
        (["a black dress", "red as well"], ["attr.color in [黑色, 红色]"]),
        (["连衣裙，有CE、FCC认证", "CE不是必须的"], ["certification contains FCC"]),
        (["dress, CE and FCC certified", "CE is not required"], ["certification contains FCC"]),
        (["连衣裙要有CE认证", "还要有FCC认证"], ["certification contains CE", "certification contains FCC"]),
        (["婴儿睡袋100元以内", "谢谢"], ["price<=100"]),
        (["婴儿睡袋100元以内", "第二款有什么认证?"], ["price<=100"]),
        (["100元左右的婴儿睡袋", "80元以内"], ["price<=80"]),
    ],
)
def test_conversations(reader: Reader, messages: list[str], names: list[str]) -> None:
    assert active(talk(reader, *messages)) == names


def test_status_turn_and_words(reader: Reader) -> None:
    need = talk(reader, "婴儿睡袋100元以内", "要A类的")
    assert [(each.id, each.status, each.turn, each.text) for each in need.conditions] == [
        ("c1", "inherited", 1, "100元以内"),
        ("c2", "current", 2, "A类"),
    ]


def test_words_that_also_say_what_was_given_up_are_no_longer_told(reader: Reader) -> None:
    assert [each.text for each in talk(reader, "dress, CE and FCC certified", "CE is not required").active] == [""]
    assert [each.text for each in talk(reader, "连衣裙，不要红色和黑色", "红色也可以").active] == [""]


def test_an_old_topic_stays_on_record(reader: Reader) -> None:
    need = talk(reader, "婴儿睡袋100元以内", "手机壳20块以下")
    assert [(each.id, each.name, each.status) for each in need.conditions] == [("c1", "price<=100", "removed"), ("c2", "price<=20", "current")]
    assert (need.category, need.quantity) == ("手机壳", None)


def test_a_refinement_adds_to_the_words_searched_by(reader: Reader) -> None:
    assert talk(reader, "水晶摆件", "带底座的").query == "水晶摆件 底座"


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


@pytest.mark.parametrize(
    ("message", "left"), [("OEKO-TEX instead", ["OEKO-TEX"]), ("换成OEKO-TEX", ["OEKO-TEX"]), ("also OEKO-TEX", ["GOTS", "OEKO-TEX"])]
)
def test_certificates_add_up_and_one_named_instead_takes_their_place(reader: Reader, message: str, left: list[str]) -> None:
    need = apply(None, reader.read("婴儿睡袋 GOTS认证"), 1)
    need = apply(need, reader.read(message, need), 2)
    assert [one.value for one in need.active if one.field == "certification"] == left
