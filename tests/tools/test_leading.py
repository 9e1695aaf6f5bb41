"""Who comes first by what was asked of products side by side, and which side the buyer's case speaks for."""

from collections.abc import Sequence

import pytest
from daogou.schema.evidence import Evidence
from daogou.tools.choosing.leading import leading
from daogou.tools.choosing.siding import asks_apart, sided
from daogou.tools.wording.wording import Wording
from daogou.understanding.vocabulary.vocabulary import Vocabulary

from .shops import offer
from .test_details import FACETS


@pytest.mark.parametrize(("text", "first"), [("which is lighter?", 0), ("which is heavier?", 1), ("哪个更轻", 0)])
def test_the_measure_asked_for_tells_who_comes_first(text: str, first: int) -> None:
    flasks = [offer("a", attributes={"weight_g": 300}), offer("b", attributes={"weight_g": 410})]
    (lead,) = leading(flasks, ("weight_g",), text, Wording("en"), Vocabulary.of(FACETS))
    assert lead.measures[0].first == (first,) and lead.measures[0].numbered


def test_none_comes_first_where_one_states_nothing_or_none_does() -> None:
    flasks = [offer("a", attributes={"weight_g": 300}), offer("b")]
    (lead,) = leading(flasks, ("weight_g",), "which is lighter?", Wording("en"), Vocabulary.of(FACETS))
    assert lead.measures[0].values[1] is None
    (silent,) = leading(flasks, ("said.warmth",), "which is warmer?", Wording("en"), Vocabulary.of(FACETS))
    assert not silent.measures and not silent.spoken


@pytest.mark.parametrize(("case", "taken"), [("I run hot", ["silk"]), ("my wife is always cold", ["wool"]), ("for the guest room", [])])
def test_the_case_speaks_for_the_side_whose_clause_serves_it(case: str, taken: Sequence[str]) -> None:
    line = "Silk is cool and breathable; wool is warm and heavier."
    piece = Evidence(kind="guide", ref="g", title="Duvets", text=line, line=line, sure=1.0)
    assert [one.side for one in sided(("wool", "silk"), case, (piece,), "duvets")] == taken


def test_two_of_one_house_get_a_side_each() -> None:
    line = "Silk is light and cool; wool is warm and heavier."
    piece = Evidence(kind="guide", ref="g", title="Duvets", text=line, line=line, sure=1.0)
    found = sided(("wool", "silk"), "I hate heavy covers, he is always cold", (piece,), "duvets")
    assert {one.side for one in found} == {"wool", "silk"}


def test_words_that_no_field_is_for_go_by_the_attribute_that_is_near() -> None:
    tents = [offer("a", attributes={"hydrostatic_head_mm": 1500}), offer("b", attributes={"hydrostatic_head_mm": 3000})]
    (lead,) = leading(tents, ("said.rain",), "rain", Wording("en"), Vocabulary.of(FACETS), lambda word, products: "hydrostatic_head_mm")
    assert lead.measures[0].first == (1,)


@pytest.mark.parametrize("text", ["is goose much warmer than duck?", "鹅绒比鸭绒暖很多吗", "有什么区别"])
def test_how_far_sides_lie_apart_asks_for_none_of_them(text: str) -> None:
    assert asks_apart(text) and not asks_apart("key or combination? 选哪个")


def test_a_word_of_the_case_counts_in_whatever_form() -> None:
    lines = ("Glass keeps no smell but is heavy.", "Plastic is better to carry, as it is light.")
    told = [Evidence(kind="guide", ref="g", title="", text=line, line=line) for line in lines]
    assert [one.side for one in sided(("glass", "plastic"), "I carried it in a backpack", told)] == ["plastic"]


def test_a_word_of_the_case_counts_once_a_side_and_a_side_is_a_whole_word() -> None:
    line = "For typing take brown, as a bump tells that the key has registered; red ones are smooth, red ones are one kind for games."
    told = (Evidence(kind="guide", ref="g", title="Keys", text=line, line=line),)
    assert [one.side for one in sided(("red", "brown"), "red or brown? never owned one, mostly typing", told)] == ["brown"]


@pytest.mark.parametrize(
    ("sides", "line", "case", "taken"),
    [
        (("屏蔽", "非屏蔽"), "家里和办公室用非屏蔽就够，挨着电机才选屏蔽线。", "办公室用哪种就够了", ["非屏蔽"]),
        (
            ("shielded", "unshielded"),
            "Unshielded is enough for homes and offices; choose shielded next to motors.",
            "for a small office",
            ["unshielded"],
        ),
        (("hammer", "impact"), "Choose an impact drill for brick and a rotary hammer drill for concrete.", "a brick wall", ["impact"]),
        (("24 inch", "28 inch"), "24 inch suits 4 to 7 days and 28 inch suits two weeks.", "for a week in Spain", []),
        (("wired", "wireless"), "A wireless mouse runs on batteries. A wired one needs a cable.", "I hate changing batteries", []),
    ],
)
def test_the_sentence_that_advises_a_side_in_the_buyers_case_decides(sides: Sequence[str], line: str, case: str, taken: Sequence[str]) -> None:
    piece = Evidence(kind="guide", ref="g", title="", text=line, line=line)
    assert [one.side for one in sided(sides, case, (piece,))] == taken
