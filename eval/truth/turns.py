"""What turns a true line round without a word of its own: hedges beside an exact price, what was sent, who may be left unasked."""

import re
from collections.abc import Iterator

from .claim import Claims, Found, about, value_of
from .statement import Statement
from .units import number
from .world import World

turns = Claims()
_YOUNG = 3
"""Years that a company may be said to be "only" in business."""
_ABOUT = re.compile(r"\b(?:about|around|roughly|nearly|almost|or so|ish)\b|约|左右|上下|差不多|将近|大概", re.IGNORECASE)
_MONEY = r"[¥$€£]\s?([\d,]+(?:\.\d+)?)"


@turns(
    rf"(?:about|around|roughly|nearly|almost|only|just|from|starting at|as low as|up to|大约|约|仅|只要|将近|低至|起价)\s?{_MONEY}"
    rf"|{_MONEY}\s?(?:左右|上下|or so)",
    asked=True,
)
def hedged(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """The buyer's own bound may be about so much; a price is what it is."""
    value = number(found[1] or found[2])
    texts = world.said or [one.text for one in world.reply.need.conditions]
    around = [text[max(0, at.start() - 10) : at.end() + 8] for text in texts for at in re.finditer(rf"(?<!\d){value:f}(?!\d)", text)]
    own = value in world.wanted.values and any(map(_ABOUT.search, around))
    if not own:
        yield "price", f"{found[0]!r}: the record has an exact one"
    statement.kept = re.sub(r"^\D*?(?=[¥$€£])|左右|上下|or so", "", found[0])


@turns(r"(?<!not )\bbeen sent\b|已经发送|已发送|已经发出|(?<!not )\bis sent\b")
def sent(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if re.search(r"(?:[Nn]one has|[Nn]othing has|not) $", found.string[: found.start()]):
        statement.kept = found[0]
        return
    if not any(one.status == "sent" for one in world.reply.inquiries):
        yield "negation", "nothing was sent"


@turns(r"\bI can send\b|\bI send\b|我可以代发|我能代发|我来发送?|替您发送")
def sends(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    yield "negation", "it can't send messages"


@turns(
    r"\b(?:we|I)(?:['’]ve| have| had)?(?: (?:personally|already|also|all|each))*"
    r" (?:checked|verified|tested|inspected|confirmed|examined|tried|called)\b"
    r"|\b(?:checked|tested|inspected|verified|examined) by (?:us|me|our)\b"
    r"|(?:我们?|本店)(?:已经?|都|也|还|亲自|亲手|替您|帮您|逐一)*(?:核对|核实|核查|查验|查证|检查|检验|验证|测试|试用|验|测|试|问)(?:过|了)"
)
def looked_into(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    yield "relation", "nothing was looked into but records"


@turns(r"\bno need to ask\b|\bneedn't ask\b|不用问|无需问|不必问")
def unasked(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    yield "negation", "what isn't stated has to be asked"


@turns(r"单价都按(?= ?[\d,]+ ?件算)")
def at_quantity(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """The number behind it is held by itself."""
    yield from ()


@turns(r"\bonly (?=(?P<en>\d+) years? in business)|经营才(?= ?(?P<zh>\d+) 年)")
def young(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if int(found["en"] or found["zh"]) > _YOUNG:
        yield "relation", "that is long"
    statement.kept = "经营" if found["zh"] else ""


@turns(r"(?<=\d) or (?=\d)|(?<=\d) ?或 ?(?=\d)")
def either(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """Sizes and the like are all there are."""
    if statement.about is not None and not statement.of_conditions:
        yield "relation", f"{statement.said[:40]!r}: it comes in each"
    statement.kept = found[0]


@turns(r"Unit prices are (?!for\b)\w+")
def per(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    yield "price", f"{found[0]!r}: they are for so many"


@turns(r"(?<!没有)登记了企业证书|登记有企业证书")
def papers(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if not any(known.certificates for known in statement.about or world.suppliers.values()):
        yield "negation", "no company certificate is on file"


@turns(r"\bsold out\b|\bout of stock\b|售罄|缺货|无货")
def sold_out(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if statement.asks:
        return
    if not about(world, statement) or any(value_of(known, "stock") != 0 for known in about(world, statement)):
        yield "negation", "no record says so"


@turns(r"都不(?:满足|符合)|none of them (?:has|meets) it")
def met_by_none(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """Of all conditions; who meets a wish is told of in a line of its own."""
    if re.search(r"您希望的|您提到的|[Yy]ou (?:hoped|mentioned|asked) for", statement.line):
        statement.kept = found[0]
        return
    conditions = [one for one in world.reply.need.active if one.hard]
    if conditions and any(world.fitting.meets(known, conditions) for known in about(world, statement)):
        yield "relation", "one meets it all"


@turns(r"(?:^|[：:]\s?)(?P<no>(?:不是|没有|不适合|不可以|不支持)，|no \()|(?:^|[：:]\s?)(?P<yes>(?:是的|有|适合|可以|支持)，|yes \()")
def answered(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """A yes or no to a question that names a certificate."""
    statement.kept = found[0]
    question = _bare(world.said[-1]) if world.said else ""
    for known in statement.about or ():
        names = [name for name in _certificates(world) if len(name) > 2 and name in question]
        held = any(one.valid_on(world.today) and name in _bare(one.name) for one in known.certificates for name in names)
        if names and "certificat" in found.string.lower() + ("certificat" if "证书" in found.string else "") and held == bool(found["no"]):
            yield "certificate", f"{names}: {'held' if held else 'not held'}"


def _certificates(world: World) -> set[str]:
    return {_bare(word) for facet in world.catalogue.facets().certifications for word in re.split(r"\s", str(facet[0])) if word}


def _bare(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()
