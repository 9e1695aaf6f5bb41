"""Quotation marks: what stands in them was said by the buyer, or stands in a text that the reply cites."""

import re
from collections.abc import Iterator
from functools import cache

from ...understanding.language.lexicon import load
from .bounds import bounded, unrounded
from .carrying import uncarried
from .spoken import Text, text_of
from .statement import Statement
from .units import NUMBER, amounts
from .world import World

_QUOTED = re.compile(r"「([^「」]*)」|“([^“”]*)”|\"([^\"]*)\"")

_OPS = re.compile(r"不超过|不低于|低于|高于|以上|\b(?:at most|at least|under|over|or better)\b|¥")

_EXAMPLE = re.compile(r"(?:例如|比如|for example|such as|说|say|tell me|ask|接着问|标为|告诉我)[\s「“\"]*$", re.IGNORECASE)
"""Words that are put into the buyer's mouth: they state nothing."""


@cache
def _capabilities() -> Text:
    """What suppliers can do, as it is called."""
    return text_of(str(word) for word in _words(load("capabilities")))


def _words(table: object) -> Iterator[object]:
    inner = table.values() if isinstance(table, dict) else table if isinstance(table, list) else None
    if inner is None:
        yield table
    for each in inner or ():
        yield from _words(each)


_OF_RECORDS = re.compile(r"on record for|for numbers? \d[^:]* it is|写到“|写的是“")


def folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def quoted(world: World, statement: Statement) -> None:
    def settle(found: re.Match[str]) -> str:
        said = next(group for group in found.groups() if group is not None)
        if found[2] is not None and _OF_RECORDS.search(statement.said):  # told apart by whose record has it
            return " "
        if not _stands(world, said) and not _EXAMPLE.search(statement.said[: statement.said.find(said)]):
            statement.fault("quotation", f"{said!r} stands in nothing that is cited, and the buyer didn't say it")
        return " "

    statement.left = _QUOTED.sub(settle, statement.left)


def _stands(world: World, said: str) -> bool:
    reply = world.reply
    before, arrow, _ = said.partition(" → ")
    bare = folded(before if arrow else said)
    texts = [*(one.quote for one in reply.citations), *world.said, *(one.text for one in reply.need.conditions), reply.need.query, *reply.need.words]
    texts += [name for known in world.products.values() for name in known.names]
    if any(bare in folded(text) for text in texts):
        return True
    said = unrounded(world, said)
    words = NUMBER.sub(" ", _OPS.sub(" ", said))
    return (
        bounded(world, said)
        and not uncarried(words, world.reply.language, world.wanted.words | _capabilities())
        and all(value in world.wanted.values for _, value in amounts(said))
    )
