"""What acts and spans come to: the commands of the guide."""

from typing import Any

import pytest
from daogou.reader.compose import composed
from daogou.reader.corpus import row
from daogou.schema.command import PurchaseList, Seek, Want


def told(line: str) -> list[dict[str, Any]]:
    """The commands of an annotated line, without quotes."""
    return [one.model_dump(mode="json", exclude_defaults=True, exclude={"quote", "text"}) | {"command": one.command} for one in composed(row(line))]


def test_goods_with_their_wishes() -> None:
    seek, price, not_, wool = told("- | seek: 给[宝宝](who)找[睡袋](noun),[一百](max)以内,别给我[化纤](not),[最好](soft)[纯棉](value)")
    assert seek == {"command": "seek", "goods": "睡袋", "audience": "宝宝"}
    assert price == {"command": "want", "field": "price", "op": "<=", "value": 100}
    assert not_ == {"command": "want", "op": "!=", "value": "化纤"}
    assert wool == {"command": "want", "value": "纯棉", "strength": "wish"}


@pytest.mark.parametrize(
    "line",
    ["- | seek: [pens](noun) or [mugs](noun), under [50](max), [plain](value)", "- | seek: [笔](noun)或者[杯子](noun),[50](max)以内,[简约](value)"],
)
def test_what_is_said_behind_goods_that_will_do_either_way_is_of_both(line: str) -> None:
    seek, *wants = told(line)
    assert len(seek["also"]) == 1 and [one["command"] for one in wants] == ["want", "want"]


@pytest.mark.parametrize("line", ["灯 | ask: [哪几款](ref)里哪个最[轻](ask)", "lamp | ask: which is the [lightest](ask) of [them](ref)"])
def test_the_end_of_an_order_is_pointed_at(line: str) -> None:
    (asked,) = told(line)
    assert [(one["kind"], one["sort"]) for one in asked["of"] if "sort" in one] == [("extreme", "weight")] and not asked.get("fields")


def test_both_ends_of_a_range_are_of_the_field_that_is_named() -> None:
    low, high = told("tank | refine: [capacity](field) [15](low)到[20 l](high)")
    assert (low["field"], low["op"], low["value"], high["field"], high["op"], high["value"]) == ("capacity", ">=", 15, "capacity", "<=", 20)


def test_a_second_number_in_a_question_is_no_other_quantity() -> None:
    found = told("drill | refine: [30 pcs](qty) first // ask: [how much](ask) with [2](qty) [batteries](noun)?")
    assert [one["quantity"] for one in found if "quantity" in one] == [30]


@pytest.mark.parametrize(
    ("line", "field"),
    [("锅 | refine: [32公分](is)的", None), ("锅 | refine: [4.5分](min)以上", "rating"), ("pan | refine: [4 stars](min) or more", "rating")],
)
def test_a_unit_is_read_whole(line: str, field: str | None) -> None:
    assert told(line)[0].get("field") == field


@pytest.mark.parametrize("line", ["towel | refine: [70x140 cm](is)", "毛巾 | refine: [70x140 cm](is)的"])
def test_a_measure_by_its_sides_is_one_value(line: str) -> None:
    assert [one["value"] for one in told(line)] == ["70x140 cm"]


def test_a_question_sets_no_condition() -> None:
    (asked,) = told("cup | ask: is [the second one](ref) [leakproof](value)?")
    assert asked["command"] == "ask" and asked["of"][0]["ordinal"] == 2
    assert [one["value"] for one in asked["suppose"]] == ["leakproof"]


@pytest.mark.parametrize(
    ("line", "value", "op", "strength"),
    [
        ("bag | refine: [red](value) or [blue](value)", ["red", "blue"], "in", "either"),
        ("bag | refine: 不要[红](not)或者[蓝](not)", ["红", "蓝"], "not_in", "must"),
        ("bag | refine: [实在没有](fallback)[塑料](value)也行", "塑料", "=", "fallback"),
        ("bag | refine: [red](undo), no, [blue](value)", "blue", "=", "must"),
        ("bag | refine: about [300](about)", 300, "=", "around"),
        ("bag | refine: under [200](max), [a bit more is fine](over)", 200, "<=", "around"),
    ],
)
def test_scopes_over_values(line: str, value: Any, op: str, strength: str) -> None:
    (want,) = told(line)
    assert (want["value"], want.get("op", "="), want.get("strength", "must")) == (value, op, strength)


def test_several_acts_are_several_commands() -> None:
    found = told("杯子 | ask: [第二个](ref)[多少钱](ask)  // compare: [前两款](ref)差在哪 // hand_over: 帮我下单")
    assert [one["command"] for one in found] == ["ask", "compare", "hand_over"]
    assert [one["ordinal"] for one in found[1]["among"]] == [1, 2]


def test_numbers_keep_their_money_and_unit() -> None:
    money, size, pieces = told("- | refine: [80 quid](max), [27 inch](is), [3 dozen](qty)")[1:] + told("- | refine: [3 dozen](qty)")
    assert (money["field"], money["unit"], size["value"], size["unit"], pieces["quantity"]) == ("price", "GBP", 27, "inch", 36)


def test_no_pieces_are_no_quantity() -> None:
    assert all(one.quantity is None for one in composed(row("- | seek: [0.2](qty) [cable](noun)")) if isinstance(one, Seek))


@pytest.mark.parametrize(
    "line", ["杯子 | ask: [500ml](is)的[那个](ref)[多少钱](ask)", "cups | ask: [how much](ask) is [the one](ref) with [500ml](is)"]
)
def test_what_tells_which_one_is_meant_supposes_nothing(line: str) -> None:
    (asked,) = told(line)
    assert [(one["kind"], one["words"]) for one in asked["of"]] == [("described", ["500ml"])] and "suppose" not in asked


def test_the_list_that_is_named_is_what_a_number_counts_in() -> None:
    (asked,) = told("lamps | ask: in [the previous list](ref), [how much](ask) was [number 4](ref)")
    assert [(one["ordinal"], one["place"]) for one in asked["of"]] == [(4, {"back": 1})]


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("rods | decline: what do people grumble about with [#3](ref)", "ask"),
        ("- | chat: what do you make of [Anker](name)", "ask_party"),
        ("rods | no: thanks, none", "chat"),
        ("rods ? Shall I send it? | no: no", "approve"),
        ("rods | supplier: sellers with [a high repurchase rate](value)", "want"),
        ("面霜 | choose: [这款](ref)适合[孕妇](who)吗", "ask"),
    ],
)
def test_spans_and_what_was_asked_tell_which_act_it_is(line: str, command: str) -> None:
    assert [one["command"] for one in told(line)] == [command]


def test_goods_of_two_brands_are_set_side_by_side() -> None:
    found = told("- | brand: [Bosch](name) versus [Makita](name) [jigsaws](noun)")
    assert [one["command"] for one in found] == ["seek", "want", "compare"] and found[1]["value"] == ["Bosch", "Makita"]


def test_goods_that_are_named_twice_are_one() -> None:
    seek, wish = told("- | seek: his [mouse](noun) is broken, so a [wireless mouse](noun), [quiet](value)")
    assert seek == {"command": "seek", "goods": "wireless mouse"} and wish["value"] == "quiet"


@pytest.mark.parametrize("line", ["- | seek: [hats &](noun) [scarves](noun)", "- | seek: [帽子和](noun)[围巾](noun)"])
def test_what_joins_nouns_may_be_read_with_the_first(line: str) -> None:
    (found,) = composed(row(line), shelf=lambda words, part: words in {"hats & scarves", "帽子和围巾"})
    assert isinstance(found, Seek) and found.goods in {"hats & scarves", "帽子和围巾"} and not found.also


def test_a_statement_of_which_nothing_is_understood_is_left_out_beside_a_question() -> None:
    assert [one["command"] for one in told("rugs | ask: last time the edges went soft. // learn: is [wool](alt) better than [jute](alt)")] == [
        "learn"
    ]


@pytest.mark.parametrize(
    "line", ["- | seek: [towels](noun) and [mats](noun), [100](qty) of each", "- | seek: [毛巾](noun)、[脚垫](noun),各[100](qty)"]
)
def test_a_number_of_each_is_that_of_all(line: str) -> None:
    (found,) = told(line)
    assert [one["quantity"] for one in found["lines"]] == [100, 100]


def test_a_number_before_a_value_counts_it() -> None:
    assert told("drills | refine: with [2](is) [batteries](value)") == [{"command": "want", "value": "2 batteries"}]


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("- | tell: [158](fact) [105斤](fact)", {"height_cm": 158, "weight_kg": 52.5}),
        ("裙子 | refine: [160](about) [55kg](about)", {"height_cm": 160, "weight_kg": 55}),
        ("- | tell: I'm [5 ft 4](fact)", {"height_cm": 162.6}), ("- | tell: 她[一米五五](fact)", {"height_cm": 155}),
        ("- | tell: she is [6.4kg](fact)", {"weight_kg": 6.4}),
    ],
)  # fmt: skip
def test_a_body_is_told_in_the_units_of_its_facts(line: str, facts: dict[str, float]) -> None:
    assert {one["fact"]: one["value"] for one in told(line)} == facts


@pytest.mark.parametrize("line", ["pans | choose: [steel](alt) or [iron](alt), which do I take", "锅 | choose: [钢](alt)的还是[铁](alt)的该选哪种"])
def test_which_of_two_kinds_to_take_is_a_question_about_kinds(line: str) -> None:
    (found,) = told(line)
    assert found["command"] == "learn" and len(found["alternatives"]) == 2


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("pans | like: anything else of [that brand](ref)", "brand"), ("锅 | like: [这个牌子](ref)还有别的吗", "brand"),
        ("pans | seek: [lids](noun), [from the same factory](value)", "supplier"), ("锅 | seek: [锅盖](noun),要[同一家厂](value)的", "supplier"),
    ],
)  # fmt: skip
def test_the_same_brand_or_seller_is_meant_as_one_like_it_in_that(line: str, field: str) -> None:
    assert [(one["how"], one["field"]) for one in told(line) if one["command"] == "vary"] == [("like", field)]


def test_what_kind_of_brand_is_wanted_is_no_name() -> None:
    found = told("灯 | brand: 有没有[正经](value)牌子的")
    assert [one.get("name") for one in found if one["command"] == "ask_party"] == [None]


def test_a_service_asked_about_is_answered() -> None:
    assert [one["command"] for one in told("pens | decline: could you [gift-wrap](ask) it")] == ["ask"]


@pytest.mark.parametrize(
    "line",
    [
        "- | seek: 约[230份](qty),每份[120元](about)左右,想要[毛巾](noun)加[糕点](noun)的组合",
        "- | seek: [230](qty) sets of a [mug](noun) and a [pen](noun), [$15](max) per set",
        "- | seek: a [mug](noun) and a [pen](noun) each for [230 staff](who), under [$15](max) per person",
    ],
)  # fmt: skip
def test_goods_of_a_set_come_in_the_number_of_sets(line: str) -> None:
    found, paid = told(line)
    assert [one["quantity"] for one in found["lines"]] == [230, 230]
    assert paid["field"] == "set"


@pytest.mark.parametrize(
    "line",
    [
        "- | seek: [网线](noun),[3米](is)[200根](qty)、[1米](is)[100根](qty)",
        "- | seek: [200](qty) of [3 ft](is) and [100](qty) of [1 ft](is) [cables](noun)",
    ],
)
def test_one_kind_of_goods_in_several_sizes_is_a_line_each(line: str) -> None:
    (found,) = told(line)
    assert [(one["quantity"], one["musts"][0]["value"]) for one in found["lines"]] == [(200, 3), (100, 1)]


@pytest.mark.parametrize(
    "line", ["mug | ask: does the [price drop](ask) at [500](qty) / [1000](qty)?", "杯子 | ask: [500个](qty)和[1000个](qty)[能便宜多少钱](ask)"]
)
def test_a_price_is_asked_for_each_number(line: str) -> None:
    found = told(line)
    assert [(one["fields"], one["suppose"][0]["value"]) for one in found] == [(["terms.bulk"], 500), (["terms.bulk"], 1000)]


def test_a_number_a_head_is_times_the_heads() -> None:
    (alone,) = told("- | seek: [笔](noun),每人[两支](qty)")
    (seek, *_) = told("- | seek: [笔](noun),200人每人[两支](qty)")
    assert "quantity" not in alone and seek["quantity"] == 400


@pytest.mark.parametrize("line", ["- | tell: he's turning [7](fact)", "- | tell: my sister ([7](fact))", "- | tell: 他今年[7](fact)"])
def test_a_bare_number_is_an_age_where_words_say_so(line: str) -> None:
    assert (told(line)[0]["fact"], told(line)[0]["value"]) == ("age_years", 7)


def test_grades_and_versions_are_bounded() -> None:
    grade, version = told("earbuds | refine: [IPX5](value) minimum, [bluetooth](value) [5.3](is) or newer")
    assert version == {"command": "want", "field": "bluetooth", "op": ">=", "value": 5.3}
    assert grade == {"command": "want", "op": ">=", "value": "IPX5"}


def test_a_range_that_is_about_so_much_is_no_hard_one() -> None:
    assert {one["strength"] for one in told("mug | refine: around [6](low)-[7 USD](high) a piece")} == {"around"}


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("毛巾 | ask: [能绣我们民宿的logo](ask)吗", "capability.logo"),
        ("towels | ask: can we [pay by bank transfer](ask)", "terms.payment"),
        ("towels | seek: need a [fapiao](noun) for those", "fapiao"),
        ("towels | ask: [how heavy](ask) is [it](ref)", "weight"),
        ("毛巾 | ask: [这个](ref)[重不重](ask)", "weight"),
        ("毛巾 | brand: 什么牌子的呀", "brand"),
    ],
)
def test_a_question_is_asked_by_its_field(line: str, field: str) -> None:
    (asked,) = told(line)
    assert (asked["command"], asked["fields"]) == ("ask", [field])


def test_who_makes_it_is_asked_of_what_the_clause_before_points_at() -> None:
    size, brand = told("pots | ask: [how big](ask) is [the first one](ref) // brand: and what brand is it, any good?")[:2]
    assert size["of"] == brand["of"]


@pytest.mark.parametrize("line", ["- | seek: 想给妈换个[枕头](noun)，有没有推荐的", "- | seek: a [tent](noun) for [two](who), just pick one for me"])
def test_what_to_take_is_a_choice_beside_goods(line: str) -> None:
    assert [one["command"] for one in told(line)] == ["seek", "choose"]


@pytest.mark.parametrize(
    "line", ["被子 | refine: 就怕睡出静电", "dress | refine: [green](value), she hates florals", "枕头 | refine: 说太软的睡着头晕"]
)
def test_what_is_feared_or_hated_is_not_wanted(line: str) -> None:
    assert [one["value"] for one in told(line) if one.get("op") == "!="] in (["睡出静电"], ["florals"], ["太软"])


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("desks | ask: is [the second one](ref) [oak](value)? who puts it together", ["ask"]),
        ("keyboards | refine: [hot swap](value) would be nice. [red](value) or [brown](value)? mostly typing", ["learn"]),
        ("锅 | learn: [铸铁](alt)和[涂层](alt)选哪个好? [铝锅](subject)有毒吗", ["learn", "learn"]),
        ("锅 | brand: [这](ref)啥牌子 跟[双立人](name)比咋样", ["ask", "ask_party"]),
        ("laptops | brand: [HP](name) or [Acer](name)", ["ask_party", "ask_party"]),
        ("锅 | supplier: [第二个](ref)谁做的，是大牌子吗", ["ask_party", "ask_party"]),
        ("power banks | refine: must be [flat](value). and do they have [CE](value) papers?", ["ask"]),
        ("锅 | refine: [白色](value)的。面料里[氨纶](subject)多少？", ["ask"]),
        ("锅 | seek: [毛巾](noun)要厚的，[起订量](ask)多少", ["ask"]),
        ("头灯 | hand_over: 我不会网上付钱 能不能货到付款", ["ask"]),
    ],
)
def test_each_question_is_asked(line: str, asked: list[str]) -> None:
    assert [one["command"] for one in told(line) if one["command"] in ("ask", "ask_party", "learn", "compare", "choose")] == asked


@pytest.mark.parametrize(
    "line",
    [
        "towels | refine: do you have [white](value) ones?",
        "毛巾 | refine: 有没有[白色](value)的",
        "- | seek: a [scarf](noun) or a [bracelet](noun)?",
        "headphones | refine: [heated](value) ones? not too [bulky](not)",
        "手表 | refine: 算了还是[皮带](value)的吧",
    ],
)
def test_a_request_for_goods_is_no_question(line: str) -> None:
    assert {one["command"] for one in told(line)} <= {"seek", "want"}


def test_further_questions_are_put_to_the_same_product_by_their_own_words() -> None:
    (asked,) = told("desks | ask: is [the second one](ref) [oak](value)? who puts it together, and can it [fold](ask)")
    assert (asked["of"][0]["ordinal"], asked["fields"]) == (2, ["who puts it together", "fold"])
    assert asked["suppose"][0]["value"] == "oak"


def test_packs_are_asked_for_the_number_of_pieces() -> None:
    _, _, packs = told(
        "labels | ask: [how many labels](ask) in a box of [the first](ref)? we use [20,000](fact) a month so [how many boxes](ask) is that"
    )
    assert [(one["field"], one["value"], one["unit"]) for one in packs["suppose"]] == [("quantity", 20000, "labels")]


def names(line: str, *shelves: str) -> list[str | None]:
    """The goods of an annotated line in a store with these shelves."""
    known = lambda words, part: words.casefold() in shelves and words.casefold() != part.casefold()  # noqa: E731
    return [name for one in composed(row(line), shelf=known) if isinstance(one, Seek) for name in (one.goods, *one.also)]


def test_a_shelf_is_named_whole_and_without_the_clause_behind() -> None:
    assert names("- | seek: i want [lens](noun) [hoods](noun)", "lens hoods", "hoods") == ["lens hoods"]
    assert names("- | seek: get me [lamps that last](noun)", "lamps") == ["lamps"]
    assert names("- | seek: my budget is [73](max), what hubs can i get", "hubs") == ["hubs"]


def test_goods_that_a_number_counts_and_those_behind_a_value_are_named_too() -> None:
    assert names("- | seek: [bottles](noun), [bowls](noun), [short sleeve](value) rompers.", "rompers") == ["bottles", "bowls", "rompers"]
    listed = composed(row("- | seek: [300](qty) [tapes](noun), [50](qty) [cordless drill](value)"), shelf=lambda words, part: words == "drill")
    assert [line.goods for one in listed if isinstance(one, PurchaseList) for line in one.lines] == ["tapes", "cordless drill"]


def test_what_nothing_joins_to_the_goods_is_what_they_are_for() -> None:
    assert names("- | seek: [电钻](noun)当礼物，他爱捣鼓，装个[架子](noun)那种", "电钻") == ["电钻"]
    assert names("- | seek: a [kettle](noun) and also those little [gas stoves](noun)", "kettle") == ["kettle", "gas stoves"]


def test_what_is_wished_before_further_goods_is_wished_of_those_in_hand() -> None:
    assert [one["command"] for one in told("笔记本 | seek: [3000块](max)以内 再配个[鼠标](noun) [无线](value)")] == ["want", "seek", "want"]


def test_a_statement_asks_nothing_and_a_question_is_put_without_what_stands_beside_it() -> None:
    (wish,) = told("keyboards | learn: i switch between a [macbook](case) and a pc")
    assert (wish["command"], wish["strength"]) == ("want", "wish")
    (asked,) = told("woks | learn: is carbon steel a pain to look after? shes not gonna season anything lol")
    assert asked["subject"] == "is carbon steel a pain to look after?"


@pytest.mark.parametrize("line", ["labels | refine: [14](value) or [16](low) to a sheet", "- | seek: a [bouquet](noun) on the [14](max)th"])
def test_a_bare_number_that_nothing_bounds_is_no_price(line: str) -> None:
    assert not any(one.get("field") == "price" for one in told(line))


def test_what_will_do_too_narrows_nothing() -> None:
    assert told("行李箱 | refine: [拉链](value)的也行")[0]["strength"] == "fallback"


def test_things_counted_in_goods_are_no_pieces_of_them() -> None:
    assert told("drill | refine: [brushless](value), [2](qty) batteries")[-1] == {"command": "want", "value": "2 batteries"}
    assert told("drill | refine: make it [2](qty) drills")[-1]["quantity"] == 2


def test_a_number_goes_to_the_goods_that_its_unit_names() -> None:
    (bought,) = told("- | seek: [bath towels](noun) and [duvet sets](noun), [100](qty) [towels](noun), [50 sets](qty)")
    assert {one["goods"]: one["quantity"] for one in bought["lines"]} == {"bath towels": 100, "duvet sets": 50}


def test_a_day_of_the_month_points_at_nothing() -> None:
    (asked,) = told("鞋 | ask: [20号](ref)之前[能到](ask)吗")
    assert "of" not in asked
    (asked,) = told("杯子 | ask: [一箱](ref)[几个](ask)")
    assert (asked["fields"], "of" in asked) == (["一箱几个"], False)


def test_how_old_whom_goods_are_for_is_stands_right_behind() -> None:
    found = told("- | seek: a [gift](noun) for my [niece](who) turning 4 on saturday")
    assert {"command": "tell", "fact": "age_years", "value": 4} in found


def test_to_recommend_some_asks_for_no_count() -> None:
    (sought,) = told("- | ask: 推荐[几款](ask)[毛巾](noun)")
    assert (sought["command"], sought["goods"]) == ("seek", "毛巾")


def test_what_is_kept_says_so() -> None:
    keeps, tells = (
        composed(row(f"towels | keep: {words}")) for words in ("remember my [size](field) is [M](value)", "the platform wants [papers](fact)")
    )
    assert any(one.command == "keep" for one in keeps) and not any(one.command == "keep" for one in tells)


def test_numbers_joined_by_or_share_the_last_ones_unit() -> None:
    found = [one for one in composed(row("wok | refine: [30](value) or [32 cm](is), under [200](max)")) if isinstance(one, Want) and one.unit == "cm"]
    assert [one.value for one in found] == [30, 32]
