"""Questions about products: yes or no from records, what reviews say, and what nobody states."""

from collections.abc import Sequence
from typing import Literal

import pytest
from daogou.catalogue.facets import AttributeFacet, CategoryFacet, Facets, ValueFacet
from daogou.graphs.opening import Assistant
from daogou.schema.condition import Condition
from daogou.schema.product import Certification, Inferred
from daogou.schema.reading import Reading
from daogou.schema.supplier import Supplier
from daogou.tools.decisions.details import Detail, Details
from daogou.tools.decisions.offer import Offer
from daogou.tools.decisions.reviews import Heard, Reviews
from daogou.tools.facts.details import details, value_of
from daogou.tools.facts.holding import described_of
from daogou.tools.wording.wording import Wording
from daogou.understanding.vocabulary.vocabulary import Vocabulary

from ..acting import act, do, nth, want
from .shops import offer

FACTORY = Supplier(id="s", name="S", capabilities=("OEM", "打样"))
BAGS = [
    offer("a", attributes={"material": "cotton", "hooded": True}, description="Soft cotton. Does not shrink when washed cold.", supplier=FACTORY),
    offer("b", attributes={"hooded": False}, description="For summer nights."),
]
SHELF = (("flasks", 9),)
FACETS = Facets(
    categories=(CategoryFacet(("flasks",), {}, 9, True),),
    attributes=(
        AttributeFacet("material", "text", 9, (ValueFacet("titanium", ("钛",), 9),), None, None, None, SHELF),
        AttributeFacet("capacity_ml", "number", 9, (), 100.0, 2000.0, "volume", SHELF),
        AttributeFacet("weight_g", "number", 9, (), 100.0, 2000.0, "mass", SHELF),
        AttributeFacet("keep_hot_h", "number", 9, (), 3600.0, 86400.0, "time", SHELF),
    ),
)
COTTON = Condition(id="c0", field="attr.material", op="=", value="cotton")


ZIP = Condition(id="c0", field="attr.closure", op="=", value="拉链", text="zip")


def answered(
    asked: Sequence[str],
    supposed: tuple[Condition, ...] = (),
    query: str = "",
    verdict: bool | None = None,
    heard: tuple[Heard, ...] = (),
    of: Sequence[Offer] = BAGS,
) -> Details:
    reading = Reading(intent="product_question", language="en", asked=tuple(asked), supposed=supposed, query=query)
    reviews = lambda product: Reviews(product.id, len(heard), None, heard)  # noqa: E731
    return details(of, reading, lambda offer, condition: verdict, reviews, Wording("en"), vocabulary=Vocabulary.of(FACETS))


def by_offer(found: Details) -> dict[str, Detail]:
    return {detail.offer.id: detail for detail in found.details}


def test_what_a_title_says_is_no_silence() -> None:
    found = details(
        [offer("c", title="Cotton dress with pockets")],
        Reading(intent="product_question", language="en", query="pockets"),
        lambda offer, condition: None,
        lambda product: Reviews(product.id, 0, None, ()),
        Wording("en"),
        vocabulary=Vocabulary.of(FACETS),
    )
    described = found.details[0].described
    assert described is not None and described.in_title and not found.details[0].open


def test_what_is_supposed_is_judged_and_the_silent_record_asks_the_supplier() -> None:
    found = by_offer(answered(["attr.material"], (COTTON,), verdict=None))
    assert [found[name].answer for name in "ab"] == [None, None]
    assert [found[name].open for name in "ab"] == [True, True]
    assert by_offer(answered(["attr.material"], (COTTON,), verdict=False))["a"].answer is False


@pytest.mark.parametrize(("text", "answer"), [("quiet", None), ("wheels silent", None), ("silent linear", False), ("静音轴", False)])
def test_a_value_that_only_says_as_much_is_never_denied_by_another(text: str, answer: bool | None) -> None:
    flag = AttributeFacet("silent", "text", 9, (ValueFacet("有", (), 9),), None, None, None, (("mice", 9),))
    switch = AttributeFacet("switch", "text", 9, (ValueFacet("静音轴", ("Silent linear",), 3),), None, None, None, (("keyboards", 9),))
    facets = Facets(categories=tuple(CategoryFacet((name,), {}, 9, True) for name in ("mice", "keyboards")), attributes=(flag, switch))
    asked = Condition(id="c0", field="attr.switch", op="=", value="静音轴", text=text)
    reading = Reading(intent="product_question", language="en", supposed=(asked,))
    red = [offer("red", attributes={"switch": "红轴"})]
    none = lambda product: Reviews(product.id, 0, None, ())  # noqa: E731
    found = details(red, reading, lambda offer, condition: False, none, Wording("en"), vocabulary=Vocabulary.of(facets))
    assert found.details[0].answer is answer


def test_nothing_is_unheard_of_that_reviews_speak_of() -> None:
    spoken = by_offer(answered(["attr.closure"], (ZIP,), heard=(Heard("zip", 7, 6, 1),)))["a"]
    assert (spoken.heard is not None, spoken.open, spoken.unheard_of) == (True, True, False)
    assert by_offer(answered(["attr.closure"], (ZIP,), heard=(Heard("smell", 7, 6, 1),)))["a"].unheard_of


@pytest.mark.parametrize("field", ["title", "description"])
def test_what_a_model_found_is_quoted_from_where_it_stands(field: Literal["title", "description"]) -> None:
    text = {"title": "Glass kettle", "description": "Made of glass."}
    found = Inferred(value="glass", quote="lass", field=field, start=text[field].index("lass"))
    kettle = offer("k", title=text["title"], description=text["description"], inferred={"body": found}).product
    quoted = described_of(kettle, "body", Wording("en"), Vocabulary.of(FACETS))
    assert quoted is not None and (quoted.quote, quoted.in_title) == (text[field], field == "title")


def test_a_capability_is_answered_yes_only_where_the_supplier_states_it() -> None:
    found = by_offer(answered(["capability.samples"]))
    assert (found["a"].answer, found["b"].answer) == (True, None)
    assert by_offer(answered(["capability.odm"]))["a"].open


@pytest.mark.parametrize(
    ("asked", "attributes", "told", "gap"),
    [
        ("几包一箱", {"packs_per_box": 8}, ["attr.packs_per_box"], False),
        ("reams in a carton", {"packs_per_box": 8}, ["attr.packs_per_box"], False),
        ("shelf life", {"material_shelf_life": "4"}, ["attr.material_shelf_life"], False),
        ("lid", {"weight_g": 3}, [], True),
    ],
)
def test_a_record_is_searched_for_words_before_they_are_called_unstated(asked: str, attributes: dict[str, str], told: list[str], gap: bool) -> None:
    found = answered([f"said.{asked}"], of=[offer("a", attributes=attributes, supplier=FACTORY)])
    assert [detail.field for detail in found.details] == [*told, *([f"said.{asked}"] if gap else [])]


def test_what_a_message_wants_beside_its_question_is_answered_of_the_goods_in_hand() -> None:
    reading = Reading(intent="product_question", language="en", asked=("attr.hooded",), conditions=(COTTON,))
    none = lambda product: Reviews(product.id, 0, None, ())  # noqa: E731
    found = details(BAGS[:1], reading, lambda offer, condition: True, none, Wording("en"), vocabulary=Vocabulary.of(FACETS))
    assert {detail.field: detail.answer for detail in found.details} == {"attr.material": True, "attr.hooded": True}


def test_of_two_papers_the_one_that_is_not_there_is_named() -> None:
    papers = tuple(Condition(id="c0", field="certification", op="contains", value=name) for name in ("UN38.3", "MSDS"))
    reading = Reading(intent="product_question", language="en", asked=("certification",), supposed=papers)
    bank = offer("p", certifications=(Certification(name="UN38.3"),))
    none = lambda product: Reviews(product.id, 0, None, ())  # noqa: E731
    verdict = lambda offer, condition: condition.value == "UN38.3"  # noqa: E731
    (told,) = details([bank], reading, verdict, none, Wording("en"), vocabulary=Vocabulary.of(FACETS)).details
    assert [one.value for one in told.missing] == ["MSDS"]


def test_the_description_answers_what_no_field_does() -> None:
    found = by_offer(answered(["review.shrinking"]))
    described = found["a"].described
    assert described is not None and "shrink" in described.quote
    assert by_offer(answered([], query="summer"))["b"].described is not None
    found_none = answered([], query="radiation")
    assert by_offer(found_none)["a"].open
    assert [detail.field for detail in answered([], query="radiation", of=BAGS[:1]).details] == ["said.radiation"]


@pytest.mark.parametrize(
    ("description", "attribute", "told"),
    [
        ("A light bottle: it weighs 220 g and holds 380 ml. Hand wash.", "capacity_ml", True),
        ("A light bottle: it weighs 220 g and holds 380 ml. Hand wash.", "weight_g", True),
        ("Titanium body.", "material", True),
        ("Keeps tea hot for 12 hours.", "keep_hot_h", True),
        ("Sent within 12 hours.", "keep_hot_h", False),
        ("The others hold 380 ml.", "capacity_ml", False),
        ("A plain bottle.", "material", False),
    ],
)
def test_a_descriptions_words_are_looked_at_before_nothing_is_said_to_be_stated(description: str, attribute: str, told: bool) -> None:
    flask = offer("f", description=description, category=("flasks",)).product
    language = "zh" if description[:1] > "z" else "en"
    assert (described_of(flask, attribute, Wording(language), Vocabulary.of(FACETS)) is not None) is told


@pytest.mark.parametrize(
    ("search", "question", "aspect_count"),
    [("婴儿睡袋", "第一款会缩水吗", 0), ("infant sleeping bag", "how are the reviews of the first one?", 1)],
)
def test_a_question_over_the_store_cites_and_says_what_was_read(assistant: Assistant, search: str, question: str, aspect_count: int) -> None:
    first = assistant.ask(search, thread="t")
    reply = assistant.ask(question, thread="t")
    assert reply.intent == "product_question"
    assert [card.product_id for card in reply.cards] == [first.cards[0].product_id]
    assert {citation.ref for citation in reply.citations if citation.source_kind != "general"} == {first.cards[0].product_id}
    assert sum(citation.kind == "review" for citation in reply.citations) >= aspect_count


@pytest.mark.parametrize("bamboo", ["竹纤维", "bamboo"])
def test_a_question_over_a_list_answers_for_each(assistant: Assistant, bamboo: str) -> None:
    listed = act(assistant, "t", do("seek", goods="婴儿睡袋"))
    act(assistant, "t", do("ask", fields=["price"], of=[nth(1)]))
    reply = act(assistant, "t", do("ask", of=[{"kind": "all", "count": 0}], suppose=[want(None, "=", bamboo)]))
    assert reply.intent == "product_question"
    assert [card.product_id for card in reply.cards] == [card.product_id for card in listed.cards][:5]


@pytest.mark.parametrize(("search", "question"), [("婴儿睡袋", "第一款防辐射吗"), ("infant sleeping bag", "is the first one radiation proof?")])
def test_what_nobody_states_is_said_of_the_product_alone_without_a_letter(assistant: Assistant, search: str, question: str) -> None:
    first = assistant.ask(search, thread="t").cards[0]
    reply = assistant.ask(question, thread="t")
    assert [card.product_id for card in reply.cards] == [first.product_id]
    assert not reply.inquiries and first.product_id not in reply.text


@pytest.mark.parametrize(("search", "question"), [("婴儿睡袋", "多久发货"), ("infant sleeping bag", "how fast do you ship?")])
def test_what_several_suppliers_leave_open_is_one_line_and_the_first_can_be_written_to(assistant: Assistant, search: str, question: str) -> None:
    first = assistant.ask(search, thread="t").cards[0]
    assert not any(line.startswith("> ") for line in assistant.ask(question, thread="t").text.splitlines())
    draft = assistant.ask("给第一款写一份询盘" if search > "\u3400" else "draft an inquiry for the first one", thread="t")
    assert [letter.supplier_id for letter in draft.inquiries] == [first.supplier_id]


@pytest.mark.parametrize(("language", "place"), [("zh", "广东 中山"), ("en", "Zhongshan, Guangdong")])
def test_where_a_supplier_is_is_told_in_the_buyers_language(language: Literal["zh", "en"], place: str) -> None:
    factory = Supplier.model_validate(
        {
            "id": "s",
            "name": "S",
            "province": "广东",
            "city": "中山",
            "lang": "zh",
            "translations": {"en": {"province": "Guangdong", "city": "Zhongshan"}},
        }
    )
    said = value_of(offer("a", supplier=factory), "supplier.location", language)
    assert said == place and Wording(language).inside(place, "supplier.location") == place


@pytest.mark.parametrize(("kind", "country", "answer"), [("factory", "中国", True), ("trader", "China", None), ("factory", "Italy", None)])
@pytest.mark.parametrize("words", ["国产", "made in china"])
def test_what_is_made_in_a_country_is_told_by_its_factory(kind: str, country: str, answer: bool | None, words: str) -> None:
    seller = Supplier(id="m", name="M", city="Huzhou", country=country, kind=kind)
    (told,) = answered([f"said.{words}"], of=[offer("m", supplier=seller)]).details
    assert (told.answer, told.field == "supplier.location") == (answer, country != "Italy")
