"""What stands directly before a mark: a review's words are those of the review that is cited, a title is of the product that is cited."""

import re
from collections.abc import Iterator

from .known import Known
from .quoting import folded
from .statement import MARK
from .world import World, first_parts

_QUOTED = re.compile(r"(?:「(?P<zh>[^「」]+)」|\"(?P<en>[^\"]+)\")(?:\s?[（(][^（）()]*[)）])?(?P<marks>(?:\[\d+\])+)")
_PRICED = re.compile(r"(?<=\*\*) — [^\d\s*]{0,4}[\d,.]+$")
"""A price between a title and its mark."""


def mark_faults(world: World) -> Iterator[tuple[str, str, str]]:
    """(kind, where, why)"""
    cited = {one.n: one for one in world.reply.citations}
    for found in _QUOTED.finditer(world.reply.text):
        those = [cited[number] for number in map(int, MARK.findall(found["marks"])) if number in cited]
        reviews = [folded(one.quote) for one in those if one.kind == "review"]
        said = (found["zh"] or found["en"]).split(" → ")[0]
        if those and len(reviews) == len(those) and not all(any(folded(part) in one for one in reviews) for part in said.split("…")):
            yield "citation", found[0], "the review that is cited says something else"
    for line in world.reply.text.split("\n"):
        for mark in MARK.finditer(line):
            one = cited.get(int(mark[1]))
            named = _titled(world, line[: mark.start()]) if one and one.kind == "product" else []
            if one and named and one.ref not in {known.key for known in named}:
                yield "citation", line[:120], f"[{one.n}] is of {one.ref}, the title before it of {[known.key for known in named]}"


def _titled(world: World, before: str) -> list[Known]:
    """The products whose title, whole or cut short, ends the text."""
    bare = _PRICED.sub("", MARK.sub("", before)).rstrip("* ")
    whole = [(len(name), known) for known in world.products.values() for name in known.names if bare.endswith(name)]
    longest = max((length for length, _ in whole), default=0)
    if longest:
        return [known for length, known in whole if length == longest]
    return [known for known in world.products.values() if any(_cut(name, bare) for name in known.names)]


def _cut(name: str, bare: str) -> bool:
    return any(bare.endswith((f"**{part}", f": {part}", f"：{part}")) or bare == part for part in first_parts(name))
