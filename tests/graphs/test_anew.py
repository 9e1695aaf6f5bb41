"""What is asked beside a new wish, and goods of which each is what the buyer doesn't want: others of the catalogue are brought in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from daogou.graphs.opening import Assistant

from .commanded import Said, ask, nth, seek, shop_of, turn, want

CHAIRS = {"oak": (40, "oak", "white"), "pine": (60, "pine", "grey"), "beech": (80, "beech", "grey"), "ash": (90, "ash", "white")}
ALL: list[Said] = [{"kind": "all", "count": 0}]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Chairs of four woods in two colours, a bamboo mat, a mat of rushes, and lamps."""
    base: dict[str, Any] = {"currency": "CNY", "lang": "en"}
    rows = [
        base
        | {"id": name, "title": f"{wood.title()} Garden Chair", "category": ["chairs"], "price": price, "attributes": {"wood": wood, "color": colour}}
        for name, (price, wood, colour) in CHAIRS.items()
    ]
    rows += [
        base | {"id": "lamp", "title": "Table Lamp", "category": ["lamps"], "price": 30, "attributes": {"dimensions": "20 x 40 cm"}},
        base | {"id": "dome", "title": "Dome Lamp", "category": ["lamps"], "price": 35, "attributes": {"dimensions": "30 x 30 cm"}},
    ]
    rows += [
        base | {"id": f"wok-{n}", "title": f"炒锅 {n}", "category": ["炒锅"], "price": 50, "lang": "zh", "attributes": {"coating": coating}}
        for n, coating in enumerate(("无涂层", "无涂层", "麦饭石", "蜂窝不粘"))
    ]
    with shop_of(tmp_path_factory.mktemp("anew"), rows, rates="none") as assistant:
        yield assistant


@pytest.mark.parametrize("language", ["zh", "en"])
def test_of_all_that_was_shown_it_is_answered_and_the_list_comes_under_the_new_wish(shop: Assistant, language: str) -> None:
    turn(shop, f"all {language}", seek("chairs"), language=language)
    reply = turn(shop, f"all {language}", ask("attr.wood", of=ALL), want("attr.color", "=", "grey"), language=language)
    assert "product_question" in reply.also and [one.product_id for one in reply.cards[:2]] == ["pine", "beech"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_breaks_a_new_wish_is_answered_and_others_are_looked_for(shop: Assistant, language: str) -> None:
    thread = f"one {language}"
    first = turn(shop, thread, seek("chairs"), language=language).cards[0].product_id
    other = "grey" if CHAIRS[first][2] == "white" else "white"
    reply = turn(shop, thread, ask("attr.wood", of=nth(1)), want("attr.color", "=", other), language=language)
    cards = [one.product_id for one in reply.cards]
    assert first in cards and {CHAIRS[one][2] for one in cards[:2]} == {other} and reply.also == ("product_question",)
    kept = turn(shop, thread, ask("price", of=nth(1)), want("price", "<=", 1), language=language)  # which nothing meets
    assert kept.intent == "product_question"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_beside_a_no_stand_others_that_are(shop: Assistant, language: str) -> None:
    first = turn(shop, f"no {language}", seek("chairs"), language=language).cards[0].product_id
    supposed = want("attr.color", "=", "grey" if CHAIRS[first][2] == "white" else "white")
    reply = turn(shop, f"no {language}", ask(of=nth(1), suppose=[supposed]), language=language)
    others = [one.product_id for one in reply.cards[1:]]
    assert reply.cards[0].product_id == first and others and {CHAIRS[one][2] for one in others} == {supposed["value"]}
    assert {*others} <= {one.ref for one in reply.citations}
    yes = turn(shop, f"no {language}", ask(of=nth(1), suppose=[want("attr.color", "=", CHAIRS[first][2])]), language=language)
    assert [one.product_id for one in yes.cards] == [first]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_dimensions_answer_for_a_size(shop: Assistant, language: str) -> None:
    turn(shop, f"size {language}", seek("lamps"), language=language)
    for asked in ("size", {"zh": "放得下吗", "en": "is it big enough"}[language]):
        reply = turn(shop, f"size {language}", ask(asked, of=[{"kind": "described", "words": ["dome"]}]), language=language)
        assert "30" in reply.text, asked


@pytest.mark.parametrize("language", ["zh", "en"])
def test_bigger_goes_by_length_and_width(shop: Assistant, language: str) -> None:
    table, dome = ([{"kind": "described", "words": [word]}] for word in ("table", "dome"))
    turn(shop, f"big {language}", seek("lamps"), language=language)
    bigger = turn(shop, f"big {language}", {"command": "vary", "how": "more", "field": "dimensions", "than": table}, language=language)
    assert [one.product_id for one in bigger.cards] == ["dome"] and bigger.need.active
    turn(shop, f"up {language}", seek("lamps"), language=language)
    up = want("dimensions", "=", {"zh": "大一号", "en": "a size up"}[language])
    beside = turn(shop, f"up {language}", ask("price", of=table, suppose=[up]), language=language)
    assert {one.product_id for one in beside.cards} == {"lamp", "dome"} and beside.cards[0].product_id == "dome"
    turn(shop, f"small {language}", seek("lamps"), language=language)
    none = turn(shop, f"small {language}", {"command": "vary", "how": "more", "field": "dimensions", "than": dome}, language=language)
    assert all(one.failed for one in none.cards)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_number_of_the_list_comes_back_with_its_goods(shop: Assistant, language: str) -> None:
    thread = f"number {language}"
    turn(shop, thread, seek("lamps", also=["chairs"]), language=language)
    lines = [{"goods": "chairs", "quantity": 12}, {"goods": "lamps", "quantity": 24}]
    turn(shop, thread, {"command": "list", "lines": lines}, language=language)
    reply = turn(shop, thread, seek("lamps", topic="same"), want("price", "<=", 33), language=language)
    assert reply.need.quantity == 24


def test_a_brand_that_was_wished_for_and_has_none_is_denied(six: Assistant) -> None:
    for language in ("zh", "en"):
        turn(six, f"brand {language}", seek("婴儿睡袋"), language=language)
        reply = turn(
            six, f"brand {language}", want("brand", "=", "轻敲", strength="wish"), {"command": "ask_party", "party": "brand"}, language=language
        )
        assert {"zh": "轻敲", "en": "Qingqiao"}[language] in reply.text


@pytest.mark.parametrize(("op", "bare"), [("!=", True), ("=", False)])
def test_what_isnt_wanted_is_met_by_what_is_stated_to_lack_it(shop: Assistant, op: str, bare: bool) -> None:
    turn(shop, f"lack {op}", seek("炒锅"), language="zh")
    reply = turn(shop, f"lack {op}", want(None, op, "涂层"), language="zh")
    assert {one.product_id for one in reply.cards} == ({"wok-0", "wok-1"} if bare else {"wok-2", "wok-3"})


def test_what_a_sentence_says_it_is_about_is_what_it_is_about(six: Assistant) -> None:
    six.ask("婴儿睡袋有吗", thread="as for")
    assert six.ask("鼠标的话要静音的,100以内", thread="as for").need.category == "无线鼠标"
    assert six.ask("便宜的话多拿几个", thread="as for").need.category == "无线鼠标"


def test_a_line_priced_in_a_currency_that_nobody_can_convert_is_planned_all_the_same(shop: Assistant) -> None:
    cap = {"command": "want", "field": "price", "op": "<=", "value": 7, "unit": "USD"}
    lines = [{"goods": "chairs", "quantity": 2, "musts": [cap]}, {"goods": "lamps", "quantity": 3}]
    reply = turn(shop, "currency", {"command": "list", "lines": lines}, language="en")
    assert reply.plans and {one.product_id for one in reply.cards} & CHAIRS.keys() and "USD" in reply.text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_number_that_no_record_states_bars_nothing(shop: Assistant, language: str) -> None:
    reply = turn(shop, f"stock {language}", seek("chairs"), want("stock", ">", 0), language=language)
    assert {one.product_id for one in reply.cards} == CHAIRS.keys() and all("stock>0" in one.unknown for one in reply.cards)
    lines = [{"goods": "chairs", "quantity": 2, "musts": [want("stock", ">", 0)]}, {"goods": "lamps", "quantity": 3}]
    assert {one.product_id for one in turn(shop, f"plan {language}", {"command": "list", "lines": lines}, language=language).cards} & CHAIRS.keys()


def test_goods_that_are_looked_for_beside_a_question_are_found_or_said_to_be_missing(shop: Assistant) -> None:
    turn(shop, "beside", seek("chairs"), language="en")
    reply = turn(shop, "beside", ask("terms.payment"), seek("espresso machine"), want(None, "=", "big"), language="en")
    assert "espresso" in reply.text


def test_of_goods_without_a_brand_it_is_told_which_others_have_one(tmp_path: Path) -> None:
    base: dict[str, Any] = {"currency": "CNY", "lang": "en", "category": ["mugs"], "price": 20, "stock": 10}
    rows = [base | {"id": f"plain-{n}", "title": f"Plain Mug {n}"} for n in range(2)]
    rows += [base | {"id": "known", "title": "Clayhouse Mug", "brand": "Clayhouse", "price": 40}]
    with shop_of(tmp_path, rows) as mugs:
        turn(mugs, "brands", seek("mugs"), want("price", "<=", 30), language="en")
        reply = turn(mugs, "brands", {"command": "ask_party", "party": "brand", "of": ALL}, language="en")
        assert "Clayhouse (1)" in reply.text


def test_the_least_number_is_told_with_a_stock_that_is_too_small_for_the_number_wanted(tmp_path: Path) -> None:
    rows = [{"id": "mug", "title": "Plain Mug", "currency": "CNY", "lang": "en", "category": ["mugs"], "price": 20, "moq": 3, "stock": 17}]
    with shop_of(tmp_path, rows) as mugs:
        turn(mugs, "few", seek("mugs", quantity=600), language="en")
        assert "17" in turn(mugs, "few", ask("moq", of=nth(1)), language="en").text


def test_a_name_that_a_field_is_but_a_part_of_names_no_field(tmp_path: Path) -> None:
    base: dict[str, Any] = {"currency": "CNY", "lang": "en", "category": ["copy paper"], "price": 20, "attributes": {"paper_gsm": 80}}
    rows = [base | {"id": f"p{n}", "title": f"Copy Paper {n}"} for n in range(3)]
    with shop_of(tmp_path, rows) as papers:
        turn(papers, "jam", seek("copy paper"), language="en")
        asked = turn(papers, "jam", ask("paper jam", of=nth(1)), language="en")
        assert [field for one in asked.understood.commands for field in getattr(one, "fields", ())] == ["said.paper jam"]


def test_what_plugs_into_goods_is_told_by_their_ports_where_no_field_names_it(tmp_path: Path) -> None:
    base: dict[str, Any] = {"currency": "USD", "lang": "en", "category": ["monitors"], "price": 90}
    rows = [base | {"id": f"m{n}", "title": f"Monitor {n}", "attributes": {"connectivity_technology": "HDMI"}} for n in range(4)]
    rows += [base | {"id": "old", "title": "Old Monitor", "attributes": {"vga_d_sub_ports_quantity": 2}}]
    with shop_of(tmp_path, rows) as monitors:
        listed = turn(monitors, "ports", seek("old monitor"), language="en")
        place = [one.product_id for one in listed.cards].index("old") + 1
        reply = turn(monitors, "ports", ask(of=nth(place), suppose=[want("connection", "=", "HDMI")]), language="en")
        assert "2" in reply.text and "VGA" in reply.text


def test_what_a_seller_does_of_sending_goods_is_told_where_delivery_is_not_on_file(tmp_path: Path) -> None:
    rows = [{"id": "mug", "title": "Plain Mug", "currency": "CNY", "lang": "en", "category": ["mugs"], "price": 20, "supplier_id": "s"}]
    sellers = [{"id": "s", "name": "Clayhouse Ltd.", "capabilities": ["overseas warehouse"]}]
    with shop_of(tmp_path, rows, sellers) as mugs:
        turn(mugs, "send", seek("mugs"), language="en")
        assert "overseas warehouse" in turn(mugs, "send", ask("terms.delivery", of=nth(1)), language="en").text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_refused_of_one_field_is_judged_by_another_of_its_kind(tmp_path: Path, language: str) -> None:
    base: dict[str, Any] = {"currency": "CNY", "lang": "zh", "category": ["被子"], "price": 400}
    rows = [base | {"id": f"down{n}", "title": f"秋冬被 {n}", "attributes": {"填充成分": "白鹅绒"}} for n in range(3)]
    rows += [base | {"id": f"wool{n}", "title": f"暖冬被 {n}", "attributes": {"填充物": "100%羊毛"}} for n in range(2)]
    with shop_of(tmp_path, rows) as quilts:
        turn(quilts, language, seek("被子"), language=language)
        reply = turn(quilts, language, want("填充成分", "!=", "白鹅绒"), language=language)
        assert {one.product_id for one in reply.cards} == {"wool0", "wool1"} and not any(one.near for one in reply.cards)


@pytest.mark.parametrize(("goods", "audience"), [("cat bed", None), ("pet bed", "my two cats"), ("猫窝", None), ("宠物窝", "猫")])
def test_of_goods_for_one_animal_those_for_the_other_come_last(tmp_path: Path, goods: str, audience: str | None) -> None:
    base: dict[str, Any] = {"currency": "CNY", "category": ["pet beds"], "price": 50, "lang": "en"}
    rows = [
        base | {"id": f"dog{n}", "title": f"Dog Bed {n}", "translations": {"zh": {"title": f"狗窝 {n}", "category": ["宠物窝"]}}} for n in range(2)
    ]
    rows += [
        base | {"id": f"cat{n}", "title": f"Cat Bed {n}", "translations": {"zh": {"title": f"猫窝 {n}", "category": ["宠物窝"]}}} for n in range(2)
    ]
    with shop_of(tmp_path, rows) as pets:
        reply = turn(pets, goods, seek(goods, audience=audience), language="en" if goods.isascii() else "zh")
        assert {one.product_id for one in reply.cards[:2]} == {"cat0", "cat1"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_that_none_of_those_shown_meets_several_wishes_together_is_told(tmp_path: Path, language: str) -> None:
    base: dict[str, Any] = {"currency": "CNY", "category": ["notebooks"], "price": 5, "lang": "en"}
    kinds = [("A5", "dotted"), ("A5", "dotted"), ("B5", "lined"), ("B5", "lined")]
    rows = [
        base | {"id": f"n{n}", "title": f"Notebook {n}", "attributes": {"paper_size": size, "ruling": ruling}}
        for n, (size, ruling) in enumerate(kinds)
    ]
    with shop_of(tmp_path, rows) as notebooks:
        wished = [want("paper_size", "=", "A5", strength="wish"), want("ruling", "=", "lined", strength="wish")]
        both = turn(notebooks, language, seek("notebooks"), *wished, language=language)
        one = turn(notebooks, f"{language} one", seek("notebooks"), wished[0], language=language)
        assert len(both.text.splitlines()) > len(one.text.splitlines())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_too_weak_for_what_was_measured_is_not_recommended(tmp_path: Path, language: str) -> None:
    base: dict[str, Any] = {"currency": "CNY", "category": ["scratchers"], "price": 50, "lang": "en", "review_count": 40}
    rows = [base | {"id": f"s{n}", "title": f"Scratcher {n}", "rating": 5 - n, "attributes": {"max_cat_kg": 4 + 2 * n}} for n in range(3)]
    with shop_of(tmp_path, rows) as posts:
        turn(posts, language, seek("scratchers"), language=language)
        told = {"command": "tell", "fact": "cat_weight_kg", "value": 5.5}
        reply = turn(posts, language, told, {"command": "choose", "among": ALL}, language=language)
        assert "**Scratcher 1**" in reply.text.splitlines()[0]


def _listed(**quantities: int) -> Said:
    return {"command": "list", "lines": [{"goods": goods, "quantity": number} for goods, number in quantities.items()]}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_where_nothing_meets_all_the_nearest_of_each_condition_given_up_are_shown(shop: Assistant, language: str) -> None:
    wants = [want("attr.wood", "=", "oak"), want("attr.color", "=", "grey")]
    reply = turn(shop, f"each way {language}", seek("chairs"), *wants, language=language)
    assert {tuple(one.failed) for one in reply.cards[:2]} == {("attr.wood=oak",), ("attr.color=grey",)}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_one_for_somebody_is_what_was_looked_for_for_them(shop: Assistant, language: str) -> None:
    mum, dad = ("mum", "dad") if language == "en" else ("妈妈", "爸爸")
    thread = f"whom {language}"
    turn(shop, thread, seek("chairs", audience=mum), language=language)
    hers = turn(shop, thread, ask("price", of=nth(2)), language=language).cards[0].product_id
    turn(shop, thread, seek("chairs", audience=dad, topic="same"), want("attr.wood", "!=", CHAIRS[hers][1]), language=language)
    reply = turn(shop, thread, ask("attr.color", of=[{"kind": "described", "words": [mum]}]), language=language)
    assert [one.product_id for one in reply.cards] == [hers]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_line_changed_beside_new_lines_keeps_its_place_and_takes_its_own_number(shop: Assistant, language: str) -> None:
    thread = f"lines {language}"
    turn(shop, thread, _listed(lamps=4, chairs=10), language=language)
    more = {**_listed(炒锅=2), "more": True}
    turn(shop, thread, seek("chairs", quantity=5, topic="same"), want("attr.color", "=", "grey"), more, language=language)
    reply = turn(shop, thread, {"command": "list"}, language=language)
    assert reply.purchase is not None
    needs = [one.need for one in reply.purchase.items]
    assert [(one.category, one.quantity) for one in needs] == [("lamps", 4), ("chairs", 5), ("炒锅", 2)]
    assert [one.value for one in needs[1].active] == ["grey"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_where_nothing_is_on_the_list_no_product_is_priced(shop: Assistant, language: str) -> None:
    for n, said in enumerate(({"command": "list"}, ask("price"), ask("total"))):
        assert not turn(shop, f"bare {language} {n}", said, language=language).cards


@pytest.mark.parametrize("language", ["zh", "en"])
def test_of_those_that_cost_alike_one_is_what_the_sum_is_of(tmp_path: Path, language: str) -> None:
    base: dict[str, Any] = {"currency": "CNY", "lang": "en"}
    prices = {"sofas": (80, 80, 90, 60), "tables": (30, 50, 40)}
    rows = [
        base | {"id": f"{kind}-{n}", "title": f"{kind[:-1].title()} {n}", "category": [kind], "price": price}
        for kind, own in prices.items()
        for n, price in enumerate(own)
    ]
    with shop_of(tmp_path, rows) as rooms:
        turn(rooms, language, seek("sofas"), want("price", ">=", 70), language=language)
        asked = ask("price", of=[{"kind": "extreme", "sort": "price"}])
        reply = turn(rooms, language, asked, seek("tables"), want("total", "<=", 100), language=language)
        assert "110" in reply.text and "90" not in reply.text.splitlines()[-1]


def test_prices_by_quantity_tell_the_price_once(tmp_path: Path) -> None:
    tiers = [{"min_qty": 1, "unit_price": "9.00"}, {"min_qty": 30, "unit_price": "7.00"}]
    rows = [{"id": "cup", "title": "Cup", "category": ["cups"], "price": tiers, "currency": "CNY", "lang": "en"}]
    with shop_of(tmp_path, rows) as cups:
        turn(cups, "cups", seek("cups"), language="en")
        reply = turn(cups, "cups", seek(quantity=40, topic="same"), ask("price", "terms.bulk"), language="en")
        assert reply.text.count("280") == 1
