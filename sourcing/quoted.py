"""Quotes beside the plan, and the letters that come of them: what is missing is asked for, and a better price."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from ..dialogue.grounding import Money
from ..schema.errors import InputError
from ..schema.mailing import MOST_LETTERS, Answer, LetterLine, Mailing, SellerLetter
from ..schema.reading import Language
from ..schema.seller_quote import QuoteComparison, QuotedLine, QuoteRow, SellerQuote
from ..tools.wording.plain import named
from ..tools.wording.wording import Wording
from .deals import in_own, shown
from .phrases import say

ASKED = ("price", "moq", "lead", "freight", "valid")
"""What a whole quote says of a line."""


def confirmed(mailing: Mailing, letter: int) -> dict[int, QuotedLine]:
    """What a seller quoted of each line, as the buyer confirmed it: the last time that it was said."""
    found: dict[int, QuotedLine] = {}
    for quote in mailing.quotes:
        if quote.letter == letter and quote.status == "confirmed":
            for line in quote.lines:
                found[line.line] = _joined(found.get(line.line), line)
    return found


def _joined(before: QuotedLine | None, line: QuotedLine) -> QuotedLine:
    """What the later one says, and what only the earlier said."""
    if before is None:
        return line
    said = {name: value for name, value in line if value not in (None, "", ()) and (name != "currency" or line.tiers)}
    return before.model_copy(update=said)


def compared(mailing: Mailing, purse: Money, today: date) -> QuoteComparison | None:
    """None where nothing is confirmed. `purse` has the store's currency and what others are worth in it."""
    if not any(each.status == "confirmed" for each in mailing.quotes):
        return None
    rows = [row for letter in mailing.letters if letter.kind == "inquiry" for row in _rows(mailing, letter, purse, today)]
    best: dict[int, QuoteRow] = {}
    for row in rows:
        if row.quoted_cost is not None and not row.expired and (row.line not in best or row.quoted_cost < (best[row.line].quoted_cost or 0)):
            best[row.line] = row
    rows = [row.model_copy(update={"best": best.get(row.line) is row}) for row in rows]
    both = [row for row in best.values() if row.listed_cost is not None]
    return QuoteComparison(
        rows=tuple(sorted(rows, key=lambda row: (row.line, row.letter))),
        planned=sum((row.listed_cost or Decimal(0) for row in both), Decimal(0)) if both else None,
        quoted=sum((row.quoted_cost or Decimal(0) for row in both), Decimal(0)) if both else None,
        currency=mailing.currency,
        unquoted=tuple(sorted({row.line for row in rows} - {row.line for row in both})),
    )


def _rows(mailing: Mailing, letter: SellerLetter, purse: Money, today: date) -> Iterator[QuoteRow]:
    found = confirmed(mailing, letter.number)
    for line in letter.lines:
        quote = found.get(line.line)
        quantity = max(line.quantity, quote.least) if quote is not None else line.quantity
        price = quote.price_at(quantity) if quote is not None else None
        currency = quote.currency if quote is not None and quote.tiers else line.currency
        yield QuoteRow(
            line=line.line, letter=letter.number, goods=line.goods, supplier=letter.supplier, quantity=quantity, listed=line.listed, quoted=price,
            currency=currency, listed_cost=_own(line.listed, line.quantity, line.currency, purse),
            quoted_cost=_own(price, quantity, currency, purse), over=quantity - line.quantity, lead=quote.lead if quote is not None else "",
            valid_until=quote.valid_until if quote is not None else None,
            expired=quote is not None and quote.valid_until is not None and quote.valid_until < today, missing=missing(quote, quantity),
        )  # fmt: skip


def _own(price: Decimal | None, quantity: int, currency: str, purse: Money) -> Decimal | None:
    worth = Decimal(1) if currency == purse[0] else Decimal(str(purse[1][currency].worth)) if currency in purse[1] else None
    return None if price is None or worth is None else in_own(price * quantity, worth)


def missing(quote: QuotedLine | None, quantity: int) -> tuple[str, ...]:
    """What of `ASKED` isn't said for that number."""
    if quote is None:
        return ASKED
    said = {
        "price": quote.price_at(max(quantity, quote.least)), "moq": quote.moq, "lead": quote.lead, "freight": quote.freight,
        "valid": quote.valid_until,
    }  # fmt: skip
    return tuple(name for name in ASKED if not said[name])


def settled(mailing: Mailing, answer: Answer) -> Mapping[str, SellerQuote]:
    """The quotes that "confirm" or "discard" changes, by id. InputError where none is named, or one isn't there."""
    known = {each.id: each for each in mailing.quotes}
    if not answer.quotes:
        raise InputError("Name the quotes by their ids.")
    if strange := [id for id in answer.quotes if id not in known]:
        raise InputError(f"There is no quote {strange[0][:40]!r} to these letters.")
    if answer.answer == "confirm" and (empty := [id for id in answer.quotes if not known[id].lines]):
        raise InputError(f"Nothing was taken of quote {empty[0]}, so there is nothing to confirm.")
    status = "confirmed" if answer.answer == "confirm" else "discarded"
    return {id: known[id].model_copy(update={"status": status}) for id in answer.quotes if known[id].status != status}


def reminders(mailing: Mailing, answer: Answer, wording: Wording) -> tuple[SellerLetter, ...]:
    """A letter to each seller who was written to and whose quote lacks something. InputError where nothing is missing."""
    made = list[SellerLetter]()
    for letter in _asked(mailing, answer):
        found = confirmed(mailing, letter.number)
        lines = [_reminded(line, missing(found.get(line.line), line.quantity), wording) for line in letter.lines]
        made += _next(mailing, letter, "reminder", [each for each in lines if each.questions], len(made))
    if not made:
        raise InputError("No quote lacks anything that could be asked for.")
    return tuple(made)


def _reminded(line: LetterLine, lacks: Sequence[str], wording: Wording) -> LetterLine:
    language: Language = "zh" if wording.language == "zh" else "en"
    return line.model_copy(
        update={"conditions": (), "questions": tuple(say(f"quote.ask.{name}", language, quantity=line.quantity) for name in lacks)}
    )


def counters(mailing: Mailing, answer: Answer, wording: Wording) -> tuple[SellerLetter, ...]:
    """A letter to each seller whose confirmed price is above the buyer's target, or falls at a larger number. InputError where there is none."""
    targets = {(edit.letter, line.line): line.target for edit in answer.edits for line in edit.lines}
    made = list[SellerLetter]()
    for letter in _asked(mailing, answer):
        found = confirmed(mailing, letter.number)
        lines = []
        for line in letter.lines:
            target = targets.pop((letter.number, line.line), None) or line.target
            if (quote := found.get(line.line)) is not None and (asks := tuple(_better(line, quote, target, wording))):
                lines.append(line.model_copy(update={"conditions": (), "questions": asks, "target": target}))
        made += _next(mailing, letter, "counter", lines, len(made))
    if targets:
        raise InputError("Letter {} has no confirmed quote of line {} to answer.".format(*next(iter(targets))))
    if not made:
        raise InputError("No confirmed quote is above a target price or falls at a larger number; name a target of a line.")
    return tuple(made)


def _better(line: LetterLine, quote: QuotedLine, target: Decimal | None, wording: Wording) -> Iterator[str]:
    language: Language = "zh" if wording.language == "zh" else "en"
    price = quote.price_at(line.quantity)
    if price is None:
        return
    lower = next((tier for tier in quote.tiers if tier.min_qty > line.quantity and tier.unit_price < price), None)
    money = {"quantity": line.quantity, "price": wording.money(price, quote.currency)}
    if target is not None and target < price and quote.currency == line.currency:
        yield say("quote.target", language, target=wording.money(target, line.currency), **money)
    if lower is not None:
        yield say("quote.tier", language, more=lower.min_qty, lower=wording.money(lower.unit_price, quote.currency), **money)


def _asked(mailing: Mailing, answer: Answer) -> Sequence[SellerLetter]:
    """Inquiries that the buyer approved, of those he names."""
    return [
        each
        for each in mailing.letters
        if each.kind == "inquiry"
        and each.status in ("approved", "released", "sent", "failed")
        and (each.number in answer.letters or not answer.letters)
    ]


def _next(mailing: Mailing, letter: SellerLetter, kind: str, lines: Sequence[LetterLine], made: int) -> Iterator[SellerLetter]:
    """A new letter to the same seller, where there is anything to say and none of its kind waits."""
    if not lines or any(each.kind == kind and each.supplier_id == letter.supplier_id and each.status == "prepared" for each in mailing.letters):
        return
    number = len(mailing.letters) + made + 1
    if number > MOST_LETTERS:
        raise InputError(f"There are {MOST_LETTERS} letters already; no more are written.")
    yield SellerLetter.model_validate(
        {"id": f"{mailing.id}-{number}", "number": number, "kind": kind, "supplier_id": letter.supplier_id, "supplier": letter.supplier,
         "lines": lines, "text": ""}
    )  # fmt: skip


def quotes_in_words(mailing: Mailing, wording: Wording) -> Iterator[str]:
    """Each quote as it was read, then all that are confirmed beside the plan."""
    language = mailing.language
    asked = {(each.number, line.line): line for each in mailing.letters for line in each.lines}
    suppliers = {each.number: each.supplier for each in mailing.letters}
    for quote in mailing.quotes:
        seller = named(suppliers.get(quote.letter) or say("report.no_seller", language))
        yield ""
        yield f"**{say('quote.head', language, id=quote.id, letter=quote.letter, seller=seller)}** {say(f'quote.{quote.status}', language)}"
        for line in quote.lines:
            of = asked.get((quote.letter, line.line))  # the buyer may have dropped it since
            yield f"- {line.line}. {named(of.title if of else line.product_id)}: {_read(line, of.quantity if of else 1, wording, language)}"
        yield from (f"- {each.text}" for each in quote.notes)
    if (table := mailing.comparison) is not None:
        yield ""
        yield from _table(table, wording, language)


def _read(line: QuotedLine, quantity: int, wording: Wording, language: Language) -> str:
    said = [say("quote.tier_read", language, count=tier.min_qty, price=wording.money(tier.unit_price, line.currency)) for tier in line.tiers]
    terms = {"moq": line.moq, "lead": line.lead, "freight": line.freight, "valid": line.valid_until}
    said += [say(f"quote.{name}_read", language, value=value) for name, value in terms.items() if value]
    said += [say("quote.lacks", language, names=_names(lacks, language))] if (lacks := missing(line, quantity)) else []
    return say("semicolon", language).join(said)


def _names(lacks: Sequence[str], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(say(f"quote.name.{name}", language) for name in lacks)


def _table(table: QuoteComparison, wording: Wording, language: Language) -> Iterator[str]:
    heads = [each.strip() for each in say("quote.heads", language).split("|")]
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in table.rows:
        remarks = [say("quote.best", language)] if row.best and sum(each.line == row.line for each in table.rows) > 1 else []
        remarks += [say("quote.over", language, over=row.over)] if row.over else []
        remarks += [say("quote.expired", language, day=row.valid_until)] if row.expired else []
        remarks += [say("quote.lacks", language, names=_names(row.missing, language))] if row.missing else []
        cells = [
            f"{row.line}. {named(row.goods)}", named(row.supplier or say("report.no_seller", language)), str(row.quantity),
            wording.money(row.listed, table.currency), wording.money(row.quoted, row.currency),
            wording.money(shown(row.quoted_cost) if row.quoted_cost is not None else None, table.currency), row.lead or wording.unknown,
            say("semicolon", language).join(remarks),
        ]  # fmt: skip
        yield f"| {' | '.join(each.replace('|', '/') for each in cells)} |"
    if table.quoted is not None and table.planned is not None:
        quoted, planned = wording.money(shown(table.quoted), table.currency), wording.money(shown(table.planned), table.currency)
        kind = "same" if table.quoted == table.planned else "less" if table.quoted < table.planned else "more"
        apart = wording.money(shown(abs(table.quoted - table.planned)), table.currency)
        yield ""
        yield say(f"quote.sum_{kind}", language, quoted=quoted, planned=planned, apart=apart)
    if table.unquoted:
        yield say("quote.unquoted", language, lines=", ".join(map(str, table.unquoted)))
