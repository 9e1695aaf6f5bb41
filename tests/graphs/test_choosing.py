"""Choosing, in both languages: criteria with their sources, the one question and its answer, conflicting wishes."""

import pytest
from daogou.graphs.opening import Assistant
from daogou.nodes.learned import _between
from daogou.schema.command import Learn, Want

from .commanded import seek, turn, want

TALKS = {
    "zh": ("给宝宝找睡袋,100元以内", "怎么选?", "最便宜又评价最好的是哪款"),
    "en": ("baby sleeping bags under 100 yuan", "how do I choose?", "which is the cheapest with the best reviews?"),
}
WEIGHED = [{"command": "sort", "key": "price"}, {"command": "sort", "key": "rating"}, {"command": "choose"}]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_question_is_answered_by_a_tap_that_sets_a_condition(demo: Assistant, language: str) -> None:
    thread = f"question-{language}"
    demo.ask(TALKS[language][0], thread=thread)
    chosen = demo.ask(TALKS[language][1], thread=thread)
    assert chosen.intent == "pick" and chosen.question
    assert {"guide", "product"} <= {citation.kind for citation in chosen.citations}
    before = {condition.name for condition in chosen.need.active}
    tap = next(one for one in chosen.suggestions if one.kind == "narrow")
    answered = demo.ask(tap.text, thread=thread)
    new = [condition for condition in answered.need.active if condition.name not in before]
    assert [condition.field.startswith("attr.") for condition in new] == [True]
    assert answered.cards and not any(card.failed for card in answered.cards)
    again = demo.ask(TALKS[language][1], thread=thread)
    assert again.question != chosen.question  # what was answered is not asked again


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_cheapest_and_the_best_at_once_is_weighed(demo: Assistant, language: str) -> None:
    thread = f"both-{language}"
    demo.ask(TALKS[language][0], thread=thread)
    chosen = turn(demo, thread, *WEIGHED, text=TALKS[language][2])
    assert chosen.intent == "pick" and {"price", "rating"} <= {*chosen.need.sort}
    assert chosen.cards and not any(card.failed for card in chosen.cards)  # of all that fit, not of those shown alone
    taken = next(one.ref for one in chosen.citations if one.kind == "product")
    products = demo.shopfront.current().catalogue.products([card.product_id for card in chosen.cards])
    lawful = {product.id for product in products if product.attributes.get("safety_class") == "A类"}  # others are no goods for an infant
    values = {card.product_id: (float(card.price or 0), card.rating or 0.0) for card in chosen.cards if card.product_id in lawful}
    price, rating = values[taken]
    assert not any(cheaper < price and better >= rating for cheaper, better in values.values())


def test_nobody_who_buys_for_himself_is_told_of_lots(demo: Assistant) -> None:
    turn(demo, "himself", {"command": "tell", "fact": "trade", "value": "consumer"}, seek("睡袋", audience="宝宝"))
    chosen = turn(demo, "himself", {"command": "choose"})
    assert "试卖" not in chosen.text and "复购" not in chosen.text


@pytest.mark.parametrize(("text", "then"), [("婴儿睡袋，房间26度", "怎么选？"), ("baby sleeping bag, the room is 26 degrees", "how do I choose?")])
def test_what_a_guide_says_of_the_room_orders_the_list_and_is_what_is_chosen_by(demo: Assistant, text: str, then: str) -> None:
    listed = demo.ask(text)
    assert [one.kind for one in listed.criteria] == ["guide"] * len(listed.criteria) and listed.criteria
    products = demo.shopfront.current().catalogue.products([card.product_id for card in listed.cards[:4]])
    assert [product.attributes.get("tog") for product in products] == [0.5] * 4  # all of these that are sold in few
    chosen = demo.ask(then, thread=listed.thread_id)
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


def test_what_is_dearer_than_may_be_is_no_pick_and_the_cheapest_of_all_is_named(demo: Assistant) -> None:
    turn(demo, "over", seek("woks"), text="woks")
    chosen = turn(demo, "over", want("price", "<=", 10), {"command": "choose", "among": [{"kind": "all"}]}, text="which, under 10?")
    catalogue = demo.shopfront.current().catalogue
    woks = [one for one in catalogue.products(list(catalogue.columns.ids)) if "炒锅" in one.category]
    named = [catalogue.products([one.ref])[0] for one in chosen.citations if one.kind == "product"]
    assert min(one.price[0].unit_price for one in named) == min(one.price[0].unit_price for one in woks)


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
