"""What names or reaches a person goes; what describes goods stays."""

import re
from pathlib import Path

import pytest
import yaml
from daogou.memory.redaction.redaction import Redaction
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("联系我 13812345678,谢谢", "联系我 [phone-1],谢谢"),
        ("电话:138-1234-5678或+86 138 1234 5678", "电话:[phone-1]或[phone-1]"),
        ("call 0571-87654321 or (415) 555-2671", "call [phone-2] or [phone-1]"),
        ("mail Anna.Li+shop@example.com.cn today", "mail [email-1] today"),
        ("微信号:anna_2026 QQ 123456789", "微信号:[account-1] QQ [account-2]"),
        ("my WhatsApp is anna2026", "my WhatsApp is [account-1]"),
        ("身份证11010519491231002X", "身份证[identity-1]"),
        ("card 4111 1111 1111 1111", "card [card-1]"),
        ("我的银行卡号是6222021234567890123", "我的银行卡号是[card-1]"),
        ("my card number is 6222 0212 3456 7890 123", "my card number is [card-1]"),
        ("护照 E12345678 或 passport no. G28233365", "护照 [identity-2] 或 passport no. [identity-1]"),
        ("key dg-4hX9kQ2vLmN8pR3sT6wY1zA5bC7dE0fG_aB3dE5fG7h", "key [secret-1]"),
        ("sk-0123456789abcdef0123456789abcdef 能用吗", "[secret-1] 能用吗"),
        ("the token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.abcDEF_123", "the token [secret-1]"),
        ("密码是abc12345, password: hunter22", "密码是[secret-2], password: [secret-1]"),
        ("mail wang dot xiaoming at example dot com please", "mail [email-1] please"),
        ("邮件发 wang点xiaoming艾特example点com", "邮件发 [email-1]"),
        ("anna (at) example.com", "[email-1]"),
        ("打我一三八一二三四五六七八", "打我[phone-1]"),
        ("幺三八 一二三四 五六七八 还有 138一二三四5678 和 13812345678", "[phone-1] 还有 [phone-1] 和 [phone-1]"),
        ("座机 电话八七六五四三二一", "座机 电话[phone-1]"),
        ("call me on one three eight, one two three four, five six seven eight", "call me on [phone-1]"),
        ("my number is oh seven double nine five six two", "my number is [phone-1]"),
        ("see https://anna:pw@example.com/p/1?token=abc#x please", "see https://example.com please"),
        ("我是王小红,王小红要货", "我是[name-1],[name-1]要货"),
        ("Wang Trading and wang trading", "[name-1] and [name-1]"),
    ],
)
def test_what_reaches_a_person_is_taken_out(text: str, redacted: str) -> None:
    assert Redaction(["王小红", "Wang Trading"]).of(text) == redacted


@pytest.mark.parametrize(
    "text",
    [
        "100元以内,MOQ 500,¥68.50-¥129.00",
        "GB 31701-2015, EN 16781:2018, ISO 9001",
        "order of 2026-11-25, 1,200 pieces, item 100023456789",
        "CCC 2023010912532908, 箱码 10012345678902",
        "WinterJacket2024BlackXL, Sleeping-Bag-2024-Winter-Edition, EN71-1-2-3-EN16781-2018",
        "手机壳 100、200、300两种, 号码 36、37、38、39、40两双",
        "available at example.com, made at home dot by dot",
        "number 12345678 bags, 卡通 6 色",
        "P000125 有什么认证",
        "20000mAh 充电宝, 尺码 90-110",
    ],
)
def test_what_describes_goods_stays(text: str) -> None:
    assert Redaction().of(text) == text


def test_the_same_number_is_the_same_mark_within_one_conversation() -> None:
    clean = Redaction().of
    assert clean("call 13812345678") == "call [phone-1]" and clean("13812345678 or 13912345678") == "[phone-1] or [phone-2]"


@given(st.text(max_size=60), st.sampled_from(["13812345678", "a.b@example.com", "11010519491231002X"]), st.text(max_size=20))
def test_nothing_of_it_is_left_wherever_it_stands(before: str, secret: str, after: str) -> None:
    text = f"{before} {secret} {after}"
    assert secret not in Redaction().of(text)


@given(st.text(alphabet=st.characters(exclude_categories=["Nd"]), max_size=80))
def test_redacting_twice_changes_nothing(text: str) -> None:
    once = Redaction().of(text)
    assert Redaction().of(once) == once or re.search(r"@|https?://", text)


PLANTED = yaml.safe_load((Path(__file__).parents[1] / "graphs" / "planted.yaml").read_text("utf-8"))
ANNOUNCED = [item for kind, items in PLANTED.items() if kind != "threads" for item in items]


def pieces(text: str) -> set[str]:
    """What of it would tell: names, numbers and the like, without the words that announce them."""
    told = re.sub(
        "我叫|我是|收件人|联系人|我老婆|深圳的|找客户|黄埔的|帮我儿子|要用|下单|电话|手机号?|微信|打我|QQ|住|地址|寄到|送到|邮箱|订单号?|单号|合同编号|上次|发票号|会员号|买",
        " ",
        text,
    )
    told = re.sub(
        r"(?i)\b(my|name|is|i am|this|speaking|ship|deliver|to|for|daughter|regards|i'm|the|buyer|contact|signed|call|me|at|number|whatsapp|tel|text|"
        r"on|i live|email|shop|order|po|tracking|invoice|customer|id|account)\b",
        " ",
        told,
    )
    return set(re.findall(r"[^\W_]{2,}", told))


@pytest.mark.parametrize("item", ANNOUNCED)
@pytest.mark.parametrize("around", ["找婴儿睡袋,{}", "{} 怎么选婴儿睡袋", "sleeping bags for babies, {}"])
def test_nothing_of_what_a_buyer_lets_slip_is_left(item: str, around: str) -> None:
    left = Redaction().of(around.format(item))
    assert pieces(item) and not {piece for piece in pieces(item) if piece in left}, left


@pytest.mark.parametrize("thread", PLANTED["threads"])
def test_a_thread_that_is_known_is_taken_out_whatever_it_is_called(thread: str) -> None:
    assert thread not in Redaction([thread]).of(f"conversation {thread} please")


@pytest.mark.parametrize(
    ("said", "private"),
    [
        ("call me at +49 30 1234567 please", "1234567"),
        ("我叫王小明，想买毛巾", "王小明"),
        ("my name is Ada Lovelace, I need towels", "Lovelace"),
    ],
)
def test_private_data_is_taken_out(said: str, private: str) -> None:
    assert private in said and private not in Redaction().of(said)
