"""Who is warned of must fail what is quoted, and what is quoted must ask one thing of whoever buys."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from daogou.eval.truth.said_of_choices import said_of_choices
from daogou.eval.truth.statement import Statement
from daogou.eval.truth.world import World

WARNED = "要注意：第 3 款的针数不符合上面引用的要求。"


def found(text: str) -> list[tuple[str, str]]:
    world = cast(World, SimpleNamespace(reply=SimpleNamespace(text=f"{text}\n{WARNED}")))
    claim = next(each for each in said_of_choices if each.check.__name__ == "falls_short")
    match = claim.written.search(WARNED)
    assert match is not None
    return list(claim.check(world, cast(Statement, cast(Any, None)), match))


@pytest.mark.parametrize(
    ("quoted", "true"),
    [
        ("选 168 针以上的", True),
        ("针数越高越细密，选 168 针以上的", True),
        ("针数越高，袜子越细密", False),
        ("日常 144-168 针就够，正装选 168 针以上的", False),
        ("144-168 is enough for daily wear; choose more for suits", False),
        ("The higher the count, the finer the knit", False),
    ],
)
def test_what_is_quoted_asks_one_thing_of_all(quoted: str, true: bool) -> None:
    assert (found(f"- **针数**：{quoted}[6]——第 1、2 款（200）\n  - 其余：第 3 款（144）。") == []) is true
