"""What reviews say: counted anew, by the words that the reader of messages knows for each aspect."""

import re
from collections.abc import Iterator, Sequence

from ...schema.review import Review
from ...understanding.language.lexicon import load
from ...understanding.tokens.aspects import mentions
from .claim import Claims, Found, about, group
from .known import Known
from .statement import Statement
from .world import World

heard = Claims()
_FEW = 5


_COMPLAINS, _AMISS, _ALL = 2, 3, 5
"""Stars that no satisfied buyer gives, that a wholly satisfied one doesn't, and that nobody gives who holds something against it."""


def _reviews(world: World, known: Known) -> Sequence[Review]:
    return world.catalogue.reviews(known.key, 1000)


def _stars(review: Review) -> float:
    return 5 if review.rating is None else review.rating


def _by_aspect(review: Review) -> dict[str, set[str]]:
    """The sides that a review takes of each aspect that it names; of two stars at most, and no complaint in it, none takes the good side."""
    found: dict[str, set[str]] = {}
    for one in mentions(review.text):
        found.setdefault(one.aspect, set()).update({one.side} - {"about"})
    return {aspect: set() for aspect in found} if _stars(review) <= _COMPLAINS and {"bad"} not in found.values() else found


def _sides(world: World, known: Known, aspect: str) -> tuple[int, int, int]:
    """How many reviews mention it, how many only praise it, how many only complain."""
    sides = [found[aspect] for review in _reviews(world, known) if aspect in (found := _by_aspect(review))]
    return len(sides), sides.count({"good"}), sides.count({"bad"})


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
    r"(?P<denied>没有|并没有|无人|\b(?:no|not|without|few|hardly any|nobody is|none is|never) )?"
    r"(?:满意的有|(?:buyers are )?(?<!un)happy with )(?P<good>(?:[^；;。.（(]*[（(]\d+[)）](?:[、，和]|, | and )?)+)"
    r"|(?P<none>没有|并没有|无人|\b(?:no|not|without|few|fewer|hardly any|almost no) )?"
    r"(?:不满的有|complaints about )(?P<bad>(?:[^；;。.（(]*[（(]\d+[)）](?:[、，和]|, | and )?)+)"
)
def tallied(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    side = 1 if found["good"] else 2
    if found["denied"] or found["none"]:
        yield "negation", f"{found[0][:40]!r}: those counted say so"
    for name, count in re.findall(r"([^（(]+?)\s*[（(](\d+)[)）](?:[、，和]|, and |, | and |\s)*", found["good"] or found["bad"]):
        for known in about(world, statement):
            counts = {_sides(world, known, aspect)[side] for aspect in aspects(name, ("praise",) if side == 1 else ("complaint",))}
            if int(count) not in counts:
                yield "quality", f"{name!r} is said {sorted(counts)} times, not {count}"


@heard(
    r"\b(?:few|fewer|hardly any|barely any|almost no|next to no|some|many|rare) complaints\b(?! about)"
    r"|(?:很少有?|少数|不少|有些|多数|几乎没有?)人抱怨|抱怨(?:很少|不多|较少)"
)
def vaguely(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    yield "quality", "how many complain is told in figures, or that nobody does"


@heard(r"(?P<none>没有人抱怨|no complaints)|没看出有人抱怨|no complaint that can be made out|没有特别夸什么|no praise of anything in particular")
def nothing(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    side = 1 if "夸" in found[0] or "praise" in found[0] else 2
    for known in about(world, statement):
        if any(_sides(world, known, aspect)[side] for aspect in load("aspects")["aspects"]):
            yield "negation", "reviews do say so"
        elif side == 2 and any(_stars(review) < (_ALL if found["none"] else _AMISS + 1) for review in _reviews(world, known)):
            yield "negation", "a review of few stars is a complaint"


@heard(
    r"(?P<more>另有 )?(?P<zh>\d+) 条只给 (?P<zs>[\d.]+) 分(?P<zl>或更低)?"
    r"|(?P<en>\d+) (?P<others>more )?with (?:just )?(?P<es>[\d.]+) stars?(?P<el> or fewer)?"
)
def few_stars(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """Of a product's reviews; told as more of them, of those in which there is no complaint."""
    count, stars, lower = int(found["zh"] or found["en"]), float(found["zs"] or found["es"]), found["zl"] or found["el"]
    for known in about(world, statement):
        reviews = [one for one in _reviews(world, known) if not found["more"] and not found["others"] or {"bad"} not in _by_aspect(one).values()]
        counted = sum(_stars(one) <= stars if lower else _stars(one) == stars for one in reviews)
        if count != counted:
            yield "count", f"{counted} of so few stars"


@heard(r"留意(?=.{1,12}的评价：)|\bmind(?= the reviews of .{1,20}:)")
def beware(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """What follows is held by itself."""
    yield from ()


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
