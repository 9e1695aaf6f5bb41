"""Numbers that nobody means: they are left unread, whole, and whatever digits are said a need can be kept."""

import pytest
from daogou.memory.serializer import serializer
from daogou.schema.condition import BEYOND
from daogou.schema.edit import Edit
from daogou.schema.errors import InputError
from daogou.schema.need import Need
from daogou.schema.reading import Reading
from daogou.understanding.language.atom import atoms
from daogou.understanding.language.numerals import numeral
from daogou.understanding.ledger.edits import edited
from daogou.understanding.ledger.ledger import apply
from daogou.understanding.ledger.where import parse_where
from daogou.understanding.reader import Reader
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ..catalogue.columns import columns_of

HUGE = ("99999999999999999999", "9" * 400, "99,999,999,999,999,999,999", "九" * 30, "一亿亿亿", "9" * 12 + "万", "one" + " hundred" * 7)
SAID = (
    "睡袋{}元以内",
    "baby sleeping bag under {} yuan",
    "起订量{}件以内的睡袋",
    "评分{}以上",
    "容量{}ml的保温杯",
    "MOQ of at most {}",
    "销量{}以上",
)


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("number", HUGE, ids=range(len(HUGE)))
def test_a_number_beyond_all_meaning_is_no_condition(reader: Reader, said: str, number: str) -> None:
    stated = reader.read(said.format(number))
    assert [each.value for each in stated.conditions if isinstance(each.value, (int, float)) and not isinstance(each.value, bool)] == []
    assert not any(char.isdecimal() for char in stated.query)


NUMERALS = st.text("0123456789,.", min_size=1, max_size=60) | st.text("一二两三九十百千万亿零几多", min_size=1, max_size=30)


@given(said=st.sampled_from(SAID), number=NUMERALS | st.integers(0, 10**30).map(str) | st.floats(0, 1e30).map(str))
@example(said="睡袋{}元以内", number="0.123456")
@settings(max_examples=60)
def test_whatever_digits_are_said_the_need_can_be_kept(reader: Reader, said: str, number: str) -> None:
    conditions = reader.read(said.format(number)).conditions
    serializer().dumps_typed(apply(None, Reading(intent="search", language="zh", conditions=conditions), 1))


@given(st.integers(BEYOND, 10**500) | st.integers(-(10**500), -1) | st.floats(min_value=float(BEYOND)))
@settings(max_examples=30)
def test_no_such_value_is_taken_by_hand(value: float) -> None:
    need = Need(conditions=parse_where("price<=50"))
    with pytest.raises(InputError):
        edited(need, [Edit.model_construct(id="w1", remove=False, value=value, hard=None)], 2, columns_of([]))


@pytest.mark.parametrize("written", ["price<=99999999999999999999", f"moq<={'9' * 400}", f"attr.tog>=-{'9' * 30}", f"quantity={BEYOND}"])
def test_no_such_number_is_taken_in_a_condition_written_out(written: str) -> None:
    with pytest.raises(InputError, match="less than"):
        parse_where(written)


def test_the_largest_that_is_meant_is_read(reader: Reader) -> None:
    assert [each.value for each in reader.read(f"睡袋{BEYOND - 1}元以内").conditions] == [BEYOND - 1]
    found = numeral(atoms(str(BEYOND)), 0)
    assert found is not None and found.beyond
