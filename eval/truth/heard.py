"""What reviews say: counted anew, by the words that the reader of messages knows for each aspect."""

import re
from collections.abc import Iterator, Sequence

from ...understanding.language.lexicon import load
from ...understanding.tokens.aspects import mentions
from .claim import Claims, Found, about, group
from .known import Known
from .statement import Statement
from .world import World

heard = Claims()
_FEW = 5


def _reviews(world: World, known: Known) -> list[str]:
    return [review.text for review in world.catalogue.reviews(known.key, 1000)]


def _sides(world: World, known: Known, aspect: str) -> tuple[int, int, int]:
    """How many reviews mention it, how many only praise it, how many only complain."""
    found = [{one.side for one in mentions(text) if one.aspect == aspect} for text in _reviews(world, known)]
    sides = [sides - {"about"} for sides in found]
    return sum(map(bool, found)), sides.count({"good"}), sides.count({"bad"})


def aspects(label: str, keys: Sequence[str] = ("label", "praise", "complaint")) -> set[str]:
    """The aspects of which one of these sides is called so."""
    rows, called = load("aspects")["aspects"], {label.strip().casefold(), f"和{label.strip()}"}
    return {name for name, row in rows.items() if called & {str(each).casefold() for key in keys for each in row[key]}}


@heard(r"(?:现|目前|现在)有 (\d+) 条评价|(\d+) reviews? on file|read (\d+) reviews|共读了 (\d+) 条评价|(\d+) reviews? read")
def read(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    for known in about(world, statement):
        if len(_reviews(world, known)) != int(group(found)):
            yield "count", f"{len(_reviews(world, known))} reviews are on file"


@heard(r"评价太少，仅供参考|too few to go by")
def few(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if any(len(_reviews(world, known)) >= _FEW for known in about(world, statement)):
        yield "relation", "there are more than a few"


@heard(
    r"(?:满意的有|(?<!un)happy with )(?P<good>(?:[^；;。.（(]*[（(]\d+[)）](?:[、，和]|, | and )?)+)"
    r"|(?:不满的有|complaints about )(?P<bad>(?:[^；;。.（(]*[（(]\d+[)）](?:[、，和]|, | and )?)+)"
)
def tallied(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    side = 1 if found["good"] else 2
    for name, count in re.findall(r"([^（(]+?)\s*[（(](\d+)[)）](?:[、，和]|, and |, | and |\s)*", found["good"] or found["bad"]):
        for known in about(world, statement):
            counts = {_sides(world, known, aspect)[side] for aspect in aspects(name, ("praise",) if side == 1 else ("complaint",))}
            if int(count) not in counts:
                yield "quality", f"{name!r} is said {sorted(counts)} times, not {count}"


@heard(r"没有人抱怨|no complaints|没有特别夸什么|no praise of anything in particular")
def nothing(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    side = 1 if "夸" in found[0] or "praise" in found[0] else 2
    for known in about(world, statement):
        if any(_sides(world, known, aspect)[side] for aspect in load("aspects")["aspects"]):
            yield "negation", "reviews do say so"


@heard(r"都没提到(?P<zh>[^，。；]+)|nobody mentions (?P<en>.+?) in the")
def silent(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    for known in about(world, statement):
        if any(_sides(world, known, aspect)[0] for aspect in aspects(group(found))):
            yield "negation", f"reviews do mention {group(found)}"


@heard(
    r"里，(?P<n>\d+) 条提到(?P<zh>[^：]+)：(?P<s>[\d条满意不没表态、，和 ]+)"
    r"|(?P<en>[^;:]+?) comes up in (?P<m>\d+) of (?:\d+ reviews? on file|\s*): (?P<t>(?:\d+ (?:satisfied"
    r"|complaining|taking no side)(?:, | and )?)+)"
)
def aspect(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    label, count, sides = found["zh"] or found["en"], int(found["n"] or found["m"]), found["s"] or found["t"]
    good = sum(int(one or two) for one, two in re.findall(r"(\d+) 条满意|(\d+) satisfied", sides))
    bad = sum(int(one or two) for one, two in re.findall(r"(\d+) 条不满|(\d+) complaining", sides))
    for known in about(world, statement):
        if (count, good, bad) not in {_sides(world, known, name) for name in aspects(label)}:
            yield "quality", f"{label}: {[_sides(world, known, name) for name in aspects(label)]}"
