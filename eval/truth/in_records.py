"""Whether the records of what is shown have the buyer's words, as a reply says of wishes that no field is for."""

import re
from collections.abc import Iterator

from ...retrievers.analysis import all_words, words
from .claim import Claims, Found, group, value_of
from .quoting import folded
from .statement import Statement, numbers_named
from .world import World

in_records = Claims()
_JOINED = re.compile(r"[「」\"、]|, | (?:or|and) |(?<=[」 ])[或和](?=[「 ])|^[或和]$")
_SILENT = re.compile(r"(?<=、)第 ?[\d、和 ]+ ?款没写|not stated for numbers? \d[\d, and]*")
_QUOTED = re.compile(r"「([^」]+)」|\"([^\"]+)\"")


@in_records(r"没查到(?P<zh>[^；。\[]+)|\bfound nothing on (?!file that)(?P<en>[^;:.\[]+)")
def unheld(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """The same of one product."""
    heard = folded(" ".join(world.said))
    for word in filter(None, map(str.strip, _JOINED.split((found["zh"] or found["en"]).strip('「」" ')))):
        if world.said and folded(word) not in heard:
            yield "quotation", f"the buyer didn't say {word!r}"


@in_records(
    r"没找到能回答「?(?P<zh>[^」；。\[]*)」?的内容|没有直接写「?(?P<zh2>[^」，]*)」?，最接近的是：?"
    r'|\bfound nothing on file that answers it \("?(?P<en>[^")]*)"?\)|\bnot stated outright \("?(?P<en2>[^")]*)"?\); nearest to it:?'
)
def unstated(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """The buyer's question, of which it is only said that no sentence on file answers it; what comes nearest is held against its source."""
    heard = folded(" ".join(world.said))
    for word in group(found).split():
        if world.said and folded(word) not in heard:
            yield "quotation", f"the buyer didn't say {word!r}"


@in_records(r"没有按这些筛选：(?P<zh>.+)|没能回答的：(?P<zh2>.+)|Not filtered by: (?P<en>.+)|Not answered: (?P<en2>.+)")
def unused(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """Words of the buyer's: what nothing was made of may stand in a record all the same, in other words."""
    heard = folded(" ".join((*world.said, *world.reply.need.words, world.reply.need.query)))
    for word in re.split(r"、|, ", group(found).strip(" 。.").replace("not ", "")):
        if world.said and not all(one in heard for one in map(folded, word.split())):
            yield "quotation", f"the buyer didn't say {word!r}"


@in_records(r"可以看(?P<zh>[^：]+)：|\bFor .*?\bsee (?P<en>[^:]+):")
def beside(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """A field, which everybody who isn't named as silent states; the values behind it are held against the record of each."""
    label = group(found).strip()
    names = world.fields_named(label) or [f"attr.{label.casefold().replace(' ', '_')}"]
    if all(value_of(known, name) is None for known in world.products.values() for name in names):
        yield "quality", f"{group(found)!r} is no field"
    told = re.split(r"。|\.(?: |$)", statement.line.partition(f"{group(found)}{found[0][-1]}")[2])[0]
    silent = _SILENT.search(told)
    unsaid = numbers_named(silent[0]) if silent else []
    for number in numbers_named(told):
        known = world.listed.get(number)
        if known is not None and (number in unsaid) is any(value_of(known, name) is not None for name in names):
            yield "denial", f"{known.names[0][:30]} is told to state it, or not to"


@in_records(r"没写(?=。|$)|\bnot stated for(?= numbers? \d)")
def silent(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """Held against the records with the field that it is of."""
    if not re.search(r"可以看|\bFor .*\bsee ", statement.line):
        statement.kept = found[0]
    yield from ()


@in_records(
    r"There is no +in the catalogue(?:\. *Nearest to it)?|The catalogue has no +and nothing near it"
    r"|目录里没有 *(?:，也没有接近的商品)?(?=[，。]|$)(?:。 *最接近的是)?"
)
def no_such_goods(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """Nothing that is shown is called so."""
    for name in _said(statement):
        for known in world.shown:
            if any(_named(each, name) for each in known.names):
                yield "negation", f"{known.names[0][:30]} is called so"


@in_records(r"on record for(?: each)?|for(?= numbers? \d[^:]* it is)(?:.*?it is)?|(?:这几款都)?写到|写的是")
def written(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """The words quoted stand in the record of each that is named, one or the other of them."""
    named = [world.listed[number] for number in numbers_named(statement.said) if number in world.listed] or world.shown
    quoted = re.findall(r"“([^”]+)”", statement.said)
    if not quoted:
        statement.kept = found[0]
        return
    for known in named:
        if not any(folded(words) in folded(known.whole) for words in quoted):
            yield "quotation", f"{known.names[0][:30]} has none of {quoted}"


@in_records(
    r"the others don't say(?=\.|$)|; ask the seller|Nearest to it"
    r"|没有找到(?:合适的)?(?= *(?:[（；。]|$))|换个说法，我再找"
    r"|I found nothing for|I found none that fit|say it another way and I look again"
)
def how_to_go_on(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    yield from ()


def _said(statement: Statement) -> list[str]:
    return [one or other for one, other in _QUOTED.findall(statement.said)]


def _named(title: str, asked: str) -> bool:
    wanted = {word.term for word in words(asked)}
    own = {term for word in all_words(title) for term in (word.term, *word.parts)}
    return asked in title if not asked.isascii() else bool(wanted) and wanted <= own
