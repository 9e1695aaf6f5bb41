"""Letters to the sellers of a plan: written from its lines, changed by the buyer, and approved or not. Nothing is sent here."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from hashlib import sha256

from ..schema.condition import Condition
from ..schema.errors import InputError
from ..schema.mailing import MOST_LETTERS, MOST_QUOTES, Answer, LetterEdit, LetterLine, LineEdit, Mailing, Said, SellerLetter
from ..schema.product import Product
from ..schema.reading import Language
from ..schema.seller_quote import SellerQuote
from ..schema.sourcing_plan import Deal, PlanKind
from ..schema.sourcing_report import LineReport, SourcingReport
from ..schema.sourcing_task import Note
from ..tools.inquiries.letter import NEVER, question, question_about
from ..tools.searching.wish import Record, wish
from ..tools.shop import Shop
from ..tools.wording.plain import named, plain
from ..tools.wording.wording import Wording
from .phrases import note, say
from .quoted import counters, quotes_in_words, reminders, settled
from .task import UNPRINTED

MOST_QUESTIONS = 8
"""Of a line; more are not answered."""
NEW = ("changed", "remind", "counter")
"""Answers after which there are letters that the buyer hasn't seen."""
STALE = "letters_changed"
"""The code of an answer to letters that were changed since it was given."""


def drafted(
    report: SourcingReport,
    kind: PlanKind,
    shop: Shop,
    id: str,
    at: datetime,
    *,
    buyer: str | None = None,
    targets: Mapping[int, Decimal] | None = None,
    compared: bool = False,
    questions: Sequence[str] = (),
) -> Mailing:
    """One letter a seller of the plan, for all lines that he gets; those whose goods have no stated price are asked for too. `targets` are what the
    buyer would pay for one, by line; `compared`: the other sellers that were compared for a line are asked for it as well. Each letter asks about
    `questions`, field names. Raises InputError where the report has no such plan, or nobody can be written to."""
    plan = next((each for each in report.plans if each.kind == kind), None)
    if plan is None and report.plans:
        raise InputError(f"The report has no plan {kind!r}; it has {', '.join(each.kind for each in report.plans)}.")
    by_number = {each.line.number: each for each in report.lines}
    deals = [(each.line, each.deal) for each in plan.lines] if plan is not None else []
    deals += [(number, each.offers[0]) for number, each in by_number.items() if each.status == "unpriced" and each.offers]
    if compared:
        taken = {(number, deal.seller) for number, deal in deals}
        deals += [(number, deal) for number, each in by_number.items() for deal in each.offers if (number, deal.seller) not in taken]
    if unknown := sorted(set(targets or {}) - {number for number, _ in deals}):
        raise InputError(f"No line {unknown[0]} is in this plan, so it takes no target price.")
    language, notes = report.task.language, list[Note]()
    wording = Wording(language, glossary=shop.glossary)
    records = {each.id: each for each in shop.catalogue.products([deal.product_id for _, deal in deals])}
    sellers: dict[str, list[LetterLine]] = {}
    for number, deal in sorted(deals, key=lambda each: each[0]):
        record, line = records.get(deal.product_id), by_number.get(number)
        if record is None or line is None:
            notes.append(note("letter.gone", language, number, title=deal.title))
            continue
        seller = record.supplier_id or f"product:{record.id}"
        sellers.setdefault(seller, []).append(_line(line, deal, record, (targets or {}).get(number), wording))
    left = [number for number in by_number if number not in {number for number, _ in deals}]
    if left:
        notes.append(note("letter.left_out", language, lines=", ".join(map(str, left))))
    if not sellers:
        raise InputError("No line of this plan has goods that anybody could be asked for, so there is no letter to write.")
    if len(sellers) > MOST_LETTERS:
        raise InputError(f"The plan has {len(sellers)} sellers; {MOST_LETTERS} are written to at most. Take the plan with the fewest sellers.")
    mailing = Mailing(
        id=id, buyer=buyer, plan=kind, language=language, currency=report.currency, destination=report.task.destination,
        deadline=report.task.deadline, letters=(), notes=tuple(notes), made_at=at,
    )  # fmt: skip
    asked = tuple(dict.fromkeys((*(question_about(each, wording) for each in questions), *_of_all(mailing))))
    letters = []
    for number, lines in enumerate(sellers.values(), 1):
        supplier_id = records[lines[0].product_id].supplier_id
        supplier = shop.catalogue.supplier(supplier_id) if supplier_id else None
        letter = SellerLetter(
            id=f"{id}-{number}", number=number, supplier_id=supplier_id, supplier=supplier.text(language).name if supplier else None,
            lines=tuple(lines), questions=asked, text="",
        )  # fmt: skip
        letters.append(rewritten(letter, wording))
    return mailing.model_copy(update={"letters": tuple(letters)})


def rewritten(letter: SellerLetter, wording: Wording) -> SellerLetter:
    """With the text that its lines and questions come to."""
    return letter.model_copy(update={"text": written(letter, wording), "own_words": False})


def written(letter: SellerLetter, wording: Wording) -> str:
    """Plain lines, without marks, in the language of the wording."""
    language: Language = "zh" if wording.language == "zh" else "en"
    name, first = letter.supplier, letter.kind == "inquiry"
    lines = [wording.say("letter.hello", supplier=named(name)) if name else wording.say("letter.hello_plain")]
    lines.append(wording.say("letter.want", about="") if first else say(f"letter.{letter.kind}", language))
    for number, each in enumerate(letter.lines, 1):
        lines.append(wording.say("letter.line", number=number, title=named(each.title), id=plain(each.product_id)))
        if first:
            lines.append("   " + wording.say("semicolon").join(_terms(each, wording, language)) + wording.say("stop"))
        if each.conditions:
            lines.append("   " + wording.say("letter.require", conditions=wording.say("semicolon").join(each.conditions)))
        lines += [f"   - {one}" for one in each.questions]
    lines += [wording.say("letter.ask")] if first else []
    lines += [f"- {one}" for one in letter.questions]
    return "\n".join([*lines, wording.say("letter.thanks")])


def _terms(line: LetterLine, wording: Wording, language: Language) -> list[str]:
    terms = [wording.say("letter.quantity", count=f"{line.quantity:,}")]
    if line.listed is not None:
        terms.append(say("letter.listed", language, price=wording.money(line.listed, line.currency)))
    if line.target is not None:
        terms.append(wording.say("letter.target", price=wording.money(line.target, line.currency)))
    return terms


def _line(line: LineReport, deal: Deal, record: Product, target: Decimal | None, wording: Wording) -> LetterLine:
    language: Language = "zh" if wording.language == "zh" else "en"
    told = [one for one in line.conditions if one.active and one.hard and one.name in deal.met and _of_goods(one)]
    barred = [each for each in line.line.barred if any(words in each or each in words for words in line.words)]  # no condition says them
    without = [say("letter.without", language, words=", ".join(barred))] if barred else []
    return LetterLine(
        line=line.line.number, goods=line.line.goods, product_id=record.id, title=record.text(language).title or record.title,
        quantity=deal.quantity, listed=record.price_at(deal.quantity), currency=record.currency, target=target,
        conditions=(*(wording.condition(one) for one in told), *without), questions=tuple(_questions(line, deal, record, wording, language)),
    )  # fmt: skip


def _of_goods(condition: Condition) -> bool:
    return condition.field.startswith(("attr.", "certification", "supplier.capability"))


def _questions(line: LineReport, deal: Deal, record: Product, wording: Wording, language: Language) -> list[str]:
    """What the buyer wants and no record answers, musts first; what he would pay at most is his secret."""
    unknown = sorted(
        (one for one in line.conditions if one.active and one.name in deal.unknown and one.field not in NEVER), key=lambda one: not one.hard
    )
    asked = [question(one, wording) for one in unknown]
    of = Record.of(record, language)
    for words in line.words:
        barred = any(words in each or each in words for each in line.line.barred)
        if not barred and wish(words).told(of) is None:
            asked.append(wording.say("ask.able_quoted", label=plain(words)))
    if deal.over:
        asked.append(say("letter.fewer", language, wanted=deal.wanted, quantity=deal.quantity))
    if record.stock is None or record.stock < deal.quantity:
        asked.append(wording.say("ask.about.stock"))
    return list(dict.fromkeys(asked))[:MOST_QUESTIONS]


def _of_all(mailing: Mailing) -> tuple[str, ...]:
    """Freight, lead time and how long the quote holds, which no record tells."""
    language = mailing.language
    place = say("letter.freight_to", language, place=mailing.destination) if mailing.destination else say("letter.freight", language)
    time = say("letter.by", language, when=mailing.deadline) if mailing.deadline else say("letter.lead", language)
    return place, time, say("letter.valid", language)


def answered(mailing: Mailing, answer: Answer, who: str, via: str, at: datetime, shop: Shop) -> Mailing:
    """The letters after the buyer's answer, with an entry of the log. What was said before, said again, changes nothing. Raises InputError where it
    can't be taken: letters changed since they were seen, that don't exist, or were sent."""
    if answer.version != mailing.version and not _again(mailing, answer):
        raise InputError(f"The letters were changed since (they are version {mailing.version}, not {answer.version}); look at them again.", STALE)
    known = {each.number for each in mailing.letters}
    if strange := [number for number in (*answer.letters, *(each.letter for each in answer.edits)) if number not in known]:
        raise InputError(f"There is no letter {strange[0]}; there are {len(known)}.")
    if answer.edits and answer.answer not in ("changed", "counter"):
        raise InputError('Edits go with the answer "changed"; what comes of them is shown before it is approved.')
    if answer.answer in ("confirm", "discard"):
        quotes = settled(mailing, answer)
        after = mailing.model_copy(update={"quotes": tuple(quotes.get(each.id, each) for each in mailing.quotes)})
        return _logged(after, answer.answer, who, via, at, [each.letter for each in quotes.values()], list(quotes)) if quotes else mailing
    meant = [each for each in mailing.letters if each.number in answer.letters or not answer.letters]
    changed = _of(mailing, answer, meant, shop)
    if not changed:
        return mailing
    before = {each.id for each in mailing.letters}
    letters = tuple(changed.get(each.id, each) for each in mailing.letters)
    letters += tuple(each for id, each in changed.items() if id not in before)
    version = mailing.version + 1 if answer.answer in NEW else mailing.version
    after = mailing.model_copy(update={"letters": letters, "version": version})
    return _logged(after, answer.answer, who, via, at, [each.number for each in letters if each.id in changed])


def with_quote(mailing: Mailing, quote: SellerQuote, who: str, via: str, at: datetime) -> Mailing:
    """With a quote that was read, and an entry of the log; unchanged where the same was read before. Raises InputError where there are too many."""
    if any((each.letter, each.text) == (quote.letter, quote.text) for each in mailing.quotes):
        return mailing
    if len(mailing.quotes) >= MOST_QUOTES:
        raise InputError(f"There are {MOST_QUOTES} quotes to these letters already; no more are taken.")
    return _logged(mailing.model_copy(update={"quotes": (*mailing.quotes, quote)}), "quote", who, via, at, [quote.letter], [quote.id])


def _logged(mailing: Mailing, answer: str, who: str, via: str, at: datetime, letters: Sequence[int], quotes: Sequence[str] = ()) -> Mailing:
    texts = {} if quotes else {each.id: sha256(each.text.encode()).hexdigest() for each in mailing.letters if each.number in letters}
    said = Said(at=at, who=who, via=via, answer=answer, version=mailing.version, letters=tuple(letters), quotes=tuple(quotes), texts=texts)
    return mailing.model_copy(update={"log": (*mailing.log, said)})


def _again(mailing: Mailing, answer: Answer) -> bool:
    """Whether it is a "yes" or "no" that was given to that version already."""
    return answer.answer in ("yes", "no") and any(
        (each.answer, each.version) == (answer.answer, answer.version) and set(answer.letters) <= set(each.letters) for each in mailing.log
    )


def _of(mailing: Mailing, answer: Answer, meant: Sequence[SellerLetter], shop: Shop) -> Mapping[str, SellerLetter]:
    """The letters that the answer changes, by id."""
    if answer.version != mailing.version:
        return {}
    if answer.answer == "changed":
        return _edited(mailing, answer.edits, shop)
    if answer.answer in ("remind", "counter"):
        wording = Wording(mailing.language, glossary=shop.glossary)
        write = reminders if answer.answer == "remind" else counters
        return {each.id: rewritten(each, wording) for each in write(mailing, answer, wording)}
    if answer.answer == "no":
        gone = [each.number for each in meant if each.status == "sent" and each.number in answer.letters]
        if gone:
            raise InputError(f"Letter {gone[0]} was sent; it can't be called back.")
        return _with(meant, ("prepared", "approved", "failed"), "declined")
    if answer.answer == "resend":
        if mailing.outbox == "off":
            raise InputError("No outbox is set, so nothing can be sent from here; send the letters yourself, or set DAOGOU_OUTBOX.")
        return _with(meant, ("failed", "approved"), "released")
    return _with(meant, ("prepared",), "approved" if mailing.outbox == "off" else "released")


def _with(letters: Iterable[SellerLetter], before: Sequence[str], after: str) -> dict[str, SellerLetter]:
    return {each.id: each.model_copy(update={"status": after}) for each in letters if each.status in before}


def _edited(mailing: Mailing, edits: Sequence[LetterEdit], shop: Shop) -> dict[str, SellerLetter]:
    if not edits:
        raise InputError("Nothing is changed; name letters with their text or lines.")
    if len({each.letter for each in edits}) < len(edits):
        raise InputError("A letter is changed twice; put its changes together.")
    by_number = {each.number: each for each in mailing.letters}
    wording = Wording(mailing.language, glossary=shop.glossary)
    return {(letter := by_number[each.letter]).id: _after(letter, each, wording, shop) for each in edits}


def _after(letter: SellerLetter, edit: LetterEdit, wording: Wording, shop: Shop) -> SellerLetter:
    """Waiting again. A letter that was declined may be changed and asked for anew; one that was approved may not."""
    if letter.status not in ("prepared", "declined"):
        raise InputError(f"Letter {letter.number} is {letter.status}; only one that wasn't approved can be changed.")
    if (edit.text is None) == (not edit.lines):
        raise InputError(f"Change either the text of letter {letter.number} or its lines.")
    if edit.text is not None:
        text = UNPRINTED.sub("", edit.text.encode("utf-8", "replace").decode()).strip()
        if not text:
            raise InputError(f"The text of letter {letter.number} is empty; decline the letter instead.")
        return letter.model_copy(update={"text": text, "own_words": True, "status": "prepared"})
    if letter.own_words:
        raise InputError(f"Letter {letter.number} has your own words; change its quantities there.")
    lines = {each.line: each for each in letter.lines}
    if letter.kind != "inquiry" and not all(one.drop for one in edit.lines):
        raise InputError(f"Letter {letter.number} answers a quote; change its text, or drop lines of it.")
    for one in edit.lines:
        if one.line not in lines:
            raise InputError(f"Letter {letter.number} has no line {one.line}.")
        if one.drop:
            del lines[one.line]
        else:
            lines[one.line] = _line_after(lines[one.line], one, shop)
    if not lines:
        raise InputError(f"Letter {letter.number} has no line left; decline it instead.")
    return rewritten(letter.model_copy(update={"lines": tuple(lines.values()), "status": "prepared"}), wording)


def _line_after(line: LetterLine, edit: LineEdit, shop: Shop) -> LetterLine:
    """With the price that is listed for another quantity."""
    if edit.target is not None:
        line = line.model_copy(update={"target": edit.target})
    if edit.quantity is None:
        return line
    record = shop.catalogue.product(line.product_id)
    listed = record.price_at(edit.quantity) if record is not None else line.listed
    return line.model_copy(update={"quantity": edit.quantity, "listed": listed})


def in_words(mailing: Mailing, wording: Wording) -> str:
    """As Markdown: each letter with its state, and what can be said to them."""
    language = mailing.language
    parts = [say("mailing.head", language, count=len(mailing.letters), plan=say(f"plan.{mailing.plan}", language))]
    for each in mailing.letters:
        supplier = named(each.supplier) if each.supplier else say("report.no_seller", language)
        state = say(f"mailing.{each.status}", language, error=each.error, place=each.place)
        parts += ["", f"**{say('mailing.letter', language, number=each.number, supplier=supplier)}** {state}", ""]
        parts += [f"> {line}" for line in each.text.splitlines()]
    if any(each.status == "prepared" for each in mailing.letters):
        parts += ["", say("mailing.waits", language), say(f"mailing.outbox_{'off' if mailing.outbox == 'off' else 'on'}", language)]
    parts += [f"- {each.text}" for each in mailing.notes]
    parts += quotes_in_words(mailing, wording)
    return "\n".join(parts)
