"""A query in the catalogue's own words: synonyms, slips, compounds, words that nothing has."""

import pytest
from daogou.catalogue.catalogue import Catalogue
from daogou.retrievers.forward import Forward
from daogou.retrievers.query import Group, QueryReader


@pytest.fixture(scope="module")
def forward(shop: Catalogue) -> Forward:
    return Forward.open(shop.path / "lexical" / "forward")


def options(forward: Forward, group: Group) -> dict[tuple[str, ...], float]:
    spelled = list(forward.vocabulary)
    return {tuple(spelled[term] for term in option.terms): option.weight for option in group.options}


def test_a_synonym_counts_less_than_the_word(forward: Forward) -> None:
    found = options(forward, QueryReader(forward).read("充电宝").groups[0])
    assert found[("充电宝",)] == 1
    assert 0 < found[("power", "bank")] < 1


def test_a_synonym_counts_whole_where_nothing_has_the_word(forward: Forward) -> None:
    assert options(forward, QueryReader(forward).read("移动电源").groups[0])[("充电宝",)] == 1


def test_a_slip_is_put_right(forward: Forward) -> None:
    group = QueryReader(forward).read("waterprof").groups[0]
    assert group.corrected
    assert ("waterproof",) in options(forward, group)


def test_a_model_number_is_not_put_right(forward: Forward) -> None:
    assert QueryReader(forward).read("X16").groups[0].corrected is False


def test_rare_words_weigh_more(forward: Forward) -> None:
    query = QueryReader(forward).read("summer tog")
    assert query.shares.sum() == pytest.approx(1)
    assert query.shares[1] > query.shares[0]


def test_words_that_nothing_has_stay_in_the_query(forward: Forward) -> None:
    query = QueryReader(forward).read("blue piano")
    assert [len(group.options) > 0 for group in query.groups] == [True, False]
