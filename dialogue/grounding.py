"""Grounding: what of the proposed commands the store can hold, whoever proposed them. A wish that can't hold stays words, which rank."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, get_args

from ..catalogue.quantities import in_unit_of, parse_quantity, unit_of
from ..catalogue.world_brands import world_brands
from ..language.amounts import plain
from ..language.bounds import stated
from ..language.company import animal, people
from ..language.units import units
from ..retrievers.analysis import normalise
from ..retrievers.analysis import words as content
from ..retrievers.fits import Machine, fitted, machine, names_fit, records_fit, to_fit
from ..retrievers.lexicon import groups_by_word
from ..schema.command import (
    MOST_BESIDE,
    Answer,
    AnyCommand,
    Ask,
    AskParty,
    By,
    Choose,
    Compare,
    Drop,
    Go,
    HandOver,
    Learn,
    Line,
    PurchaseList,
    Relax,
    Seek,
    Sort,
    Tell,
    Vary,
    Want,
)
from ..schema.condition import Condition, Op
from ..schema.need import Need, RecordKey
from ..schema.proposal import Proposal
from ..schema.reference import Place, Reference
from ..understanding.language.personal_data import place_names
from ..understanding.tokens.capabilities import capabilities_in
from ..understanding.tokens.fact_names import trade_in
from ..understanding.vocabulary.concepts import concepts, concepts_of
from . import unnamed
from .describing import described, says_more
from .gradable import degrees, graded, share
from .linking import NUMBERS, PEOPLE, SEASON, Linker, negated, offered, told_by
from .request import condition, order, with_fallbacks
from .sums import SET, TOTAL
from .wanted import wanted

_AT_MOST = re.compile(r"attr\.(?:max(?:imum)?_|最大)")
_CODE = re.compile(r"[a-z_]+\.[^.]|(?:ordered|again|same|history|due|total|set|person)$")
"""Names that are ours already: `terms.delivery`, `attr.size_in`."""
_CODED = re.compile(r"[a-z]{1,5}[-. ]?\d[a-z]{0,2}", re.IGNORECASE)
"""A grade or a standard by its number."""
_TOO = re.compile(r"\btoo ([a-z]+)|\b([a-z]+) enough\b|[太够]([一-鿿]{1,2})")
"""How a degree is asked about: too heavy, 太重."""
_SPAN = re.compile(r"^([a-z0-9]{1,6})\s*(?:\bto\b|[-–~—到至])\s*([a-z0-9]{1,6})$", re.IGNORECASE)
"""From one size to another."""
_BEYOND = {"<=": 1.1, "<": 1.1, ">=": 0.9, ">": 0.9}
"""How far a bound that is about so much may be passed."""
DEGREES = 5
"""About so much of a temperature is so much more or less."""
LONG_NAME = 3
"""Words of a field's name."""
LEAST_NEAR, MOST_NEAR, DEAR = 0.05, 0.15, 0.25
"""How much more or less of a measure is about so much, and of a price how much more."""
_MONEY = ("price",)
CASE = "case"
"""Kind of note of what was measured of the buyer's case and nothing goes by: the fact and, behind a tab, the number."""
WAITS = "waits"
"""Kind of note of words that nothing was made of, about goods that wait."""
OUTSIDE, COLD = "outdoor_temp_c", 5
"""The fact of how cold it is outside, and from which degrees down goods are for winter."""
_AGES = ("age_months", "age_years")
"""Facts that tell how old somebody is."""
_CALLED = re.compile(r"^(?:the|that) | ones?$|的?[这那一]?[款个件条双台只把套张盏种支]?$", re.I)
"""Around what one is called: the lighter one, 加厚那个."""
_THAT = re.compile(r"[这那](?P<goods>[\u4e00-\u9fff])")
"""One of goods that are called by one character, which is a classifier too."""
_MODEL = re.compile(r"(?=[A-Za-z0-9-]*\d{2})(?=[A-Za-z0-9-]*[A-Za-z])[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*")
"""The number of a model or a series: LC51, M-K221B."""
_COUNTS = re.compile(r"(?:number of )?([A-Za-z][A-Za-z -]*s)|([A-Za-z][A-Za-z -]*) (?:count|quantity)|([一-鿿]+?)的?(?:数量|个数|数)", re.IGNORECASE)
"""How a field is called that counts something."""
_ACTS = (Ask, AskParty, Choose, Compare)
"""What stands before other goods than those in hand is of those in hand."""
_OUTRIGHT = ("brand", "certification", "supplier.location")
"""Fields whose value is meant though nothing in the store has it: it is said to be lacking."""
_NO_NAMES = (
    "国产", "进口", "国内", "国外", "大牌", "名牌", "杂牌", "domestic", "imported", "local", "foreign", "chinese", "known", "well-known", "famous",
    "no brand", "no name", "unbranded", "无牌", "白牌", "无品牌", "没有牌子",
)  # fmt: skip
"""What is asked of a brand that is no brand's name."""


class Rate(NamedTuple):
    """What one unit of a currency is `worth` in the store's, as published on a `day` (ISO 8601; "": the shop's own rate)."""

    worth: float
    day: str = ""


Rates = Mapping[str, Rate]
Money = tuple[str, Rates]
"""The store's currency, and what one unit of others is worth in it."""
Purse = tuple[str, Rates, str]
"""The same, and the currency that the buyer's bare numbers are in ("": the store's)."""
_NEGATED = ("!=", "not_in", "not_contains")
_SO_MANY: Mapping[str, Op] = {"moq": "<=", **dict.fromkeys((name for name in NUMBERS if name not in ("price", "moq", "quantity")), ">=")}
"""How a bare number is meant of fields that bound by themselves: who can take 20 can take fewer, of stars and sales more will do."""
_BUT_NOT = re.compile(
    r"(?P<so>.{2,}?)(?:, (?:but )?not (?!too |so )|[,，、] ?(?:而?不是|不要(?!太)|别(?!太)))(?P<so_not>[^,，、]{2,})", re.IGNORECASE
)
_FOR = re.compile(r"(?:used |mostly |mainly )*for\b|.*[,，、] ?而?不是", re.IGNORECASE)
_SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<"}
_SIZES = ("size", "dimensions", "尺寸", "规格")
"""What a buyer and a store may each call how big a thing is."""


def grounded(proposal: Proposal, need: Need | None, linker: Linker, money: Money, *, several: bool = False) -> Proposal:
    """The same commands with goods, fields and values as the store spells them. `need` is the ledger before the turn, `money` the store's; `several`:
    goods of more than one kind are to be bought.

    An `Answer` is taken up where the question is known.
    """
    notes: list[tuple[str, str]] = []
    said = _currency(proposal.commands, money)
    purse = (*money, said or (need.currency if need else ""))
    category = need.category if need else None
    age = next((f"{one.value} {one.fact.removeprefix('age_')} old" for one in proposal.commands if isinstance(one, Tell) and one.fact in _AGES), "")
    found: list[AnyCommand] = []
    proposal = proposal.model_copy(update={"commands": tuple(with_fallbacks(proposal.commands))})
    said_so = tuple(each for one in proposal.commands if not _allowed(one, proposal.commands) for each in _but_not(one))
    said_so = _of_goods_in_hand(_known_first(said_so, linker), need, linker)
    said_so = _named_goods(_of_models(unnamed.named(said_so, need, linker), linker), need, linker)
    proposal = proposal.model_copy(update={"commands": _order_asked(_done_for(said_so, need, linker), need, linker)})
    linker = linker.beside(tuple(_goods_of(proposal.commands)))
    opening = next((one for one in proposal.commands if isinstance(one, Seek)), None)
    if opening is not None and opening.goods:
        known = opening.goods if linker.sells(opening.goods) else linker.goods(opening.goods, opening.audience or age)[0]
        category = known or (None if opening.topic == "new" else category)
    at = proposal.commands.index(opening) if opening is not None else 0
    pieces = next((one.quantity for one in proposal.commands if isinstance(one, Seek) and one.quantity), None)
    pieces = pieces or (need.quantity if need is not None and not (opening is not None and opening.topic == "new") else None)
    apart = {str(each.value) for one in proposal.commands if isinstance(one, Ask) for each in one.suppose if each.field == "quantity"}
    stands = 0 if several or len(apart) > 1 else pieces  # 20 of one and 5 of the other are no number of all
    several = several or any(isinstance(one, PurchaseList) or (isinstance(one, Ask) and TOTAL in one.fields) for one in proposal.commands)
    several = several or (pieces is None and _turns_from(need, opening))
    for place, command in enumerate(proposal.commands):
        command = _paid_in_words(command)
        category = _gone_back_to(command, linker) or category  # what is wanted next is of these goods
        command = command if several else _of_each(command, pieces, notes)
        of = need.category if need and place < at and isinstance(command, _ACTS) else category
        command = _of_brands_here(command, linker, notes)
        if isinstance(command, Want) and command.strength == "fallback" and not any(_is_first(one, command) for one in proposal.commands):
            command = _widened(command, need, category, linker)
        for each in _of_other_goods(command, found, need, linker):
            found += _held(_pointing(each, of, linker), need, of, linker, purse, notes, age, stands=stands)
        if isinstance(command, PurchaseList) and command.lines:
            category = next((one.goods for one in reversed(found) if isinstance(one, Seek)), category)
    found = [one for one in _in_one_number(found) if not (_told_which(one, found) or _is_side(one, found))]
    notes += _untouched(found, category, linker)
    found = _borne(found, need, category, linker)
    return proposal.model_copy(update={"commands": tuple(found), "notes": (*proposal.notes, *notes), "currency": said})


def _in_one_number(commands: Sequence[AnyCommand]) -> list[AnyCommand]:
    """With the number that one question is for, where others of the same products are for none."""
    asks = [one for one in commands if isinstance(one, Ask)]
    number = {id(one): other.pieces for one in asks for other in asks if other.pieces and one.of == other.of and {*one.fields} != {*other.fields}}
    return [one.model_copy(update={"pieces": one.pieces or number.get(id(one))}) if isinstance(one, Ask) else one for one in commands]


def _gone_back_to(command: AnyCommand, linker: Linker) -> str | None:
    """The shelf of the goods or the list that the command goes back to; None where it names none."""
    about = (command.about or (command.place.about if command.place is not None else None)) if isinstance(command, Go) else None
    return linker.recalled(about) if about else None


def _of_goods_in_hand(commands: tuple[AnyCommand, ...], need: Need | None, linker: Linker) -> tuple[AnyCommand, ...]:
    """Goods that are called as those in hand end, or are no goods of the store's but what those in hand state, are no goods looked for: the towels,
    of face towels; the zip, of a sleeping bag. What is a value of those in hand is wished of them."""
    category = need.category if need else None
    found: list[AnyCommand] = []
    for one in commands:
        if need is not None and category and isinstance(one, Seek) and one.goods and not one.also and one.by in ("reader", "model"):
            unnamed_here = linker.named(one.goods) is None and linker.goods(one.goods)[0] in (None, category)
            field = linker.field(one.goods, category) if unnamed_here else None
            values = linker.values(Want(value=one.goods), category) if unnamed_here and one.topic == "new" else ()
            wished = len(values) == 1 and isinstance(values[0].value, str)
            stated_here = one.topic == "same" and (_ends_so(need.query, one.goods) or (field is not None and linker.states(field, category)))
            if wished or stated_here:
                found += [Want(value=one.goods, by=one.by, quote=one.quote)] if wished else []
                one = one.model_copy(update={"goods": None, "topic": "same"})
                if one.quantity is None and one.audience is None:
                    continue
        found.append(one)
    return tuple(found)


def _ends_so(name: str, words: str) -> bool:
    """Whether the name is longer and ends with the words."""
    said, end = ([word.term for word in content(each)] for each in (name, words))
    return 0 < len(end) < len(said) and said[-len(end) :] == end


def _known_first(commands: tuple[AnyCommand, ...], linker: Linker) -> tuple[AnyCommand, ...]:
    """With goods that the store hasn't behind those that it has, and without a shelf of which a part is named: linen, bed sets; pets, cat beds."""
    names = [*_goods_of(commands)]
    if len(names) < 2 or any(one.by not in ("reader", "model") for one in commands):
        return commands
    shelves = {name: linker.goods(name)[0] or linker.talked(name) for name in names}
    wide = {name for name in names if any(shelf and linker.above(shelves[name], shelf) for shelf in shelves.values())}
    lacked = {name for name in names if shelves[name] is None}
    found, behind = list[AnyCommand](), list[AnyCommand]()
    into = found
    for one in commands:
        if isinstance(one, PurchaseList):
            lines = sorted((line for line in one.lines if line.goods not in wide), key=lambda line: line.goods in lacked)
            one = one.model_copy(update={"lines": tuple(lines)})
        elif isinstance(one, Seek) and one.goods:
            every = sorted((name for name in (one.goods, *one.also) if name not in wide), key=lacked.__contains__)
            if not every:
                continue
            one = one.model_copy(update={"goods": every[0], "also": tuple(every[1:])})
            into = behind if every[0] in lacked else found
        into.append(one)
    return (*found, *behind)


def _of_models(commands: tuple[AnyCommand, ...], linker: Linker) -> tuple[AnyCommand, ...]:
    """Goods of which a model is named are looked for where goods of that model lie, be it on no shelf, and not where goods are called so."""
    place = next((n for n, one in enumerate(commands) if isinstance(one, Seek) and one.goods), None)
    models = [one.value for one in commands if isinstance(one, Want) and one.op == "=" and isinstance(one.value, str) and _MODEL.fullmatch(one.value)]
    seek = commands[place] if place is not None else None
    if place is None or not models or not isinstance(seek, Seek) or seek.goods is None:
        return commands
    goods, query = _where_made(seek.goods, seek.query, models, linker)
    return commands if goods == seek.goods else (*commands[:place], seek.model_copy(update={"goods": goods, "query": query}), *commands[place + 1 :])


def _named_goods(commands: tuple[AnyCommand, ...], need: Need | None, linker: Linker) -> tuple[AnyCommand, ...]:
    """A wish that is a category's name is the goods if there are none yet ("Find Woks"), or if those sought have no category ("pearls, a bracelet
    perhaps"): then the wish is what these were called."""
    seeks = [one for one in commands if isinstance(one, Seek)]
    seek = next((one for one in seeks if one.goods), next(iter(seeks), None))
    if seek is not None and (seek.goods is None or seek.also or linker.sells(seek.goods) or linker.goods(seek.goods)[0] is not None):
        return commands
    if seek is None and need is not None and (need.category or need.query):
        return commands
    wishes = [one for one in commands if isinstance(one, Want) and one.field is None and one.op == "=" and isinstance(one.value, str)]
    named = next((one for one in wishes if linker.named(str(one.value)) is not None and not linker.values(one, None)), None)
    if named is None:
        return commands
    if seek is None:
        sought = Seek(goods=str(named.value), by=named.by, quote=named.quote, confidence=named.confidence)
        return tuple(sought if one is named else one for one in commands)
    turned: dict[int, AnyCommand] = {
        id(seek): seek.model_copy(update={"goods": named.value}),
        id(named): named.model_copy(update={"value": seek.goods, "strength": "wish"}),
    }
    return tuple(turned.get(id(one), one) for one in commands)


def _where_made(goods: str, query: str, models: Sequence[str], linker: Linker) -> tuple[str | None, str]:
    own = goods if linker.sells(goods) else linker.goods(goods)[0]
    for model in models:
        shelves = linker.modelled(model)
        if shelves and own not in shelves:
            return shelves[0], model if shelves[0] is None else f"{query or goods}"
    return goods, query


def _turns_from(need: Need | None, opening: Seek | None) -> bool:
    """Whether goods of which no number is said come beside those in hand: what both may cost is a sum."""
    in_hand = need is not None and bool(need.category or need.query) and need.quantity is None
    return in_hand and opening is not None and opening.topic == "new" and bool(opening.goods)


def _measured(name: str, text: str, category: str | None, linker: Linker) -> str | None:
    """The numbers by which such goods tell what is named, or what the words grade: bigger is more of a size, else of what it holds."""
    concepts = [name, *(grade.concept for grade in graded(text))]
    return next((field for concept in concepts if (field := linker.numbered(concept, category)) is not None), None)


def _order_asked(commands: tuple[AnyCommand, ...], need: Need | None, linker: Linker) -> tuple[AnyCommand, ...]:
    """The seller's terms that a message wants, which no goods are filtered by, as a question: a part of the one that it asks, else one of its own."""
    wants = {n: one for n, one in enumerate(commands) if isinstance(one, Want) and _of_an_order(one, commands, need, linker)}
    place = next((n for n, one in enumerate(commands) if isinstance(one, Ask) and TOTAL not in one.fields), None)
    if not wants and (place is None or not _asks_of_order(commands[place], linker)):
        return commands
    ask = commands[place] if place is not None else Ask(further=True, by=next(iter(wants.values())).by)
    assert isinstance(ask, Ask)
    if not any(isinstance(one, (Seek, Vary, PurchaseList)) for one in commands):  # he settles on what is shown: what is done to it is asked too
        wants |= {
            n: one for n, one in enumerate(commands) if isinstance(one, Want) and not one.field and one.op == "=" and isinstance(one.value, str)
        }
    asked = ask.model_copy(update={"suppose": (*ask.suppose, *(wants[n] for n in sorted(wants)))})
    others = tuple(asked if n == place else one for n, one in enumerate(commands) if n not in wants)
    return others if place is not None else (*others, asked)


def _done_for(commands: tuple[AnyCommand, ...], need: Need | None, linker: Linker) -> tuple[AnyCommand, ...]:
    """With what is to be done for the buyer as a question too, where records tell whether it is: samples to be sent of the goods in hand."""
    handed = [(name, one) for one in commands if isinstance(one, HandOver) for name in _of_records(one.about, linker)]
    if not handed or need is None or not (need.category or need.query) or _sought(commands):
        return commands
    fields = tuple(dict.fromkeys(name for name, _ in handed))
    place = next((n for n, one in enumerate(commands) if isinstance(one, Ask) and not one.of and TOTAL not in one.fields), None)
    if place is None:
        return (*commands, Ask(fields=fields, by=handed[0][1].by))
    ask = commands[place]
    assert isinstance(ask, Ask)
    asked = ask.model_copy(update={"fields": (*fields, *ask.fields)})
    return (*commands[:place], asked, *commands[place + 1 :])


def _of_records(words: str, linker: Linker) -> tuple[str, ...]:
    """What suppliers' records tell of what the words are about."""
    if able := capabilities_in(words):
        return tuple(f"capability.{name}" for name in able)
    asked = linker.asked(words) if words else None
    return (asked,) if asked is not None and asked.startswith("capability.") else ()


def _sought(commands: Iterable[AnyCommand]) -> bool:
    """Whether other goods than those in hand are looked for."""
    return any(isinstance(one, PurchaseList) or (isinstance(one, Seek) and one.goods and one.topic == "new") for one in commands)


def _asks_of_order(command: AnyCommand, linker: Linker) -> bool:
    """Whether it asks for terms of what it points at."""
    names = (*command.fields, *(one.field for one in command.suppose)) if isinstance(command, Ask) and command.of else ()
    return any((linker.field(name, None) or "").startswith("terms.") for name in names if name)


def _of_an_order(command: Want, beside: Sequence[AnyCommand], need: Need | None, linker: Linker) -> bool:
    """Whether it wants what is agreed on for an order; so is a sample of goods in hand."""
    field = linker.field(command.field, None) if command.field else None
    in_hand = need is not None and bool(need.category or need.query)
    return (field is not None and field.startswith("terms.")) or (offered(command) == "samples" and in_hand and not _sought(beside))


def _told_which(command: AnyCommand, beside: Iterable[AnyCommand]) -> bool:
    """Whether it asks for another of something, or one like it in that, and beside it stands which."""
    if not isinstance(command, Vary) or command.how not in ("other", "like") or command.field is None:
        return False
    return any(isinstance(one, Want) and one.field == command.field for one in beside)


def _allowed(command: AnyCommand, beside: Iterable[AnyCommand]) -> bool:
    """Whether it only says that more will do, and beside it stands how much: "about 500, a little over is fine"."""
    if not isinstance(command, Want) or command.strength != "fallback" or command.op not in (">", ">="):
        return False
    others = (one for one in beside if isinstance(one, Want) and one is not command and one.field == command.field)
    return any(one.strength == "around" or one.op in ("<", "<=") for one in others)


def _but_not(command: AnyCommand) -> Iterator[AnyCommand]:
    """Of words that want one thing and refuse another each by itself; what it is not for (for typing, not gaming) only tells what it is for."""
    words = command.value if isinstance(command, Want) and not command.field and command.op == "=" else None
    found = _BUT_NOT.fullmatch(words) if isinstance(words, str) else None
    if found is None:
        yield command
        return
    yield command.model_copy(update={"value": found["so"]})
    if not _FOR.match(found.string):
        yield command.model_copy(update={"op": "!=", "value": found["so_not"]})


def _currency(commands: Iterable[AnyCommand], money: Money) -> str:
    """That of the last amount that names one."""
    wants = (one for each in commands for one in (each, *(must for line in getattr(each, "lines", ()) for must in line.musts)))
    units = [one.unit.upper() for one in wants if isinstance(one, Want) and one.unit and one.by != "tap"]
    return next((unit for unit in reversed(units) if unit == money[0] or unit in money[1]), "")


def _paid_in_words(command: AnyCommand) -> AnyCommand:
    """What a wish in words says of money as the most that is paid, for one or for all."""
    if not isinstance(command, Want) or command.field or command.op != "=" or not isinstance(command.value, str):
        return command
    sums = [one for one in stated(command.value) if one.amount.currency]
    if len(sums) != 1 or sums[0].op not in ("", "<", "<=", "about"):
        return command
    (said,) = sums
    if not said.op and (said.start, said.end) != (0, len(command.value)):  # the words tell of something else
        return command
    about = {"strength": "around"} if said.op == "about" else {"op": said.op or "<="}
    field = TOTAL if said.share == "total" else "price"
    return command.model_copy(update={"field": field, "value": said.amount.value, "unit": said.amount.currency, **about})


def _of_each(command: AnyCommand, pieces: int | None, notes: list[tuple[str, str]]) -> AnyCommand:
    """What all pieces may cost together as the price of one; where nobody knows how many, that is told."""
    if not isinstance(command, Want) or command.field not in (TOTAL, SET) or not isinstance(command.value, (int, float)):
        return command
    if command.field == SET:
        return command.model_copy(update={"field": "price"})
    if pieces is None:
        notes.append((TOTAL, " ".join(filter(None, (f"{command.value:g}", command.unit)))))
    return command.model_copy(update={"field": "price", "value": plain(round(command.value / (pieces or 1), 2)), "text": ""})


def _held(
    command: AnyCommand,
    need: Need | None,
    category: str | None,
    linker: Linker,
    purse: Purse,
    notes: list[tuple[str, str]],
    age: str = "",
    *,
    stands: int | None = None,
) -> Iterator[AnyCommand]:
    """`age` is told of somebody in the same message; `stands`: the number in hand, 0 where goods of more than one kind are to be bought."""
    match command:
        case Seek(goods=str(words)) if len(every := linker.any_of(words)) > 1 and len({linker.goods(each)[0] for each in every}) > 1:
            apart = command.model_copy(update={"goods": every[0], "also": (*every[1:], *command.also)})
            yield from _held(apart, need, category, linker, purse, notes, age, stands=stands)
        case Seek(goods=str(words)):
            found, query = (words, words if not command.query else "") if linker.sells(words) else linker.goods(words, command.audience or age)
            more = " ".join(dict.fromkeys(f"{query} {command.query}".split())) if command.query else query
            shelves = ((each, linker.goods(each)) for each in command.also)  # the words tell which goods of a shelf, if they say more than its name
            also = tuple(each if linker.sells(each) or shelf in (None, found) or query else shelf for each, (shelf, query) in shelves)
            notes += [("beside", each) for each in also]
            other = command.topic == "same" and found is not None and need is not None and need.category not in (None, found)
            beside = tuple(_as_conditions(command, found, linker))
            whom = None if beside else command.audience
            turned = {"goods": found, "query": more, "also": also, "audience": whom, "topic": "new" if other else command.topic}
            yield command.model_copy(update=turned)
            if lost := _lost(words, query, found, linker) if command.by != "tap" else "":
                yield from _want(Want(value=lost, by=command.by, quote=command.quote), found, linker, purse, notes)
            yield from beside or _for_whom(command.audience, found, linker, command.by)
        case Want():
            done = list(_want(command, category, linker, purse, notes))
            yield from (*_given_up(command, done, need, category, linker), *done)
        case Drop() | Relax():
            yield from _standing(command, need, category, linker, purse, notes)
        case Sort(key=str(key)) | Vary(field=str(key)) if key:
            name = "key" if isinstance(command, Sort) else "field"
            field = _measured(key, command.text if isinstance(command, Vary) else "", category, linker) or linker.field(key, category)
            others = (linker.field(each, category) for each in _SIZES if key in _SIZES)
            field = field or next(filter(None, others), None)
            stated = field is not None and (not field.startswith("attr.") or linker.states(field, category))
            if field is None or (isinstance(command, Sort) and not (stated and _orders(field))):
                notes.append(("unread", key))
            else:
                yield command.model_copy(update={name: field})
        case Ask() | AskParty() | Compare() | Choose():
            yield from _asked(command, category, linker, purse, notes, stands=stands)
        case PurchaseList():
            yield from _listed(command, need, linker, purse, notes)
        case Tell(fact="trade"):  # of what is no trade nothing follows
            trade = trade_in(str(command.value))
            yield command.model_copy(update={"value": trade, "text": command.text or str(command.value)} if trade else {"fact": "said"})
            wish = Want(value=str(command.value), strength="wish", by=command.by, quote=command.quote)
            if trade is None and command.by in ("reader", "model") and _speaks(str(command.value)):
                yield wish
        case Answer():
            pass
        case _:
            yield command


def _speaks(words: str) -> bool:
    """Whether what the buyer tells of himself may speak for one of the goods: a small hand, a cat; where he is and what has a name doesn't."""
    named = words.isascii() and any(word[:1].isupper() and word[1:].islower() for word in words.split())
    return not named and not any(place in words for place in place_names() if not place.isascii())


def _is_first(command: AnyCommand, fallback: Want) -> bool:
    """Whether it is what is wanted first, where `fallback` will do."""
    return isinstance(command, Want) and command is not fallback and command.field == fallback.field and command.strength != "fallback"


def _widened(command: Want, need: Need | None, category: str | None, linker: Linker) -> Want:
    """What will do too beside what must be is either of them; beside anything else it only ranks."""
    if not isinstance(command.value, (str, tuple)):
        return command
    field = linker.field(command.field, category) if command.field else None
    held = linker.values(command, category)
    fields = {field, *(one.field for one in held)}
    must = next(
        (one for one in (need.hard if need else ()) if one.field in fields and one.op in ("=", "in") and isinstance(one.value, (str, tuple))), None
    )
    if must is None:
        return command.model_copy(update={"strength": "wish"})
    values = tuple(dict.fromkeys((*_texts(must.value), *(text for one in held if one.field == must.field for text in _texts(one.value)))))
    text = f"{must.text}/{'/'.join(_texts(command.value))}" if must.text else ""
    return command.model_copy(update={"field": must.field, "op": "in", "value": values, "strength": "must", "instead": True, "text": text})


def rivals(word: str, want: Want, linker: Linker) -> bool:
    """Whether a wish in words is another value of what is wanted in its place: grey, of blue."""
    alike = {one.field for one in linker.values(want, None)}
    return word != want.value and bool(alike & {one.field for one in linker.values(want.model_copy(update={"value": word, "op": "="}), None)})


def _given_up(command: Want, done: Sequence[AnyCommand], need: Need | None, category: str | None, linker: Linker) -> Iterator[Drop]:
    """What stood on the field of a correction, of which no bound of the same field is left; so do the words that told of it."""
    if not command.instead or command.field is None or isinstance(command.value, (int, float)) or need is None:
        return
    fields = {linker.field(command.field, category), *(one.field for one in done if isinstance(one, Want))}
    for one in need.active:
        if one.field in fields:
            yield Drop(condition=one.id, by=command.by, quote=command.quote)
    yield from (Drop(value=word, by=command.by, quote=command.quote) for word in need.words if rivals(word, command, linker))


def _of_other_goods(command: AnyCommand, before: Sequence[AnyCommand], need: Need | None, linker: Linker) -> tuple[AnyCommand, ...]:
    """What is asked in one breath with goods that aren't in hand: whether there are such ones is wished for, and a brand or seller pointed at is to
    be that of them too. A brand's name that is one of goods is no brand's."""
    if command.by not in ("reader", "model"):
        return (command,)
    if isinstance(command, AskParty) and command.party == "brand" and command.name and linker.named(command.name) is not None:
        goods = Seek(goods=command.name, by=command.by, confidence=command.confidence)
        return (goods, _of_the_same(command)) if command.of else (goods,)
    if isinstance(command, AskParty) and command.party == "brand" and not command.name:  # of words only what is called so is a brand
        said = [str(one.value) for one in command.suppose]
        names = [one for one in said if linker.branded(one, sure=True) or _lacks_brand(one, linker)]
        return tuple(command.model_copy(update={"name": name, "suppose": ()}) for name in names or (None,))
    sought = before[-1] if before and isinstance(before[-1], Seek) else None
    if sought is None or sought.topic != "new" or need is None or need.category in (None, sought.goods):
        return (command,)
    if isinstance(command, Ask) and command.suppose and not (command.of or command.fields or command.text):
        return command.suppose
    return (_of_the_same(command),) if isinstance(command, AskParty) and command.of and not (command.name or command.fields) else (command,)


def _of_the_same(command: AskParty) -> Vary:
    return Vary(how="like", field=command.party, than=command.of, by=command.by, confidence=command.confidence)


def _orders(field: str) -> bool:
    """Whether goods can be put in order by it."""
    return field.startswith("attr.") or field in get_args(RecordKey)


def _want(command: Want, category: str | None, linker: Linker, purse: Purse, notes: list[tuple[str, str]]) -> Iterator[AnyCommand]:
    if command.strength == "fallback" and isinstance(command.value, (int, float)) and not isinstance(command.value, bool):
        command = command.model_copy(update={"strength": "wish"})  # more will do, and need not be
    if command.field in (TOTAL, SET) and isinstance(command.value, (int, float)):
        yield from _around(_paid(command, *purse, notes))
        return
    if isinstance(command.value, str) and (series := linker.graded(command, category)) is not None:
        yield _proposed(series, command)
        return
    command = _as_number(command, category, linker)
    if (to_machine := _fits(command, category, linker)) is not None:
        notes.append(("unread", to_machine))
        yield Want(value=to_machine, strength="wish", by=command.by, quote=command.quote)
        return
    field = linker.field(command.field, category) if command.field else None
    if bounds := _bounds(command, field, category, linker):
        for bound in bounds:
            yield from _want(bound, category, linker, purse, notes)
        return
    theirs = field is None or linker.states(field, category)
    several = _numbers(command)
    words = isinstance(command.value, (str, tuple)) and not several
    named = command.model_copy(update={"field": (field or command.field) if theirs or not words else None})
    number = isinstance(command.value, (int, float)) and not isinstance(command.value, bool)
    measure = units().get((command.unit or "").lower())
    if number and field in _MONEY and measure is not None and measure.kind != "money":  # 2.5 TOG is no price, whoever says so
        field, named = None, named.model_copy(update={"field": None})
    if number and field is None and (command.unit or "").upper() in (purse[0], *purse[1]):
        field, named = "price", named.model_copy(update={"field": "price"})
    if field == "quantity" and number and isinstance(command.value, (int, float)) and command.op not in _NEGATED:
        if command.value >= 1:
            yield Seek(topic="same", quantity=int(command.value), by=command.by, quote=command.quote)
        else:  # nobody wants none
            notes.append(("unread", command.text or f"{command.value:g}"))
        return
    if field in NUMBERS and number:
        yield from _around(_paid(named, *purse, notes) if field in _MONEY else _counted(named, field))
        return
    if _counts_things(command, field, linker):
        said = f"{command.value:g} {command.field}"
        notes.append(("unread", said))
        yield Want(value=said, strength="wish", by=command.by, quote=command.quote)
        return
    if several:
        named = named.model_copy(update={"value": several, "op": "not_in" if command.op in _NEGATED else "in"})
    alone = named.model_copy(update={"value": float(several[0])}) if several else named
    named = named.model_copy(update={"field": linker.measured(alone, category) or named.field})
    named = named.model_copy(update={"op": ">="}) if _bears(named) else named
    fits, unit = linker.unit(named)
    fits = fits and (not number or linker.states(named.field or "", category))  # what such goods don't state stays words
    if fits and linker.holds(named) and not (command.op in _NEGATED and isinstance(named.value, str) and (named.field or "").startswith("attr.")):
        least = named.op == "=" and isinstance(named.value, (int, float)) and linker.least(named.field or "")
        said = f"{named.value:g} {named.unit}" if number and named.unit and unit is None and not named.text else named.text  # as titles may have it
        yield from _around(named.model_copy(update={"unit": unit, "text": said, **({"op": ">="} if least else {})}))
        return
    orders = _degrees(command, category, linker)
    if (by := _by_degree(command, category, linker)) is not None and not any(order.key == by for order in orders):
        said = " ".join((command.field or "", str(command.value)))
        notes.append(("unread", said))
        yield Want(value=said, strength="wish", by=command.by, quote=command.quote)
        return
    if orders:
        yield from orders
        return
    held = (_each(_spanning(named), category, linker) or _values(named, category, linker)) if fits else ()
    concepts = {grade.concept for word in degrees(command.value) for grade in word} if isinstance(command.value, str) else set()
    if concepts and not command.field:  # light is no pale colour
        held = tuple(one for one in held if not linker.tells(one.field, "colour"))
    if command.op in _NEGATED and isinstance(command.value, str) and held:
        little = tuple(one.model_copy(update={"text": ""}) for one in held if one.op not in _NEGATED and linker.lessens(one, str(command.value)))
        # a bright red that isn't wanted is no word against red; and what few state only those could be known to be without
        vain = all(_narrower(command.value, one) or not linker.mostly(one.field, category) for one in held)
        held = little or (() if vain else held)
        command = command.model_copy(update={"op": "="}) if little else command  # to be without shedding is to shed little
    if not held and isinstance(command.value, tuple) and len(command.value) > 1:
        known = tuple(each for each in command.value if _values(named.model_copy(update={"value": each}), category, linker))
        if known:
            notes += [("unread", each) for each in command.value if each not in known]
            command = command.model_copy(update={"strength": "wish"}) if command.op == "in" else command  # any would do, the others too
            held = _values(named.model_copy(update={"value": known if len(known) > 1 else known[0]}), category, linker)
    unknown = field is None and isinstance(command.value, str) and command.op == "=" and _lacks_brand(command.value, linker)
    if not held and (field == "brand" or unknown) and isinstance(command.value, (str, tuple)):
        notes += [("no_brand", each) for each in _texts(command.value) if command.op not in _NEGATED]
        return
    if not held and field in _OUTRIGHT and isinstance(command.value, (str, tuple)):
        yield named
        return
    if not held and (lacked := _lacked(command, category, linker)) is not None:
        yield _proposed(lacked, command)
        return
    if not held and (case := _of_case(command, category, linker)) is not None:
        yield case
        return
    if not held:
        for each in map(linker.spelled, _in_words(command)):
            notes.append(("unchecked" if command.op in _NEGATED else "unread", each))
            notes += [("firm", each)] if command.strength == "must" else []
            yield Want(value=each, strength="wish", instead=command.instead, by=command.by, quote=command.quote)
        return
    any_of = isinstance(command.value, tuple) and not command.every and command.op not in _NEGATED and len({one.field for one in held}) > 1
    for one in held:
        number = isinstance(one.value, (int, float)) and not isinstance(one.value, bool)
        one = linker.kinds(one) if command.op in _NEGATED else one
        bare = number and command.op == "=" and command.strength != "around"
        op = _SO_MANY.get(one.field, command.op) if bare else command.op if number else (negated(one).op if command.op in _NEGATED else one.op)
        if command.op == "not_contains" and one.field.startswith("attr.") and op in ("!=", "not_in"):
            op = "not_contains"  # nor what is of it in part: a wool blend
        text = command.text or (_away(command.value, one) if command.op in _NEGATED else one.text)
        same = {"op": op, "hard": command.strength != "wish", "every": one.every, "text": text}
        proposed = _proposed(one.model_copy(update=same), command)
        yield from _around(proposed.model_copy(update={"strength": "wish"}) if any_of else proposed)


def _is_side(command: AnyCommand, beside: Sequence[AnyCommand]) -> bool:
    """Whether it is one of several words of which any will do."""
    words = {str(one.value): one for one in beside if isinstance(one, Want) and one.field is None}
    return (
        isinstance(command, Want) and command.field is None and any(str(command.value) in said.split("/") for said in {*words} - {str(command.value)})
    )


def _as_number(command: Want, category: str | None, linker: Linker) -> Want:
    """A number in words, or with what it is of in place of a unit, as one of those that such goods state: a 0.5 pen, a 1.8 bed."""
    value = command.value
    figure = float(value) if isinstance(value, str) and re.fullmatch(r"\d+\.\d+", value) else value
    if command.field or not isinstance(figure, float) or (command.unit and parse_quantity(f"1 {command.unit}") is not None):
        return command
    number = command.model_copy(update={"value": figure, "unit": None})
    field = linker.measured(number, category)
    return number.model_copy(update={"field": field}) if field is not None else command


def _of_case(command: Want, category: str | None, linker: Linker) -> Tell | None:
    """A measure that such goods don't state, as one of the buyer's case: the one that guides for them tell cases by, or how cold it is outside."""
    words = command.value if isinstance(command.value, str) else " ".join(filter(None, (f"{command.value}", command.unit)))
    found = parse_quantity(words) if command.op in ("=", "<=", ">=") else None
    if found is None or found.dimension is None:
        return None
    told = [name for name in linker.cases(category) if _dimension(name) == found.dimension]
    cold = found.dimension == "temperature" and found.number <= COLD
    fact = told[0] if len(told) == 1 else OUTSIDE if cold and not told else None
    if fact is None:
        return None
    return Tell(fact=fact, value=plain(found.number / (unit_of(fact) or ("", 1.0))[1]), text=words, by=command.by, quote=command.quote)


def _dimension(name: str) -> str | None:
    """What a fact of that name measures."""
    own = unit_of(name)
    return own[0] if own is not None else "temperature" if name.endswith("_c") else None


def _fits(command: Want, category: str | None, linker: Linker) -> str | None:
    """The wish that goods fit a machine, with its brand as the store calls it; None of another, or where such goods state such a value elsewhere."""
    named = names_fit(command.field)
    said = "/".join(_texts(command.value)) if isinstance(command.value, (str, tuple)) and command.op in ("=", "in", "contains") else ""
    if not said or (command.field and not named):
        return None
    found = (machine(said, named=True) if named else None) or fitted(said)
    if found is None or (not found.brands and (_stated_otherwise(found, category, linker) or not _numbered(found))):
        return None
    text = found.text
    for name in (name for names in found.brands for name in names):
        own = linker.values(Want(field="brand", value=name), None)
        if name in text and len(own) == 1 and isinstance(own[0].value, str) and own[0].value not in found.text:
            text = text.replace(name, f" {own[0].value} ").strip()
    return to_fit(" ".join(text.split()), "en" if said.isascii() else "zh")


def _numbered(found: Machine) -> bool:
    """Whether a model is named by its number, and not its line alone: of a 14 inch MacBook what such goods state for its size is better."""
    return any(any(map(str.isdigit, model)) for way in found.ways for model in way)


def _stated_otherwise(found: Machine, category: str | None, linker: Linker) -> bool:
    """Whether it is the value of an attribute that isn't of what goods fit: E27, of a socket."""
    held = linker.values(Want(value=found.text), category)
    return any(one.field.startswith("attr.") and not records_fit(one.field.removeprefix("attr.")) for one in held)


def _away(said: object, held: Condition) -> str:
    """What is not wanted in a word, where that stands for many values."""
    many = isinstance(held.value, tuple) and len(held.value) > 1
    return (f"not {said}" if said.isascii() else f"不要{said}") if many and isinstance(said, str) else ""


def _numbers(command: Want) -> tuple[str, ...]:
    """Several numbers of a field; () where one of the values is none."""
    values = command.value if isinstance(command.value, tuple) and command.field else ()
    return values if all(each.replace(".", "", 1).isdigit() for each in values) else ()


def _bears(command: Want) -> bool:
    """Whether it is what the goods bear at the most: for dogs of up to 30 kg a leash for 40 will do, and none for 8."""
    return _AT_MOST.match(command.field or "") is not None and command.op in ("=", "<", "<=") and isinstance(command.value, (int, float))


def _counts_things(command: Want, field: str | None, linker: Linker) -> bool:
    """Whether a bare number tells how many there are, where the field is a measure of one: two batteries are no 2 Ah."""
    name, number = command.field or "", command.value
    if not isinstance(number, int) or isinstance(number, bool) or command.unit or not name.isascii() or not name.endswith("s"):
        return False
    measured = field is not None and not linker.unit(Want(field=field, value=number, unit="pcs"))[0]
    return measured and parse_quantity(f"1 {name}") is None


def _narrower(said: str, held: Condition) -> bool:
    """Whether the words say more than each of the values that are understood by them."""
    texts = [text.casefold().removesuffix("色") for text in _texts(held.value)] if isinstance(held.value, (str, tuple)) else []
    own, whole = said.casefold().removesuffix("色"), set(said.casefold().split())
    return bool(texts) and all(text != own and (text in own if not text.isascii() else set(text.split()) < whole) for text in texts)


def _counted(want: Want, field: str) -> Want:
    """As records count it: a bare number as such a field bounds, a rate as a share of one."""
    assert isinstance(want.value, (int, float))
    share = field.endswith("_rate") and want.value > 1
    op = _SO_MANY.get(field, want.op) if want.op == "=" and want.strength != "around" else want.op
    return want.model_copy(update={"unit": None, "op": op, "value": round(want.value / 100, 4) if share else want.value})


def _in_words(command: Want) -> tuple[str, ...]:
    """The wish as it is told where no field is for it, by which records are searched."""
    if isinstance(command.value, (str, tuple)) and command.op in _NEGATED:
        return tuple(map(_unwanted, _texts(command.value)))
    if isinstance(command.value, (str, tuple)):
        if command.every:
            return _texts(command.value)
        measured = (command.field, command.unit) if command.unit else ("", "")
        return (" ".join(filter(None, (measured[0], "/".join(_texts(command.value)), measured[1]))),)
    if isinstance(command.value, bool):
        return (command.text or command.field or f"{command.value}",)
    sign = _SIGNS.get(command.op, "")
    if not sign and not command.unit and (counted := _counted_of(command.field or "")):  # so many of them
        return (f"{command.value:g}{' ' if counted.isascii() else ''}{counted}",)
    if not sign and not command.unit and _of_people(command.field):
        return (f"{command.value:g} person" if (command.field or "").isascii() else f"{command.value:g}人",)
    return (" ".join(filter(None, (command.field, f"{sign} {command.value:g}".strip(), command.unit))),)


def _counted_of(field: str) -> str:
    """What a field counts by its name: ports, of the "number of ports" and of 端口数; "" of another."""
    found = _COUNTS.fullmatch(field.strip())
    return next(filter(None, found.groups()), "") if found is not None else ""


def _of_people(field: str | None) -> bool:
    """Whether it tells for how many people goods are."""
    return any(field in concept.names for concept in concepts() if concept.name == "people")


def _unwanted(words: str) -> str:
    return f"not {words}" if words.isascii() else f"不要{words}"


def _values(want: Want, category: str | None, linker: Linker) -> tuple[Condition, ...]:
    """The conditions that its value comes to, where such goods state their fields: what others state stays words, and an age is no price."""
    found = linker.values(want, category)
    of_it = all(want.field in (None, one.field) or one.field not in NUMBERS for one in found)
    return found if of_it and all(linker.states(one.field, category) for one in found) else ()


def _bounds(want: Want, field: str | None, category: str | None, linker: Linker) -> tuple[Want, ...]:
    """A span of numbers in words as its two bounds, where the field is one of numbers."""
    words = want.value.strip() if field and isinstance(want.value, str) and want.op in ("=", "in") else ""
    whole = [one.amount for one in stated(words) if one.op == "between" and (one.start, one.end) == (0, len(words))]
    if not whole:
        return ()
    (span,) = whole
    low = want.model_copy(update={"field": field, "op": ">=", "value": span.low, "unit": span.currency or span.unit or want.unit})
    numbers = field in NUMBERS or linker.measured(low, category) is not None
    return (low, low.model_copy(update={"op": "<=", "value": span.high})) if numbers else ()


def _spanning(want: Want) -> Want:
    """A span of values as both of its ends at once: who needs S to 3XL needs S and 3XL."""
    ends = _SPAN.match(want.value.strip()) if isinstance(want.value, str) and want.op in ("=", "in") else None
    return want.model_copy(update={"value": (ends[1], ends[2]), "every": True}) if ends else want


def _each(want: Want, category: str | None, linker: Linker) -> tuple[Condition, ...]:
    """Of several values that are wanted at once what each is by itself: of S the very S, and no S of children's sizes beside it."""
    words = want.value if want.every and isinstance(want.value, tuple) else ()
    alone = [_values(want.model_copy(update={"value": word}), category, linker) for word in words]
    if not words or not all(len(each) == 1 and each[0].field == alone[0][0].field for each in alone):
        return ()
    values = [(word, _texts(each[0].value)) for word, each in zip(words, alone, strict=True)]
    if both := tuple(text for text in values[0][1] if all(text in own for _, own in values[1:])):  # what does each of them: two modes
        return (alone[0][0].model_copy(update={"op": "in", "value": both, "text": ""}),)
    exact = tuple(next((one for one in named if one.casefold() == word.casefold()), named[0]) for word, named in values)
    return (alone[0][0].model_copy(update={"op": "in", "value": exact, "text": "", "every": True}),)


def _paid(command: Want, currency: str, rates: Rates, spoken: str, notes: list[tuple[str, str]]) -> Want:
    """In the store's currency where its rate is set; else it can't be judged, and is said so."""
    unit = (command.unit or (spoken if command.by != "tap" else "") or currency).upper()
    assert isinstance(command.value, (int, float))
    if unit == currency or unit not in rates:
        notes += [("currency", f"{command.value:g} {unit}")] if unit != currency else []
        return command.model_copy(update={"unit": unit})
    rate = rates[unit]
    worth = round(float(command.value) * rate.worth, 2)
    notes.append(("converted", f"{command.value:g} {unit}\t{worth:g}\t{rate.worth:g}\t{rate.day}"))
    return command.model_copy(update={"value": worth, "unit": currency})


def _degrees(command: Want, category: str | None, linker: Linker) -> tuple[Sort, ...]:
    """The orders that words of degree ask for, where such goods have numbers for all of them."""
    found: list[Sort] = []
    for word in degrees(command.value) if isinstance(command.value, str) else ():
        meant = [grade.turned if command.op in _NEGATED else grade for grade in word]
        known = next(((field, grade) for grade in meant if (field := linker.numbered(grade.concept, category)) is not None), None)
        if known is None:
            return ()
        found.append(Sort(key=known[0], direction=known[1].end, by=command.by, quote=command.quote))
    return tuple(found)


def _by_degree(command: Want, category: str | None, linker: Linker) -> str | None:
    """The field of numbers of such goods of which a degree is wished for: of a middling height."""
    if command.field is None or not isinstance(command.value, str) or command.op not in ("=", "in") or share(command.value) is None:
        return None
    field = linker.field(command.field, category) or ""
    return field if field.startswith("attr.") and linker.measured(Want(field=field, value=1), category) and linker.states(field, category) else None


def _lacked(command: Want, category: str | None, linker: Linker) -> Condition | None:
    """A model or an edition that is wanted by its name and number, where such goods are for others of them."""
    return linker.lacked(command.value, category) if isinstance(command.value, str) and command.op in ("=", "in") else None


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


def _proposed(condition: Condition, command: Want) -> Want:
    own = {"by": command.by, "quote": command.quote, "strength": command.strength, "instead": command.instead}
    return wanted(condition).model_copy(update=own)


def _around(command: Want) -> Iterator[Want]:
    """About a number: so near to it as it is exact. What lies beyond is shown as near, with what it misses."""
    if command.strength != "around" or not isinstance(command.value, (int, float)):
        yield command
        return
    if command.op in _BEYOND:  # "two hundred, a little over is fine"; what costs less breaks nothing
        less = command.field in _MONEY and command.op in (">", ">=")
        kept = {"value": command.value, "strength": "wish"} if less else {"value": plain(command.value * _BEYOND[command.op]), "strength": "must"}
        yield command.model_copy(update=kept)
        return
    degrees = (command.field or "").endswith(("_c", "_f"))
    priced = command.field in _MONEY
    for op, sign in ((">=", -1), ("<=", 1)):
        bound = command.value + sign * (DEGREES if degrees else command.value * DEAR if priced else _near_to(command.value))
        less = priced and op == ">="  # what costs less breaks nothing, and is less near
        own: dict[str, object] = {"strength": "wish", "inferred": True} if less else {"strength": "must"}
        own["about"] = command.value
        yield command.model_copy(update={"op": op, "value": plain(round(bound, 4)), **own})


def _near_to(number: float) -> float:
    """What is about a number is off by as much as rounding takes: of 500 ml 50, of 15 inches not one."""
    digits = f"{abs(number):g}"
    places = -len(digits.partition(".")[2]) if "." in digits else len(digits) - len(digits.rstrip("0"))
    return min(max(10.0**places / 2, LEAST_NEAR * abs(number)), MOST_NEAR * abs(number))


def _standing(
    command: Drop | Relax, need: Need | None, category: str | None, linker: Linker, purse: Purse, notes: list[tuple[str, str]]
) -> Iterator[AnyCommand]:
    """The conditions meant, of those that stand."""
    if isinstance(command, Drop) and command.all:
        yield command
        return
    field = linker.field(command.field, category) if command.field else None
    if isinstance(command, Drop) and field is not None and command.value is None:
        yield command.model_copy(update={"field": field})
        return
    if isinstance(command, Drop) and command.value is not None and need is not None and (told := _worded(str(command.value), need)):
        yield from (Drop(value=each, by=command.by, quote=command.quote) for each in told)
        return
    meant = list(_meant(command, need, category, linker))
    named = command.value is not None or command.field is not None if isinstance(command, Drop) else command.field is not None
    if not meant and not named and need is not None and need.active:  # of what is named and doesn't stand nothing is to be asked
        notes.append(("which_condition", ""))
    for each in meant:
        if isinstance(command, Drop):
            yield Drop(condition=each.id, by=command.by, quote=command.quote)
        else:
            value = each.value if command.to is None else command.to
            strength = "wish" if command.to is None else "must" if each.hard else "wish"
            own = {"value": value, "strength": strength, "instead": True, "text": "", "by": command.by, "quote": command.quote}
            other = wanted(each).model_copy(update=own)
            spoken = command.to is not None and each.field in _MONEY
            yield _paid(other.model_copy(update={"unit": None}), *purse, notes) if spoken else other


def _worded(value: str, need: Need) -> tuple[str, ...]:
    """The wishes in words that it names."""
    said = value.casefold().strip()
    return tuple(each for each in need.words if said in each.casefold() or each.casefold() in said)


def _meant(command: Drop | Relax, need: Need | None, category: str | None, linker: Linker) -> Iterable[Condition]:
    standing = [each for each in (need.active if need else ()) if not each.pages]
    if command.condition is not None:
        return [each for each in standing if each.id == command.condition]
    value = command.value if isinstance(command, Drop) else None
    field = linker.field(command.field, category) if command.field else None
    if field is not None and (found := [each for each in standing if each.field == field]):
        return found
    said = str(value or command.field or "").casefold()
    if not said:
        return standing if len(standing) == 1 else []
    held = linker.values(Want(value=said), category)
    return [each for each in standing if any(each.field == one.field for one in held) or said in f"{each.text} {each.value}".casefold()]


def _asked(
    command: Ask | AskParty | Compare | Choose,
    category: str | None,
    linker: Linker,
    purse: Purse,
    notes: list[tuple[str, str]],
    *,
    stands: int | None,
) -> Iterator[AnyCommand]:
    """With fields as the store calls them; what no field is called stays in words, for descriptions, reviews and the seller. So many pieces that an
    answer is wanted for are the quantity in hand where none stands; of other goods, or where another does (`stands`), the answer alone is for
    them."""
    pointers = command.of if isinstance(command, (Ask, AskParty)) else command.among
    in_hand, category = category, next((each.place.about for each in pointers if each.place is not None and each.place.about), category)
    fields = [_field_asked(name, category, linker) for name in command.fields]
    if isinstance(command, Choose):  # "the quietest" is one that is called quiet
        told = [name for name, field in zip(command.fields, fields, strict=True) if _is_value(name, field, category, linker)]
        fields = [field for name, field in zip(command.fields, fields, strict=True) if name not in told]
        command = command.model_copy(update={"fields": tuple(name for name in command.fields if name not in told)})
        for name in told:
            yield from _want(Want(value=name, strength="wish", by=command.by, quote=command.quote), category, linker, purse, notes)
        if command.fields and not told and all(linker.worn(field) for field in fields):  # which size of it, and not which of them
            name = command.fields[0].removeprefix("attr.")
            yield Learn(subject=f"how to choose the {name}" if name.isascii() else f"{name}怎么选", by=command.by, quote=command.quote)
            return
    update: dict[str, object] = {}
    if isinstance(command, (Ask, AskParty)):
        party = (Want(field=command.party, value=command.name, by=command.by),) if isinstance(command, AskParty) and command.name else ()
        supposed = [
            Want(field=field, value=name, by=command.by, quote=command.quote)
            for name, field in zip(command.fields, fields, strict=True)
            if field.startswith("terms.") and linker.field(name, category) is None and not _CODE.match(name)
        ]
        for each in (*party, *_one_by_one(command.suppose, linker)):
            if each.field in (TOTAL, SET) and isinstance(each.value, (int, float)):
                fields.append(TOTAL)
                supposed.append(_paid(each, *purse, notes))
                continue
            if (able := offered(each)) is not None:
                fields.append(f"capability.{able}")
                continue
            field = linker.field(each.field, category) if each.field else None
            if field is not None and field.startswith("terms."):
                fields.append(field)
                supposed += [each.model_copy(update={"field": field})] if isinstance(each.value, str) else []
                continue
            if field == "quantity" and isinstance(each.value, (int, float)):
                if fields == ["capability.samples"]:  # so few are no order
                    continue
                if category != in_hand or stands not in (None, each.value):
                    update["pieces"] = int(each.value)
                elif stands is None:
                    yield Seek(topic="same", quantity=int(each.value), by=command.by, quote=command.quote)
                continue
            if isinstance(command, AskParty) and command.party == "supplier" and field is None and isinstance(each.value, str):
                fields.append(f"sells.{each.value if linker.sells(each.value) else linker.goods(each.value)[0] or each.value}")
                continue
            if (to_machine := _fits(each, category, linker)) is not None:
                fields.append(f"said.{to_machine}")
                continue
            asked = each.model_copy(update={"field": field or each.field})
            held = (condition(asked),) if linker.holds(asked) else linker.values(asked, category)
            if not held and field == "brand":
                named = tuple(name for name in _texts(each.value) if name.casefold() not in _NO_NAMES)
                notes += [("no_brand", name) for name in named]
                fields += ["brand", *(f"said.{name}" for name in _texts(each.value) if name not in named)] if isinstance(command, Ask) else []
                continue
            held = held or ((condition(asked),) if field == "certification" and isinstance(each.value, str) else ())
            lacked = _lacked(each, category, linker) if not held else None
            held = held or ((lacked,) if lacked is not None else ())
            held = held if field is not None or _all_said(each.value, held) else ()
            asks = not held and field is None and isinstance(each.value, str)
            if asks and told_by(str(each.value)) is not None:
                fields.append(f"said.{each.value}")
                continue
            number = measuring(str(each.value), category, linker) if asks else None
            number = number or (linker.asked(str(each.value)) if asks else None)
            near = linker.near(str(each.value), category) if asks and number is None else None
            supposed += [_proposed(_called(one, each), each) for one in held]
            supposed += [each.model_copy(update={"field": number})] if number is not None and number.startswith("terms.") else []
            words = each.field if each.field and not isinstance(each.value, str) else "/".join(_texts(each.value))
            fields += [one.field for one in held] if held else [number or (near or field or f"said.{each.text or words}")]
            if not held and field is not None and number is None and near is None and isinstance(each.value, str) and isinstance(command, Ask):
                fields.append(f"said.{each.text or each.value}")  # a size 90, where sizes are letters
        update["suppose"] = tuple(supposed)
    if isinstance(command, Ask) and not fields:
        fields = (
            [_field_asked(command.text, category, linker)]
            if command.text
            else [_key_of(each) for each in command.of if each.kind == "extreme" and each.sort]
        )
    if isinstance(command, Ask) and fields:  # which it is of them is told by what it is the most or the least of
        ends = [each for each in command.of if each.kind == "extreme" and each.sort]
        fields = [*map(_key_of, ends), *(name for name in fields if not any(_only_points(name, each) for each in ends))]
    every = tuple(dict.fromkeys(each for each in fields if each and each != "title"))  # whatever is told of a product names it
    of_party = tuple(each for each in fields[len(command.fields) :] if each.startswith(("sells.", "capability.")))
    yield command.model_copy(update={**update, "fields": every if isinstance(command, Ask) else (*fields[: len(command.fields)], *of_party)})


def _is_value(name: str, field: str, category: str | None, linker: Linker) -> bool:
    """Whether it is no field that such goods have, but a value of one."""
    return field.startswith("said.") and any(one.field.startswith("attr.") for one in linker.values(Want(value=name), category))


def _called(one: Condition, each: Want) -> Condition:
    """A paper of many names, and what comes to many values of the store's, as the message calls it."""
    said = each.value if isinstance(each.value, str) else "/".join(_texts(each.value)) if isinstance(each.value, tuple) else ""
    many = isinstance(one.value, tuple) and not one.text
    return (
        one.model_copy(update={"text": said}) if said and (many or (one.field in ("certification", "brand") and isinstance(each.value, str))) else one
    )


def measuring(words: str, category: str | None, linker: Linker) -> str | None:
    """The numbers that tell how much of it there is, else what is stated of it in words: of "too heavy for her" the weight."""
    said = [part for found in _TOO.findall(words.casefold()) for part in found if part]
    grades = (grade for word in (words, *said, *(part[:1] for part in said)) for grade in graded(word))
    concepts = tuple(dict.fromkeys(grade.concept for grade in grades))
    numbers = (linker.numbered(concept, category) for concept in concepts)
    stated = (field for concept in concepts if (field := linker.field(concept, category)) is not None and linker.states(field, category))
    return next((field for field in (*numbers, *stated) if field is not None), None)


def _all_said(value: object, held: tuple[Condition, ...]) -> bool:
    """Whether what is understood of the words is most of what they say: "ok for under 3s" is no size S."""
    if not isinstance(value, str):
        return True
    said = {word.term for word in content(value)}
    told = {word.term for one in held for word in content(one.text)}
    return not any(one.text for one in held) or len(said - told) <= len(said & told)


def _one_by_one(supposed: Iterable[Want], linker: Linker) -> Iterator[Want]:
    """Each paper by itself: of two that are asked about one may be there."""
    for each in supposed:
        papers = isinstance(each.value, tuple) and any(one.field == "certification" for one in linker.values(each, None))
        if isinstance(each.value, tuple) and (each.field == "certification" or papers):
            yield from (each.model_copy(update={"value": one, "op": "=", "every": False, "strength": "must"}) for one in each.value)
        else:
            yield each


def _field_asked(name: str, category: str | None, linker: Linker) -> str:
    """As the store calls it; what such goods don't state stays words, which records may have elsewhere."""
    if _CODE.match(name):
        return name
    if len(content(name)) > LONG_NAME:  # a question, of which a word or two may be called like a field
        return (None if capabilities_in(name) else _alike(name, linker)) or f"said.{name}"
    found = linker.field(name, category) or _alike(name, linker)
    found = found or linker.near(name, category)
    if found is not None and not linker.states(found, category) and linker.sizes(found):
        found = linker.sized(category) or found
    return found if found is not None and (linker.states(found, category) or linker.stated_before(found)) else f"said.{name}"


def _alike(name: str, linker: Linker) -> str | None:
    """The field that words without a name of their own come near to: how many litres is no stock. Why a product is so is not why it comes first."""
    found = linker.asked(name) if not concepts_of([name]) else None
    return found if found != "placed" else None


_WHICH = re.compile(r"哪[一几]?\w|\bones?\b")


def _only_points(name: str, end: Reference) -> bool:
    """Whether the words asked about say no more than which product is meant: 最亮的是哪款."""
    before, pointer, behind = name.removeprefix("said.").casefold().partition(end.text.casefold() or "\0")
    return name.startswith("said.") and bool(pointer) and not content(_WHICH.sub(" ", f"{before} {behind}"))


def _key_of(reference: Reference) -> str:
    """What the most or the least is of, by which it is answered."""
    return (reference.sort or "").lstrip("-")


def _of_brands_here(command: AnyCommand, linker: Linker, notes: list[tuple[str, str]]) -> AnyCommand:
    """Without pointers at a brand that the store lacks, which is told; a comparison with such is a question about the other."""
    if not isinstance(command, (Ask, Compare, Choose)):
        return command
    pointers = command.of if isinstance(command, Ask) else command.among
    lacked = [each for each in pointers if each.kind == "described" and len(each.words) == 1 and _lacks_brand(each.words[0], linker)]
    if not lacked:
        return command
    notes += [("no_brand", each.words[0]) for each in lacked]
    left = tuple(each for each in pointers if each not in lacked)
    if isinstance(command, Compare) and len(left) < 2:
        return Ask(of=left, fields=command.fields, by=command.by, quote=command.quote)
    return command.model_copy(update={"of" if isinstance(command, Ask) else "among": left})


def _lacks_brand(word: str, linker: Linker) -> bool:
    known = any(word.casefold() == name.casefold() for names in world_brands() for name in names)
    return known and not linker.values(Want(field="brand", value=word), None)


def _pointing(command: AnyCommand, category: str | None, linker: Linker) -> AnyCommand:
    """With its pointers' orders as the store calls them, and words by which one that can't be followed is told."""
    slot = next((name for name in ("of", "among", "than") if getattr(command, name, None)), None)
    if slot is None:
        return command
    pointers = tuple(_pointer(each, category, linker) for each in getattr(command, slot))
    if isinstance(command, Ask) and not (command.fields or command.suppose or command.text) and len(pointers) == 1:
        said = command.of[0].sort
        if said and pointers[0].kind == "all":  # which is the quietest, where none states how loud it is
            return Choose(among=pointers, fields=(said.lstrip("-"),), by=command.by, quote=command.quote)
    return command.model_copy(update={slot: pointers})


def _pointer(reference: Reference, category: str | None, linker: Linker) -> Reference:
    own = reference.text or " ".join(reference.words)
    reference = described(reference, category, linker)
    that = _THAT.fullmatch(own.casefold()) if reference.kind == "focus" and reference.place is None else None
    if that is not None and linker.listed(that["goods"]):  # 那包, where bags were shown, is no pack of something
        reference = reference.model_copy(update={"place": Place(about=that["goods"])})
    place = reference.place
    if place is not None and place.about:
        if (goods := linker.recalled(place.about)) is None:  # no goods: what one of them is called
            by_words = {"kind": "described", "words": (place.about, *reference.words), "place": None, "ordinal": None, "count": 0}
            return described(reference.model_copy(update={**by_words, "text": own or place.about}), category, linker)
        category = goods
        place = place if linker.listed(place.about) else place.model_copy(update={"about": goods})
        said_of = reference.place.about if reference.kind == "focus" and not reference.words and reference.place is not None else None
        if said_of and not linker.listed(said_of) and says_more(said_of, goods, linker):  # that ergonomic mouse, of wireless ones
            place, reference = None, reference.model_copy(update={"kind": "described", "words": (said_of,), "count": 1})
        reference = described(reference.model_copy(update={"place": place}), category, linker)
        place = reference.place
    said = reference.sort or ""
    field = _measured(said.lstrip("-"), "", category, linker) or linker.field(said.lstrip("-"), category) if said else None
    if said and (field is None or not linker.states(field, category) or not _orders(field)):
        field = linker.near(said.lstrip("-"), category)
    words = own or (f"{reference.ordinal}" if reference.ordinal else said or reference.kind)
    key = _order(field, said.startswith("-")) if field else None
    several = {"count": 0} if "count" not in reference.model_fields_set and reference.kind in ("focus", "described", "extreme") else {}
    if said and key is None:  # nothing that such goods state: what is called so, else all of them
        called = _CALLED.sub("", own.strip())
        told = {"kind": "described", "words": (called,)} if called and called not in (said, said.lstrip("-")) else {"kind": "all"}
        return reference.model_copy(update={**told, "count": 0, "sort": None, "text": words, "place": place})
    return reference.model_copy(update={"sort": key or reference.sort, "text": words, "place": place, **several})


def _order(field: str, turned: bool) -> str:
    """Of an attribute the least comes first, of a record's own fields the best; `turned`: the other end. As `Reference.sort` has it."""
    return field if field.startswith("attr.") == turned else f"-{field}"


def _listed(command: PurchaseList, need: Need | None, linker: Linker, purse: Purse, notes: list[tuple[str, str]]) -> Iterator[AnyCommand]:
    """The first line is looked for, the others wait, each with its number and musts (`lists.waiting`). Goods talked about keep theirs."""
    at = next((at for at, one in enumerate(command.lines) if one.goods == command.first), 0)
    own: list[list[tuple[str, str]]] = [[] for _ in command.lines]
    lines = tuple(_line(_in_hand(each, need), linker, purse, noted, command.by) for each, noted in zip(command.lines, own, strict=True))
    for place, noted in enumerate(own):  # words about goods that wait are told with them
        notes += [(WAITS if place != at and kind in ("unread", "unchecked") else kind, text) for kind, text in noted]
    told = {each.goods for each in lines if each.quantity}
    kept = tuple(each for each in lines if each.quantity or each.musts or each.goods not in told)
    if kept != lines:  # goods that were named before their number is told
        named = lines[at].goods
        lines, at = kept, next(place for place, each in enumerate(kept) if each.goods == named)
    shown = {"first": lines[at].query or lines[at].goods} if command.first else {}
    yield command.model_copy(update={"lines": lines, **shown, **_budget(command, purse, notes)})
    if not lines:
        return
    first, rest = lines[at], (*lines[:at], *lines[at + 1 :])
    also = tuple(each.goods for each in rest)[:MOST_BESIDE]  # the others wait as the purchase has them
    topic: Literal["new", "same"] = "same" if need and first.goods == need.category else "new"
    yield Seek(goods=first.goods, query=first.query, quantity=first.quantity, also=also, topic=topic, by=command.by)
    yield from first.musts
    notes += [("beside", each.goods) for each in rest]


def _in_hand(line: Line, need: Need | None) -> Line:
    """The blue cables, of the cables in hand: on their shelf, with all that stands for them."""
    name = need.query if need is not None and need.category else ""
    ended = name and line.goods.casefold().endswith((f"的{name}", f" {name}".casefold()))
    return line.model_copy(update={"goods": need.category, "query": line.goods}) if need is not None and ended else line


def _goods_of(commands: Sequence[AnyCommand]) -> Iterator[str]:
    """What goods a message names."""
    for command in commands:
        if isinstance(command, Seek):
            yield from filter(None, (command.goods, *command.also))
        elif isinstance(command, PurchaseList):
            yield from (line.goods for line in command.lines if line.goods)


def _budget(command: PurchaseList, purse: Purse, notes: list[tuple[str, str]]) -> dict[str, object]:
    """In the store's currency, as a price is."""
    if command.budget is None:
        return {}
    paid = _paid(Want(field="price", value=command.budget, unit=command.currency, by=command.by), *purse, notes)
    return {"budget": paid.value, "currency": paid.unit}


def _line(line: Line, linker: Linker, purse: Purse, notes: list[tuple[str, str]], by: By) -> Line:
    models = [model for want in line.musts if isinstance(want.value, str) and _MODEL.fullmatch(model := _without_brand(want.value, linker))]
    named, said = _where_made(line.goods, line.query, models, linker)
    line = line.model_copy(update={"goods": named or line.goods, "query": said}) if named != line.goods else line
    found, query = (line.goods, line.query) if named is None or linker.sells(line.goods) else linker.goods(line.goods, line.audience)
    goods = found or line.goods
    lost = (Want(value=said_so, by=by),) if (said_so := _lost(line.goods, query, found, linker)) else ()
    wants = [one for one in with_fallbacks(line.musts) if isinstance(one, Want)]
    wants = [one.model_copy(update={"strength": "wish"}) if one.strength == "fallback" else one for one in wants]
    held = [each for want in (*wants, *lost) for each in _want(want, goods, linker, purse, notes)]
    held += _for_whom(line.audience, found, linker, by)
    musts = tuple(each for each in held if isinstance(each, Want))
    sort = (*line.sort, *(order(each) for each in held if isinstance(each, Sort) and each.key))
    return line.model_copy(update={"goods": goods, "query": query, "musts": musts, "sort": sort})


def _without_brand(words: str, linker: Linker) -> str:
    """C770, of Lexmark C770."""
    *brand, model = linker.spelled(words).split() or [""]
    return model if brand and linker.branded(" ".join(brand)) is not None else words


def _lost(words: str, query: str, category: str | None, linker: Linker) -> str:
    """What goods are called that is a value of theirs, and came neither into what is searched by nor into their name: red, of a red tent."""
    if not (category and query):
        return ""
    if normalise(words) == normalise(query):
        return _told_before(words, category, linker)
    if words.isascii():
        said = {word.term for word in content(f"{query} {category}")}
        rest = " ".join(word for word in words.split() if {one.term for one in content(word)} - said)
    else:
        rest = words.removesuffix(query).strip(" 的") if words.endswith(query) else ""
    series = not words.isascii() and re.search(r"[A-Za-z0-9]", rest) is not None
    return rest if rest and rest != words and (series or linker.values(Want(value=rest), category)) else ""


def _told_before(words: str, category: str, linker: Linker) -> str:
    """What stands before the name of goods and is a value that most such goods state one of, or a code: alpaca, of an alpaca plushie; Cat6."""
    parts, joint = (words.split(), " ") if words.isascii() else ([*words], "")
    for cut in range(len(parts) - 1, 0, -1):
        before, name = joint.join(parts[:cut]), joint.join(parts[cut:])
        said = linker.values(Want(value=before), category)
        stated = said and all(one.op in ("=", "in") and one.value is not True and linker.mostly(one.field, category) for one in said)
        coded = any(_CODED.fullmatch(way) for way in groups_by_word().get(before.casefold(), (before,)))
        if (stated or coded) and linker.goods(name)[0] == category and (coded or not linker.whole(words, name)):
            return before
    return ""


def _as_conditions(command: Seek, category: str | None, linker: Linker) -> Iterator[Want]:
    """What whom goods are for asks of them: so many people by the number that they hold, an animal in words."""
    number = people(command.audience) if command.audience else None
    field = linker.numbered("people", category) if number is not None else None
    if number is not None and field is not None:
        yield Want(field=field, op=">=", value=number, by=command.by, quote=command.quote, text=command.audience or "")
    elif command.audience and animal(command.audience):
        yield Want(value=command.audience, strength="wish", by=command.by, quote=command.quote)


def _for_whom(audience: str | None, category: str | None, linker: Linker, by: By) -> Iterator[Want]:
    """That goods are for women or men, where these are meant and most such goods state which of them they are for."""
    said = linker.values(Want(value=audience), category) if audience and category else ()
    for one in said:
        if one.op in ("=", "in") and linker.tells(one.field, "gender") and linker.mostly(one.field, category):
            both = (each for each in linker.values(Want(field=one.field, value="unisex"), category) if each.field == one.field)
            values = tuple(dict.fromkeys(value for each in (one, *both) for value in _texts(each.value)))
            held = one.model_copy(update={"op": "in", "value": values} if len(values) > 1 else {})
            yield wanted(held).model_copy(update={"by": by})


def _borne(commands: Sequence[AnyCommand], need: Need | None, category: str | None, linker: Linker) -> list[AnyCommand]:
    """The same, with that goods are to be for whom or what was measured of the case, by each limit that they state: the dog's 32 kg, a child's age, a
    tent's room for two. It holds for the goods that are sought or gone back to, and for each line of a list by what such goods state."""
    told = {one.fact: float(one.value) for one in commands if isinstance(one, Tell) and isinstance(one.value, (int, float))}
    sought = next((one for one in commands if isinstance(one, Go) or (isinstance(one, Seek) and one.goods and one.topic == "new")), None)
    lists = any(isinstance(one, PurchaseList) and one.lines for one in commands)
    by = next((one.by for one in commands if isinstance(one, Tell)), None) or (sought.by if sought is not None else None)
    if by is None:
        return [*commands]
    stood = need.case if need is not None and (sought is not None or lists) else {}
    measured = {**{fact: value for fact, value in stood.items() if not (fact in _AGES and told.keys() & {*_AGES})}, **told}
    named = {one.field for one in commands if isinstance(one, Want)}
    found: list[AnyCommand] = []
    for one in commands:
        if isinstance(one, PurchaseList):
            own = [line.model_copy(update={"musts": (*line.musts, *_limits(measured, line.goods, line.quantity, linker, by))}) for line in one.lines]
            one = one.model_copy(update={"lines": tuple(own)})
        found.append(one)
    first = next((one for one in commands if isinstance(one, Seek) and one.goods), None)
    shelf = first.goods if lists and first is not None else category
    held = [one for one in _limits(measured, shelf, first.quantity if first is not None else None, linker, by) if one.field not in named]
    return [*found, *held]


def _limits(case: Mapping[str, float], category: str | None, pieces: int | None, linker: Linker, by: By) -> list[Want]:
    """Several tents are for several people together."""
    return [
        Want(
            field=one.field, op=one.op, value=one.value, unit=one.unit, strength="wish", inferred=True, text=_measure(fact, number, one.field), by=by
        )
        for fact, number in case.items()
        if not (fact in PEOPLE and (pieces or 1) > 1)
        for one in linker.limits(fact, number, category)
    ]


def _measure(fact: str, number: float, field: str) -> str:
    """What was measured, in the unit of the field: 7 kg, of 14 jin; "" where no unit of both is known."""
    unit = field.rpartition("_")[2] if unit_of(fact) and unit_of(field) else ""
    return f"{plain(round(in_unit_of(field, number, fact), 2))} {'°C' if unit == 'c' else unit}" if unit else ""


def _untouched(commands: Sequence[AnyCommand], category: str | None, linker: Linker) -> Iterator[tuple[str, str]]:
    """What was measured of the buyer's case and neither such goods nor guides for them are told by."""
    searched = any(isinstance(one, (Seek, Want)) for one in commands)
    told = [
        one for one in commands if isinstance(one, Tell) and isinstance(one.value, (int, float)) and one.fact not in _AGES and _dimension(one.fact)
    ]
    shelves = [category, *(line.goods for one in commands if isinstance(one, PurchaseList) for line in one.lines)]
    for one in told if searched else ():
        cases = {name for shelf in shelves for name in linker.cases(shelf)}
        by_guides = one.fact in cases or (one.fact == OUTSIDE and one.value <= COLD and SEASON in cases)  # type: ignore[operator]
        if not by_guides and not any(linker.limits(one.fact, float(one.value), shelf) for shelf in shelves):
            yield CASE, f"{one.fact}\t{one.value:g}"
