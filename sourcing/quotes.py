"""What sellers quote, read by exact grammar: prices by number, minimums, times, how long it holds. Nothing in a quote is an order to us."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from email import message_from_bytes, policy
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, NamedTuple

import yaml

from ..catalogue.text import normal
from ..language.bounds import Stated, stated
from ..retrievers.lexicon import things_in
from ..schema.errors import InputError
from ..schema.mailing import LetterLine, Mailing, SellerLetter
from ..schema.product import two_places
from ..schema.reading import Language
from ..schema.seller_quote import LONGEST_QUOTE, QuotedLine, SellerQuote
from ..schema.sourcing_plan import Tier
from ..schema.sourcing_task import Note
from ..tools.shop import Shop
from .cells import counted, money, sentences
from .phrases import note, noted
from .sheets import PACKED, Cell, Sheet, decoded, of_text, sheets
from .task import UNPRINTED
from .words import orders, ways

_BREAK = re.compile(r"[;；。\n，(（]|,(?!\d{3})|(?<!\d)(?:[、)）]|\.(?=\s|$))")
"""Between clauses; behind a digit a full stop and a bracket may be those of the letter's own numbers."""
_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{2,}")
_MONTHS = {name: at for at, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}
_NAMED = "|".join(_MONTHS)
_DATE = re.compile(
    r"(?P<y>20\d\d)\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})(?!\d)\s*[日号]?"
    r"|(?P<m2>\d{1,2})\s*月\s*(?P<d2>\d{1,2})\s*[日号]?"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m3>{_NAMED})[a-z]*\.?(?:,?\s+(?P<y3>20\d\d))?"
    rf"|\b(?P<m4>{_NAMED})[a-z]*\.?\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<y4>20\d\d))?",
    re.IGNORECASE,
)
_MONEY, _PIECES, _TIMES = ("other", "freight", "price"), ("other", "moq"), ("lead", "valid")
"""Labels that an amount of money, of goods and of time may have."""
_SPAN = 24
"""Characters of a lead time that are shown."""
_BELOW = re.compile(r"(?<!\d)[-−–][^\w\s]?$")
"""A minus right before an amount or its currency's sign; behind a number it is that of a range."""
_FAR = 10
"""A price that is so many times the listed one, or so small a part of it, is looked at twice."""


class _Said(NamedTuple):
    """A price, for a number of goods or more where one stands beside it; without a price, a number that stands alone, `least` where it says so."""

    number: int | None
    price: Decimal | None
    currency: str = ""
    least: bool = False


@dataclass
class _Read:
    """What was read of one item."""

    prices: list[_Said] = field(default_factory=list)
    moq: int | None = None
    lead: tuple[str, int] | None = None
    freight: str = ""
    valid: date | None = None


class _Clause(NamedTuple):
    start: int
    end: int
    text: str


def quoted(mailing: Mailing, content: str | bytes, name: str, letter: int | None, id: str, at: datetime, shop: Shop) -> SellerQuote:
    """A quote as text, mail, CSV or XLSX; `letter` is the number of the one that it answers, None: by the seller or the goods that it names. Raises
    InputError where it can't be read, or nobody knows which letter it answers."""
    table, text = _content(content, name)
    language, notes = mailing.language, list[Note]()
    spoken = _safe(text, language, notes)
    of = _letter(mailing, spoken, letter, shop)
    reader = _Reader(of, language, at.date(), shop, notes)
    if (other := _other_seller(mailing, of, spoken, shop)) is not None:
        notes.append(note("quote.other_seller", language, seller=other, own=of.supplier or ""))
        return SellerQuote(id=id, letter=of.number, notes=tuple(notes), text=text[:LONGEST_QUOTE], status="discarded", at=at)
    found = reader.table(table) if table is not None else None
    if found is None:
        found = reader.words(spoken)
    lines = tuple(filter(None, (reader.line(line, found.get(line.line)) for line in of.lines)))
    if not lines and not notes:
        notes.append(note("quote.nothing", language))
    status = "read" if lines else "discarded"
    return SellerQuote.model_validate(
        {"id": id, "letter": of.number, "lines": lines, "notes": notes, "text": text[:LONGEST_QUOTE], "status": status, "at": at}
    )


def _content(content: str | bytes, name: str) -> tuple[Sheet | None, str]:
    """The table where it is one, and its words."""
    if isinstance(content, bytes) and (content.startswith(PACKED) or name.lower().endswith((".csv", ".tsv", ".xlsx", ".xls", ".xlsm"))):
        read = next((each for each in sheets(content, name) if each.read and _head_row(each) is not None), None)
        if read is None:
            raise InputError("The table has no heads that are known; name columns for the goods (or their id) and the price.")
        return read, "\n".join(" ".join(cell.text for cell in row if cell.text) for row in read.rows)[:LONGEST_QUOTE]
    if isinstance(content, bytes):
        content = _mail(content) if name.lower().endswith(".eml") else decoded(content)
    text = UNPRINTED.sub("", content)
    if not text.strip():
        raise InputError("The quote is empty; paste what the seller wrote.")
    if len(text) > LONGEST_QUOTE:
        raise InputError(f"The quote has {len(text):,} characters; {LONGEST_QUOTE:,} are the most. Paste the part with the prices.")
    sheet = of_text(text)
    return (sheet if sheet is not None and _head_row(sheet) is not None else None), text


def _mail(content: bytes) -> str:
    """Its plain text. InputError where it has none."""
    body = message_from_bytes(content, policy=policy.default).get_body(("plain",))
    if body is None:
        raise InputError("The mail has no plain text; paste what the seller wrote.")
    try:
        return str(body.get_content())
    except (LookupError, UnicodeError) as error:
        raise InputError("The mail's text can't be decoded; paste what the seller wrote.") from error


def _safe(text: str, language: Language, notes: list[Note]) -> str:
    """Without sentences that speak to a program, and without what the mail quotes of our own letter."""
    own = "\n".join("" if line.lstrip().startswith(">") else line for line in text.splitlines())
    kept = list[str]()
    for sentence in sentences(own):
        if orders(sentence):
            notes.append(note("quote.orders", language, text=" ".join(sentence.split())[:60]))
        else:
            kept.append(sentence)
    return "\n".join(kept)


def _letter(mailing: Mailing, text: str, number: int | None, shop: Shop) -> SellerLetter:
    if number is not None:
        found = next((each for each in mailing.letters if each.number == number), None)
        if found is None:
            raise InputError(f"There is no letter {number}; there are {len(mailing.letters)}.")
        return found
    asked = [each for each in mailing.letters if each.kind == "inquiry"]
    plain = normal(text)
    named = [each for each in asked if any(normal(name) in plain for name in _names(each, shop))]
    tokens = {token.casefold() for token in _TOKEN.findall(text)}
    about = [each for each in asked if any(line.product_id.casefold() in tokens for line in each.lines)]
    for some in (named, about, asked):
        if len(some) == 1:
            return some[0]
    raise InputError("It isn't clear which letter this quote answers; name its number.")


def _names(letter: SellerLetter, shop: Shop) -> Sequence[str]:
    supplier = shop.catalogue.supplier(letter.supplier_id) if letter.supplier_id else None
    if supplier is None:
        return [letter.supplier] if letter.supplier else []
    return [name for name in (supplier.name, *(each.name for each in supplier.translations.values())) if name]


def _other_seller(mailing: Mailing, letter: SellerLetter, text: str, shop: Shop) -> str | None:
    """Another seller of the catalogue who is named, where this one isn't."""
    plain = normal(text)
    if any(normal(name) in plain for name in _names(letter, shop)):
        return None
    for each in shop.catalogue.facets().suppliers:
        for name in (each.name, *each.aliases):
            if each.id != letter.supplier_id and len(name) >= 4 and normal(name) in plain:
                return name
    return None


class _Reader:
    """Of the quote that answers one letter; `notes` is added to."""

    def __init__(self, letter: SellerLetter, language: Language, today: date, shop: Shop, notes: list[Note]) -> None:
        self.letter, self.language, self.today, self.shop, self.notes = letter, language, today, shop, notes
        self._own = {line.line: _said_of(line, shop) for line in letter.lines}

    def say(self, kind: str, line: int | None = None, **values: object) -> None:
        one = noted(kind, self.language, line, "", values)
        if one not in self.notes:
            self.notes.append(one)

    # words

    def words(self, text: str) -> dict[int, _Read]:
        """By line of the letter. What is said once of times and terms is said of all."""
        found = {line.line: _Read() for line in self.letter.lines}
        whole = _Read()
        current: int | str | None = self.letter.lines[0].line if len(self.letter.lines) == 1 else None
        dates = [(match.start(), match.end(), day) for match in _DATE.finditer(text) if (day := _day(match, self.today)) is not None]
        blank = text
        for start, end, _ in dates:
            blank = blank[:start] + " " * (end - start) + blank[end:]
        amounts = list(stated(blank))
        for clause in _clauses(text):
            about = self._about(clause.text)
            if about is not None:
                current = about
            item = _rule("item").match(clause.text)
            begin = clause.start + (item.end() if item is not None else 0)
            inside = [one for one in amounts if begin <= one.amount.start < clause.end]
            read = found[current] if isinstance(current, int) else _Read() if current == "other" else whole
            self._clause(blank, clause, inside, read, current, isinstance(about, int))
            if current == "other" and about is None:  # when all of it ships, and not what the other goods cost
                whole.lead, whole.freight = whole.lead or read.lead, whole.freight or read.freight
                whole.valid = whole.valid or read.valid
            for start, end, day in dates:
                if clause.start <= start < clause.end and _label(blank, clause.start, start, end, clause.end, _TIMES) == "valid":
                    read.valid = day
        self._shared(found, whole)
        return found

    def _about(self, clause: str) -> int | str | None:
        """The line that a clause names; "other" goods, "which" of several; None where it names none."""
        tokens = {token.casefold() for token in _TOKEN.findall(clause)}
        ids = [line.line for line in self.letter.lines if line.product_id.casefold() in tokens]
        if len(ids) == 1:
            return ids[0]
        for token in _TOKEN.findall(clause):
            if (product := self.shop.catalogue.product(token)) is not None and product.id not in {line.product_id for line in self.letter.lines}:
                self.say("quote.other_goods", text=clause.strip()[:60])
                return "other"
        if (item := _rule("item").match(clause)) is not None:
            place = int(next(filter(None, item.groups())))
            if 1 <= place <= len(self.letter.lines):
                return self.letter.lines[place - 1].line
        plain = normal(clause)
        things = {"".join(each) if not "".join(each).isascii() else " ".join(each) for each in things_in(clause)}
        things = {each for each in things if each not in _data()["packing"]}
        fits = [line.line for line in self.letter.lines if normal(line.title) in plain or any(each in self._own[line.line] for each in things)]
        fits = fits or [line.line for line in self.letter.lines if line.goods and normal(line.goods) in plain]
        if len(fits) == 1:
            return fits[0]
        if fits:
            return "which"
        if things:
            self.say("quote.other_goods", text=clause.strip()[:60])
            return "other"
        return None

    def _clause(self, text: str, clause: _Clause, inside: Sequence[Stated], read: _Read, current: int | str | None, named: bool) -> None:
        """The amounts of a clause, each by the label beside it; a price is for the number that stands beside it. `named`: the clause names goods of
        the letter, so that a bare number is their price."""
        said = list[_Said]()
        told = " ".join(clause.text.split())[:60]
        included = _rule("included").search(text, clause.start, clause.end) is not None
        if included:
            read.freight = told[:_SPAN]
        for place, one in enumerate(inside):
            before = inside[place - 1].end if place else clause.start
            behind = inside[place + 1].start if place + 1 < len(inside) else clause.end
            amount = one.amount
            label = _label(text, clause.start if not amount.unit else before, one.start, one.end, behind, _kinds(one))
            counts = amount.pieces or (not amount.unit and not amount.currency and _numbers_goods(text, before, amount.start, amount.end))
            whole = float(amount.low).is_integer() and amount.low >= 1
            days = _in_days(one, text)
            if days is not None:
                if label == "valid":
                    read.valid = self.today + timedelta(days=days)
                elif label == "lead" or (label is None and current is not None):
                    read.lead = (" ".join(text[amount.start : amount.end].split())[:_SPAN], days)
            elif label == "freight":
                read.freight = told[:_SPAN]
            elif amount.kind == "money" or (not amount.unit and not counts and (label == "price" or (label is None and named and one.op == ""))):
                if label == "other" or one.share == "total":
                    continue
                if amount.low != amount.high:
                    self.say("quote.range", text=text[one.start : one.end].strip())
                elif _of_many(text, clause.start, amount.start, amount.end):
                    self.say("quote.pack", text=told)
                else:
                    below = _BELOW.search(text[clause.start : amount.start]) is not None
                    said.append(_Said(None, Decimal(f"{-amount.low if below else amount.low:.15g}"), amount.currency or ""))
            elif counts and whole and not (included and not amount.pieces):
                if label == "moq":
                    read.moq = int(amount.low)
                elif label not in ("other", "lead", "valid", "freight") and one.op != "<=":
                    least = one.op == ">=" or _rule("upward").match(text, amount.end) is not None
                    said.append(_Said(int(amount.low), None, "", least))
            elif label == "moq" and not amount.unit and whole:
                read.moq = int(amount.low)
            elif label is None and not amount.unit and not included:
                self.say("quote.unread", text=told)
        self._offered(said, read, current, told)

    def _offered(self, said: Sequence[_Said], read: _Read, current: int | str | None, told: str) -> None:
        """The prices of a clause with the numbers that they are for: one price with the number beside it, or each with its own in turn."""
        prices = [each for each in said if each.price is not None]
        numbers = [each for each in said if each.price is None]
        if prices and not isinstance(current, int):
            if current != "other":
                self.say("quote.which", text=told)
        elif len(prices) > 1:
            turns = all((one.price is None) != (other.price is None) for one, other in pairwise(said))
            if not turns or len(numbers) != len(prices):
                self.say("quote.two_prices", text=told)
                return
            read.prices += [each._replace(number=number.number) for each, number in zip(prices, numbers, strict=True)]
        elif prices:
            read.prices.append(prices[0]._replace(number=numbers[-1].number if numbers else None))
        elif numbers:
            read.prices.append(numbers[-1])  # its price may stand in the next clause

    def _shared(self, found: dict[int, _Read], whole: _Read) -> None:
        every = [whole, *found.values()]
        for name in ("lead", "valid", "freight", "moq"):
            said = {getattr(each, name) for each in every if getattr(each, name)}
            of_all = getattr(whole, name)
            if len(said) == 1 and name != "moq" and sum(bool(getattr(each, name)) for each in every) == 1:
                of_all = next(iter(said))
            for each in found.values():
                if of_all and not getattr(each, name):
                    setattr(each, name, of_all)

    # tables

    def table(self, sheet: Sheet) -> dict[int, _Read] | None:
        """By its heads; rows of one product at several numbers are its tiers."""
        row = _head_row(sheet)
        if row is None:
            return None
        columns = _columns(sheet.rows[row])
        found = {line.line: _Read() for line in self.letter.lines}
        for cells in sheet.rows[row + 1 :]:
            cell = {kind: cells[at] for kind, at in columns.items() if at < len(cells)}
            if any(each.text for each in cell.values()):
                self._row(cell, found)
        return found

    def _row(self, cell: Mapping[str, Cell], found: dict[int, _Read]) -> None:
        told = " ".join(each.text for each in cell.values() if each.text)[:60]
        safe = list[Note]()
        if _safe(told, self.language, safe).strip() != told.strip() and safe:
            self.notes += [each for each in safe if each not in self.notes]
        before = len(self.notes)
        line = self._of_row(cell)
        if line is None:
            if len(self.notes) == before:
                self.say("quote.other_goods", text=told)
            return
        read = found[line]
        price, currency = money(cell["price"].value) if "price" in cell else (None, "")
        number = counted(cell["quantity"].value).number if "quantity" in cell else None
        if price is not None:
            code = money(f"1 {cell['currency'].text}")[1] or cell["currency"].text.upper() if "currency" in cell and cell["currency"].text else ""
            read.prices.append(_Said(number, price, currency or code))
        elif "price" in cell and cell["price"].text:
            self.say("quote.range", line, text=cell["price"].text[:60])
        if "moq" in cell and (moq := counted(cell["moq"].value).number) is not None:
            read.moq = moq
        if "lead" in cell and (lead := _lead_of(cell["lead"])) is not None:
            read.lead = lead
        if "valid" in cell and cell["valid"].text:
            match = _DATE.search(cell["valid"].text)
            days = _lead_of(cell["valid"])
            read.valid = _day(match, self.today) if match else self.today + timedelta(days=days[1]) if days else None
        if "freight" in cell and cell["freight"].text:
            read.freight = cell["freight"].text[:_SPAN]

    def _of_row(self, cell: Mapping[str, Cell]) -> int | None:
        """The line that a row is of, by the product's id, its title, or the letter's own number of it."""
        lines = self.letter.lines
        id = cell["product"].text.casefold() if "product" in cell else ""
        if id:
            return next((each.line for each in lines if each.product_id.casefold() == id), None)
        goods = cell["goods"].text if "goods" in cell else ""
        if goods:
            about = self._about(goods)
            if isinstance(about, int) or about == "other":
                return about if isinstance(about, int) else None
        item = counted(cell["item"].value).number if "item" in cell else None
        if item is not None and 1 <= item <= len(lines) and (not goods or self._about(goods) != "other"):
            return lines[item - 1].line
        return lines[0].line if len(lines) == 1 and not goods else None

    # a line

    def line(self, line: LetterLine, read: _Read | None) -> QuotedLine | None:
        """As it was read; None where nothing was said of it."""
        if read is None:
            return None
        if read.moq is None and read.prices and (last := read.prices[-1]).price is None and last.least:
            read.moq = last.number  # 200个起发, and no price behind it
        tiers, currency = self._tiers(line, read)
        if not (tiers or read.moq or read.lead or read.valid or read.freight):
            return None
        first = tiers[0].unit_price if tiers else None
        if first is not None and line.listed and currency == line.currency and not line.listed / _FAR <= first <= line.listed * _FAR:
            self.say("quote.far", line.line, price=first, listed=line.listed)
        lead = read.lead or ("", None)
        return QuotedLine(
            line=line.line, product_id=line.product_id, currency=currency, tiers=tiers, moq=read.moq, lead=lead[0], lead_days=lead[1],
            freight=read.freight, valid_until=read.valid,
        )  # fmt: skip

    def _tiers(self, line: LetterLine, read: _Read) -> tuple[tuple[Tier, ...], str]:
        """In the order of their numbers; none where two prices are for one number, or a currency changes."""
        least = read.moq or 1
        prices = [(number or least, price, currency) for number, price, currency in _paired(read.prices)]
        if any(price <= 0 for _, price, _ in prices):
            self.say("quote.zero", line.line)
            return (), line.currency
        currencies = {currency or line.currency for _, _, currency in prices}
        by_number = dict[int, Decimal]()
        for number, price, _ in prices:
            if by_number.setdefault(number, price) != price or len(currencies) > 1:
                self.say("quote.two_prices", line.line, text=f"{by_number[number]:f} / {price:f}")
                return (), line.currency
        return tuple(Tier(min_qty=number, unit_price=two_places(by_number[number])) for number in sorted(by_number)), next(
            iter(currencies), line.currency
        )


def _paired(prices: Sequence[_Said]) -> Iterator[tuple[int | None, Decimal, str]]:
    """A number that stands alone is that of the price behind it."""
    waiting: int | None = None
    for each in prices:
        if each.price is None:
            waiting = each.number
            continue
        yield (each.number if each.number is not None else waiting), each.price, each.currency
        waiting = None


def _said_of(line: LetterLine, shop: Shop) -> str:
    """What its goods are called, in both languages."""
    record = shop.catalogue.product(line.product_id)
    texts = [record.text(language) for language in ("zh", "en")] if record is not None else []
    return normal(" ".join([line.title, line.goods, *(f"{each.title} {' '.join(each.category)}" for each in texts)]))


def _clauses(text: str) -> Iterator[_Clause]:
    last = 0
    for mark in _BREAK.finditer(text):
        yield _Clause(last, mark.start(), text[last : mark.start()])
        last = mark.end()
    yield _Clause(last, len(text), text[last:])


def _of_many(text: str, begin: int, start: int, end: int) -> bool:
    """Whether an amount is the price of a pack or a hundred at once."""
    return _rule("pack", "before").search(text[begin:start]) is not None or _rule("pack", "behind").match(text, end) is not None


def _numbers_goods(text: str, before: int, start: int, end: int) -> bool:
    """Whether a bare number is one of goods, by the words around it: from 100, 100起."""
    return _rule("from").search(text[before:start]) is not None or _rule("upward").match(text, end) is not None


def _kinds(one: Stated) -> Sequence[str]:
    """The labels that such an amount may have."""
    if one.amount.kind == "money":
        return _MONEY
    if one.amount.pieces:
        return _PIECES
    return _TIMES if one.amount.unit in _data()["days"] else tuple(_data()["labels"])


def _label(text: str, before: int, start: int, end: int, behind: int, kinds: Sequence[str]) -> str | None:
    """What an amount at [start, end) is of, by the nearest word before it, else the first behind it."""
    labels = {kind: rule for kind, rule in _labels().items() if kind in kinds}
    found = [(match.end(), kind) for kind, rule in labels.items() for match in rule.finditer(text, before, start)]
    if found:
        furthest = max(at for at, _ in found)
        return next(kind for kind in labels if (furthest, kind) in found)
    after = [(match.start(), kind) for kind, rule in labels.items() for match in rule.finditer(text, end, behind)]
    if after:
        nearest = min(at for at, _ in after)
        return next(kind for kind in labels if (nearest, kind) in after)
    return None


def _in_days(one: Stated, text: str) -> int | None:
    """The most days that an amount of time is; None where it is none of time."""
    days = _data()["days"].get(one.amount.unit)
    if days is None and not one.amount.unit and not one.amount.currency and _rule("days_behind").match(text, one.amount.end):
        days = 1
    return None if days is None else round(one.amount.high * days)


def _lead_of(cell: Cell) -> tuple[str, int] | None:
    """Of a cell, in which a bare number counts days."""
    found = stated(cell.text)
    if len(found) != 1:
        return None
    days = _in_days(found[0], cell.text)
    if days is None and not found[0].amount.unit:
        days = round(found[0].amount.high)
    return (cell.text[:_SPAN], days) if days is not None else None


def _day(match: re.Match[str], today: date) -> date | None:
    """The day that is written; without a year the next such day."""
    month = match["m"] or match["m2"] or next((str(_MONTHS[each[:3].lower()]) for each in (match["m3"], match["m4"]) if each), "0")
    day, year = int(match["d"] or match["d2"] or match["d3"] or match["d4"]), match["y"] or match["y3"] or match["y4"]
    if not 1 <= int(month) <= 12:
        return None
    for number in (int(year),) if year else (today.year, today.year + 1):
        if 1 <= day <= monthrange(number, int(month))[1] and (year or date(number, int(month), day) >= today):
            return date(number, int(month), day)
    return None


def _head_row(sheet: Sheet) -> int | None:
    """The first row that heads prices and goods."""
    for at, row in enumerate(sheet.rows[:30]):
        kinds = _columns(row)
        if "price" in kinds and len(kinds) > 1:
            return at
    return None


def _columns(row: Sequence[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        kind = next((_heads()[way] for way in ways(cell.text) if way in _heads()), None) if cell.text and isinstance(cell.value, str) else None
        if kind is not None:
            found.setdefault(kind, at)
    return found


@cache
def _heads() -> dict[str, str]:
    return {str(word).casefold(): kind for kind, every in _data()["heads"].items() for word in every}


@cache
def _labels() -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(rule, re.IGNORECASE) for kind, rule in _data()["labels"].items()}


@cache
def _rule(*place: str) -> re.Pattern[str]:
    """A pattern of quotes.yaml, by its place there."""
    found: Any = _data()
    for key in place:
        found = found[key]
    return re.compile(found, re.IGNORECASE)


@cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("quotes.yaml").read_text("utf-8"))
    return loaded
