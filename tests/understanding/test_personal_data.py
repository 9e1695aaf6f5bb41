"""What a buyer tells of himself is no condition and no word to search by."""

from pathlib import Path

import pytest
import yaml
from daogou.memory.redaction.redaction import MARK, Redaction
from daogou.understanding.reader import Reader, impersonal

PLANTED = yaml.safe_load((Path(__file__).parents[1] / "graphs" / "planted.yaml").read_text("utf-8"))
UNTOLD = ("老婆", "客户", "黄埔", "儿子", "daughter", "contact", "李建国", "深圳", "Fatima")
"""Names that no word says are names."""
TOLD = [item for kind in ("names", "phones", "addresses") for item in PLANTED[kind] if not any(word in item for word in UNTOLD)]
TOLD += [
    "我叫王小明，住在义乌市稠州北路18号，电话13812345678",
    "订单号 20260911-8834",
    "for Mr. White at Green Hotel, London",
    "order 8834-2231, call 020 7946 0958",
    "我住在解放路 73 号",
    "地址杭州市西湖区文三路 90 号 3 幢 501",
    "收货地址是上海市徐汇区漕溪路 80 号 2 单元",
    "宝宝叫棉棉，2024年8月1日出生",
    "我女儿叫林浅粉，在金华第三小学二年级二班",
    "我老公叫陈不锈",
    "My daughter Amber Wolf, room 16, bed 2, St Mary hospital",
    "my wife's name is Rose Gold",
    "our son Ross, born on 3 May 2019",
]


@pytest.mark.parametrize("item", TOLD)
def test_what_he_tells_of_himself_changes_nothing(reader: Reader, item: str) -> None:
    request = "找保温杯" if any("\u4e00" <= letter <= "\u9fff" for letter in item) else "I need vacuum flasks"
    alone = reader.read(request)
    for message in (f"{item}，{request}", f"{request}, {item}"):
        told = reader.read(message)
        assert told.conditions == () and told.category == alone.category and set(told.query.split()) <= set(alone.query.split()), told.query


MARKED = [
    "微信号 anna_2026",
    "我的旺旺是anna_2026",
    "my WhatsApp is anna2026",
    "我是李先生，这是给王女士的",
    "这是给[name-1]的",
    "email me at anna@example.com",
    "卡号 6222021234567890128",
]


@pytest.mark.parametrize("item", [*TOLD, *MARKED])
def test_marks_of_a_redacted_message_are_no_words_to_search_by(reader: Reader, item: str) -> None:
    request = "找保温杯" if any("\u4e00" <= letter <= "\u9fff" for letter in item) else "I need vacuum flasks"
    told = Redaction().of(f"{item}，{request}")
    read, alone = reader.read(told), reader.read(request)
    assert (read.category, read.conditions) == (alone.category, ())
    assert not {"name", "account", "phone", "address", "order", "card", "1"} & set(read.query.split()), read.query
    assert not MARK.search(impersonal(told))


@pytest.mark.parametrize(
    "text", ["浙江的保温杯", "义乌市工厂的保温杯", "vacuum flasks from Yiwu", "a supplier in Zhejiang for vacuum flasks", "从义乌发货的保温杯"]
)
def test_where_the_supplier_is_stays_a_condition(reader: Reader, text: str) -> None:
    assert "supplier.location" in {each.field for each in reader.read(text).conditions}


def test_an_endless_run_of_streets_is_read_in_no_time(reader: Reader) -> None:
    for letter in ("路", "1", "A ", "送到", "区1"):
        reader.read(letter * 2000)


@pytest.mark.parametrize("text", ["red dresses from a trading company", "a Trading Company for red dresses"])
def test_a_kind_of_firm_is_no_name(reader: Reader, text: str) -> None:
    assert {one.field for one in reader.read(text).conditions} == {"attr.color", "supplier.kind"}


IDENTITIES = [
    "我的身份证号是110101199003078515，找婴儿睡袋", "身份证11010119900307851X 婴儿睡袋", "infant sleeping bags, my ID is 110101199003078515",
    "passport E12345678, infant sleeping bags", "ID card 110101199003078515 infant sleeping bags", "110101199003078515 infant sleeping bags",
]  # fmt: skip


@pytest.mark.parametrize("text", IDENTITIES)
def test_an_identity_number_is_kept_nowhere(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert reading.category == "婴儿睡袋" and not any(char.isdigit() for char in reading.query) and "ID" not in reading.query
    assert reading.conditions == ()


KEPT = [
    ("老婆叫买红色连衣裙，便宜点的", "我要红色连衣裙，便宜点的"),
    ("幼儿园用的红色连衣裙", "红色连衣裙，幼儿园用的"),
    ("my baby in red needs dresses", "red dresses for my baby"),
]


@pytest.mark.parametrize(("text", "other"), KEPT)
def test_what_only_looks_like_a_name_is_still_asked_for(reader: Reader, text: str, other: str) -> None:
    assert "attr.color" in {one.field for one in reader.read(text).conditions} & {one.field for one in reader.read(other).conditions}


@pytest.mark.parametrize("text", ["张三丰推荐的婴儿睡袋", "我是张三丰,找婴儿睡袋", "客户张三丰要一款婴儿睡袋"])
def test_a_number_in_a_name_is_no_rating(reader: Reader, text: str) -> None:
    assert reader.read(text).conditions == ()


FORMS = [
    "dg-4hX9kQ2vLmN8pR3sT6wY1zA5bC7dE0fG_aB3dE5fG7h",
    "sk-0123456789abcdef0123456789abcdef",
    "4111 1111 1111 1111",
    "wang dot xiaoming at example dot com",
    "wang点xiaoming艾特example点com",
    "一三八一二三四五六七八",
    "one three eight one two three four five six seven eight",
]


@pytest.mark.parametrize("private", FORMS)
@pytest.mark.parametrize("request_", ["找保温杯", "I need vacuum flasks"])
def test_what_its_form_tells_to_be_private_is_no_word_to_search_by(reader: Reader, private: str, request_: str) -> None:
    alone = reader.read(request_)
    told = reader.read(f"{request_}, {private}")
    assert told.category == alone.category and told.conditions == ()
    assert set(told.query.split()) <= set(alone.query.split()), told.query
    assert private not in impersonal(f"{request_}, {private}")
