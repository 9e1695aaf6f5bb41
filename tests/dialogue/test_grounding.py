"""Grounding: what a store's own words make of commands, whoever proposed them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from daogou.catalogue.store import Store
from daogou.nodes.intent import intent
from daogou.nodes.state import State
from daogou.schema.command import COMMANDS
from daogou.schema.context import Context
from daogou.schema.need import Need
from daogou.schema.settings import Settings
from daogou.tools.shop import Shopfront

from .conftest import BAGS

Execute = Callable[..., State]
SLEEPING, MICE = {"command": "seek", "goods": "婴儿睡袋"}, {"command": "seek", "goods": "无线鼠标"}


def want(**slots: Any) -> dict[str, Any]:
    return {"command": "want", **slots}


def names(need: Need | None) -> dict[str, bool]:
    """The conditions that stand, each with whether it is a must."""
    return {one.name: one.hard for one in need.active if not one.pages} if need else {}


def test_a_value_is_found_whatever_its_field_was_called(execute: Execute) -> None:
    assert names(execute({}, [SLEEPING, want(field="size", value="纯棉")])["need"]) == {"attr.material=纯棉": True}


def test_what_the_seller_is_to_offer_is_a_condition_on_him(execute: Execute) -> None:
    for said in (want(field="capability.oem", value=True), want(value="OEM")):
        (name,) = names(execute({}, [SLEEPING, said])["need"])
        assert name.startswith("supplier.capability in")


def test_what_will_do_is_as_good_a_must_and_what_was_named_first_is_wished_for(execute: Execute) -> None:
    first, other = want(field="material", value="纯棉", strength="wish"), want(field="material", value="竹纤维", strength="fallback")
    assert names(execute({}, [SLEEPING, first, other])["need"]) == {"attr.material in [纯棉, 竹纤维]": True, "attr.material=纯棉": False}


def test_values_of_several_fields_are_a_condition_of_each(execute: Execute) -> None:
    for more, hard in (({"strength": "either"}, False), ({"every": True}, True)):
        said = want(op="in", value=["纯棉", "冬季"], **more)
        assert names(execute({}, [SLEEPING, said])["need"]) == {"attr.material=纯棉": hard, "attr.season=冬": hard}
    barred = names(execute({}, [SLEEPING, want(op="not_in", value=["纯棉", "冬季"])])["need"])
    assert len(barred) == 2 and all(barred.values())


def test_a_brand_that_nothing_has_is_told_of_and_bars_nothing(execute: Execute) -> None:
    for commands in ([SLEEPING, want(field="brand", value="博世")], [SLEEPING, {"command": "ask_party", "party": "brand", "name": "博世"}]):
        state = execute({}, commands)
        assert ("no_brand", "博世") in state["reading"].notes and not names(state["need"])


def test_what_no_field_states_and_is_not_wanted_is_never_looked_for(execute: Execute) -> None:
    state = execute({}, [SLEEPING, want(op="!=", value="亮片")])
    assert "亮片" not in state["reading"].query and ("unchecked", "不要亮片") in state["reading"].notes


@pytest.mark.parametrize("words", ["掉屑", "dust"])
def test_to_be_without_something_is_a_value_that_says_it_is_little(demo_execute: Execute, words: str) -> None:
    state = demo_execute({}, [{"command": "seek", "goods": "猫抓板"}, want(op="!=", value=words)])
    assert [(one.field, one.op, one.value) for one in state["need"].active] == [("attr.dust_free", "=", "低掉屑")]  # type: ignore[union-attr]


def test_of_a_measure_the_least_comes_first_and_all_that_are_level_are_meant(execute: Execute) -> None:
    listed = execute({}, [SLEEPING])
    least, most = (execute(listed, [{"command": "ask", "of": [{"kind": "extreme", "sort": sort}]}])["focus"] for sort in ("tog", "-tog"))
    assert least and most and not set(least) & set(most)
    assert execute(listed, [{"command": "ask", "of": [{"kind": "extreme", "sort": "loudness"}]}]).get("problem") is None


def test_a_comparison_and_a_question_are_two_requests_and_two_questions_of_the_same_goods_one(execute: Execute) -> None:
    pair = [{"kind": "ordinal", "ordinal": 1}, {"kind": "ordinal", "ordinal": 2}]
    both = execute(execute({}, [SLEEPING]), [{"command": "compare", "among": pair}, {"command": "ask", "fields": ["tog"], "of": pair}])["reading"]
    assert (both.intent, [one.intent for one in both.also]) == ("compare", ["product_question"])
    one = execute(execute({}, [SLEEPING]), [{"command": "ask", "fields": ["tog"]}, {"command": "ask", "fields": ["moq"]}])["reading"]
    assert (one.asked, one.also) == (("attr.tog", "moq"), ())


def test_goods_that_each_have_wishes_of_their_own_keep_them_apart(execute: Execute) -> None:
    state = execute({}, [SLEEPING, want(field="price", op="<=", value=90), MICE, want(field="price", op="<=", value=40)])
    need = state["need"]
    assert need is not None and need.category == "婴儿睡袋" and list(names(need)) == ["price<=90"]
    assert [(one.category, [each.name for each in one.conditions]) for one in need.waiting] == [("无线鼠标", ["price<=40"])]


def test_a_list_in_other_numbers_keeps_what_was_asked_of_its_goods(execute: Execute) -> None:
    first = execute({}, [SLEEPING, want(field="price", op="<=", value=90), MICE, want(field="price", op="<=", value=40)])
    lines = [{"goods": "婴儿睡袋", "quantity": 30}, {"goods": "无线鼠标", "quantity": 60}]
    need = execute(first, [{"command": "list", "lines": lines}])["need"]
    assert need is not None and (need.quantity, list(names(need))) == (30, ["price<=90"])
    assert [(one.quantity, [each.name for each in one.conditions]) for one in need.waiting] == [(60, ["price<=40"])]


def test_no_pieces_are_no_quantity(execute: Execute) -> None:
    first = execute({}, [MICE])
    need = execute(first, [want(field="quantity", value=0)])["need"]
    assert need is not None and need.quantity is None and not names(need)


def test_so_many_pieces_that_are_asked_about_are_the_quantity(execute: Execute) -> None:
    asks = {"command": "ask", "fields": ["price"], "suppose": [want(field="quantity", value=500)]}
    need = execute(execute({}, [SLEEPING]), [asks])["need"]
    assert need is not None and need.quantity == 500


@pytest.mark.parametrize(("rates", "name"), [("none", "price<=10"), ("USD=7.1,EUR=8.3", "price<=71.0")])
def test_a_budget_in_another_currency_is_taken_by_the_shops_rate_or_told_of(six_store: Path, tmp_path: Path, rates: str | None, name: str) -> None:
    node = intent(Shopfront(Store(six_store), Settings(state=tmp_path, rates=rates)).current)
    commands = COMMANDS.validate_python([SLEEPING, want(field="price", op="<=", value=10, unit="USD")])
    state: Any = node({"text": "", "commands": commands}, Context(), lambda event: None)
    assert names(state["need"]) == {name: rates != "none"}
    assert [kind for kind, _ in state["reading"].notes] == ["currency" if rates == "none" else "converted"]


def test_a_currency_that_the_shop_sets_no_rate_for_goes_by_a_published_one_of_a_day_that_is_told(six_store: Path, tmp_path: Path) -> None:
    node = intent(Shopfront(Store(six_store), Settings(state=tmp_path)).current)
    commands = COMMANDS.validate_python([SLEEPING, want(field="price", op="<=", value=10, unit="USD")])
    state: Any = node({"text": "", "commands": commands}, Context(), lambda event: None)
    (limit,), (told,) = state["need"].active, [text for kind, text in state["reading"].notes if kind == "converted"]
    _, worth, rate, day = told.split("\t")
    assert (limit.value, limit.unit, limit.hard) == (float(worth), "CNY", True)
    assert float(worth) == pytest.approx(10 * float(rate)) and date.fromisoformat(day).year >= 2026


@pytest.mark.parametrize("op", ["=", "!="])
def test_words_near_to_a_value_stay_words(demo_execute: Execute, op: str) -> None:
    state = demo_execute({}, [{"command": "seek", "goods": "成人睡袋"}, want(op=op, value="zip together")])
    assert not names(state["need"]) and any("zip together" in one for one in state["need"].words)  # type: ignore[union-attr]


@pytest.mark.parametrize("words", ["500-700 ml", "500 to 700 ml", "500到700毫升", "500～700ml"])
def test_a_span_of_numbers_in_words_is_two_bounds(demo_execute: Execute, words: str) -> None:
    state = demo_execute({}, [{"command": "seek", "goods": "保温杯"}, want(field="capacity", value=words)])
    assert [(one.field, one.op, one.value) for one in state["need"].active] == [  # type: ignore[union-attr]
        ("attr.capacity_ml", ">=", 500),
        ("attr.capacity_ml", "<=", 700),
    ]


def test_a_size_that_such_goods_have_by_another_name_is_that(demo_execute: Execute) -> None:
    state = demo_execute({}, [{"command": "seek", "goods": "炒锅"}, want(field="尺寸", value=32, unit="cm")])
    assert list(names(state["need"])) == ["attr.diameter_cm=32"]


def test_a_bare_number_is_in_the_currency_that_the_buyer_spoke_of_last(six_store: Path, tmp_path: Path) -> None:
    node = intent(Shopfront(Store(six_store), Settings(state=tmp_path, rates="USD=7.1")).current)
    state: Any = {}
    for budget in (want(field="price", op="<=", value=10, unit="USD"), want(field="price", op="<=", value=20)):
        said = COMMANDS.validate_python([SLEEPING | {"topic": "same"}, budget])
        state |= node(state | {"text": "", "commands": said}, Context(), lambda event: None)
    assert list(names(state["need"])) == ["price<=142.0"]
    tapped = COMMANDS.validate_python([want(field="price", op="<=", value=30, by="tap")])
    state |= node(state | {"text": "", "commands": tapped}, Context(), lambda event: None)
    assert list(names(state["need"])) == ["price<=30"]


def test_what_only_other_goods_state_stays_words(demo_execute: Execute) -> None:
    state = demo_execute({}, [{"command": "seek", "goods": "台灯"}, want(field="tog", op="=", value="2.5")])
    assert not names(state["need"])
    asked = demo_execute(state, [{"command": "ask", "fields": ["tog"]}])
    assert asked["reading"].asked == ("said.tog",)


def test_goods_of_a_list_that_waited_take_over_none_of_what_was_asked_of_others(execute: Execute) -> None:
    first = execute({}, [SLEEPING, want(field="price", op="<=", value=90), MICE])
    need = execute(first, [{"command": "list", "lines": [{"goods": "无线鼠标", "quantity": 60}]}])["need"]
    assert need is not None and (need.category, need.quantity, names(need)) == ("无线鼠标", 60, {})


def test_of_a_list_of_one_any_number_is_that_one(execute: Execute) -> None:
    state: Any = execute({}, [SLEEPING])
    state["shown"] = [state["shown"][-1].model_copy(update={"product_ids": BAGS[:1]})]
    asked = execute(state, [{"command": "ask", "fields": ["moq"], "of": [{"kind": "ordinal", "ordinal": 2}]}])
    assert asked["focus"] == BAGS[:1] and asked.get("problem") is None


def test_what_stands_before_other_goods_is_asked_of_those_in_hand_by_their_names_for_it(demo_execute: Execute) -> None:
    tents = demo_execute({}, [{"command": "seek", "goods": "帐篷"}])
    both = [{"command": "ask", "fields": ["weight"], "of": [{"kind": "all", "count": 0}]}, {"command": "seek", "goods": "成人睡袋"}]
    assert demo_execute(tents, both)["reading"].also[0].asked == ("attr.weight_kg",)


def test_what_is_asked_of_goods_that_were_never_listed_is_asked_of_those_found(execute: Execute) -> None:
    asked = execute(execute({}, [SLEEPING]), [{"command": "ask", "fields": ["moq"], "of": [{"kind": "focus", "place": {"about": "无线鼠标"}}]}])
    assert asked["need"] is not None and asked["need"].category == "无线鼠标" and asked.get("problem") is None


def test_a_pointers_words_that_name_no_goods_describe_one_of_them(execute: Execute) -> None:
    pointer = {"kind": "ordinal", "ordinal": 1, "place": {"about": "羊毛"}}
    assert execute(execute({}, [SLEEPING]), [{"command": "ask", "fields": ["moq"], "of": [pointer]}])["focus"] == ("bag-wool",)


def test_a_limit_is_widened_in_the_currency_spoken_of(six_store: Path, tmp_path: Path) -> None:
    node = intent(Shopfront(Store(six_store), Settings(state=tmp_path, rates="USD=7.1")).current)
    state: Any = {}
    for commands in ([SLEEPING, want(field="price", op="<=", value=10, unit="USD")], [{"command": "relax", "field": "price", "to": 20}]):
        state |= node(state | {"text": "", "commands": COMMANDS.validate_python(commands)}, Context(), lambda event: None)
    assert list(names(state["need"])) == ["price<=142.0"]


def test_an_order_beside_a_question_is_told_of_and_the_question_answered(execute: Execute) -> None:
    both = [{"command": "ask", "fields": ["moq"], "of": [{"kind": "ordinal", "ordinal": 1}]}, {"command": "hand_over", "about": "order"}]
    reading = execute(execute({}, [SLEEPING]), both)["reading"]
    assert (reading.intent, reading.notes) == ("product_question", (("handed_over", ""),))
    assert execute(execute({}, [SLEEPING]), both[1:])["reading"].intent == "out_of_scope"


def test_of_those_of_which_one_is_to_be_chosen_the_choice_is_the_comparison(execute: Execute) -> None:
    pair = [{"kind": "ordinal", "ordinal": 1}, {"kind": "ordinal", "ordinal": 2}]
    reading = execute(execute({}, [SLEEPING]), [{"command": "compare", "among": pair}, {"command": "choose", "among": pair}])["reading"]
    assert (reading.intent, reading.also) == ("pick", ())


def test_how_big_is_asked_of_what_such_goods_are_measured_by(demo_execute: Execute) -> None:
    asked = demo_execute(demo_execute({}, [{"command": "seek", "goods": "四件套"}]), [{"command": "ask", "fields": ["尺寸"]}])
    assert asked["reading"].asked == ("attr.bed_size_m",)


@pytest.mark.parametrize(("said", "trade"), [("boutique", "boutique"), ("开精品店", "boutique"), ("usb口", None), ("lab", None)])
def test_a_trade_is_one_that_is_known(execute: Execute, said: str, trade: str | None) -> None:
    need = execute({}, [SLEEPING, {"command": "tell", "fact": "trade", "value": said}])["need"]
    assert need is not None and [fact.value for fact in need.facts] == ([trade] if trade else [])


def test_terms_wanted_beside_a_question_are_a_part_of_it(execute: Execute) -> None:
    asked = [{"command": "ask", "fields": ["moq"]}, want(field="terms.invoice", value="专票")]
    reading = execute(execute({}, [SLEEPING]), asked)["reading"]
    assert reading.asked == ("moq", "terms.invoice") and not reading.notes


def test_terms_supposed_are_asked_and_papers_without_a_field_keep_their_name(execute: Execute) -> None:
    supposed = [want(field="terms.delivery", value="by air"), want(field="certification", value="原厂授权书")]
    reading = execute(execute({}, [SLEEPING]), [{"command": "ask", "suppose": supposed}])["reading"]
    assert {"terms.delivery", "certification"} <= set(reading.asked)
    assert {(one.field, one.value) for one in reading.supposed} == {("terms.delivery", "by air"), ("certification", "原厂授权书")}


def test_a_report_is_asked_for_by_what_reports_are_called_and_papers_are_any(execute: Execute) -> None:
    def asked(value: str) -> object:
        reading = execute(execute({}, [SLEEPING]), [{"command": "ask", "suppose": [want(field="certification", value=value)]}])["reading"]
        return reading.supposed[0].value

    assert asked("证书") is True and "检测报告" in str(asked("质检报告"))


def test_of_each_of_several_values_one_is_meant(demo_execute: Execute) -> None:
    state = demo_execute({}, [{"command": "seek", "goods": "卫衣"}, want(field="尺码", op="in", value=["S", "XXL"], every=True)])
    (condition,) = state["need"].active if state["need"] else ()
    assert condition.value == ("S", "2XL") and condition.every


def test_a_brand_asked_as_a_fact_and_as_a_brand_is_asked_once(execute: Execute) -> None:
    of = [{"kind": "focus"}]
    asked = [{"command": "ask", "fields": ["brand"], "of": of}, {"command": "ask_party", "party": "brand", "of": of}]
    reading = execute(execute({}, [SLEEPING]), asked)["reading"]
    assert reading.intent == "brand" and not reading.also


def test_two_comparisons_of_the_same_are_one(execute: Execute) -> None:
    among = [{"kind": "ordinal", "ordinal": 1}, {"kind": "ordinal", "ordinal": 2}]
    twice = [{"command": "compare", "among": among}, {"command": "compare", "among": among, "fields": ["price"]}]
    reading = execute(execute({}, [SLEEPING]), twice)["reading"]
    assert reading.asked == ("price",) and not reading.also


def test_more_that_will_do_beside_so_much_is_no_condition(execute: Execute) -> None:
    said = (want(field="price", value=100, strength="around"), want(field="price", op=">", value=100, strength="fallback"))
    assert names(execute({}, [SLEEPING, *said])["need"]) == {"price>=75": False, "price<=125": True}


def test_what_costs_less_than_about_so_much_breaks_nothing(execute: Execute) -> None:
    need = execute({}, [SLEEPING, want(field="price", value=100, strength="around")])["need"]
    assert [name for name, hard in names(need).items() if hard] == ["price<=125"]


@pytest.mark.parametrize(("number", "low", "high"), [(500, 450, 550), (480, 456, 504), (300, 255, 345)])
def test_how_near_about_a_number_is_goes_by_how_round_it_is(demo_execute: Execute, number: int, low: int, high: int) -> None:
    state = demo_execute({}, [{"command": "seek", "goods": "保温杯"}, want(field="capacity", value=number, unit="ml", strength="around")])
    assert names(state["need"]) == {f"attr.capacity_ml>={low}": True, f"attr.capacity_ml<={high}": True}


@pytest.mark.parametrize(
    ("goods", "said", "case", "guided"),
    [
        ("婴儿睡袋", want(value="22 °c"), {"room_temp_c": 22}, True),
        ("羽绒服", want(value=-25, unit="°C"), {"outdoor_temp_c": -25}, True),
        ("羽绒服", {"command": "tell", "fact": "height_cm", "value": 185}, {"height_cm": 185}, False),
    ],
)
def test_what_is_measured_of_the_case_goes_by_guides_or_is_told_not_to(
    demo_execute: Execute, goods: str, said: dict[str, Any], case: dict[str, float], guided: bool
) -> None:
    state = demo_execute({}, [{"command": "seek", "goods": goods}, said])
    assert state["need"] is not None and state["need"].case == case
    assert ("case" in [kind for kind, _ in state["reading"].notes]) is not guided


def test_of_several_numbers_each_does(demo_execute: Execute) -> None:
    """Of a measure that such goods call otherwise."""
    either = want(field="length", op="in", value=["3", "5"], unit="m", strength="either")
    state = demo_execute({}, [{"command": "seek", "goods": "卷尺"}, either])
    assert names(state["need"]) == {"attr.length_m in [3, 5]": True}


def test_an_age_is_no_price_and_a_price_about_a_number_no_limit_of_its_own(demo_execute: Execute) -> None:
    ages = want(field="age", op="in", value=["3+", "6-8 years"], strength="either")
    state = demo_execute({}, [{"command": "seek", "goods": "building blocks"}, ages, want(field="price", value=80, strength="around")])
    assert state["need"] is not None
    assert {(one.field, one.about) for one in state["need"].active} == {("price", 80.0)}


def test_goods_are_those_for_whom_they_are(demo_execute: Execute) -> None:
    """An age chooses among shelves that goods of a name lie on."""
    for seek in ({"audience": "4 month old"}, {}):
        state = demo_execute({}, [{"command": "seek", "goods": "sleep bag", **seek}, {"command": "tell", "fact": "age_months", "value": 4}])
        assert state["need"] is not None and state["need"].category == "婴儿睡袋"


def test_so_many_of_a_thing_is_no_measure_of_it(demo_execute: Execute) -> None:
    state = demo_execute({}, [{"command": "seek", "goods": "电钻"}, want(field="batteries", value=2)])
    assert state["need"] is not None and not state["need"].active and state["need"].words == ("2 batteries",)


def test_what_does_both_is_meant_where_one_value_does(demo_execute: Execute) -> None:
    both = want(field="连接方式", op="in", value=["蓝牙", "2.4G"], every=True)
    state = demo_execute({}, [{"command": "seek", "goods": "机械键盘"}, both])
    (condition,) = state["need"].active if state["need"] else ()
    assert isinstance(condition.value, tuple) and "三模" in condition.value and "2.4G" not in condition.value


def test_a_comparison_with_a_brand_that_is_not_here_asks_about_the_other(demo_execute: Execute) -> None:
    listed = demo_execute({}, [{"command": "seek", "goods": "充电宝"}])
    other = {"kind": "described", "words": ["安克"]}
    reading = demo_execute(listed, [{"command": "compare", "among": [{"kind": "ordinal", "ordinal": 1}, other]}])["reading"]
    assert reading.intent == "product_question" and ("no_brand", "安克") in reading.notes


def test_a_word_of_degree_is_no_colour_and_none_of_what_comes_near(demo_execute: Execute) -> None:
    light = demo_execute({}, [{"command": "seek", "goods": "down jacket"}, want(value="light")])["need"]
    assert light is not None and not light.active and light.words == ("light",)
    thick = demo_execute({}, [{"command": "seek", "goods": "袜子"}, want(value="厚")])["need"]
    assert thick is not None and not any("常规" in one.name for one in thick.active)
    silent = demo_execute({}, [{"command": "seek", "goods": "机械键盘"}, want(value="静音")])["need"]
    assert names(silent) == {"attr.switch=静音轴": True}


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (want(field="moq", value=20), "moq<=20"), (want(field="rating", value=4.6), "rating>=4.6"), (want(field="stock", value=1), "stock>=1"),
        (want(field="supplier.repurchase_rate", op=">", value=35, unit="%"), "supplier.repurchase_rate>0.35"),
        (want(field="unit cost to us", op="<=", value=8, unit="CNY"), "price<=8"),
    ],
)  # fmt: skip
def test_a_bare_number_bounds_as_its_field_does_and_money_is_a_price(execute: Execute, said: dict[str, Any], name: str) -> None:
    assert list(names(execute({}, [SLEEPING, said])["need"])) == [name]


def test_what_all_pieces_may_cost_is_so_much_for_each_or_told_of(execute: Execute) -> None:
    total = want(field="total", op="<=", value=15_000)
    assert list(names(execute({}, [SLEEPING | {"quantity": 500}, total])["need"])) == ["price<=30"]
    before = execute({}, [SLEEPING | {"quantity": 500}])
    assert list(names(execute(before, [{"command": "seek", "topic": "same"}, total])["need"])) == ["price<=30"]
    alone = execute({}, [SLEEPING, total])
    assert list(names(alone["need"])) == ["price<=15000"] and ("total", "15000") in alone["reading"].notes


def test_whether_other_goods_are_there_with_something_is_wished_for(execute: Execute) -> None:
    state = execute({}, [SLEEPING])
    asked = {"command": "ask", "suppose": [want(field="brand", value="罗技")], "by": "reader"}
    state = execute(state, [{"command": "seek", "goods": "无线鼠标", "topic": "same", "by": "reader"}, asked])
    need = state["need"]
    assert need and need.category == "无线鼠标" and state["reading"].intent == "search" and not state["reading"].supposed


def test_a_number_that_such_goods_do_not_state_stays_words(execute: Execute) -> None:
    assert names(execute({}, [SLEEPING, want(field="tog", op=">=", value=2.5)])["need"]) == {"attr.tog>=2.5": True}
    assert names(execute({}, [MICE, want(field="tog", op=">=", value=2.5)])["need"]) == {}


def test_goods_that_the_store_has_come_before_those_that_it_lacks(execute: Execute) -> None:
    said = {"command": "seek", "goods": "布草", "also": ["婴儿睡袋"], "by": "reader"}
    need = execute({}, [said])["need"]
    assert need is not None and need.category == "婴儿睡袋"


def test_what_is_a_value_of_the_goods_in_hand_is_wished_of_them(execute: Execute) -> None:
    need = execute(execute({}, [SLEEPING]), [{"command": "seek", "goods": "纯棉", "by": "reader"}])["need"]
    assert need is not None and (need.category, names(need)) == ("婴儿睡袋", {"attr.material=纯棉": True})


def test_a_bare_number_is_that_of_which_such_goods_record_just_this(execute: Execute) -> None:
    assert names(execute({}, [SLEEPING, want(value="2.5")])["need"]) == {"attr.tog=2.5": True}


def test_beside_what_must_not_be_there_another_choice_of_its_field_is_only_wished_for(demo_execute: Execute) -> None:
    need = demo_execute({}, [{"command": "seek", "goods": "炒锅"}, want(value="无涂层"), want(value="不粘")])["need"]
    assert names(need) == {"attr.coating=无涂层": True} and need is not None and need.words == ("不粘",)


def test_bounds_on_the_pieces_wanted_are_their_number(demo_execute: Execute) -> None:
    bounds = [want(field="quantity", op=op, value=value) for op, value in ((">=", 1), ("<=", 2))]
    need = demo_execute({}, [{"command": "seek", "goods": "炒锅"}, *bounds])["need"]
    assert need is not None and need.quantity == 2 and not need.active


@pytest.mark.parametrize("name", ["sample", "samples", "样品"])
def test_a_sample_is_asked_for_by_any_of_its_names(execute: Execute, name: str) -> None:
    done = execute(execute({}, [MICE]), [{"command": "ask", "fields": [name]}])
    assert done["reading"].asked == ("capability.samples",)


def test_a_length_is_no_brand(execute: Execute) -> None:
    need = execute({}, [{"command": "seek", "goods": "3m 无线鼠标"}])["need"]
    assert need is not None and "brand" not in {one.field for one in need.active}
