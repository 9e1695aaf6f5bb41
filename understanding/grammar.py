"""The grammar: at each token the first production that holds takes what it needs; one grammar for both languages."""

from collections.abc import Callable
from dataclasses import replace

from ..schema.condition import Condition
from .pointers.bids import bid, counted
from .pointers.chosen import chosen
from .pointers.named import product_named, supplier_named
from .pointers.placed import placed
from .pointers.pointers import excepted, pointer
from .pointers.sought import sought
from .productions.absent import absent
from .productions.adjustable import adjustable
from .productions.alternatives import apart
from .productions.averse import averse
from .productions.bounds import bound, shifted
from .productions.by_amount import by_amount
from .productions.cases import case
from .productions.choices import choice
from .productions.codes import code
from .productions.comparatives import relative
from .productions.complaints import complaint
from .productions.denied_lists import denied_on
from .productions.drops import drop
from .productions.in_part import in_part
from .productions.kinds import kind
from .productions.lacks import having, lacking
from .productions.leanings import leaning
from .productions.markets import purpose
from .productions.not_for import not_for, not_kind
from .productions.only import only
from .productions.orders import most, order, ordered, several
from .productions.packed import packed
from .productions.papers import paper
from .productions.per_piece import per_piece
from .productions.quoted import quoted
from .productions.refusals import refused_with
from .productions.series import aged, series
from .productions.sizes import sized
from .productions.spared import spared, spared_on
from .productions.terms import term
from .productions.than_amounts import than_amount
from .productions.totals import least
from .productions.untold import dated, single, untold
from .productions.uses import use
from .productions.wishes import wish
from .tokens.cursor import Cursor, Message
from .tokens.found import Found, Gathered, condition
from .tokens.token import Token

_NAMED = ("attribute", "value", "word", "use", "measured", "audience")
_NOT = "not "
_SAID = ("field", "stop", "filler", "bound", "break", "sort", "category", "head", "reference")


def in_stock(cursor: Cursor) -> Found | None:
    """现货, in stock: at least one. Asked about, it is no wish."""
    token = cursor.take("in_stock")
    if token is None or (cursor.token is not None and cursor.token.text in ("吗", "么", "?", "？")) or cursor.back("not") is not None:
        return None
    return Found(cursor.place, conditions=(condition("stock", ">=", 1, hard=cursor.hard, text=cursor.words),))


def denial(cursor: Cursor) -> Found | None:
    """Something unwanted that no record states (不含荧光剂), or that can't be told by one (不要带帽): never searched for, said instead."""
    if not cursor.denied():
        return None
    cursor.skip("filler", most=1)
    token = cursor.token
    named = token is not None and token.has(*_NAMED) and not token.has(*_SAID)
    if token is None or not (named or (not token.meanings and token.text[:1].isalnum())):
        return None
    cursor.place += 1
    if (valid := _in_force(cursor, token)) is not None:
        return Found(cursor.place, conditions=valid)
    if named and cursor.ahead("amount", "bound", most=1) is not None:
        return None
    cursor.place, excluded = refused_with(cursor)
    if not excluded:
        place = cursor.place
        _to_the_end(cursor, named)
        told = in_part(cursor, token) if not named and cursor.place == place else ()
        if told:
            return Found(cursor.place, conditions=told)
    said = cursor.words
    for each in excluded:  # the note is of what was not filtered by
        said = said.replace(each.text.removeprefix(_NOT), "")
    return Found(cursor.place, conditions=excluded, notes=(("unchecked", " ".join(said.split())),))


def _to_the_end(cursor: Cursor, named: bool) -> None:
    """Past the rest of a word that is told with it (塑料盖子), or of an English name that nobody knows: not cloud-like, without any glitter print."""
    tokens, rest = cursor.message.tokens, cursor.token
    if named:
        cursor.place += rest is not None and not rest.meanings and not rest.gap and len(rest.text) == 1 and rest.text >= "\u3400"
        return
    while cursor.token is not None and tokens[cursor.place - 1].text.isascii():
        hyphen = cursor.token.text == "-" and not cursor.token.gap and not any(each.gap for each in tokens[cursor.place + 1 : cursor.place + 2])
        if not hyphen and (cursor.token.meanings or not cursor.token.text.isalpha() or not cursor.token.text.isascii()):
            return
        cursor.place = min(cursor.place + 1 + hyphen, len(tokens))


def _in_force(cursor: Cursor, token: Token) -> tuple[Condition, ...] | None:
    """Where a certificate of the message, or one asked for before, is wished for that has not expired: what stands of it, since none counts but while
    it is valid. None where no certificate is meant."""
    if not any(cue.start <= token.start and token.end <= cue.end for cue in cursor.message.told.of("reversed")):
        return None
    if any(each.has("certificate", "certificate_word") for each in cursor.message.tokens):
        return ()
    need = cursor.message.need
    standing = tuple(each for each in need.active if each.field == "certification") if need is not None else ()
    return standing or None


def refused(cursor: Cursor) -> Found | None:
    """The same with the negation behind it: 蕾丝的不要, alcohol-free."""
    cursor.place += 1
    if [each.text.lower() for each in cursor.message.tokens[cursor.place : cursor.place + 2]] == ["-", "free"]:
        cursor.place += 2
        return Found(cursor.place, notes=(("unchecked", cursor.words),))
    if not cursor.message.tokens[cursor.start].text[:1] >= "\u3400" or cursor.reach("not_after", most=1) is None:
        return None
    after = cursor.token
    return Found(cursor.place, notes=(("unchecked", cursor.words),)) if after is None or after.has("break") or after.gap else None


PRODUCTIONS: tuple[Callable[[Cursor], Found | None], ...] = (
    product_named,
    supplier_named,
    bid,
    counted,
    than_amount,
    by_amount,
    shifted,
    single,
    spared,
    drop,
    quoted,
    purpose,
    complaint,
    dated,
    untold,
    only,
    excepted,
    apart,
    pointer,
    case,
    series,
    aged,
    sized,
    code,
    most,
    per_piece,
    packed,
    choice,
    bound,
    relative,
    leaning,
    term,
    paper,
    absent,
    use,
    lacking,
    wish,
    adjustable,
    having,
    in_stock,
    ordered,
    kind,
    not_for,
    not_kind,
    order,
    several,
    averse,
    denial,
)

_PASSING = (bound, term, wish)
"""These may pass over the product's name on the way to a negation."""


_POINTING = (excepted, apart, pointer)


def parse(message: Message) -> Gathered:
    """Everything that the productions read, left to right; no token belongs to two. Money is read again once the quantity is known."""
    message = sought(message.without_ones)
    gathered = _pass(message)
    if gathered.quantity is not None and message.quantity is None and any(each.field == "price" for each in gathered.conditions):
        gathered = _pass(replace(message, quantity=gathered.quantity))
    chosen(gathered, message)
    gathered.conditions = least(gathered.conditions, message.tokens)
    return gathered


def _pass(message: Message) -> Gathered:
    gathered, read, place = Gathered(), list[tuple[int, Found]](), 0
    described = _descriptions(message)
    plain = message.without([start for start, found in described.items() for start in range(start, found.end)])
    while place < len(message.tokens):
        found = described.get(place) or _first(message, plain, place)
        if found is None or found.end <= place:
            place += 1
            continue
        read.append((place, found))
        place = found.end
    for place, found in spared_on(denied_on(read, plain), message):
        gathered.add(place, found)
    gathered.references = placed(gathered.spans, message)
    return gathered


def _descriptions(message: Message) -> dict[int, Found]:
    """Pointers that say what they mean, by their start: nothing else reads a condition out of "the 0.5 TOG one", nor over it."""
    found: dict[int, Found] = {}
    place = 0
    while message.shown and place < len(message.tokens):
        if (left := complaint(Cursor(message, place)) or _given_up(message, place)) is not None:
            place = left.end
            continue
        one = pointer(Cursor(message, place))
        if one is not None and any(each.sort or each.conditions or each.words for each in one.references):
            found[place] = one
        place = max(place + 1, one.end if one is not None else 0)
    return found


def _given_up(message: Message, place: int) -> Found | None:
    """去掉不锈钢那条 takes back what was asked for, and points at no product."""
    found = drop(Cursor(message, place)) if message.tokens[place].has("drop") else None
    asked = {each.field for each in message.need.active} if message.need is not None else set()
    return found if found is not None and asked & {*found.dropped} and message.tokens[found.end - 1].has("drop_noun") else None


def _first(message: Message, plain: Message, place: int) -> Found | None:
    """The first production that holds; `plain` is the message without what pointers describe."""
    if not message.tokens[place].meanings:
        described = case(Cursor(plain, place)) or pointer(Cursor(message, place)) or series(Cursor(plain, place)) or than_amount(Cursor(plain, place))
        return described or absent(Cursor(plain, place)) or refused(Cursor(plain, place))
    for production in PRODUCTIONS:
        found = production(Cursor(message if production in _POINTING else plain, place))
        if found is not None and production in _PASSING:
            return replace(found, left=tuple(each for each in range(place, found.end) if message.tokens[each].has("category", "head")))
        if found is not None:
            return found
    return None
