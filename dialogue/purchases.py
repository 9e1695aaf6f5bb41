"""What is to be bought, as the commands of a turn leave it: goods listed in their numbers, changed, taken off, and asked about together."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeGuard, get_args

from ..language.amounts import plain
from ..schema.command import AnyCommand, Approve, Ask, AskParty, Choose, Drop, Go, Line, PurchaseList, Seek, Sort, Tell, Vary, Want
from ..schema.need import Need
from ..schema.purchase import Item, Purchase, to_a_set
from ..schema.reading import Reading
from ..schema.reference import Reference, ReferenceKind
from ..understanding.ledger.ledger import apply
from ..understanding.references.matching import Records
from ..understanding.tokens.packs import in_packs
from .anchored import Pointing
from .focus import talked
from .references import looked_at, resolve, single
from .request import FACTS, condition, measured
from .sums import PERSON, SET, TOTAL, bounds, most
from .topics import Dialogue, as_waiting, called, named_so, nearest, taken_up

_LISTED = ("price", "moq", "quantity", TOTAL, SET, PERSON)
"""What every line of a purchase tells."""
_MEASURED = ("_c", "_cm", "_m", "_kg", "_jin", "_months", "_years", "_w", "_v", "_h")
"""How the names of measures end."""
_STOP = re.compile(r"[,，。;；!！?？\n]+|\.\s|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_SHORT = 60
"""Letters of a clause that may be said back whole."""
KEPT = 20
"""Kinds of goods that stay in state before the one in hand."""


def struck(before: Purchase, commands: Sequence[AnyCommand], shelf: Callable[[str], str | None]) -> tuple[Purchase, tuple[AnyCommand, ...]]:
    """Without the goods that the commands take back, and the commands left to do. `shelf` names the goods that words are for."""
    kept, left = list(before.items), list[AnyCommand]()
    for one in commands:
        words = one.value if isinstance(one, Drop) and isinstance(one.value, str) and one.field is None else None
        gone = named(kept, words, shelf(words)) if words else []
        kept = [item for item in kept if item not in gone]
        left += [] if gone else [one]
    return before if len(kept) == len(before.items) else before.model_copy(update={"items": tuple(kept)}), tuple(left)


def settled(purchase: Purchase, commands: Sequence[AnyCommand], now: Dialogue, records: Records) -> tuple[Purchase, Dialogue]:
    """With the one product that the message settles on, or asks about, before it turns to other goods: of its own goods that one stays meant."""
    at = next((at for at, one in enumerate(commands) if isinstance(one, (Go, PurchaseList)) or (isinstance(one, Seek) and one.goods)), 0)
    for one in (one for one in commands[:at] if isinstance(one, (Ask, AskParty)) and one.of):
        if (meant := single(one.of, now, records) or _alike_in_price(one.of, now, records)) is not None:
            now = replace(now, focus=(meant,), talked=talked((meant,), now))
            items = (item.model_copy(update={"pick": meant, "chosen": True}) if meant in item.shown else item for item in purchase.items)
            purchase = purchase.model_copy(update={"items": tuple(items)})
    return purchase, now


def _alike_in_price(of: Sequence[Reference], now: Dialogue, records: Records) -> str | None:
    """The first of those that are the cheapest together: what is added up is the same of each."""
    if len(of) != 1 or (of[0].sort or "").lstrip("-") != "price":
        return None
    found = resolve(of, now, records)
    return next(iter(found.product_ids or found.choices), None)


def without(now: Dialogue, before: Purchase, after: Purchase) -> Dialogue:
    """The conversation about the goods that are left, where those in hand were taken off."""
    now = replace(now, order=after)
    need, gone = now.need, [item for item in before.items if item not in after.items]
    if need is None or not gone:
        return now
    waiting = tuple(one for one in need.waiting if not any(item.need.category == one.category for item in gone))
    if after.items and any(item.of(need) for item in gone):
        return replace(now, need=taken_up(after.items[-1].need, need).model_copy(update={"waiting": waiting}), focus=())
    return replace(now, need=need.model_copy(update={"waiting": waiting}))


def names(item: Item, words: str, category: str | None) -> bool:
    """Whether the words, or the shelf that they mean, name its goods."""
    return (category is not None and category == item.need.category) or called(item.need, words)


def named(items: Sequence[Item], words: str, category: str | None) -> list[Item]:
    """Those whose goods the words name, by just their name if they can; of several lines of the same goods the one that is called so the most."""
    found = [item for item in items if named_so(item.need, words)] or [item for item in items if names(item, words, category)]
    return [item for item in found if item.need in nearest([one.need for one in found if one.of(item.need)], words)]


def purchased(
    before: Purchase,
    commands: Sequence[AnyCommand],
    now: Dialogue,
    turn: int,
    sold: Callable[[str], bool],
    rivals: Callable[[str, Want], bool] = lambda word, want: False,
) -> Purchase:
    """`now` is the conversation after the turn; the commands are grounded, `sold` tells the name of a shelf, `rivals` whether words are another value
    of what is wanted in their place."""
    listed = next((one for one in commands if isinstance(one, PurchaseList)), None)
    if listed is not None:
        return _numbered_lines(_numbered(whole(_listed(before, listed, now, turn, sold, rivals), listed), commands, listed))
    need = now.need
    if need is None or not (need.category or need.query):
        return before
    number = next((one.quantity for one in commands if _bare(one)), None)
    if number is not None and _in_sets(before, need):  # so many sets
        before = before.model_copy(update={"items": tuple(_in_number(item, number) if item.wanted else item for item in before.items)})
    place = before.place(need)
    old = before.items[place] if place is not None else Item(need=need)
    returns = any(isinstance(one, Go) for one in commands) and not any(isinstance(one, (Ask, AskParty, Choose, Vary)) for one in commands)
    alone = now.focus[0] if len(now.focus) == 1 and now.focus[0] in old.shown and not returns else None  # going back to goods takes none of them
    chosen: dict[str, object] = {"pick": alone, "chosen": True} if alone is not None else {}
    if any(isinstance(one, Vary) and one.how != "like" for one in commands):  # another than that
        chosen = {"pick": None, "chosen": False}
    item = old.model_copy(update={"need": need.model_copy(update={"line": old.need.line}), **chosen})
    items = (*before.items[-KEPT:], item) if place is None else (*before.items[:place], item, *before.items[place + 1 :])
    return before.model_copy(update={"items": items})


def _in_sets(purchase: Purchase, need: Need) -> bool:
    """Whether what is to be bought is so many of each, with these goods among them."""
    wanted = [purchase.items[place] for place in purchase.wanted]
    return purchase.each is not None and len({item.need.quantity for item in wanted}) == 1 and any(item.of(need) for item in wanted)


def _in_number(item: Item, number: int) -> Item:
    return item.model_copy(update={"need": item.need.model_copy(update={"quantity": number})})


def in_hand(need: Need, commands: Sequence[AnyCommand], purchase: Purchase) -> Need:
    """Of goods listed the first, with all that stood for them; the others wait."""
    said = next((one for one in commands if isinstance(one, PurchaseList)), None)
    if said is None or not said.lines:
        return need
    line = next((one for one in said.lines if said.first and said.first in (one.query, one.goods)), said.lines[0])
    first = _of_line(line, [item for item in purchase.items if item.listed])
    if first is None:
        return need
    stood = {each.name for each in first.need.active}
    if {each.name for each in need.active} < stood or (said.more and need.quantity != first.need.quantity):
        need = taken_up(first.need, need)
    others = (
        item.need
        for item in purchase.items
        if item is not first and (any(_for(item.need, line) for line in said.lines) or (said.more and item.listed))
    )
    return need.model_copy(update={"waiting": tuple(map(as_waiting, others)), "words": first.need.words})


def counted(after: Purchase, before: Purchase, text: str) -> Purchase:
    """With what the numbers count that the message says."""
    stood = {(one.need.category, one.need.query): one.need for one in before.items}
    items = (one.model_copy(update={"need": in_packs(one.need, text, stood.get((one.need.category, one.need.query)))}) for one in after.items)
    return after.model_copy(update={"items": tuple(items)})


def _listed(
    before: Purchase, said: PurchaseList, now: Dialogue, turn: int, sold: Callable[[str], bool], rivals: Callable[[str, Want], bool]
) -> Purchase:
    """With its lines in the place of what stood for the same goods."""
    olds = _stood(said.lines, before.items) if not said.more else _more(said.lines, before.items)
    stood = before.budget is not None and (said.more or any(old is not None and old.within for old in olds))
    within = said.budget is not None or stood  # goods named again keep what all of them may cost
    added = [_added(line, old) for line, old in zip(said.lines, olds, strict=True)] if said.more else said.lines
    lines = tuple(_item(line, old, now, turn, sold(line.goods), rivals, within=within) for line, old in zip(added, olds, strict=True))
    kept = [one for one in before.items if one not in olds and (said.more or not any(_for(one.need, line) for line in said.lines))]
    if any(item.listed for item in kept) and all(
        old is not None and old in before.items and old.listed for old in olds
    ):  # some lines anew, in their places
        anew = dict(zip((before.items.index(old) for old in olds if old is not None), lines, strict=True))
        items = tuple(anew.get(place, one) for place, one in enumerate(before.items) if place in anew or one in kept)
        return before.model_copy(update={"items": items})
    if said.more:  # what is on it already keeps its place
        changed = [(old, line) for old, line in zip(olds, lines, strict=True) if old is not None and old in before.items]
        stayed = (next((line for old, line in changed if old is one), one) for one in before.items)
        return before.model_copy(update={"items": (*stayed, *(line for line in lines if not any(line is own for _, own in changed)))})
    at = next((place for place, one in enumerate(before.items) if one not in kept), len(kept))
    if said.budget is not None and len(lines) > 1:  # one of several whose budget changes is in it with the others
        kept = [one.model_copy(update={"within": one.chosen and not one.listed}) for one in kept]
    return before.model_copy(update={"items": (*kept[:at], *lines, *kept[at:])})


def whole(purchase: Purchase, said: PurchaseList) -> Purchase:
    """With what is said of all of the list; a budget without lines is for all that is to be bought."""
    if said.budget is not None and not said.lines:
        items = tuple(item.model_copy(update={"within": item.within or item.wanted}) for item in purchase.items)
        purchase = purchase.model_copy(update={"items": items})
    return purchase.model_copy(update=said.whole)


def borne_in_mind(commands: Sequence[AnyCommand], text: str = "") -> tuple[tuple[str, str], ...]:
    """A note of each thing that is told and that no lookup answers to: where to and by when all of it is to be delivered, and what the buyer says of
    himself that is no measure of his case, in his own clause of the `text`: a word out of it tells nothing."""
    notes = [
        (f"order_{name}", text)
        for one in commands
        if isinstance(one, PurchaseList)
        for name in ("destination", "deadline")
        if (text := getattr(one, name))
    ]
    for one in commands:
        if isinstance(one, Tell) and one.fact not in (*FACTS, "said"):
            words = one.value if isinstance(one.value, str) and measured(one.value) is None else ""
            mere = words.isascii() and words.isalpha()  # may, of what?
            notes += [("order_told", _clause(words, text))] if words and not mere and not one.fact.endswith(_MEASURED) else []
    return tuple(dict.fromkeys(notes))


def _clause(words: str, text: str) -> str:
    """The clause of the text that has the words, if it is a short one; else the words."""
    own = next((each.strip() for each in _STOP.split(text) if words in each), words)
    return own if len(own) <= _SHORT else words


def _numbered(purchase: Purchase, commands: Sequence[AnyCommand], said: PurchaseList) -> Purchase:
    """With the numbers that other goods of the list are wanted in, which are said beside those that come to it."""
    if not said.more:
        return purchase
    added = [(line.goods, line.query) for line in said.lines]
    others = [one for one in commands if isinstance(one, Seek) and one.quantity is not None and (one.goods, one.query) not in added]
    items = list(purchase.items)
    for one in others:
        places = [at for at, item in enumerate(items) if item.wanted and is_called(item.need, one.query or one.goods or "")]
        for at in places[:1]:
            items[at] = _in_number(items[at], one.quantity or 1)
    return purchase.model_copy(update={"items": tuple(items)})


def _more(lines: Sequence[Line], items: Sequence[Item]) -> list[Item | None]:
    """The listed item that each added line is more of: it is called so, whatever shelf it lies on."""
    return [next((item for item in items if item.wanted and is_called(item.need, line.query or line.goods)), None) for line in lines]


def is_called(need: Need, words: str) -> bool:
    """Whether the words are what the goods are called, or the end of it: bottles, of baby bottles."""
    name, said = need.query.casefold(), words.casefold()
    return bool(said) and (said in (name, (need.category or "").casefold()) or name.endswith(f" {said}" if said.isascii() else said))


def _added(line: Line, old: Item | None) -> Line:
    """With the number that was wanted before, unless its own takes the place of that."""
    stood = old.need.quantity if old is not None else None
    return line.model_copy(update={"quantity": line.quantity + stood}) if line.quantity and stood and not line.anew else line


def _stood(lines: Sequence[Line], items: Sequence[Item]) -> list[Item | None]:
    """The item that stood for each line: the one in the same words, else the next for such goods; where more lines than items are for them, what
    was asked of the first of these, and nothing that was picked."""
    found: list[Item | None] = []
    for line in lines:
        same = [item for item in items if item not in found and item.need.query == line.query]
        found.append(_of_line(line, same))
    for place, line in enumerate(lines):
        if found[place] is None:
            alike = [item for item in items if _for(item.need, line)] or [item for item in items if called(item.need, line.query or line.goods)]
            free = next((item for item in alike if item not in found), None)
            found[place] = free or next((Item(need=item.need) for item in alike), None)
    return found


def _item(line: Line, old: Item | None, now: Dialogue, turn: int, sold: bool, rivals: Callable[[str, Want], bool], *, within: bool) -> Item:
    """With what was asked of such goods before, but for what is corrected."""
    topic = next((one for one in reversed(now.topics) if _for(one.need, line)), None)
    own = now.need or Need()
    base = old.need if old is not None else topic.need if topic is not None else Need()
    base = base.model_copy(update={"language": own.language, "facts": own.facts, "currency": own.currency})
    if within:  # what all of it may cost takes the place of what one of them might
        base = base.model_copy(update={"conditions": tuple(one for one in base.conditions if one.field != "price")})
    turned = [each for each in line.musts if each.instead and not isinstance(each.value, (int, float))]
    gone = [*(each.field for each in turned if each.field), *(word for word in base.words if any(rivals(word, each) for each in turned))]
    said = {str(each.value) for each in line.musts if each.field is None}
    gone += [word for word in base.words if said.intersection(ways := word.split("/")) and len(ways) > 1]  # the blue of them, where any would do
    named = sold or (old is not None and old.need.category is not None)
    wanted = Reading.model_validate(
        {
            "intent": "search",
            "topic": "same",
            "language": base.language,
            "category": line.goods if sold else None,
            "query": line.query if named else line.goods,
            "quantity": line.quantity,
            "audience": line.audience,
            "conditions": tuple(condition(each) for each in line.musts if each.field is not None),
            "dropped": tuple(gone),
            "words": tuple(str(each.value) for each in line.musts if each.field is None),
            "sort": line.sort,
        }
    )
    seen = {"shown": old.shown, "pick": old.pick, "chosen": old.chosen} if old is not None else {}
    return Item.model_validate({**seen, "need": apply(base, wanted, turn), "listed": True, "within": within})


def _for(need: Need, line: Line) -> bool:
    """Whether the line is for these goods, and not for others of their shelf: scratchers and beds, of pet supplies."""
    names = [name for name in (need.query, line.query) if name and not called(Need(category=need.category or line.goods), name)]
    return line.goods == (need.category or need.query) and (len(names) < 2 or called(Need(query=names[0]), names[1]))


def _of_line(line: Line, items: Sequence[Item]) -> Item | None:
    """The item for such goods that says the most of what the line says."""
    alike = [item for item in items if _for(item.need, line)]
    alike = [item for item in alike if item.need.query == line.query] or alike
    said = " ".join((line.goods, line.query, *(one.text or f"{one.value}{one.unit or ''}" for one in line.musts)))
    near = nearest([item.need for item in alike], said)
    return next((item for item in alike if item.need in near), None)


def _numbered_lines(purchase: Purchase) -> Purchase:
    """With a number of its own for each line of goods that lie on one shelf."""
    items = list(purchase.items)
    for place, item in enumerate(items):
        others = [one.need.line for one in items if one is not item and one.of(item.need)]
        if others and item.need.line in (0, *others):
            need = item.need.model_copy(update={"line": max(item.need.line, *others) + 1})
            items[place] = item.model_copy(update={"need": need})
    return purchase.model_copy(update={"items": tuple(items)})


@dataclass(frozen=True)
class Bill:
    """What is told of a purchase: the very goods that are pointed at (`taken`), else those of these `needs` (none: all that is wanted), those of the
    last list alone where it has a budget of its own (`within`); of each the `picks` that are pointed at, or the `cheapest`. `counted`: a sum is
    asked for, so that one is meant where no number is said. `alone`: nothing is looked for beside it. `each` is what one of each may cost together,
    in `currency`; of what the words `left` point at nobody knows which product it is. `pieces` are wanted of each of which no number is said.
    `sets`: what one of each comes to is asked for, `people`: what each of so many pays."""

    taken: tuple[Item, ...] = ()
    needs: tuple[Need, ...] = ()
    picks: tuple[str, ...] = ()
    cheapest: bool = False
    counted: bool = False
    within: bool = False
    alone: bool = True
    each: float | None = None
    currency: str = ""
    left: tuple[str, ...] = ()
    pieces: int | None = None
    sets: bool = False
    people: int | None = None

    def places(self, purchase: Purchase) -> tuple[int, ...]:
        """Of the items that are told."""
        if self.within:
            return tuple(place for place, item in enumerate(purchase.items) if item.within)
        meant = (place for place, item in enumerate(purchase.items) if any(item.of(need) for need in self.needs))
        return tuple(meant) or purchase.wanted

    def items(self, purchase: Purchase) -> tuple[Item, ...]:
        """What is told of, a line each."""
        return self.taken or tuple(purchase.items[place] for place in self.places(purchase))


def billed(
    commands: Sequence[AnyCommand],
    purchase: Purchase,
    now: Dialogue,
    records: Records,
    shelf: Callable[[str], str | None],
    *,
    struck: bool = False,
    turned: bool = False,
    ruled: bool = False,
) -> tuple[tuple[AnyCommand, ...], tuple[AnyCommand, ...], Bill | None]:
    """The commands that change what is wanted, those that ask something beside, and what is to be told of the purchase; None where nothing is.
    `struck`: goods were taken off it, `turned`: the conversation went back to earlier goods, `ruled`: something was said of the whole list."""
    said = next((one for one in commands if isinstance(one, PurchaseList)), None)
    totals = [one for one in commands if isinstance(one, Ask) and TOTAL in one.fields]
    pointers = tuple(each for one in totals for each in one.of)
    names = {name for one in totals for name in one.fields}
    bill = _of_list(said, purchase, commands) if said is not None else None
    if totals and said is None:
        bill = _of_total(totals, purchase, now, records, shelf, sampled=any(_of_samples(one) for one in commands), alone=PERSON in names)
    new = next((one for one in commands if isinstance(one, Seek) and one.topic == "new" and (one.goods or one.query)), None)
    more = new is not None and bool(new.quantity)
    sums, sets = bounds(commands, TOTAL), bounds(commands, SET)
    changes = [one for one in commands if one not in totals or pointers]
    mends = [one for one in changes if _mends(one, purchase, now, shelf)]
    mended = purchase.listed and bool(struck or ruled or changes) and (mends == changes or _only_mended(changes, mends, struck=struck))
    if bill is None and purchase.wanted and (mended or (struck and not commands) or (totals and not pointers and more)):
        bill = Bill()  # all of it, with the goods that the message adds
    if bill is None and (sums or sets) and len(purchase.wanted) > 1:
        bill = Bill(counted=True)
    together = _beside(commands, sums, totals, now, records) if bill is None else None
    bill = bill or together
    if bill is None and totals and all(one.kind == "all" and one.place is None for one in pointers):
        bill = _of_all_seen(new, purchase, now, max((one.count for one in pointers), default=0))
    if bill is None:
        return tuple(_priced(one, now.need) for one in commands), (), None
    least = any(each.sort == "price" and each.place is None for each in pointers) and not bill.taken
    cheap = least or ((new is None or said is not None) and any(isinstance(one, Sort) and one.key == "price" for one in commands))
    on_list = partial(_on_list, goods=_goods(said, bill, purchase), now=now, records=records)
    settled = [one for one in commands if not bill.taken and _settles(one) and one not in totals and on_list(one.of)]
    if said is not None or settled:
        bill = replace(bill, picks=on_list((*(pointers if said is not None else ()), *(each for one in settled for each in one.of))))
    head, rest = list[AnyCommand](), list[AnyCommand]()
    for one in commands:
        if together is not None and one in sums:
            head.append(_priced(one, None))  # one costs no more than both
        if one in sets or one in sums or (isinstance(one, Want) and one.field == SET):
            continue
        if not isinstance(one, Pointing) or (together is not None and one not in totals):
            head.append(one)
        elif one in settled or (isinstance(one, Choose) and not one.among and (sets or sums)):
            continue  # what might be taken instead is told with the sum
        elif isinstance(one, Ask) and (one in totals or (said is not None and not one.of)):
            fields = tuple(name for name in one.fields if name not in _LISTED)
            of = () if bill.taken else tuple(each for each in one.of if each.kind == "extreme")  # one of those shown, whatever all of them come to
            suppose = tuple(each for each in one.suppose if each.field not in (TOTAL, SET))
            rest += [one.model_copy(update={"fields": fields, "of": of, "suppose": suppose})] if fields or suppose else []
        else:
            rest.append(one)
    number = next((one.quantity for one in head if _counts(one, now.need)), None) if bill.taken else None
    if number is not None and now.need is not None:  # so many of what is in hand
        bill = replace(bill, taken=tuple(_in_number(one, number) if one.of(now.need) else one for one in bill.taken))
    alone = (
        (said is not None and (not said.first or bool(totals)))
        or mended
        or not ((turned and not pointers) or any(_looks(one) and not (number and _counts(one, now.need)) for one in head))
    )
    stands = None if sums or (said and said.budget) else purchase.each
    each = next((one for one in (bill.each, most(sets), stands) if one is not None), None)
    unit = next((one.unit for one in (*sets, *sums) if one.unit), purchase.currency) if each is not None else ""
    bill = replace(bill, each=each, currency=unit, cheapest=cheap, counted=bool(totals) or bill.counted, alone=alone)
    return tuple(head), tuple(rest), replace(bill, sets=bool({SET, PERSON} & names))


def _bare(command: AnyCommand) -> TypeGuard[Seek]:
    """Whether it only says in which number what is in hand is wanted."""
    bare = isinstance(command, Seek) and command.topic == "same" and not (command.goods or command.query or command.of)
    return bare and getattr(command, "quantity", None) is not None


def _counts(command: AnyCommand, need: Need | None) -> TypeGuard[Seek]:
    """The same, be the goods in hand named."""
    named = isinstance(command, Seek) and need is not None and command.topic == "same" and command.goods in (need.category, need.query)
    return _bare(command) or (named and isinstance(command, Seek) and command.quantity is not None)


def _looks(command: AnyCommand) -> bool:
    """Whether something is looked for."""
    return isinstance(command, (Seek, Vary)) or (isinstance(command, Want) and command.field is not None)


def _only_mended(changes: Sequence[AnyCommand], mends: Sequence[AnyCommand], *, struck: bool) -> bool:
    """Whether goods were taken off, or named in another number, and beside it things are only asked."""
    named = struck or any(isinstance(one, Seek) and one.goods for one in mends)
    return named and not any(_looks(one) or (isinstance(one, Ask) and TOTAL in one.fields) for one in changes if one not in mends)


def _mends(command: AnyCommand, purchase: Purchase, now: Dialogue, shelf: Callable[[str], str | None]) -> bool:
    """Whether it only says in which number goods of the list are wanted."""
    if not isinstance(command, Seek) or command.quantity is None or command.of or command.fields or command.also:
        return isinstance(command, Approve) and command.answer == "changed"
    if command.goods is None:
        return any(item.listed and now.need is not None and item.of(now.need) for item in purchase.items)
    return any(item.listed and names(item, command.goods, shelf(command.goods)) for item in purchase.items)


def _beside(commands: Sequence[AnyCommand], sums: Sequence[Want], totals: Sequence[Ask], now: Dialogue, records: Records) -> Bill | None:
    """What one of the goods that are looked for comes to with one of those in hand, where a sum for both is said and no number for the new ones:
    of goods pointed at beside it that one."""
    new = next((one for one in commands if isinstance(one, Seek) and one.topic == "new" and (one.goods or one.query)), None)
    need = now.need
    if new is None or new.quantity is not None or not sums or need is None or not (need.category or need.query):
        return None
    other = Need(category=new.goods, query=new.query)
    if Item(need=need).of(other):
        return None
    found = single([one for each in totals for one in each.of if one.kind != "all"], now, records)
    picks = (found,) if found is not None else ()
    return Bill(needs=(need, other), picks=picks, counted=True, each=most(sums), pieces=need.quantity)


def _of_all_seen(new: Seek | None, purchase: Purchase, now: Dialogue, count: int) -> Bill | None:
    """Of the goods that are looked for and all that were looked at before them (of so many the last), where nothing is to be bought in a number and
    no product is in hand by itself."""
    other = (Need(category=new.goods, query=new.query),) if new is not None else ()
    seen = [item.need for item in purchase.items if item.pick is not None and not any(item.of(one) for one in other)]
    seen = seen[-(count - len(other)) :] if count > len(other) else seen
    one = len(now.focus) == 1 and new is None and not count
    return Bill(needs=(*seen, *other), counted=True) if len(seen) + len(other) > 1 and not one else None


def budgeted(purchase: Purchase, commands: Sequence[AnyCommand], bill: Bill | None) -> tuple[Purchase, Bill | None]:
    """With what all of it may cost, where the grounded commands say so."""
    sums, sets = bounds(commands, TOTAL), bounds(commands, SET)
    if sets and bill is not None:
        return purchase.model_copy(update={"each": most(sets), "budget": None, "currency": sets[-1].unit or purchase.currency}), bill
    if bill is None or not sums or bill.each is not None:
        return purchase, bill
    items = tuple(item.model_copy(update={"within": True}) if item.wanted else item for item in purchase.items)
    after = purchase.model_copy(update={"items": items, "budget": most(sums), "each": None, "currency": sums[-1].unit or purchase.currency})
    return after, replace(bill, taken=tuple(item.model_copy(update={"within": True}) for item in bill.taken))


def told_anew(before: Purchase, after: Purchase, need: Need) -> Bill | None:
    """The purchase as it is now, behind goods of it that were looked for anew; None where they are not on a list, or nothing else is."""
    item = next((item for item in after.items if item.of(need)), None)
    wanted = [one for one in after.items if one.wanted]
    if item not in wanted or len(wanted) < 2 or not any(one.listed for one in wanted):
        return None
    if after.budget is None and after.each is None and any(one.need.quantity is None for one in wanted):
        return None
    return Bill(alone=False, each=after.each, currency=after.currency) if after.items != before.items else None


def _priced(command: AnyCommand, need: Need | None) -> AnyCommand:
    """What one product comes to is its price at the quantity wanted, and what it may come to the price of one."""
    pieces = need.quantity if need is not None and need.quantity else 1
    if isinstance(command, Want) and command.field in (TOTAL, SET) and isinstance(command.value, (int, float)):
        value = plain(round(command.value / (pieces if command.field == TOTAL else 1), 2))
        return command.model_copy(update={"field": "price", "value": value, "text": "", "about": None})
    if not isinstance(command, Ask) or not {TOTAL, SET} & {*command.fields}:
        return command
    fields = tuple(dict.fromkeys("price" if name in (TOTAL, SET, PERSON) else name for name in command.fields))
    suppose = tuple(one for each in command.suppose if isinstance(one := _priced(each, need), Want))
    return command.model_copy(update={"fields": fields, "suppose": suppose})


def _of_list(said: PurchaseList, purchase: Purchase, commands: Sequence[AnyCommand]) -> Bill | None:
    """Of several goods in their numbers, or for a sum."""
    asks = any(isinstance(one, Ask) and {*one.fields} & {"price", TOTAL} for one in commands)
    total = any(isinstance(one, Ask) and TOTAL in one.fields for one in commands)
    others = [item for item in purchase.items if item.wanted and not any(_for(item.need, line) for line in said.lines)]
    sums = said.budget is not None or bool(bounds(commands, TOTAL) or bounds(commands, SET))
    sums = sums or purchase.budget is not None or purchase.each is not None
    if len(said.lines) + len(others) < 2 or not (asks or sums or any(line.quantity for line in said.lines)):
        return None
    whole = said.more or total or any(item.listed for item in purchase.items)
    stood = tuple(Need(category=old.need.category, query=old.need.query) for old in _stood(said.lines, purchase.items) if old is not None)
    own = (*stood, *(Need(category=line.goods) for line in said.lines), *(Need(query=line.goods) for line in said.lines))
    return Bill(needs=() if whole else own, within=said.budget is not None)


def _of_total(
    totals: Sequence[Ask],
    purchase: Purchase,
    now: Dialogue,
    records: Records,
    shelf: Callable[[str], str | None],
    *,
    sampled: bool,
    alone: bool,
) -> Bill | None:
    """Of the goods that are pointed at, each product by itself; of all that is wanted where none are; None where they are of one kind. `sampled`: a
    sample of each is meant, whatever number is wanted later; `alone`: of one product too."""
    if len(totals) > 1 and all(one.of == totals[0].of and one.pieces for one in totals) and len(totals[0].of) == len(totals):
        totals = [one.model_copy(update={"of": (each,)}) for one, each in zip(totals, totals[0].of, strict=True)]  # 22 of one, and 66 of the other
    taken, left = list[Item](), list[str]()
    pointers = [each for one in totals for each in one.of]
    numbers = [one.pieces for one in totals for _ in one.of]
    changed = list[tuple[Item, int]]()
    for one, number in zip(pointers, numbers, strict=True):
        both = of_those_talked_about(one, now)
        if one.place is None and not both and (one.kind == "all" or (len(pointers) == 1 and one.kind == "extreme" and len(now.focus) < 2)):
            continue
        found = resolve([one], now, records)
        ids = found.product_ids if found.outcome == "resolved" else ()
        items = _pointed(one, purchase, ids, shelf)
        equals = one.kind == "extreme" and (one.sort or "price") != "price" and 1 < len(ids) == len(found.among)
        ids = () if equals else ids  # none states what it is the most of
        first = one.kind == "extreme" or (one.kind == "focus" and one.place is not None and not items)
        ids = ids[: max(one.count, 1)] if first else ids  # of equals the first, and of a list of which none was talked about
        if number is not None and one.kind == "all" and items and all(item.listed for item in items):  # what the list comes to then
            changed += [(item, number) for item in items]
        elif number is not None and ids:
            picks = [item.pick for item in items if item.pick in ids and (item.listed or one.kind == "focus")]
            ids = tuple(filter(None, picks)) or (ids[:1] if one.kind in ("focus", "described") else ids)  # of a line what is taken of it
            taken += [_in_number(_taken(each, items[0] if items else None, now, records), number) for each in ids]
        elif len(ids) == 1 or both or (not items and len(ids) == one.count):
            taken += [_taken(each, items[0] if items else None, now, records) for each in ids]
        elif items and (ids or one.kind in ("all", "focus")) and not (one.kind == "described" and one.words):
            taken += [item for item in items if not any(item.need == each.need for each in taken)]
        else:
            left.append(_said(one, ids, records))
    if len({one.pick for one in taken}) < len(taken) and len({(one.pick, one.need.quantity) for one in taken}) == len(taken):
        return None  # one product in either number: each is told by itself, and none is added to the other
    whole = not taken or any(one.kind == "all" and one.place is None and not of_those_talked_about(one, now) for one in pointers)
    taken = _samples(purchase) if whole and sampled and not left else [] if whole else _counted_apart(taken)
    if sampled and not any(numbers):
        taken = [item.model_copy(update={"need": item.need.model_copy(update={"quantity": None})}) for item in taken]
    if changed and not taken:
        counts = [(item, next((number for each, number in changed if each is item), item.need.quantity)) for item in purchase.items if item.wanted]
        taken = [_in_number(_of_pick(item), number or 1) for item, number in counts if item.pick is not None]
    sets = next((one.pieces for one in totals if one.pieces and not one.of), None)
    taken = _in_so_many(purchase, sets) if sets is not None and not taken else taken
    kinds = max((one.count for one in pointers if one.kind == "all" and one.place is None), default=0)
    more = looked_at(now, kinds) if whole and not taken and kinds > len(purchase.wanted) else []
    if (len(taken) == 1 and not left and not alone) or (not taken and len(more or purchase.wanted) < 2):
        return None
    if more:
        return Bill(needs=tuple(item.need for item in more))
    return Bill(taken=tuple(taken), left=tuple(filter(None, left)) if taken else ())


def _said(pointer: Reference, ids: Sequence[str], records: Records) -> str:
    """How it is told of: in the buyer's words, by its goods, or as what it means is called."""
    product = next(filter(None, map(records.product, ids)), None)
    called_so = product.category[-1] if product is not None and product.category else ""
    own = "" if pointer.text in get_args(ReferenceKind) else pointer.text
    return own or " ".join(pointer.words) or (pointer.place.about if pointer.place is not None else "") or called_so


def _in_so_many(purchase: Purchase, sets: int) -> list[Item]:
    """All that is to be bought, of each as many to a set as there were."""
    wanted = [purchase.items[place] for place in purchase.wanted]
    per = to_a_set([item.need.quantity for item in wanted])
    return [_in_number(_of_pick(item), sets * count) for item, count in zip(wanted, per, strict=True) if item.pick is not None]


def of_those_talked_about(one: Reference, now: Dialogue) -> bool:
    """Whether it means the products that are talked about together."""
    return one.kind == "all" and one.place is None and one.count > 1 and len(now.focus) == one.count


def _samples(purchase: Purchase) -> list[Item]:
    """All that is to be bought, of each what may be taken."""
    return [_of_pick(item) for item in purchase.items if item.wanted and item.pick is not None]


def _of_pick(item: Item) -> Item:
    """With just what may be taken of it."""
    return item.model_copy(update={"shown": (item.pick,), "chosen": True})


def _of_samples(command: AnyCommand) -> bool:
    return isinstance(command, Ask) and "capability.samples" in command.fields


def _settles(command: AnyCommand) -> TypeGuard[Ask]:
    """Whether it only takes what it points at."""
    return isinstance(command, Ask) and bool(command.of) and not command.suppose and {*command.fields} <= {*_LISTED} - {"moq"}


def _goods(said: PurchaseList | None, bill: Bill, purchase: Purchase) -> tuple[str, ...]:
    """What is told of: the lines that are said, else those of the purchase."""
    lines = said.lines if said is not None else ()
    return tuple(line.goods for line in lines) or tuple(item.need.category or item.need.query for item in bill.items(purchase))


def _on_list(pointers: Sequence[Reference], goods: Sequence[str], now: Dialogue, records: Records) -> tuple[str, ...]:
    """The product of each pointer that means just one, of the goods that are told of."""
    found = (records.product(one) for one in (single([each], now, records) for each in pointers) if one is not None)
    listed = {
        each for one in now.shown if any(called(Need(category=one.category, query=one.query), name) for name in goods) for each in one.product_ids
    }
    return tuple(one.id for one in found if one is not None and (one.id in listed or any(name in one.category for name in goods)))


def _taken(product_id: str, item: Item | None, now: Dialogue, records: Records) -> Item:
    """The product, in the number of its goods."""
    product = records.product(product_id)
    category = product.category[-1] if product is not None and product.category else None
    own = now.need or Need()
    need = item.need if item is not None else Need(category=category, language=own.language, currency=own.currency, facts=own.facts)
    return Item(
        need=need, shown=(product_id,), pick=product_id, chosen=True, listed=item is not None and item.listed, within=item is not None and item.within
    )


def _counted_apart(taken: Sequence[Item]) -> list[Item]:
    """Several of the same goods: a number of as many as they are is one of each."""
    alike = {one.need.query + (one.need.category or ""): [each for each in taken if each.of(one.need)] for one in taken}
    single = [one for same in alike.values() if len(same) > 1 and same[0].need.quantity == len(same) for one in same]
    return [one.model_copy(update={"need": one.need.model_copy(update={"quantity": 1})}) if one in single else one for one in taken]


def _pointed(one: Reference, purchase: Purchase, ids: Sequence[str], shelf: Callable[[str], str | None]) -> tuple[Item, ...]:
    """The goods that it is one of: by just their name, by what it means of them, else by a name for such goods."""
    words = one.place.about if one.place is not None else " ".join(one.words) if one.kind == "described" else ""
    exact = tuple(item for item in purchase.items if words and words in (item.need.query, item.need.category))
    meant = tuple(item for item in purchase.items if ids and {*ids} <= {*item.shown})
    told = one.place is not None and bool(ids)  # a list is called just so
    called_so = tuple(named(purchase.items, words, shelf(words))) if words and not told else ()
    if one.kind == "all":
        return exact or called_so or meant
    both = tuple(item for item in exact if item in meant)
    return (both or exact or meant or called_so)[:1]
