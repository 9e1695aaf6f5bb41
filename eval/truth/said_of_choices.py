"""What is said below a choice: who meets nothing of what is quoted, of which words no record tells, and how much of a list stands above."""

import re
from collections.abc import Iterator

from .claim import Claims, Found, value_of
from .known import denied
from .phrases import fields_called
from .spoken import plain
from .statement import Statement, numbers_named
from .world import World

said_of_choices = Claims()
_REST = re.compile(r"\s*- (?:其余|The rest|目录里|In this catalogue)")
_ENOUGH = re.compile(r"\d\s*[-–~到至]\s*\d[^，,;；]*(?:够|enough|suffice)", re.IGNORECASE)
_LONGEST = 10
"""Of what was found, as many are kept for the talk that follows."""
_HAN = re.compile(r"[\u3400-\u9fff]")


@said_of_choices(r"要注意：|Mind:")
def mind(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """What is to be minded follows, and is checked there."""
    return iter(())


@said_of_choices(
    r"第 (?P<a>\d+) 款\**的(?P<zh>[^，。；]{1,60}?)不符合上面引用的要求|numbers? (?P<b>\d+) does not meet what is quoted above on (?P<en>[^.;]{1,60})"
)
def falls_short(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """No sentence quoted on that attribute has the product behind it."""
    who, points = int(found["a"] or found["b"]), _points(world.reply.text)
    for label in re.split(r"、|和|, and | and |, ", (found["zh"] or found["en"]).strip()):
        lines = points.get(label.strip().casefold())
        if not lines:
            yield "relation", f"nothing is quoted on {label}"
        elif any(who in numbers_named(line) for line in lines if not _REST.match(line)):
            yield "relation", f"number {who} stands behind what is quoted on {label}"
        elif not any(_asks(line) for line in lines if not _REST.match(line)):
            yield "relation", f"what is quoted on {label} asks one thing of nobody"


def _asks(line: str) -> bool:
    """Whether what is quoted names what to have: not the higher the better alone, nor what is enough for some beside what others need."""
    quoted = re.sub(r"^\s*- (?:\*\*.+?\*\*(?:：|: ))?", "", line).split("[")[0]
    tends = re.search(r"越.{1,12}越|\bthe \w+er\b.*\bthe \w+er\b|\ba higher\b.* gives", quoted, re.IGNORECASE)
    return _ENOUGH.search(quoted) is None and (tends is None or re.search(r"\d", quoted) is not None)


def _points(text: str) -> dict[str, list[str]]:
    """Label -> its line of the choice and those indented below it."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.split("\n"):
        if point := re.match(r"- \*\*(.+?)\*\*(?:：|: )", line):
            lines = found.setdefault(point[1].casefold(), [])
        elif not line.startswith("  "):
            lines = []
        lines.append(line)
    return found


@said_of_choices(
    r"列表里一共 (?P<a>[\d,]+) 款，上面对照的是前 (?P<b>\d+) 款|The list has (?P<c>[\d,]+) products, of which the first (?P<d>\d+) are set out above"
)
def part(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """The list itself isn't in the reply; what stands above is."""
    whole, above = int((found["a"] or found["c"]).replace(",", "")), int(found["b"] or found["d"])
    if above != len(world.listed) or not above < whole <= _LONGEST:
        yield "count", f"{len(world.listed)} stand above, and a list has no more than {_LONGEST}"


@said_of_choices(r"(?:(?<=^)|(?<=[\s:;]))(?P<with>with|without) it(?=: *numbers?)")
def with_it(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """Of the field in bold on the line, which the record affirms or denies."""
    label = next((label for label, lines in _points(world.reply.text).items() if statement.line in lines), "")
    bare = re.sub(r"^(?:no |没有|不带|无)", "", label)
    names = fields_called(bare) or world.fields_named(bare)
    for known in statement.about or ():
        values = [value for name in names if (value := value_of(known, name)) not in (None, ())]
        if not values or any(denied(value) for value in values) != (found["with"].casefold() == "without"):
            yield "negation", f"{label}: {values}"


@said_of_choices(r"按记录，这几款都符合|Met by all of them, as recorded")
def met_by_all(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """Fields follow, each with the text that asks for it: all must state them."""
    statement.about = tuple(world.shown)
    yield from ()


@said_of_choices(r"都没有(?P<zh>[^（，。；：]{1,12})(?=（)")
def none_has(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    for known in statement.about or tuple(world.shown):
        values = [value for name in fields_called(found["zh"]) if (value := value_of(known, name)) not in (None, ())]
        if not values or not all(map(denied, values)):
            yield "negation", f"{found['zh']} of {known.names[0][:30]}: {values}"


@said_of_choices(r"^\W*\*\*(?:No (?P<en>[^*]+)|(?:没有|不带|无)(?P<zh>[^*]+))\*\*(?=：|:)")
def lacking(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """A heading for those that are without it, whose numbers stand behind it."""
    names = fields_called(found["en"] or found["zh"])
    if not names:
        statement.kept = found[0]
    for known in (world.listed[number] for number in numbers_named(statement.said) if names and number in world.listed):
        if not any(denied(value_of(known, name)) for name in names):
            yield "negation", f"{found[0]}: {[value_of(known, name) for name in names]}"


@said_of_choices(r"one per supplier|按供应商(?=\s|$|，|分)")
def one_each(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if len({one.supplier_id for one in world.reply.inquiries}) != len(world.reply.inquiries):
        yield "count", "some go to the same supplier"


@said_of_choices(r"(?:[Jj]ust|[Oo]nly) one of the [\w'& -]+? fits(?: what you asked for)?(?=\W|$)")
def one_fits(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    statement.of_conditions = True
    if 1 not in world.fitting.totals:
        yield "count", f"there are {sorted(world.fitting.totals)}"


@said_of_choices(r"I've noted what each one misses:?")
def each_misses(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    statement.of_conditions = True
    yield from ()


@said_of_choices(r"其中\s*(?:“[^”]*”)?\s*，资料里没有写|(?:\"[^\"]*\")?\s*is in none of their records")
def untold(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """The word itself is a quotation, which was taken out of the statement."""
    for words in re.findall(r"其中“([^”]+)”，资料里没有写|\(\"([^\"]+)\" is in none", statement.line):
        for known in world.shown:
            if plain("".join(words)) in known.whole:
                yield "negation", f"{known.names[0][:30]} has {words}"


@said_of_choices(r"资料里写到|its record says")
def written_down(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """The words are quotations, which were taken out of the statement."""
    told = re.split(r"[；;。]", statement.line.partition(found[0])[2])[0]
    for one, two in re.findall(r"「([^」]+)」|\"([^\"]+)\"", told):
        if not any(plain(one or two) in known.whole for known in world.shown):
            yield "negation", f"no record has {one or two}"


@said_of_choices(r"英文资料")
def foreign(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    marks = {int(mark) for mark in re.findall(r"\[(\d+)\](?=（英文资料)", statement.line)}
    quotes = [one.quote for one in world.reply.citations if one.n in marks]
    if not quotes or any(map(_HAN.search, quotes)):
        yield "citation", f"what is cited isn't English: {quotes}"
