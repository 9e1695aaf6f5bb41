"""Finds what a reply says without evidence. It shares no code with what writes replies, and knows none of its sentences.

Each statement is held against the records of whom it is about: amounts, certificates, names, quotations, relations and denials are worked out, and
every other word must stand in those records, in what the reply cites, in what the buyer said, or be one of the talk (eval/truth/talk).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files

from ...catalogue.catalogue import Catalogue
from ...schema.reply import Reply
from .amounts import MONEY, found
from .relations import relation_faults, words
from .world import NUMBERED, Known, Statement, World, labels, plain, statements, values

_MARK = re.compile(r"\[(\d{1,3})\]")
_QUOTED = re.compile(r"「([^「」]+)」|“([^“”]+)”|\"([^\"]+)\"")
_DATE = re.compile(r"\b20\d\d-\d\d-\d\d\b")
_TALLY = re.compile(r"满意|不满|抱怨|happy with|complain")
"""What reviews are counted by: the aspects are called by no record."""
_WORKED = re.compile(
    r"差|便宜|贵|低|高|合计|一共|平均|均价|共|剩|对|less|more|higher|lower|total|in all|together|average|median|leaves|against|each|difference",
    re.IGNORECASE,
)
"""What is worked out of prices is told so."""
_STANDARD = re.compile(r"(?:GB(?:/T)?|ISO|EN|ASTM|CFR|OEKO-TEX|Standard|Directive|section|UN)[ A-Z]{0,3}\d[\d./-]*")
_FEW = 12
"""Counts of what stands in the text itself, and places in a list."""


@dataclass(frozen=True)
class Fault:
    """`kind` is what is without evidence (price, quality, relation, …); `where` the statement; `why` for a person."""

    kind: str
    where: str
    why: str


def faults(reply: Reply, catalogue: Catalogue, today: date, said: Sequence[str] = ()) -> list[Fault]:
    """`said` are the buyer's messages: what a reply takes up of them is held against them."""
    return checked(reply, catalogue, today, said)[0]


def checked(reply: Reply, catalogue: Catalogue, today: date, said: Sequence[str] = ()) -> tuple[list[Fault], int]:
    """The faults, and how many statements were held."""
    world = World(reply, catalogue, today, said)
    found = [Fault("citation", where, why) for where, why in _citations(world)]
    held = 0
    for statement in statements(world):
        held += 1
        found += [Fault(kind, statement.said.strip(), why) for check in _CHECKS for kind, why in check(world, statement)]
    return found, held


Found = Iterator[tuple[str, str]]


def _citations(world: World) -> Found:
    """Each mark cites something, a product's mark stands by that product, and what a text outside is cited for stands in it."""
    reply = world.reply
    refs = [(one.kind, one.ref, one.quote) for one in reply.citations]
    if len({one.n for one in reply.citations}) < len(refs):
        yield reply.text[:60], "two citations have one number"
    for line in reply.text.split("\n"):
        head = re.match(r"\s*(?:- )?(?:\d+\. )?\*\*(.+?)\*\*", line)
        named = world.named(head[1]) if head else []
        ids = {known.id for known in named}
        if head and re.match(r"\d+\. \*\*", line) and reply.cards and not named and " — " in line:
            yield line[:80], "no product that is shown is called so"
        for mark in _MARK.finditer(line):
            one = world.cited.get(int(mark[1]))
            if one is None:
                yield line[:80], f"[{mark[1]}] cites nothing"
            elif one.kind == "product" and named and named[0].product and one.ref not in ids and len(_MARK.findall(line)) == 1:
                yield line[:80], f"[{one.n}] is of {one.ref}"
        yield from _figures(named, line)
    for one in reply.citations:
        guide = world.catalogue.guide(one.ref) if one.kind == "guide" else None
        if guide is not None and plain(one.quote) not in plain(guide.text):
            yield one.quote[:80], f"{one.ref} doesn't say so"


def _figures(named: list[Known], line: str) -> Found:
    """Of a line that begins with a product's title or a supplier's name: price, rating, reviews, MOQ and years are the record's own."""
    for field, pattern in _FIGURES.items():
        for each in pattern.finditer(line.split("**", 2)[-1]) if named else ():
            value = Decimal(next(filter(None, each.groups())).replace(",", ""))
            if not any(value in _own_figures(known, field) for known in named):
                yield line[:80], f"{each[0].strip()} is not its {field}"


_FIGURES = {
    "price": re.compile(r"^ — [¥￥$€£](\d[\d,.]*\d)"),
    "rating": re.compile(r"(?<=[，,] )(\d(?:\.\d)?) (?:分|stars?)|(?<=，)(\d(?:\.\d)?) 分|(?:评分|rated) (\d(?:\.\d)?)"),
    "review_count": re.compile(r"（(\d[\d,]*) 条评价）|\((\d[\d,]*) reviews?\)"),
    "moq": re.compile(r"(\d[\d,]*) 件起订|MOQ (\d[\d,]*)"),
    "years": re.compile(r"经营 (\d+) 年|(\d+) years? in business"),
}


def _own_figures(known: Known, field: str) -> set[Decimal]:
    if known.product and field == "price":
        return {tier.unit_price for tier in known.product.price}
    value = getattr(known.product or known.supplier, field, None)
    if known.product and field == "moq" and value is None and known.product.price:
        value = known.product.price[0].min_qty
    return set() if value is None else {round(Decimal(str(value)), 1), Decimal(str(value))}


def _quotations(world: World, statement: Statement) -> Found:
    """Words in quotation marks stand in what is cited, in a record, or were said by the buyer; a sentence before a guide's mark is of that guide."""
    everything = f"{world.quoted} {world.heard} {' '.join(known.text for known in _all(world, statement))}"
    for quote in () if _EXAMPLE.search(statement.said) else _QUOTED.findall(statement.said):
        for part in re.split(r"…| → |\.\.\.", next(filter(None, quote))):
            if plain(part) not in everything and (
                _uncovered(part, everything, world.reply.language) or not {n for _, n in found(part)} <= {n for _, n in found(everything)}
            ):
                yield "quotation", f"nobody says {part!r}"
    marks = [world.cited[int(n)] for n in _MARK.findall(statement.said) if int(n) in world.cited]
    if marks and all(one.kind in ("guide", "web") for one in marks):
        told = _uncovered(
            _without_marks(_MARK.split(statement.said)[0]),
            plain(" ".join(f"{one.quote} {one.title}" for one in marks)) + world.heard,
            world.reply.language,
        )
        if len(told) > _LOOSE[world.reply.language]:
            yield "citation", f"what is cited doesn't say {' '.join(told)}"


_EXAMPLE = re.compile(r"例如|比如|告诉我|之前说|标为|说「必须|such as|for example|tell me|[Ee]arlier you said|as sent")
"""What stands in quotation marks is what one may say, or a condition that is called by its name."""
_ALL = re.compile(r"都是|全都|这几款都|款都|[Aa]ll of (?:these|them)|[Bb]oth|[Ee]ach of")
_LOOSE = {"zh": 3, "en": 1}


def _amounts(world: World, statement: Statement) -> Found:
    """Every amount is one of whom the statement is about, or of what is heard, cited, worked out of prices or counted."""
    text, some = _STANDARD.sub(" ", NUMBERED.sub(" ", _without_marks(statement.said))), _all(world, statement)
    own, texts = {amount for known in some for amount in known.amounts}, " ".join(known.text for known in some)
    bare, allowed = {number for _, number in own}, own | world.given | (world.worked if _WORKED.search(text) or not statement.about else set())
    most = max((_counted(world, known) for known in statement.about or ()), default=len(world.catalogue.columns.ids))
    for written, (unit, number) in found(_DATE.sub(" ", text)):
        if (unit, number) in allowed or (unit in ("", "share", *MONEY.values()) and ("", number) in allowed):
            continue
        if unit in MONEY.values():
            yield "price", f"{written} is no price of it"
        elif unit and ("", _raw(written)) not in allowed and statement.about:
            yield "unit" if number in bare else "number", f"{written} stands in none of its records"
        elif not unit and number not in bare and number > most and str(number) not in texts:
            yield "number", f"{written} stands in none of its records"
    yield from (("date", f"{day} is no date of it") for day in _DATE.findall(text) if plain(day) not in f"{texts} {world.quoted} {world.heard}")


def _names(world: World, statement: Statement) -> Found:
    """Certificates and brands of others."""
    if statement.about is None or _conditional(statement.said):
        return
    text, mine = f" {plain(_without_marks(statement.said))} ", " ".join((*(known.text for known in statement.about), world.heard, world.quoted))
    for name in _certificates(world.catalogue):
        if _within(name, text) and not _within(name, f" {mine} ") and not _denied(statement.said, name):
            yield "certificate", f"{name} is none of its certificates"
    for name, brand in world.brands.items():
        if _within(name, text) and not _within(name, f" {mine} ") and plain(brand) not in mine:
            yield "name", f"{brand} is not its brand"


def _qualities(world: World, statement: Statement) -> Found:
    """Words that nothing carries."""
    if statement.said.rstrip("*) ）").endswith(("?", "？")) or _TALLY.search(statement.line):
        return
    text, language = _without_marks(_QUOTED.sub(" ", statement.said)), world.reply.language
    subjects = _all(world, statement)
    if any(word in text.casefold() for word in words()["beyond"]) and not any(word in world.quoted for word in words()["beyond"]):
        yield "relation", "no record tells of everybody"
    everybody = list(world.listed.values()) if _ALL.search(text) else []
    each = (subjects if statement.about else everybody) if not _conditional(text) else []
    wholes: Sequence[Known | None] = each or [None]
    for known in wholes:
        evidence = f"{known.text if known else ' '.join(one.text for one in subjects)} {world.quoted} {world.heard}"
        left = _uncovered(text, evidence, language)
        if left:
            yield "quality", f"nothing carries {' '.join(left)}"
            return


def _values(world: World, statement: Statement) -> Found:
    """A value with whose it is in brackets behind it: each of these states it, whatever the buyer said."""
    if not statement.about or not re.search(r"[(（](?:第 ?\d|[Nn]umbers? \d)", statement.said):
        return
    said = f" {plain(NUMBERED.sub(' ', statement.said))} "
    for value in values(world.catalogue):
        if _within(value, said) and (known := next((one for one in statement.about if not _within(value, f" {one.text} ")), None)):
            yield "quality", f"{value!r} isn't stated of {known.names[0][:30]}"
            return


def _denials(world: World, statement: Statement) -> Found:
    """What is said to be not stated isn't, and what is denied is no value of the record."""
    if any(word in statement.said for word in words()["unblamed"]) and any(_blamed(world, known) for known in _all(world, statement)):
        yield "negation", "a review on file blames it"
    if not statement.about or len(statement.about) > 1 or len(NUMBERED.findall(statement.said)) > 1 or "：" in statement.said:
        return
    said = statement.said.casefold()
    if not any(word in said for word in words()["absent"]):
        return
    bare = not _uncovered(re.sub("|".join(map(re.escape, words()["absent"])), " ", NUMBERED.sub(" ", said)), "for", world.reply.language)
    where = statement.line if bare else said
    for known in statement.about:
        for label, names in _labels(known).items():
            if any(plain(name) and _within(plain(name), f" {plain(where)} ") for name in names):
                yield "negation", f"{known.names[0][:30]} states {label}"


def _blamed(world: World, known: Known) -> bool:
    return bool(known.product) and any(one.rating is not None and one.rating <= 2 for one in world.catalogue.reviews(known.id, 500))


def _raw(written: str) -> Decimal:
    """The number as it is written, whatever it is of."""
    return Decimal(re.sub(r"[^\d.]", "", re.split(r"(?<=\d)[^\d.,]", written)[0]).rstrip(".") or 0).normalize()


def _counted(world: World, known: Known) -> int:
    """How many of its goods, or of its reviews, there may be."""
    if known.product is None:
        return 200
    return max(_FEW, len(world.catalogue.reviews(known.id, 500)), known.product.review_count or 0)


_CHECKS = (
    _quotations,
    _values,
    _amounts,
    _names,
    _qualities,
    _denials,
    lambda world, statement: (("relation", why) for why in relation_faults(world, statement)),
)


def _labels(known: Known) -> dict[str, list[str]]:
    """The fields that a product states -> how they are called."""
    product = known.product
    if product is None:
        return {}
    called = {name: names for name, names in words()["fields"].items() if getattr(product, name, None) not in (None, (), "")}
    return called | {name: [*labels(name)] for name in product.attributes}


def _all(world: World, statement: Statement) -> list[Known]:
    return list(statement.about or (*world.products.values(), *world.suppliers.values()))


def _conditional(said: str) -> bool:
    """It tells what was asked for beside what there is: of a near miss, say."""
    return bool(re.search(r"不满足|实为|misses|it is |没有写明|not stated|nothing stated|按规定|on file|rules", said))


def _denied(said: str, name: str) -> bool:
    return any(word in said.casefold() for word in (*words()["absent"], *words()["not"]))


@lru_cache(maxsize=4)
def _certificates(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(filter(None, map(plain, (*words()["certificates"], *(name for name, _ in catalogue.facets().certifications)))))


def _within(name: str, text: str) -> bool:
    return bool(name) and (f" {name} " in text if name.isascii() else name in text)


def _without_marks(text: str) -> str:
    """Without the names in bold, too, which are held where they stand."""
    return _MARK.sub(" ", re.sub(r"\*\*.*?\*\*", " ", text))


def _uncovered(text: str, evidence: str, language: str) -> list[str]:
    """The words of a text (runs of signs in Chinese) that stand neither in the evidence nor in the talk."""
    left = []
    for written, (unit, _) in found(text := NUMBERED.sub(" ", text).replace("²", "2")):
        text = text.replace(written, " ") if unit else text
    for run in plain(text).split():
        if re.fullmatch(r"[\d.]+", run):
            continue
        if run.isascii():
            if (
                run not in talk(language)
                and run not in _words(evidence)
                and not any(run.startswith(word) or word.startswith(run) for word in _stems(evidence, run))
            ):
                left.append(run)
        else:
            left += _signs(run, evidence, _talk_text(language))
    return left


def _signs(run: str, evidence: str, common: str) -> Iterator[str]:
    """By the longest pieces of two signs and more; one sign alone must be of the talk."""
    at, lone = 0, ""
    while at < len(run):
        length = next((size for size in range(min(8, len(run) - at), 1, -1) if run[at : at + size] in evidence or run[at : at + size] in common), 0)
        if not length and run[at] not in talk("zh"):
            lone += run[at]
        elif lone:
            yield lone
            lone = ""
        at += length or 1
    if lone:
        yield lone


@lru_cache(maxsize=512)
def _words(evidence: str) -> frozenset[str]:
    return frozenset(evidence.split())


def _stems(evidence: str, run: str) -> list[str]:
    return [word for word in _words(evidence) if len(run) > 3 and len(word) > 3 and word[:4] == run[:4] and abs(len(word) - len(run)) < 4]


@cache
def talk(language: str) -> frozenset[str]:
    """English words, or single Chinese signs."""
    return (
        frozenset(_talk_text(language).split())
        if language == "en"
        else frozenset(files(__package__).joinpath("talk/zh-signs.txt").read_text("utf-8").split())
    )


@cache
def _talk_text(language: str) -> str:
    return plain(files(__package__).joinpath(f"talk/{language}.txt").read_text("utf-8"))
