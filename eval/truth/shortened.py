"""A list of values that is cut short: "cotton, muslin, jersey or 5 more like these", as a condition has them."""

from collections.abc import Iterator

from .claim import Claims, Found, group
from .statement import Statement
from .world import World

shortened = Claims()
_TOLD = 3


@shortened(r"等（还有 (\d+) 种相近的）|,? or (\d+) more like these", asked=True)
def so_many_more(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """Of as many as the condition has in either language, three stand before."""
    lists = [one.value for one in world.reply.need.active if isinstance(one.value, tuple)]
    left = {len(set(spelled)) - _TOLD for values in lists for spelled in (values, [world.wanted.in_english(str(value)) for value in values])}
    if int(group(found)) not in left:
        yield "count", f"of the conditions' values are left {sorted(left)}"
