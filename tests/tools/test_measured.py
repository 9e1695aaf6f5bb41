"""Bounds, ranges, grades and standards on the attributes of trades that we never saw: which attribute a measure is of, and which is only the case."""

from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from daogou.schema.condition import Condition
from daogou.schema.evidence import Evidence
from daogou.schema.guide import Criterion
from daogou.schema.need import Need
from daogou.schema.product import PriceTier, Product
from daogou.schema.reading import Language
from daogou.tools.choosing.asks import Asks
from daogou.tools.choosing.holding import comparable, holds
from daogou.tools.claims.asked import Goods, asked
from daogou.tools.claims.cases import wishes
from daogou.tools.claims.measures import measures
from daogou.tools.claims.sentences import Span
from daogou.tools.claims.stance import recommends
from daogou.tools.decisions.choice import Advice, AppliedCriterion, Choice
from daogou.tools.wording.wording import Wording
from daogou.tools.writing.choice import choice
from daogou.tools.writing.draft import Draft
from daogou.understanding.reader import Reader
from daogou.understanding.vocabulary.vocabulary import Vocabulary

from ..taught import facets_from
from .shops import offer


def product(number: int, category: str, **attributes: Any) -> Product:
    return Product(
        id=f"p{number}",
        title=f"{category} {number}",
        category=("x", category),
        price=(PriceTier(min_qty=1, unit_price=Decimal(9)),),
        attributes=attributes,
    )


TYPED = {
    "主厨刀": [{"hardness_hrc": hrc, "blade_length_cm": 20, "weight_g": 160 + hrc} for hrc in (56, 58, 60)],
    "碎纸机": [{"security_level": level, "sheets": sheets, "bin_l": 20, "noise_db": 54} for level, sheets in (("P-2", 6), ("P-4", 10), ("P-7", 12))],
    "办公椅": [{"gas_lift_class": lift, "max_load_kg": load, "seat_width_cm": 46} for lift, load in ((2, 90), (4, 130), (4, 110))],
    "羽绒睡袋": [{"comfort_temp_c": comfort, "fill_g": 600} for comfort in (-10, 0, 12)],
    "四件套": [{"执行标准": standard, "安全等级": "A类"} for standard in ("GB/T 22844-2009", "GB/T22796-2009", "FZ/T 62033")],
}
SPOKEN = {
    "主厨刀": [{"硬度": f"{hrc} HRC", "刃长": "20厘米", "重量": f"{160 + hrc}克"} for hrc in (56, 58, 60)],
    "碎纸机": [
        {"保密级别": level, "单次碎纸张数": f"{sheets}张", "容量": "20升", "噪音": "54分贝"}
        for level, sheets in (("P-2", 6), ("P-4", 10), ("P-7", 12))
    ],
    "办公椅": [{"气杆等级": f"{lift}级", "承重": f"{load}公斤", "座宽": "46厘米"} for lift, load in ((2, 90), (4, 130), (4, 110))],
}
NAMES = {
    "hardness_hrc": "硬度", "weight_g": "重量", "security_level": "保密级别", "sheets": "单次碎纸张数", "bin_l": "容量", "noise_db": "噪音",
    "gas_lift_class": "气杆等级", "max_load_kg": "承重", "seat_width_cm": "座宽",
}  # fmt: skip


@cache
def reader(spoken: bool) -> Reader:
    shelf: dict[str, Any] = SPOKEN if spoken else TYPED
    products = [product(number, name, **own) for number, (name, own) in enumerate((name, own) for name, rows in shelf.items() for own in rows)]
    return Reader(Vocabulary.of(facets_from(products, {})))


def asks(category: str, text: str, spoken: bool = False) -> list[tuple[Any, ...]]:
    language: Language = "en" if text.isascii() else "zh"
    found = asked(Span(0, len(text), text), language, reader(spoken), Goods(category, category))
    return [(each["attribute"], each["op"], each["value"], each.get("upto")) for each in found if each["says"] == "criterion"]


SENTENCES: list[tuple[str, str, tuple[Any, ...] | None]] = [
    ("办公椅", "体重 100 公斤以上的人,应选承重 130 公斤以上的办公椅。", ("max_load_kg", ">=", 130, None)),
    ("办公椅", "For a person over 100 kg choose a chair that bears at least 130 kg.", ("max_load_kg", ">=", 130, None)),
    ("办公椅", "Choose a load of 130 kg or more for people over 100 kg.", ("max_load_kg", ">=", 130, None)),
    ("办公椅", "体重 100 公斤以上的人,应选结实的办公椅。", None),
    ("办公椅", "For a person over 100 kg choose a sturdy chair.", None),
    ("办公椅", "People taller than 180 cm should choose a seat width of at least 48 cm.", ("seat_width_cm", ">=", 48, None)),
    ("主厨刀", "主厨刀硬度应不低于 56。", ("hardness_hrc", ">=", 56, None)),
    ("主厨刀", "A chef's knife should not weigh more than 200 g.", ("weight_g", "<=", 200, None)),
    ("碎纸机", "噪音不得高于 60 分贝,建议放在工位旁边。", ("noise_db", "<=", 60, None)),
    ("碎纸机", "五到十人合用的办公室,应选每次 10 张以上的碎纸机。", ("sheets", ">=", 10, None)),
    ("碎纸机", "Choose a bin of at least 20 litres.", ("bin_l", ">=", 20, None)),
    ("碎纸机", "处理人事、财务等机密文件的,选 P-5 级或更高的碎纸机。", ("security_level", ">=", "P-5", None)),
    ("碎纸机", "For personnel and financial records choose P-5 or higher.", ("security_level", ">=", "P-5", None)),
    ("办公椅", "For eight hours a day choose a class 4 gas lift.", ("gas_lift_class", "=", 4, None)),
]


@pytest.mark.parametrize(("category", "text", "wanted"), SENTENCES, ids=[text for _, text, _ in SENTENCES])
def test_what_is_asked_of_typed_attributes(category: str, text: str, wanted: tuple[Any, ...] | None) -> None:
    found = asks(category, text)
    assert [each for each in found if each[0] != "gas_lift_class" or "gas" in text or "气杆" in text] == ([wanted] if wanted else [])


@pytest.mark.parametrize(("category", "text", "wanted"), SENTENCES, ids=[text for _, text, _ in SENTENCES])
def test_the_same_is_asked_of_values_in_words(category: str, text: str, wanted: tuple[Any, ...] | None) -> None:
    assert asks(category, text, spoken=True) == ([(NAMES[wanted[0]], *wanted[1:])] if wanted else [])


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("四件套应符合 GB/T 22844。", {"GB/T 22844-2009"}),
        ("Bedding must comply with GB/T 22796.", {"GB/T22796-2009"}),
        ("四件套应符合 GB/T 99999。", set()),
    ],
)
def test_a_standard_is_asked_of_the_attribute_that_states_it(text: str, values: set[str]) -> None:
    found = [(name, {value} if isinstance(value, str) else {*value}) for name, _, value, _ in asks("四件套", text) if name == "执行标准"]
    assert found == ([("执行标准", values)] if values else [])


def test_a_value_that_fits_can_be_held_against_what_is_asked() -> None:
    """Or a reply would say above it that none fits."""
    for value in ("57 HRC", "P-5", 57, "57"):
        for wanted in ({"op": ">=", "value": 56, "unit": "hrc"}, {"op": ">=", "value": "P-4"}):
            criterion = Criterion(attribute="硬度", statement="s", **wanted)
            assert comparable(value, criterion) or not holds(value, criterion)


@pytest.mark.parametrize(
    "text", ["10-15 °C is enough in the valley; choose more than 15 for a tent in the desert.", "山谷里 10-15°C 就够，沙漠里选能到 15 以上的。"]
)
def test_a_bound_that_goes_on_where_a_range_ends_needs_no_unit(text: str) -> None:
    criterion = Criterion(attribute="comfort_temp_c", label="comfort temperature", statement=text, op=">=", value=10)
    ways = Asks(reader(False)).of(criterion, "en" if text[0] < "\u3400" else "zh", "羽绒睡袋")
    assert [way.value for way in ways] == [10, 15]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Choose 2.5 tog.", [("Choose 2.5 tog.", "")]),
        ("手机电池 5000 毫安时以上的,应选 20000 毫安时以上的充电宝。", [("的,应选 20000 毫安时以上的充电宝。", "手机电池 5000 毫安时以上的,")]),
        ("20 寸以下可登机;出差三天以上应选 24 寸。", [("可登机;出差三天以上应选 24 寸。", "20 寸以下可登机;出差三天以上")]),
        ("We recommend 2.5 tog in winter and 1 tog in summer.", [("We recommend 2.5 tog in winter and 1 tog in summer.", "")]),
        ("8 小时以上的更推荐。", [("8 小时以上的更推荐。", "")]),
    ],
)
def test_the_case_stands_apart_from_the_wish(text: str, told: list[tuple[str, str]]) -> None:
    assert [tuple(wish) for wish in wishes(text)] == told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("between 16 and 20 litres", [(">=", 16, 20, "litres", "")]),
        ("不超过60分贝", [("<=", 60, None, "分贝", "")]),
        ("level 3 or above", [(">=", 3, None, "level", "")]),
        ("IPX5 及以上", [(">=", 5, None, "", "IPX5")]),
    ],
)
def test_measures(text: str, found: list[tuple[Any, ...]]) -> None:
    assert [(each.op, each.value, each.upto, each.unit, each.grade) for each in measures(text)] == found


@pytest.mark.parametrize(("text", "yes"), [("应选 P-4 以上级别的。", True), ("别选 P-2 级的。", False), ("须取得 CCC 认证。", True)])
def test_a_verb_within_a_word_forbids_nothing(text: str, yes: bool) -> None:
    assert recommends(text) is yes


CHAIRS = [offer("light", "199.00", attributes={"max_load_kg": 90}), offer("strong", "599.00", attributes={"max_load_kg": 136})]


@pytest.mark.parametrize(("language", "says"), [("zh", "不符合上面引用的要求"), ("en", "what is quoted above")])
@pytest.mark.parametrize(("best", "short"), [(0, True), (1, False)])
def test_what_is_advised_and_fails_what_is_quoted_is_said_to(language: str, says: str, best: int, short: bool) -> None:
    """The cheapest chair had been the one to take, under a rule that it breaks."""
    text = "People over 100 kg should choose a max load of 130 kg or more."
    piece = Evidence(kind="web", ref="https://www.which.co.uk/a", title="Chairs", text=text, source="which.co.uk", source_kind="review")
    asks_for = Criterion(attribute="max_load_kg", statement=text, op=">=", value=130)
    applied = AppliedCriterion("max_load_kg", ((asks_for, piece),), ((90, (0,)), (136, (1,))), (), met=((1,),))
    chosen = Choice(tuple(CHAIRS), (applied,), (), (Advice("cheapest", best, "199"),), None)
    draft = Draft(Wording(language))
    choice(chosen, Need(), "chairs", draft)
    assert (says in draft.text) is short


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Choose 130 kg or more.", True),
        ("承重选一百三十公斤以上。", True),
        ("100-130 kg is enough at a desk; choose more than 130 kg for a workshop.", False),
        ("办公 80-130 公斤就够，车间选 130 公斤以上的。", False),
    ],
)
def test_nobody_falls_short_of_what_asks_nothing_of_all(text: str, short: bool) -> None:
    """ "800-1600 DPI is enough for the office" had been said to be failed by 1200."""
    piece = Evidence(kind="guide", ref="chairs", title="Chairs", text=text, source="guide", source_kind="guide")
    asks_for = Criterion(attribute="max_load_kg", statement=text, op=">=", value=130)
    applied = AppliedCriterion("max_load_kg", ((asks_for, piece),), ((90, (0,)), (136, (1,))), (), met=((1,),))
    draft = Draft(Wording("en"))
    choice(Choice(tuple(CHAIRS), (applied,), (), (Advice("cheapest", 0, "199"),), None), Need(), "chairs", draft)
    assert ("what is quoted above" in draft.text) is short


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_the_web_asks_for_as_a_guide_does_stands_with_whom_it_fits(language: str) -> None:
    """In a case of its own it had stood alone, with no products named."""
    own = Evidence(kind="guide", ref="chairs", title="Chairs", text="For the heavy choose 130 kg or more.", source_kind="guide", lang=language)
    web = Evidence(
        kind="web", ref="https://www.which.co.uk/a", title="Chairs", text="Choose 130 kg or more for bars.", source_kind="review", lang=language
    )
    pairs = tuple(
        (Criterion(attribute="max_load_kg", statement=piece.text, op=">=", value=130, when=when), piece)
        for piece, when in ((own, {"use": "heavy"}), (web, {}))
    )
    applied = AppliedCriterion("max_load_kg", pairs, ((90, (0,)), (136, (1,))), (), met=((1,), (1,)))
    draft = Draft(Wording(language))
    choice(Choice(tuple(CHAIRS), (applied,), (), (), None), Need(), "chairs", draft)
    lines = [line for line in draft.text.splitlines() if "for bars" in line]
    assert len(lines) == 1 and Wording(language).positions((1,)) in lines[0]


@pytest.mark.parametrize(("season", "short"), [(None, False), ("冬", False), ("秋", True)])
def test_what_holds_in_another_case_is_fallen_short_of_by_nobody(season: str | None, short: bool) -> None:
    """A bodysuit for whatever season had been said to fail what is asked of one for autumn."""
    piece = Evidence(kind="guide", ref="bodysuits", title="Bodysuits", text="Choose 130 or more in autumn.", source="guide", source_kind="guide")
    asks_for = Criterion(attribute="max_load_kg", statement=piece.text, op=">=", value=130, when={"season": ["秋"]})
    applied = AppliedCriterion("max_load_kg", ((asks_for, piece),), ((90, (0,)), (136, (1,))), (), met=((1,),))
    chosen = Choice(tuple(CHAIRS), (applied,), (), (Advice("cheapest", 0, "199"),), None)
    draft = Draft(Wording("en"))
    said = (Condition(id="c1", field="attr.season", op="=", value=season),) if season else ()
    choice(chosen, Need(conditions=said), "chairs", draft)
    assert ("what is quoted above" in draft.text) is short
