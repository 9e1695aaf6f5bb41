"""Which sentences of a guide are for this buyer."""

import pytest
from daogou.schema.condition import Condition
from daogou.schema.evidence import Evidence
from daogou.schema.guide import Criterion
from daogou.schema.need import Need
from daogou.tools.choosing.pick import for_buyer

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
