"""What a model makes of words that nobody could read: only where they are wished for, one wish each, and of the goods alone."""

import pytest
from daogou.understanding.ledger.ledger import apply
from daogou.understanding.reader import Reader
from daogou.understanding.reworded.quoting import Unread
from daogou.understanding.reworded.reworded import Reworded, Rewording
from daogou.understanding.reworded.wishes import understood

WISHED = [
    ("婴儿睡袋，要摸着云朵似的", "云朵似的", "纯棉"),
    ("给宝宝找一款咕噜噜的睡袋", "咕噜噜", "纯棉"),
    ("有咕噜噜的睡袋吗？", "咕噜噜", "纯棉"),
    ("婴儿睡袋，不要羊毛，要咕噜噜的", "咕噜噜", "纯棉"),
    ("a baby sleeping bag that feels cloudlike", "cloudlike", "cotton"),
    ("please find me a zorby baby sleeping bag", "zorby", "cotton"),
    ("Do you have a zorby baby sleeping bag?", "zorby", "cotton"),
    ("baby sleeping bag under 100 yuan, zorby", "zorby", "cotton"),
    ("a zorby baby sleeping bag, under 100 yuan, please", "zorby", "cotton"),
    ("a baby sleeping bag, no wool please, I want something zorby", "zorby", "cotton"),
    ("我要一条能穿去咕噜噜的婴儿睡袋", "咕噜噜", "纯棉"),
    ("a baby sleeping bag that keeps zorby at night", "zorby", "cotton"),
    ("a baby sleeping bag that a toddler can't rip apart", "toddler can't rip apart", "cotton"),
    ("a baby sleeping bag that hides zorby stains", "hides zorby stains", "cotton"),
    ("a baby sleeping bag that my sister won't hate", "my sister won't hate", "cotton"),
    ("a baby sleeping bag my sister won't hate", "my sister won't hate", "cotton"),
    ("婴儿睡袋，宝宝用的，我想要有咕噜噜的", "咕噜噜", "纯棉"),
    ("给宝宝用的咕噜噜的婴儿睡袋", "咕噜噜", "纯棉"),
    ("婴儿睡袋，0.5 TOG，要咕噜噜的", "咕噜噜", "纯棉"),
    ("baby sleeping bag, zorby", "zorby", "a baby sleeping bag of cotton"),
    ("Can I have a zorby baby sleeping bag?", "zorby", "cotton"),
    ("I'm looking for a baby sleeping bag that feels zorby", "zorby", "cotton"),
    ("a baby sleeping bag for my son that feels zorby", "zorby", "cotton"),
]
TURNED = [
    ("给宝宝找睡袋，不喜欢咕噜噜的", "咕噜噜", "羽丝棉"),
    ("给宝宝找睡袋，除了咕噜噜的都行", "咕噜噜", "珊瑚绒"),
    ("给宝宝找睡袋，对咕噜噜过敏", "咕噜噜", "羊毛"),
    ("给宝宝找睡袋，上次买的咕噜噜很差", "咕噜噜", "羽丝棉"),
    ("给宝宝找睡袋，邻居家是咕噜噜的", "咕噜噜", "羽丝棉"),
    ("给宝宝找睡袋，别给我咕噜噜那种", "咕噜噜", "羊毛"),
    ("给宝宝找睡袋，咕噜噜好吗？", "咕噜噜", "羊毛"),
    ("给宝宝找睡袋，比咕噜噜薄", "咕噜噜", "羊毛"),
    ("给宝宝找睡袋，咕噜噜的，不要", "咕噜噜", "羊毛"),
    ("给宝宝找睡袋，不要羊毛，咕噜噜", "咕噜噜", "纯棉"),
    ("a baby sleeping bag without any zorby stuff", "zorby", "wool"),
    ("baby sleeping bag, not too zorby", "zorby", "coral fleece"),
    ("a baby sleeping bag; my neighbour's one was zorby and awful", "zorby", "coral fleece"),
    ("baby sleeping bag, avoid zorby", "zorby", "wool"),
    ("baby sleeping bag, zorby is out", "zorby", "wool"),
    ("baby sleeping bag, allergic to zorby", "zorby", "wool"),
    ("baby sleeping bag, is it zorby?", "zorby", "wool"),
    ("baby sleeping bag, less zorby than the last", "zorby", "wool"),
    ("baby sleeping bag, zorby, I hate it", "zorby", "wool"),
    ("baby sleeping bag, anything but zorby", "zorby", "wool"),
    ("baby sleeping bag, zorby, my sister had one and sent it back", "zorby", "wool"),
    ("给宝宝找睡袋，要咕噜噜的，那种太差", "咕噜噜", "羊毛"),
    ("baby sleeping bag, zorby flumph", "zorby", "wool"),
    ("baby sleeping bag, no wool, zorby", "zorby", "cotton"),
    ("a baby sleeping bag that steers clear of zorby", "zorby", "cotton"),
    ("a baby sleeping bag that doesn't have zorby", "doesn't have zorby", "cotton"),
    ("a baby sleeping bag that I can't call zorby", "can't call zorby", "cotton"),
    ("a baby sleeping bag that a toddler can't rip apart", "rip apart", "cotton"),
    ("a baby sleeping bag that my sister hates", "my sister hates", "cotton"),
    ("a baby sleeping bag my sister won't have", "my sister won't have", "cotton"),
    ("a baby sleeping bag; my sister won't buy zorby", "my sister won't buy zorby", "cotton"),
    ("a baby sleeping bag, hide zorby", "hide zorby", "cotton"),
    ("a baby sleeping bag my sister won't hate zorby", "zorby", "cotton"),
    ("给宝宝找睡袋，朋友的是咕噜噜的", "咕噜噜", "纯棉"),
    ("给宝宝找睡袋，不能咕噜噜", "咕噜噜", "纯棉"),
    ("给宝宝找睡袋，会咕噜噜吗？", "咕噜噜", "纯棉"),
    ("我用的是咕噜噜的，找个婴儿睡袋", "咕噜噜", "纯棉"),
    ("我有一款咕噜噜的，想找个婴儿睡袋", "咕噜噜", "纯棉"),
    ("找个婴儿睡袋，家里有咕噜噜的", "咕噜噜", "纯棉"),
    ("I have one that is zorby, find me a baby sleeping bag", "zorby", "cotton"),
    ("下面这种我受够了,云朵感的婴儿睡袋", "下面这种我受够了", "珊瑚绒"),
    ("cloud-like baby sleeping bag? Please, the opposite of that in a sleeping bag", "opposite of that in a", "cotton"),
    ("baby sleeping bag, I am fed up with zorby", "fed up with zorby", "cotton"),
    ("find me a baby sleeping bag, we got a zorby one", "zorby", "cotton"),
    ("our bag feels zorby, find me a baby sleeping bag", "zorby", "cotton"),
    ("baby sleeping bag with zero zorby", "zorby", "cotton"),
    ("a baby sleeping bag with 0 zorby", "zorby", "cotton"),
    ("a baby sleeping bag with zero zorby", "zero zorby", "cotton"),
    ("宝宝睡袋，0咕噜噜", "咕噜噜", "纯棉"),
    ("宝宝睡袋要0咕噜噜的", "咕噜噜", "纯棉"),
    ("宝宝睡袋，零咕噜噜", "零咕噜噜", "纯棉"),
    ("baby sleeping bag, hold the zorby", "hold the zorby", "cotton"),
    ("baby sleeping bag, zorby is out of the question", "zorby is out of the question", "cotton"),
    ("宝宝睡袋，谢绝咕噜噜", "谢绝咕噜噜", "纯棉"),
    ("宝宝睡袋，咕噜噜拜拜", "咕噜噜拜拜", "纯棉"),
    ("baby sleeping bag, zorby", "zorby", "dress, cotton"),
    ("宝宝睡袋，咕噜噜的", "咕噜噜", "连衣裙，纯棉"),
]


def come_of(reader: Reader, message: str, *wishes: tuple[str, str]) -> list[tuple[str, str]]:
    """The fields and values that come of a model's rewordings beside what the message says by itself."""
    need = apply(None, reader.read(message), 1)
    unread = Unread(message, [quote for quote, _ in wishes], need.active, reader.vocabulary)
    reworded = Reworded(wishes=tuple(Rewording(quote=quote, plain=plain, implied=False) for quote, plain in wishes))
    return [(one.field, str(one.value)) for each in understood(reworded, unread, need, reader) for one in each.wishes]


@pytest.mark.parametrize(("message", "quote", "plain"), WISHED)
def test_what_is_wished_for_in_other_words_is_a_wish(reader: Reader, message: str, quote: str, plain: str) -> None:
    assert [field for field, _ in come_of(reader, message, (quote, plain))] == ["attr.material"]


@pytest.mark.parametrize(("message", "quote", "plain"), TURNED)
def test_what_is_denied_asked_compared_or_anothers_is_none(reader: Reader, message: str, quote: str, plain: str) -> None:
    assert come_of(reader, message, (quote, plain)) == []


@pytest.mark.parametrize(
    "plain",
    [
        "price over 90 yuan", "价格不超过 90 元", "rated below 3", "评分4.5以上", "MOQ at least 500", "起订量500件", "cheapest first", "from Zhili",
        "not cotton", "不要纯棉",
        "cotton, winter", "纯棉的，冬天用", "3.5 tog", "price over 90 yuan, for dogs, adult, 3.5 tog, winter, wool",
    ],
)  # fmt: skip
def test_of_words_that_nobody_knows_comes_no_price_no_number_no_seller_and_no_second_wish(reader: Reader, plain: str) -> None:
    assert come_of(reader, "baby sleeping bag, zorby", ("zorby", plain)) == []


def test_one_quote_gives_one_wish_however_often_it_is_quoted(reader: Reader) -> None:
    found = come_of(reader, "baby sleeping bag, zorby flumph", ("zorby flumph", "cotton"), ("Zorby flumph", "winter"), ("flumph", "autumn"))
    assert [field for field, _ in found] == ["attr.material"]


@pytest.mark.parametrize(
    ("message", "word", "span"),
    [
        ("婴儿睡袋，不闷汗的", "闷汗", "不闷汗"),
        ("婴儿睡袋，不要像云朵那样软的", "云朵", "不要像云朵那样软"),
        ("婴儿睡袋，咕噜噜的，不要", "咕噜噜", "咕噜噜的,不要"),
        ("我要会呼吸的婴儿睡袋", "呼吸", "会呼吸"),
        ("a baby sleeping bag, nothing fluffy like a cloud", "cloud", "nothing fluffy like a cloud"),
        ("a baby sleeping bag that my grandma with arthritis can open", "arthritis", "grandma with arthritis can open"),
        ("a baby sleeping bag that a toddler can't rip apart", "apart", "toddler can't rip apart"),
        ("baby sleeping bag, zorby, I hate it", "zorby", "zorby, I hate it"),
        ("a zorby baby sleeping bag under 100 yuan", "zorby", "zorby"),
    ],
)
def test_what_was_left_over_goes_with_what_belongs_to_it(reader: Reader, message: str, word: str, span: str) -> None:
    """A model was given 透光 of 不透光, and "cloud" of "nothing fluffy like a cloud", as the buyer's wish."""
    read = apply(None, reader.read(message), 1).active
    assert Unread(message, [word], read, reader.vocabulary).spans == (span,)


@pytest.mark.parametrize(
    ("message", "word", "told"),
    [
        ("baby sleeping bag, not polyester, zorby", "zorby", "zorby"),
        ("婴儿睡袋，不要羊毛的，咕噜噜的", "咕噜噜", "咕噜噜"),
        ("baby sleeping bag, not polyester or zorby", "zorby", "zorby"),
        ("婴儿睡袋，不要羊毛和咕噜噜的", "咕噜噜", "咕噜噜"),
        ("baby sleeping bag, nothing like a cloud, not polyester", "cloud", "nothing like a cloud"),
        ("婴儿睡袋，不要羊毛的，不透光的", "透光", "不透光"),
        ("a baby sleeping bag that doesn't zorb or flumph, not polyester", "flumph", "doesn't zorb or flumph"),
        ("睡相不好的咕噜噜挑个婴儿睡袋，不要羊毛的", "咕噜噜", "睡相不好的咕噜噜"),
    ],
)
def test_what_made_no_condition_is_told_without_what_did(reader: Reader, message: str, word: str, told: str) -> None:
    """ "I could not filter by "not polyester, zorby"", which had been filtered by."""
    read = apply(None, reader.read(message), 1).active
    assert Unread(message, [word], read, reader.vocabulary).denied(word) == told


@pytest.mark.parametrize(
    ("plain", "has", "fields"),
    [("3.5 tog", True, ["attr.tog"]), ("3.5 tog", False, []), ("price over 90 yuan", True, []), ("rated below 3", True, [])],
)
def test_a_figure_counts_where_goods_have_it(reader: Reader, plain: str, has: bool, fields: list[str]) -> None:
    message = "baby sleeping bag, zorby"
    need = apply(None, reader.read(message), 1)
    reworded = Reworded(wishes=(Rewording(quote="zorby", plain=plain, implied=True),))
    found = understood(reworded, Unread(message, ["zorby"], need.active, reader.vocabulary), need, reader, lambda one: has)
    assert [(one.field, one.hard) for each in found for one in each.wishes] == [(field, False) for field in fields]


def test_what_denies_is_not_known_by_its_words(reader: Reader) -> None:
    message = "a baby sleeping bag my roommates won't hate"
    assert Unread(message, (), apply(None, reader.read(message), 1).active, reader.vocabulary).sentences == ("roommates won't hate",)


@pytest.mark.parametrize(
    "message",
    [
        "men's and women's baby sleeping bags", "shut up and show me baby sleeping bags", "男女宝宝的婴儿睡袋",
        "<script>alert('price<=1')</script>baby sleeping bags",
    ],
)  # fmt: skip
def test_what_the_rules_know_every_word_of_leaves_a_model_nothing_to_read(reader: Reader, message: str) -> None:
    """An obedient model made material of an oath, of markup and of whom the goods are for."""
    assert Unread(message, (), apply(None, reader.read(message), 1).active, reader.vocabulary).sentences == ()
