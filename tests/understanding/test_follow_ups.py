"""Follow-ups over the demo pack's words: what goes on with the topic, and what it changes."""

import pytest
from daogou.schema.need import Need
from daogou.schema.reading import Reading
from daogou.schema.reference import Shown
from daogou.understanding.ledger.ledger import apply

from .demo import reader

FLASK = ("保温杯 100以内", "vacuum flask under 100 yuan")
BAG = ("婴儿睡袋 2.5TOG 100以内", "infant sleeping bag, 2.5 TOG, under 100 yuan")
CASE = ("红色手机壳", "a red phone case")


def talk(*messages: str) -> tuple[Reading, Need]:
    need: Need | None = None
    shown: list[Shown] = []
    for turn, message in enumerate(messages, 1):
        reading = reader().read(message, need, shown)
        need = apply(need, reading, turn)
        shown = [Shown(turn=turn, product_ids=("a", "b", "c"))]
    assert need is not None
    return reading, need


def names(need: Need) -> list[str]:
    return [("" if each.hard else "~") + each.name for each in need.active]


@pytest.mark.parametrize("messages", [(FLASK[0], "最便宜的三款"), (FLASK[1], "the cheapest three")])
def test_the_cheapest_few(messages: tuple[str, str]) -> None:
    reading, need = talk(*messages)
    assert (reading.intent, reading.topic, reading.query, need.sort) == ("refine", "same", "", ("price",))
    assert names(need) == ["price<=100"]


def test_two_are_no_price() -> None:
    assert names(talk(FLASK[0], "最贵的两款")[1]) == ["price<=100"]


@pytest.mark.parametrize("message", ["哪款最轻", "最轻的是哪款?", "which is the lightest?", "which one is lightest?"])
def test_which_has_most_of_a_number_is_told_by_it(message: str) -> None:
    reading, need = talk(FLASK[0], message)
    assert (reading.intent, reading.topic, need.category, reading.asked) == ("product_question", "same", "保温杯", ("attr.weight_g",))
    assert [(each.kind, each.sort, each.count) for each in reading.references] == [("extreme", "-attr.weight_g", 0)]


@pytest.mark.parametrize("message", ["最耐用的是哪款?", "哪款最时髦", "which is the most durable?", "which one is toughest?"])
def test_which_has_most_of_something_is_a_choice(message: str) -> None:
    reading, need = talk(FLASK[0], message)
    assert (reading.intent, reading.topic, need.category) == ("pick", "same", "保温杯")
    assert names(need) == ["price<=100"]


@pytest.mark.parametrize("messages", [(CASE[0], "同款 蓝色的"), (CASE[1], "same but in blue"), (CASE[1], "the same in blue instead")])
def test_the_same_in_another_colour(messages: tuple[str, str]) -> None:
    reading, need = talk(*messages)
    assert (reading.intent, reading.topic, need.category) == ("refine", "same", "手机壳")
    assert names(need) == ["attr.color in [雾蓝, 雾霾蓝, 蓝色, 宝宝蓝]"]


@pytest.mark.parametrize("message", ["what about tempered glass?", "钢化玻璃的呢", "1.0 TOG instead"])
def test_what_about_goes_on(message: str) -> None:
    reading, need = talk(CASE[0], message)
    assert (reading.topic, need.category) == ("same", "手机壳")


@pytest.mark.parametrize("messages", [(BAG[0], "换成1.0 TOG"), (BAG[1], "1.0 TOG instead")])
def test_instead_replaces(messages: tuple[str, str]) -> None:
    assert sorted(names(talk(*messages)[1])) == ["attr.tog=1", "price<=100"]


@pytest.mark.parametrize("messages", [(BAG[0], "放宽价格"), (BAG[0], "价格放宽一点"), (BAG[1], "loosen the price")])
def test_a_loosened_price_is_dropped(messages: tuple[str, str]) -> None:
    assert names(talk(*messages)[1]) == ["attr.tog=2.5"]


@pytest.mark.parametrize("messages", [(BAG[0], "给大人用的，-10度"), (BAG[0], "给大人用的，零下10度"), (BAG[1], "for adults, -10 degrees")])
def test_the_same_noun_for_others(messages: tuple[str, str]) -> None:
    reading, need = talk(*messages)
    assert (reading.topic, need.category) == ("new", "成人睡袋")
    assert names(need) == ["attr.comfort_temp_c<=-10"]


@pytest.mark.parametrize("message", ["is there one for kids?", "有儿童的吗"])
def test_an_audience_without_a_category_goes_on(message: str) -> None:
    assert talk(CASE[0], message)[1].category == "手机壳"


@pytest.mark.parametrize("message", ["what about a keyboard?", "换成水晶摆件"])
def test_another_product_is_still_another_topic(message: str) -> None:
    assert talk(CASE[0], message)[0].topic == "new"


@pytest.mark.parametrize(
    ("message", "language"),
    [
        ("GOTS", "zh"),
        ("OEKO-TEX", "zh"),
        ("TOG 2.5", "zh"),
        ("Oxblood", "zh"),
        ("USB-C", "zh"),
        ("XL", "zh"),
        ("Thanks", "en"),
        ("red", "en"),
        ("in blue", "en"),
    ],
)
def test_a_name_alone_changes_no_language(message: str, language: str) -> None:
    assert talk(BAG[0], message)[0].language == language
    assert talk(BAG[1], message)[0].language == "en"


SILK = ("真丝连衣裙，500以内", "silk dresses under 500 yuan")


@pytest.mark.parametrize(
    "messages",
    [
        (SILK[0], "真丝太贵了，换成雪纺的"), (SILK[0], "真丝的有点贵，雪纺的有吗"), (SILK[1], "silk is too expensive, make it chiffon"),
        (SILK[1], "the silk ones are too delicate, how about chiffon?"),
    ],
)  # fmt: skip
def test_what_is_complained_of_is_left_for_the_other(messages: tuple[str, str]) -> None:
    reading, need = talk(*messages)
    assert (reading.intent, need.category, sorted(names(need))) == ("refine", "连衣裙", ["attr.material=雪纺", "price<=500"])


@pytest.mark.parametrize("message", ["it has to be blue", "it absolutely must be blue", "必须是蓝色的"])
def test_what_it_has_to_be_is_a_wish_and_points_at_nothing(message: str) -> None:
    reading, need = talk(CASE[1], message)
    assert (reading.references, need.category) == ((), "手机壳")
    assert [each.field for each in need.active] == ["attr.color"] and "蓝色" in names(need)[0]


@pytest.mark.parametrize(
    "message", ["I'd love a canvas backpack, ideally, but it must be under 40 yuan", "a canvas backpack, if possible, under 40 yuan"]
)
def test_a_softener_by_itself_is_said_of_the_clause_before(message: str) -> None:
    _, need = talk(message)
    assert names(need) == ["~attr.material in [棉布, 帆布]", "price<=40"]


FLASKS = ("保温杯", "vacuum flasks")


@pytest.mark.parametrize(
    "messages", [(FLASKS[0], "316的最好，304也能接受"), (FLASKS[1], "ideally 316 steel, 304 steel is fine too"), ("316的保温杯最好，304也行",)]
)  # fmt: skip
def test_what_will_do_is_chosen_from_with_what_is_preferred(messages: tuple[str, ...]) -> None:
    _, need = talk(*messages)
    assert names(need) == ["attr.material in [316不锈钢, 304不锈钢]"]


@pytest.mark.parametrize("messages", [("钛的保温杯", "316的也行"), ("titanium vacuum flasks", "316 is fine too")])
def test_what_will_do_widens_what_was_asked_for(messages: tuple[str, str]) -> None:
    assert names(talk(*messages)[1]) == ["attr.material in [钛, 316不锈钢]"]
    assert names(talk(*messages, "换成陶瓷的")[1]) == ["attr.material=陶瓷内胆"]


@pytest.mark.parametrize(
    "messages",
    [
        ("保温杯 316的，不要304的", "304的也行"), ("保温杯 316的，不要304的", "那就304的也可以"),
        ("vacuum flasks in 316 steel, not 304 steel", "304 steel is fine too"),
    ],
)  # fmt: skip
def test_what_will_do_after_all_is_turned_away_no_more(messages: tuple[str, str]) -> None:
    assert names(talk(*messages)[1]) == ["attr.material in [316不锈钢, 304不锈钢]"]


@pytest.mark.parametrize("message", ["一百块封顶，五十以下的看着不放心", "100 at most, and I don't trust anything under 50"])
def test_what_is_not_trusted_is_a_bound_denied(message: str) -> None:
    assert sorted(names(talk(FLASKS[0], message)[1])) == ["price<=100", "price>=50"]


@pytest.mark.parametrize("message", ["第二个的厂家靠不靠谱", "第二款贵不贵"])
def test_the_same_word_denied_asks(message: str) -> None:
    reading, need = talk(FLASKS[0], message)
    assert reading.intent in ("supplier", "product_question") and names(need) == []


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("不锈钢保温杯", "去掉不锈钢那条，加上防漏"),
        ("stainless steel vacuum flask", "remove the steel requirement and add leakproof"),
        ("stainless steel vacuum flask", "drop the stainless steel requirement and add leakproof"),
    ],
)
def test_one_condition_goes_and_another_comes(first: str, then: str) -> None:
    reading, need = talk(first, then)
    assert (names(need), need.category, reading.references) == (["attr.leakproof=true"], "保温杯", ())


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("vacuum flasks, 1000 pcs, total under $500", "ok 3000 yuan total"),
        ("保温杯1000个，总共不超过500美元", "那就总共3000元"),
        (*FLASK[:1], "总价5元"),
    ],
)
def test_a_total_is_for_the_quantity_asked_before(first: str, then: str) -> None:
    _, need = talk(first, then)
    assert (names(need), need.quantity) == ((["price<=3"], 1000) if need.quantity else (["price<=5"], None))


def test_a_total_for_other_goods_is_for_no_quantity_of_the_old() -> None:
    assert names(talk("保温杯1000个", "手机壳，总共3000元")[1]) == ["price<=3000"]


@pytest.mark.parametrize("messages", [("台灯 三四百块", "两三百也可以"), ("desk lamp, 300 to 400 yuan", "200 to 300 yuan is fine too")])
def test_a_range_that_will_do_too_widens_the_one_before(messages: tuple[str, str]) -> None:
    assert sorted(names(talk(*messages)[1])) == ["price<=400", "price>=200"]


@pytest.mark.parametrize("message", ["能印logo", "要有贴牌", "要能定制的", "with private label", "must offer custom orders"])
def test_what_a_supplier_is_to_be_able_to_do_is_told_of_and_the_search_goes_on(message: str) -> None:
    reading, need = talk(FLASK[0], message)
    assert ([kind for kind, _ in reading.notes], reading.intent, need.category) == (["capability"], "refine", "保温杯")
    assert names(need) == ["price<=100"]


def test_factories_that_can_are_told_by_what_they_state() -> None:
    reading, _ = talk(FLASK[1], "factories that do OEM")
    assert (reading.intent, reading.asked) == ("supplier", ("capability.oem",))


@pytest.mark.parametrize("message", ["色温可调", "色温能调节的", "色温可调的", "the color temperature is adjustable", "adjustable color temperature"])
def test_what_is_to_be_adjustable_is_said_to_be_unchecked_and_the_search_goes_on(message: str) -> None:
    reading, need = talk("台灯 100以内", message)
    assert ([kind for kind, _ in reading.notes], need.category, names(need)) == (["unchecked"], "台灯", ["price<=100"])


@pytest.mark.parametrize("message", ["1公斤以内", "under 1 kg"])
def test_a_weight_of_no_known_goods_is_said_to_be_unread(message: str) -> None:
    assert [kind for kind, _ in reader().read(message).notes] == ["unread"]


TROUBLES = [
    ("第一款盖子拧不开怎么办", "盖子拧不开", ()), ("第一款的盖子卡住了，怎么办？", "盖子卡住了", ()),
    ("第一款摔坏了怎么办", "摔坏了", ("review.durability",)),
    ("what do I do if the lid of the first one won't open?", "lid won't open", ()),
    ("the lid of the first one is stuck, what now?", "lid is stuck", ()),
]  # fmt: skip


@pytest.mark.parametrize(("message", "wrong", "asked"), TROUBLES, ids=[message for message, _, _ in TROUBLES])
def test_what_to_do_about_a_part_asks_for_no_value_of_it(message: str, wrong: str, asked: tuple[str, ...]) -> None:
    reading, need = talk(FLASK[0], message)
    assert (reading.intent, reading.asked, reading.query, reading.supposed) == ("product_question", asked, wrong, ())
    assert reading.references and names(need) == ["price<=100"]


MAY_BE = [
    (FLASK[0], "陶瓷内胆的可以带去工地吗？"), (FLASK[1], "can I take ceramic ones to a building site?"), (FLASK[0], "316不锈钢能装可乐吗"),
    (FLASK[1], "can I put coke in 316 stainless steel?"), (FLASK[0], "钛的会生锈吗？"), (FLASK[1], "will titanium rust?"),
    ("充电宝", "30000毫安能带上飞机吗？"), ("power bank", "can I take 30000 mAh on a plane?"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "message"), MAY_BE, ids=[message for _, message in MAY_BE])
def test_what_may_be_done_with_a_value_is_a_question_and_no_filter(first: str, message: str) -> None:
    reading, need = talk(first, message)
    assert (reading.intent, reading.topic, need.category) == ("product_question", "same", "充电宝" if first in ("充电宝", "power bank") else "保温杯")
    assert not [name for name in names(need) if "attr." in name]


@pytest.mark.parametrize("message", ["有没有陶瓷内胆的？", "陶瓷内胆的可以推荐吗", "can I get ceramic ones?", "could you show ceramic ones?"])
def test_goods_asked_for_politely_are_a_filter(message: str) -> None:
    assert "attr.material=陶瓷内胆" in names(talk(FLASK[0], message)[1])


def test_what_is_used_with_the_goods_is_no_value_of_theirs() -> None:
    reading, _ = talk("towels", "can I use fabric softener on the first one?")
    assert (reading.intent, reading.asked, reading.query) == ("product_question", (), "fabric softener") and reading.references


THANKS = [
    "材质挺好的，谢谢", "谢谢，盖子很不错", "颜色挺好看，多谢了", "谢谢，尺寸合适",
    "the fabric is nice, thanks", "thanks, the lid looks great", "nice material, thank you",
]  # fmt: skip


@pytest.mark.parametrize("message", THANKS)
def test_praise_with_thanks_looks_for_nothing(message: str) -> None:
    reading, need = talk(FLASK[0], message)
    assert (reading.intent, need.category, names(need)) == ("chitchat", "保温杯", ["price<=100"])


@pytest.mark.parametrize("message", ["要材质好的，谢谢", "换成钛的，谢谢", "titanium ones please, thanks"])
def test_a_wish_with_thanks_is_one(message: str) -> None:
    assert talk(FLASK[0], message)[0].intent == "refine"


DISCOUNTS = ["有优惠吗", "有折扣吗", "有没有优惠券", "is there a discount?", "any discounts?", "do you have a coupon?"]


@pytest.mark.parametrize("message", DISCOUNTS)
def test_a_discount_is_one_of_the_sellers_terms_and_keeps_the_topic(message: str) -> None:
    reading, need = talk(FLASK[0], message, "how many in stock?")
    assert (reading.intent, reading.asked, reading.query, need.category) == ("product_question", ("stock",), "", "保温杯")
    assert talk(FLASK[0], message)[0].asked == ("terms.discount",)


@pytest.mark.parametrize(
    "messages",
    [
        ("鼠标要静音的", "不静音的也行"),
        ("鼠标要静音的", "不静音也没关系"),
        ("头灯要防水的", "不防水也行"),
        ("phone case with magsafe", "without magsafe is fine"),
    ],
)
def test_to_do_without_it_will_do(messages: tuple[str, str]) -> None:
    assert names(talk(*messages)[1]) == []


@pytest.mark.parametrize("messages", [("充电宝", "20000毫安的里面最便宜的"), ("power bank", "the cheapest of the 20000 mAh ones")])
def test_the_cheapest_of_what_is_described_is_looked_for(messages: tuple[str, str]) -> None:
    need = talk(*messages)[1]
    assert (need.sort, names(need)) == (("price",), ["attr.capacity_mah=20000"])


@pytest.mark.parametrize("messages", [("FDA认证的奶瓶", "LFGB也可以"), ("baby bottle, FDA certified", "LFGB is fine too")])
def test_another_certificate_will_do_as_well(messages: tuple[str, str]) -> None:
    assert names(talk(*messages)[1]) == ["certification contains [FDA, LFGB]"]


def test_a_size_denied_is_told_as_denied() -> None:
    assert [each.text for each in talk("婴儿连体衣73码", "不要73码，80码")[1].active] == ["不要73码", "80码"]
