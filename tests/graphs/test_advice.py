"""What is advised: criteria with their sources, the one recommended, both sides of a choice; the answer before the list, nothing twice."""

import pytest
from daogou.graphs.opening import Assistant
from daogou.nodes.learned import _between
from daogou.schema.command import Learn, Want

from .commanded import ask, nth, seek, turn, want

WEIGHED = [{"command": "sort", "key": "price"}, {"command": "sort", "key": "rating"}, {"command": "choose"}]


def test_the_question_is_answered_by_a_tap_that_sets_a_condition(demo: Assistant) -> None:
    thread = "question"
    demo.ask("baby sleeping bags under 100 yuan", thread=thread)
    chosen = demo.ask("how do I choose?", thread=thread)
    assert chosen.intent == "pick" and chosen.question
    assert {"guide", "product"} <= {citation.kind for citation in chosen.citations}
    before = {condition.name for condition in chosen.need.active}
    tap = next(one for one in chosen.suggestions if one.kind == "narrow")
    answered = demo.ask(tap.text, thread=thread)
    new = [condition for condition in answered.need.active if condition.name not in before]
    assert [condition.field.startswith("attr.") for condition in new] == [True]
    assert answered.cards and not any(card.failed for card in answered.cards)
    again = demo.ask("how do I choose?", thread=thread)
    assert again.question != chosen.question  # what was answered is not asked again


def test_the_cheapest_and_the_best_at_once_is_weighed(demo: Assistant) -> None:
    demo.ask("给宝宝找睡袋,100元以内", thread="both")
    chosen = turn(demo, "both", *WEIGHED, text="最便宜又评价最好的是哪款")
    assert chosen.intent == "pick" and {"price", "rating"} <= {*chosen.need.sort}
    assert chosen.cards and not any(card.failed for card in chosen.cards)  # of all that fit, not of those shown alone
    taken = next(one.ref for one in chosen.citations if one.kind == "product")
    products = demo.shopfront.current().catalogue.products([card.product_id for card in chosen.cards])
    lawful = {product.id for product in products if product.attributes.get("safety_class") == "A类"}  # others are no goods for an infant
    values = {card.product_id: (float(card.price or 0), card.rating or 0.0) for card in chosen.cards if card.product_id in lawful}
    price, rating = values[taken]
    assert not any(cheaper < price and better >= rating for cheaper, better in values.values())


@pytest.mark.parametrize(("text", "then"), [("婴儿睡袋，房间26度", "怎么选？"), ("baby sleeping bag, the room is 26 degrees", "how do I choose?")])
def test_what_a_guide_says_of_the_room_orders_the_list_and_is_what_is_chosen_by(demo: Assistant, text: str, then: str) -> None:
    listed = demo.ask(text)
    assert [one.kind for one in listed.criteria] == ["guide"] * len(listed.criteria) and listed.criteria
    products = demo.shopfront.current().catalogue.products([card.product_id for card in listed.cards[:4]])
    assert [product.attributes.get("tog") for product in products] == [0.5] * 4  # all of these that are sold in few
    chosen = demo.ask(then, thread=listed.thread_id)
    named = [one.product_id for one in listed.cards if one.title[:40] in chosen.text]  # a long one is shortened
    assert named and {one.attributes.get("tog") for one in demo.shopfront.current().catalogue.products(named)} <= {0.5, None}
    cited = " ".join(citation.quote for citation in chosen.citations)
    assert "0.5 TOG" in cited and not any(other in cited for other in ("2.5 TOG", "3.5 TOG", "1.0 TOG"))


@pytest.mark.parametrize(
    ("goods", "by"),
    [
        ("机械键盘", {"command": "choose", "fields": ["安静"]}),
        ("mechanical keyboard", {"command": "ask", "of": [{"kind": "extreme", "sort": "quiet"}]}),
    ],
)
def test_the_most_of_what_no_record_measures_is_chosen_by_its_value(demo: Assistant, goods: str, by: dict[str, object]) -> None:
    turn(demo, f"by-{goods}", seek(goods))
    chosen = turn(demo, f"by-{goods}", by)
    assert chosen.intent == "pick" and [condition.field for condition in chosen.need.active if not condition.hard] == ["attr.switch"]


def test_two_brands_are_the_sides_of_one_choice(demo: Assistant) -> None:
    turn(demo, "brands", seek("bluetooth earphones"), text="bluetooth earphones")
    brands = [{"command": "ask_party", "party": "brand", "name": name} for name in ("Tutuyin", "Kongting")]
    told = turn(demo, "brands", *brands, text="Tutuyin or Kongting, which is better?")
    first, *rest = [line for line in told.text.splitlines() if line]
    assert "Tutuyin" in first and "Kongting" in first and len(rest) <= 4


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("bottles: ppsu or glass? we boil them daily", ("ppsu", "glass")),
        ("do you have it in ppsu or glass?", ()),
        ("玻璃还是塑料好", ("玻璃", "塑料")),
    ],
)
def test_two_values_alone_in_a_question_are_a_choice_between_them(text: str, sides: tuple[str, ...]) -> None:
    words = sides or ("ppsu", "glass")
    found = _between(Want(op="in", value=words, strength="either"), text)
    assert (found.alternatives if isinstance(found, Learn) else ()) == sides


def test_a_choice_of_two_keeps_their_numbers_and_tells_what_differs(demo: Assistant) -> None:
    turn(demo, "two", {"command": "seek", "goods": "wireless mouse"}, text="mice")
    two = [{"kind": "ordinal", "ordinal": 1}, {"kind": "ordinal", "ordinal": 3}]
    reply = turn(demo, "two", {"command": "compare", "among": two}, {"command": "choose", "among": [{"kind": "all", "count": 2}]}, text="1 or 3?")
    assert "umber 3" in reply.text and "umber 2" not in reply.text and reply.text.count("I'd take") == 1 and "Where they differ" in reply.text


@pytest.mark.parametrize(
    ("goods", "subject", "sides", "told"),
    [
        ("睡袋 成人", "羽绒的跟棉的怎么选", ["羽绒", "棉"], ("背包徒步", "自驾露营")),
        ("wok", "carbon steel or cast iron", ["carbon steel", "cast iron"], ("carbon steel wok is better for tossing", "ast iron wok holds heat")),
    ],
)
def test_what_guides_say_of_both_sides_is_told(demo: Assistant, goods: str, subject: str, sides: list[str], told: tuple[str, ...]) -> None:
    turn(demo, subject, {"command": "seek", "goods": goods}, text=goods)
    reply = turn(demo, subject, {"command": "learn", "subject": subject, "alternatives": sides}, text=subject)
    quoted = [one.quote for one in reply.citations if one.kind == "guide"]
    assert all(each in reply.text and any(each in quote for quote in quoted) for each in told)


def test_a_number_is_held_against_the_one_that_the_case_asks_for(demo: Assistant) -> None:
    turn(demo, "case", {"command": "seek", "goods": "婴儿睡袋"}, {"command": "tell", "fact": "room_temp_c", "value": 22}, text="婴儿睡袋")
    reply = turn(demo, "case", {"command": "learn", "subject": "2.5的会不会太热"}, text="2.5的会不会太热")
    assert [one.quote[:7] for one in reply.citations] == ["20-24°C"] and reply.text.index("2.5") < reply.text.index("20-24")


def test_a_brand_that_is_not_here_is_said_once_beside_the_one_that_is(demo: Assistant) -> None:
    turn(demo, "brand", {"command": "seek", "goods": "机械键盘"}, text="机械键盘")
    own = {"command": "ask_party", "party": "brand", "of": [{"kind": "ordinal", "ordinal": 1}]}
    reply = turn(demo, "brand", own, {"command": "ask_party", "party": "brand", "name": "罗技"}, text="和罗技比")
    assert reply.text.count("罗技") == 1 and reply.text.count("的评分：") <= 1 and "怎么选牌子" not in reply.text


KEYBOARDS = {"command": "seek", "goods": "机械键盘"}
SWITCHES = {"command": "learn", "subject": "红轴和青轴怎么选", "alternatives": ["红轴", "青轴"]}


def test_the_answer_stands_before_the_list_that_is_narrowed(demo: Assistant) -> None:
    turn(demo, "before", KEYBOARDS)
    reply = turn(demo, "before", SWITCHES, {"command": "want", "field": "price", "op": "<=", "value": 200})
    assert reply.text.index("青轴") < reply.text.index("\n1. ")
    assert reply.cards and "price<=200" in {one.name for one in reply.need.active}


def test_a_list_that_would_only_come_again_is_not_repeated(demo: Assistant) -> None:
    first = turn(demo, "again", KEYBOARDS)
    reply = turn(demo, "again", SWITCHES, {"command": "want", "value": "送给表弟"})
    assert "\n1. " not in reply.text and reply.need.words == ("送给表弟",)
    told = turn(demo, "again", {"command": "ask", "fields": ["price"], "of": [{"kind": "ordinal", "ordinal": 2}]})
    assert [card.product_id for card in told.cards] == [first.cards[1].product_id]


def test_two_questions_of_the_same_sides_are_answered_once(demo: Assistant) -> None:
    turn(demo, "once", KEYBOARDS)
    reply = turn(demo, "once", SWITCHES, {**SWITCHES, "subject": "晚上用红轴还是青轴"})
    lines = [line for line in reply.text.splitlines() if line]
    assert lines and len(lines) == len(set(lines)), reply.text


def test_it_is_the_one_that_was_recommended_in_few_lines(demo: Assistant) -> None:
    turn(demo, "it", KEYBOARDS)
    chosen = turn(demo, "it", {"command": "choose", "among": [{"kind": "all", "count": 0}]})
    assert len([line for line in chosen.text.splitlines() if line]) <= 6 and chosen.question is None
    best = chosen.cards[[card.title in chosen.text.split("\n")[0] for card in chosen.cards].index(True)]
    turn(demo, "it", {"command": "want", "field": "brand", "value": "罗技"})
    told = turn(demo, "it", {"command": "ask", "fields": ["price"], "of": [{"kind": "focus"}]})
    assert [card.product_id for card in told.cards] == [best.product_id]


def test_only_the_attributes_that_were_to_be_compared_are(demo: Assistant) -> None:
    turn(demo, "compared", KEYBOARDS)
    two = [{"kind": "ordinal", "ordinal": 1}, {"kind": "ordinal", "ordinal": 2}]
    reply = turn(demo, "compared", {"command": "compare", "among": two, "fields": ["轴体"]})
    assert "轴体" in reply.text and "买家怎么说" not in reply.text and reply.comparison is not None


def test_whether_a_supplier_has_other_goods_is_told_by_its_products(demo: Assistant) -> None:
    turn(demo, "sells", KEYBOARDS)
    asked = {
        "command": "ask_party",
        "party": "supplier",
        "of": [{"kind": "ordinal", "ordinal": 1}],
        "suppose": [{"command": "want", "value": "卫衣"}],
    }
    assert "没有它的卫衣" in turn(demo, "sells", asked).text


GOODS = {"zh": "婴儿睡袋", "en": "infant sleeping bag"}


@pytest.mark.parametrize("language", GOODS)
def test_a_comparison_begins_with_what_was_asked(assistant: Assistant, language: str) -> None:
    turn(assistant, "t", seek(GOODS[language]), language=language)
    reply = turn(assistant, "t", {"command": "compare", "among": nth(1, 2)}, language=language)
    assert reply.comparison is not None and not reply.comparison.verdict  # nothing was said that it is for
    apart = [row for row in reply.comparison.rows if len({*row.values}) > 1]
    assert any(all(value in reply.text.split("\n")[0] for value in row.values) for row in apart)
    wished = turn(assistant, "t", want("material", "=", "羊毛", strength="wish"), {"command": "compare", "among": nth(1, 2)}, language=language)
    assert wished.comparison is not None and wished.comparison.verdict.startswith(wished.text.split("\n")[0])
    untold = turn(assistant, "t", ask("radiation", "gift wrap", of=nth(1)), language=language)  # several things are one phrase
    assert untold.text.split("\n")[0].count({"zh": "；", "en": ";"}[language]) == 0


@pytest.mark.parametrize("language", GOODS)
def test_a_private_buyer_hears_nothing_of_first_lots(demo: Assistant, language: str) -> None:
    private = turn(demo, f"private-{language}", seek(GOODS[language]), language=language)
    trader = turn(demo, f"trader-{language}", seek(GOODS[language], quantity=200), language=language)
    lots = {"zh": "这几款里起订量最低", "en": "lowest MOQ"}[language]
    assert lots not in private.text and trader.text != private.text


@pytest.mark.parametrize("language", GOODS)
def test_words_that_no_record_has_are_named_once_at_the_end(assistant: Assistant, language: str) -> None:
    words = {"zh": ("颜色像海雾", "会唱歌"), "en": ("colour of sea mist", "sings lullabies")}[language]
    reply = turn(assistant, "t", seek(GOODS[language]), *(want(None, "=", each, strength="wish") for each in words), language=language)
    lines = [line for line in reply.text.split("\n") if any(each in line for each in words)]
    assert len(lines) == 1 and lines[0] == [line for line in reply.text.split("\n") if line][-1]
