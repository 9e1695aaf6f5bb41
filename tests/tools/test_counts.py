"""What an attribute counts: so many of a thing, and no measure of it."""

import pytest
from daogou.tools.searching.counts import counted, counts_by


@pytest.mark.parametrize("name", ["number_of_pieces", "件数", "ports", "batteries"])
def test_a_number_of_things_is_counted(name: str) -> None:
    assert counts_by(name) and counted(4, name, "en")


@pytest.mark.parametrize("name", ["battery_ah", "capacity_l"])
def test_a_measure_of_a_thing_counts_none_of_it(name: str) -> None:
    assert not counts_by(name) and not counted(4, name, "en")
