"""Whether the records of what is shown have the buyer's words, as a reply says of wishes that no field is for."""

import re
from collections.abc import Iterator

from ...retrievers.analysis import all_words, words
from .claim import Claims, Found
from .known import Known
from .statement import Statement, numbers_named
from .world import World

in_records = Claims()
_QUOTED = re.compile(r"「([^」]+)」|\"([^\"]+)\"")


@in_records(r"No record of these has the words(?= )|这几款的资料里都没有(?=「| )")
def silent(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    for word in _said(statement):
        if any(_has(known, word) for known in world.shown):
            yield "negation", f"a record has {word!r}"


@in_records(r"The words .*?stand in the record of(?= )|(?:这几款)?的资料里都?写到")
def written(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    named = [world.listed[number] for number in numbers_named(statement.said) if number in world.listed] or world.shown
    for word in _said(statement):
        if not all(_has(known, word) for known in named):
            yield "quotation", f"not every record named has {word!r}"


@in_records(
    r"这样的字眼|，?没能当作条件来筛|可以问卖家，或换个说法告诉我|, so they could not be filtered by|so they could not be filtered by"
    r"|ask the seller, or say it in other words"
)
def how_to_go_on(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    yield from ()


def _said(statement: Statement) -> list[str]:
    return [one or other for one, other in _QUOTED.findall(statement.said)]


def _has(known: Known, asked: str) -> bool:
    wanted = {word.term for word in words(asked)}
    return bool(wanted) and wanted <= {term for word in all_words(known.whole) for term in (word.term, *word.parts)}
