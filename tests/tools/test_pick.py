"""Which sentences of a guide are for this buyer."""

import pytest
from daogou.schema.claim import Claim
from daogou.schema.condition import Condition
from daogou.schema.evidence import Evidence
from daogou.schema.guide import Criterion
from daogou.schema.need import Need
from daogou.tools.choosing.meeting import unmeasured
from daogou.tools.choosing.pick import for_buyer, in_his_case, ours, ruled_out, spoken_of, with_outside, without_broken
from daogou.tools.decisions.choice import AppliedCriterion

GUIDE = Evidence(kind="guide", ref="tents", title="Tents", text="")
FAMILY = (
    Criterion(attribute="capacity_persons", label="Sleeps", statement="A family of four: six or more.", when={"people": 4}, op=">=", value=6),
    GUIDE,
)
COUPLE = (
    Criterion(attribute="capacity_persons", label="Sleeps", statement="Two people: three or four.", when={"people": 2}, op=">=", value=3),
    GUIDE,
)
WARM = (
    Criterion(attribute="capacity_persons", label="Sleeps", statement="In the cold, smaller.", when={"room_temp_c": [0, 4]}, op="<=", value=2),
    GUIDE,
)


@pytest.mark.parametrize(("sleeps", "kept"), [(4, [FAMILY, WARM]), (2, [COUPLE, WARM]), (8, [FAMILY, COUPLE, WARM]), (None, [FAMILY, COUPLE, WARM])])
def test_a_sentence_for_so_many_people_is_told_to_who_said_as_many(sleeps: int | None, kept: list[tuple[Criterion, Evidence]]) -> None:
    own = (Condition(id="c1", field="attr.capacity_persons", op="=", value=sleeps),) if sleeps else ()
    assert for_buyer("capacity_persons", [FAMILY, COUPLE, WARM], Need(conditions=own)) == kept


@pytest.mark.parametrize(
    ("statement", "value", "left"),
    [
        ("Choose cotton at 70-80 % for daily wear.", ["棉", "Cotton"], True),
        ("优先选含棉 60% 以上的面料。", ["棉"], True),
        ("选 304 不锈钢的内胆。", ["304不锈钢"], False),
        ("16-20 度的房间选纯棉。", ["纯棉"], False),
        ("选纯棉的。", ["纯棉"], False),
        ("选克重 350 克以上的。", 350, False),
    ],
)
def test_a_number_that_no_value_is_held_against_is_met_by_nothing(statement: str, value: object, left: bool) -> None:
    when = {"room_temp_c": [16, 20]} if "16" in statement else {}
    assert unmeasured(Criterion(attribute="material", statement=statement, op="contains", value=value, when=when)) is left


def test_each_sentence_names_all_who_meet_it() -> None:
    """The second named only who met none before, as if those of -10 °C weren't 5 °C or lower."""
    pairs = tuple((Criterion(attribute="comfort_temp_c", statement=f"{most} or lower.", op="<=", value=most), GUIDE) for most in (-5, 5, 6))
    applied = AppliedCriterion("comfort_temp_c", pairs, ((-10, (0, 2)), (5, (1,))), (), met=((0, 2), (0, 1, 2), (0, 1, 2)))
    assert [(pair[0].value, who) for pair, who in spoken_of(applied)] == [(-5, (0, 2)), (5, (0, 1, 2))]


PAGE = Evidence(kind="web", ref="https://a.example/1", title="Bags", text="", source_kind="guide")
LABEL = (Criterion(attribute="safety_class", statement="The label must say class A.", op="contains", value=["A类", "Class A"]), GUIDE)


@pytest.mark.parametrize(
    ("criterion", "of", "left"),
    [
        (Criterion(attribute="size", statement="Choose class B for newborns.", op="in", value=["S"]), PAGE, ["safety_class"]),
        (Criterion(attribute="size", statement="Choose class A for newborns.", op="in", value=["S"]), PAGE, ["safety_class", "size"]),
    ],
)
def test_what_breaks_a_rule_asks_for_nothing_else(criterion: Criterion, of: Evidence, left: list[str]) -> None:
    own = ["B类"] if "class B" in criterion.statement else ["A类"]
    said = (Criterion(attribute="safety_class", statement=criterion.statement, op="contains", value=own), of)
    assert list(without_broken({"safety_class": [LABEL, said], "size": [(criterion, of)]})) == left


def test_no_page_makes_rules() -> None:
    must = Criterion(attribute="safety_class", statement="It must be class B.", op="contains", value=["B类"])
    applied = AppliedCriterion("safety_class", ((must, PAGE),), (("A类", (0, 1)),), ())
    assert ruled_out([applied]) == {} and ruled_out([applied.__class__("safety_class", ((must, GUIDE),), (("A类", (0,)),), ())]) != {}


def test_what_pages_speak_of_stands_beside_what_guides_speak_of() -> None:
    names = ["tog", "size", "style", "filling", "fabric"]
    guides = [AppliedCriterion(name, ((Criterion(attribute=name, statement=name), GUIDE),), (), ()) for name in names]
    page = AppliedCriterion("color", ((Criterion(attribute="color", statement="Choose yellow."), PAGE),), (), ())
    assert [one.attribute for one in with_outside([*guides, page])] == [*names, "color"]


@pytest.mark.parametrize(
    ("query", "quoted"),
    [
        ("monitor photo editing", "For photo editing choose a monitor with an IPS panel."),
        ("monitor", "For quiet rooms choose a monitor of at least 24 inches."),
        ("monitor quality control", None),
        ("laser printer", None),
    ],
)
def test_where_nothing_can_be_held_against_products_our_own_advice_on_them_is_quoted(query: str, quoted: str | None) -> None:
    texts = (
        "For photo editing wash the monitor first.",
        "For quiet rooms choose a monitor of at least 24 inches.",
        "For photo editing choose a monitor with an IPS panel.",
    )
    claims = tuple(Claim(text=text, start=0, end=len(text), ref="monitor") for text in texts)
    piece = Evidence(kind="guide", ref="monitor", title="Monitors", text=" ".join(texts), source_kind="document", lang="en", claims=claims)
    found = ours([piece], Need(query=query), "en")
    assert (found.quote if found else None) == quoted


@pytest.mark.parametrize(
    ("statement", "value", "words", "left"),
    [
        ("宿舍和床头选充电款，书桌选插电款。", "充电", ["宿舍"], "宿舍和床头选充电款"),
        ("宿舍和床头选充电款，书桌选插电款。", "充电", ["书桌"], "书桌选插电款。"),
        ("宿舍和床头选充电款，书桌选插电款。", "充电", ["看书"], "宿舍和床头选充电款，书桌选插电款。"),
        ("Choose battery for dorms, mains for a desk.", "battery", ["dorms"], "Choose battery for dorms"),
        ("For dorms, choose battery.", "battery", ["dorms"], "For dorms, choose battery."),
    ],
)
def test_a_sentence_for_two_cases_speaks_by_the_part_for_the_buyers(statement: str, value: str, words: list[str], left: str) -> None:
    criterion = Criterion(attribute="power", statement=statement, op="contains", value=value)
    assert in_his_case(criterion, ["充电", "插电", "battery", "mains"], words).statement == left
