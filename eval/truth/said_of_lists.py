"""What is said below and above a list: who falls short of a word, whose own words say what it is without, and where a word is at home."""

import re
from collections.abc import Iterator

from .claim import Claims, Found, about
from .spoken import plain
from .statement import Statement, numbers_named
from .world import World

said_of_lists = Claims()


@said_of_lists(r"标注的是(?P<a>[^，]+)，达不到(?P<b>[^；]+)|stated as (?P<c>[^,]+), which is less than (?P<d>[^;]+)")
def short(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """By what records state; a title may say less of what is stated as more."""
    value, asked = plain(found["a"] or found["c"]), found["b"] or found["d"]
    yield from _asked(world, asked)
    for known in world.shown:
        stated = {plain(str(each)) for name, some in known.values.items() if name.startswith("attr.") for each in some}
        if any(value in one for one in stated) != (known in about(world, statement)):
            yield "quality", f"{value!r}: {known.names[0][:30]}"
    if value == plain(asked):
        yield "relation", f"{value} is what was asked for"


@said_of_lists(r"一定要(?P<a>[^，]+)的话，说\s*(?:「必须(?P<b>[^」]+)」)?\s*，我就只留够格的|say it must be (?P<c>.+?) to leave these out")
def must(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    for asked in filter(None, found.groups()):
        yield from _asked(world, asked)


def _asked(world: World, word: str) -> Iterator[tuple[str, str]]:
    if plain(word) not in {plain(one.text) for one in world.reply.need.hard}:
        yield "relation", f"{word!r} was no condition"


@said_of_lists(r"这几款都没有这一项记录|None of these has a field for it")
def no_field_for_it(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    wishes = [one for one in world.reply.need.active if one.status == "inferred"]
    if not any(all(world.fitting.meets(known, [one]) is None for known in world.shown) for one in wishes):
        yield "relation", "some have a field for each"


@said_of_lists(r"标题或说明里写着这一点的：.*|in so many words the title or description says it:.*")
def says_it(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """Those named say a value in their own words that a wish a model inferred is for."""
    values = [one.value for one in world.reply.need.active if one.status == "inferred"]
    words = [str(each) for value in values for each in (value if isinstance(value, tuple) else (value,))]
    for number in numbers_named(found[0]):
        known = world.listed.get(number)
        if known is None or not any(word in known.whole for word in words):
            yield "quality", f"number {number} doesn't say it"


@said_of_lists(
    r"商品名称里写到\s*(?:「[^」]*」)?\s*的，在这几类里：(?P<b>[^。]+)"
    r"|Products with\s*(?:“[^”]*”)?\s*in their names are in these kinds: (?P<d>[^.]+)"
)
def at_home(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    quoted = re.search(r"[「“]([^」”]+)[」”]", statement.line)
    word = quoted[1].casefold() if quoted else ""
    for kind, count in re.findall(r"([^、,，（()）]+?) ?[（(]([\d,]+)[）)]", found["b"] or found["d"]):
        true = world.fitting.titled(re.sub(r"^(?:和|and) ", "", kind.strip()), word, world.reply.language)
        if int(count.replace(",", "")) != true:
            yield "count", f"{kind}: {true} have {word!r} in their names"
