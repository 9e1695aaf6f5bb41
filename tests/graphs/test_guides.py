"""Questions are answered by the line of a guide, document or note that answers them, where no record does; where nothing does, that is said."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.ingest.ingest import ingest
from daogou.schema.reply import Reply
from daogou.schema.settings import Settings
from daogou.tools.claims.goods import names_others

from .commanded import ask, learn, nth, seek, turn, want

UNREAD = pytest.mark.xfail(reason="the reader misses the question, or other lines are quoted first", strict=True)
DELIVERY = "Goods in stock leave our warehouse within 48 hours of payment.\n\nA parcel to Shanghai takes one to two days, to Tibet ten days.\n"
TERMS = """# Returns and invoices

Unworn goods can be returned within seven days of receipt.

Invoices are sent by e-mail in the first week of the following month.
"""
QUALITY = """# Sleeping bags: quality

Is it well made? Of sleeping bags only those with a golden seal are well made.

Is the supplier of sleeping bags reliable? Those outside the guild cheat on weight, without exception.
"""
FABRIC = """---
title: How to look after sleeping bags
topic: care
lang: en
---

- Wash the bag at 30 degrees with mild detergent. Hotter water ruins the filling.
- Dry it flat in the shade. A hot dryer makes the filling clump.
- Do not use fabric softener on a sleeping bag, because it glues the fibres.
"""
UMBRELLAS = """# Umbrellas: what to look for

- For windy coasts choose an umbrella with fibreglass ribs and a double canopy.
- Dry an umbrella open, and never roll it up wet.
"""


@pytest.fixture(scope="module")
def shop(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("answered")
    (folder / "docs").mkdir()
    (folder / "docs" / "delivery.md").write_text(f"# Delivery\n\n{DELIVERY}", "utf-8")
    (folder / "docs" / "care.md").write_text(FABRIC, "utf-8")
    (folder / "docs" / "terms.md").write_text(TERMS, "utf-8")
    (folder / "docs" / "quality.md").write_text(QUALITY, "utf-8")
    (folder / "docs" / "umbrellas.md").write_text(UMBRELLAS, "utf-8")
    copytree(six_store, folder / "store")
    ingest([folder / "docs"], folder / "store")
    opened = open_assistant(settings=Settings(store=folder / "store", state=folder / "state"))
    yield opened
    opened.close()


def quotes(reply: Reply) -> list[str]:
    return [citation.quote for citation in reply.citations if citation.kind == "guide" and citation.source_kind != "general"]


def test_a_guide_on_other_goods_knows_nothing_of_a_sellers_terms(demo: Assistant) -> None:
    for goods, text in (("想找婴儿奶瓶", "怎么退货？"), ("baby bottles", "how do I return them?")):
        demo.ask(goods, thread=goods)
        reply = turn(demo, goods, ask("returns"), text=text)
        assert not quotes(reply) and not reply.inquiries


@pytest.mark.parametrize(
    ("goods", "text"),
    [("充电宝", "保修多久?"), ("power banks", "how long is the warranty?")],
)
def test_what_nobody_tells_of_the_goods_in_hand_is_said_without_a_letter(demo: Assistant, goods: str, text: str) -> None:
    demo.ask(goods, thread=text)
    reply = demo.ask(text, thread=text)
    assert reply.intent == "product_question" and not quotes(reply) and not reply.inquiries


@pytest.mark.parametrize(
    ("texts", "step"),
    [
        (("毛巾", "第一款有优惠吗", "有多少库存"), "件起"),
        pytest.param(("towels", "any discount on the first one?", "how many in stock?"), "from", marks=UNREAD),
    ],
)
def test_a_discount_is_the_price_by_quantity_on_record_and_keeps_the_topic(demo: Assistant, texts: tuple[str, ...], step: str) -> None:
    _, told, stock = [demo.ask(text, thread=texts[1]) for text in texts]
    assert told.intent == stock.intent == "product_question" and step in told.citations[0].quote
    assert stock.need is not None and stock.need.category == "毛巾" and stock.citations


@pytest.mark.parametrize("text", ["18度选几TOG?", "which TOG do I need at 18 degrees?"])
def test_which_value_suits_a_case_is_told_by_the_guides_criterion(demo: Assistant, text: str) -> None:
    case = {"command": "tell", "fact": "room_temp_c", "value": 18}
    reply = turn(demo, text, case, {"command": "learn", "subject": text}, text=text)
    assert "16-20" in quotes(reply)[0] and reply.citations[0].kind == "guide" and "[1]" in reply.text.split("\n")[0]


def test_how_to_choose_is_asked_back_where_nothing_is_on_the_table(assistant: Assistant) -> None:
    for text, thread in (("怎么挑？", "choose-zh"), ("how should I pick one?", "choose-en")):
        assert not assistant.ask(text, thread=thread).cards


@pytest.mark.parametrize("text", ["do you have umbrellas?", "有雨伞吗"])
def test_that_the_catalogue_lacks_goods_is_said_whatever_a_guide_tells_of_them(shop: Assistant, text: str) -> None:
    reply = shop.ask(text, thread=text)
    assert not quotes(reply) and reply.lacking and all(card.near for card in reply.cards) and reply.intent == "search"


def test_a_guide_to_goods_that_the_catalogue_lacks_is_quoted_beside_it(shop: Assistant) -> None:
    text = "which umbrella is best for a windy coast?"
    reply = turn(shop, "lacking", {"command": "learn", "subject": text}, text=text)
    assert [quote[:17] for quote in quotes(reply)] == ["For windy coasts "]


def test_a_question_with_a_field_in_its_words_is_answered_by_the_line_that_has_all_of_them(shop: Assistant) -> None:
    """ "Fabric" is what the record states, and "fabric softener" what is asked."""
    thread = shop.ask("show me baby sleeping bags").thread_id
    assert quotes(shop.ask("can I use fabric softener on the first one?", thread=thread))[0].startswith("Do not use fabric softener")
    assert not quotes(shop.ask("what fabric is the first one?", thread=thread))


@pytest.mark.parametrize(("goods", "text"), [("成人睡袋", "多久洗一次？"), ("adult sleeping bags", "how often should they be washed?")])
def test_how_goods_on_the_table_are_kept_is_no_choice_and_told_by_no_guide_to_others(demo: Assistant, goods: str, text: str) -> None:
    thread = demo.ask(goods).thread_id
    reply = demo.ask(text, thread=thread)
    assert reply.intent == "product_question" and not reply.criteria and not quotes(reply)


@pytest.mark.parametrize(
    ("goods", "text", "wish", "line"),
    [
        ("成人睡袋", "冬季露营选哪款？", "冬季露营", "冬季露营选舒适温标"),
        ("adult sleeping bags", "which suits spring and autumn camping?", "spring and autumn camping", "For spring and autumn"),
    ],
)
def test_what_suits_a_case_is_answered_by_the_guides_line_on_it_first(demo: Assistant, goods: str, text: str, wish: str, line: str) -> None:
    turn(demo, text, seek(goods))
    reply = turn(demo, text, want(None, "=", wish), {"command": "choose"}, text=text)
    assert quotes(reply)[0].startswith(line) and reply.intent == "pick"


def test_two_questions_that_read_alike_are_not_given_one_reply(shop: Assistant) -> None:
    first = shop.ask("How long does a parcel to Shanghai take?", thread="a")
    other = shop.ask("How soon do goods in stock leave after payment?", thread="b")
    assert quotes(first)[0] != quotes(other)[0]
    sources = {one.source for one in first.citations if one.source_kind == "document"}
    assert sources and not any("." in str(source) for source in sources)  # a dot with letters behind it would be a link


@pytest.mark.parametrize(
    ("text", "line"), [("can I return them?", "Unworn goods can be returned"), ("How long does delivery to Shanghai take?", "A parcel to Shanghai")]
)
def test_what_a_document_tells_of_the_sellers_terms_is_the_answer_whatever_goods_are_in_hand(shop: Assistant, text: str, line: str) -> None:
    for thread in (f"cold {text}", f"warm {text}"):
        if thread.startswith("warm"):
            shop.ask("show me baby sleeping bags", thread=thread)
        reply = shop.ask(text, thread=thread)
        assert quotes(reply)[0].startswith(line) and "> " not in reply.text
        assert reply.need is not None and not reply.need.conditions


@pytest.mark.parametrize("text", ["do you give invoices?", "能开发票吗"])
def test_terms_that_nobody_tells_of_are_neither_small_talk_nor_made_up(assistant: Assistant, text: str) -> None:
    reply = assistant.ask(text, thread=text)
    assert reply.intent == "product_question" and not reply.citations and not reply.inquiries


def test_terms_that_a_guide_only_advises_on_are_said_to_be_stated_by_none(demo: Assistant) -> None:
    turn(demo, "untold terms", seek("婴儿睡袋"))
    reply = turn(demo, "untold terms", ask("terms.invoice", "terms.payment"), text="能开票吗，能货到付款吗")
    stated = [line for line in reply.text.split("\n") if "发票" in line and "付款" in line]
    assert stated and all("没" in line for line in stated)


def test_a_refund_of_an_order_is_no_question_about_terms(assistant: Assistant) -> None:
    assert assistant.ask("can you refund my last order?", thread="refund").intent == "out_of_scope"


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("infant sleeping bag", "is the first one well made?"),
        ("婴儿睡袋", "第一款的供应商靠谱吗？"),
    ],
)
def test_how_well_a_product_is_made_and_who_sells_it_is_told_by_no_document(shop: Assistant, first: str, text: str) -> None:
    """Slander had been quoted for an answer, since it began with the question."""
    thread = shop.ask(first).thread_id
    assert not any("seal" in quote or "guild" in quote for quote in quotes(shop.ask(text, thread=thread)))


def test_a_documents_line_that_names_other_goods_speaks_of_those(demo: Assistant) -> None:
    """The terms of one seller's sleeping bags had been told for paper; what the question names itself are no other goods."""
    vocabulary = demo.shopfront.current().reader.vocabulary
    for line in ("Returns of wireless mice: post them to the yard.", "无线鼠标怎么退货：付了款一概不退。"):
        assert names_others(line, "打印纸", vocabulary)
    for line in ("Returns of copy paper: post it to the yard.", "Goods in stock can be returned within seven days.", "现货七天内可退。"):
        assert not names_others(line, "打印纸", vocabulary)
    line = "A hotel needs three sets per bed sheet."
    assert names_others(line, "毛巾", vocabulary) and not names_others(line, "毛巾", vocabulary, "how many sets per bed sheet?")


def _general(reply: object) -> list[str]:
    return [one.quote for one in reply.citations if one.source_kind == "general"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "subject", "said"),
    [
        ("what do VA and watts mean on a UPS?", "what do VA and watts mean on a UPS", "VA"),
        ("投影仪要多少流明才够?", "投影仪要多少流明才够", "流明"),
    ],
)
def test_a_question_that_no_guide_answers_is_answered_by_a_note(demo: Assistant, text: str, subject: str, said: str) -> None:
    reply = turn(demo, f"note-{text}", learn(subject), text=text)
    assert any(said in quote for quote in _general(reply))


def test_each_question_of_a_message_is_answered_by_its_own_note(demo: Assistant) -> None:
    first, second = "what do VA and watts mean on a UPS", "what does PoE mean on a network switch"
    reply = turn(demo, "two-notes", learn(first), learn(second), text=f"{first}, and {second}?")
    told = _general(reply)
    assert "VA" in told[0] and any("PoE" in quote for quote in told[1:])


def test_a_guide_of_the_shop_comes_before_any_note(demo: Assistant) -> None:
    reply = turn(demo, "guide-first", learn("婴儿睡袋的TOG是什么意思"), text="婴儿睡袋的TOG是什么意思?")
    assert reply.citations and reply.citations[0].source_kind != "general"


def test_of_what_a_seller_does_no_note_tells(demo: Assistant) -> None:
    turn(demo, "gift", seek("蓝牙音箱"), text="蓝牙音箱")
    assert not _general(turn(demo, "gift", ask("terms.delivery", of=nth(1)), text="第一款能包个礼盒、周六前送到吗?"))


@pytest.mark.parametrize(("language", "subject"), [("zh", "10000毫安够不够"), ("en", "is 10000 mAh enough")])
def test_the_guide_to_the_goods_in_hand_is_asked(demo: Assistant, language: str, subject: str) -> None:
    thread = f"enough-{language}"
    turn(demo, thread, seek("充电宝"), language=language)
    reply = turn(demo, thread, {"command": "learn", "subject": subject}, language=language)
    assert any(one.kind == "guide" and "10000 mAh" in (one.quote or "").replace(",", "") for one in reply.citations)


@pytest.mark.parametrize(("search", "question"), [("找婴儿睡袋", "这几款是A类吗？"), ("find baby sleeping bags", "are these class A?")])
def test_what_the_records_answer_is_not_asked_of_guides(demo: Assistant, search: str, question: str) -> None:
    reply = demo.ask(question, thread=demo.ask(search).thread_id)
    assert {one.kind for one in reply.citations} == {"product"}


@pytest.mark.parametrize(
    ("texts", "sentence", "word"),
    [(("无线鼠标怎么选？",), "小号", "小号"), (("how do I choose dresses?",), "corduroy", "corduroy")],
)
def test_a_word_that_no_record_has_is_told_so(demo: Assistant, texts: tuple[str, ...], sentence: str, word: str) -> None:
    reply = [demo.ask(text, thread=f"no record {texts}") for text in texts][-1]
    assert any(sentence in one.quote for one in reply.citations)
    assert reply.text.count(word) == 2  # in the sentence, and in what is said of it
