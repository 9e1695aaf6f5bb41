"""Writes what was done with inquiries: the letters as they are, their state, and quotes side by side."""

from ...schema.inquiry import Quote
from ...schema.reply import Comparison
from ..decisions.inquiries import Inquiries, Letter, QuotedPrice
from ..inquiries.quotes import against, least
from ..wording.names import short
from ..wording.plain import named
from ..wording.wording import Wording
from .draft import Draft


def inquiry(done: Inquiries, draft: Draft) -> None:
    draft.inquiries = tuple(letter.inquiry for letter in done.letters) if done.act != "which" else ()
    if done.act in ("drafted", "changed"):
        _letters(done, draft)
    elif done.act == "list":
        draft.say("inquiry.list" if len(done.letters) > 1 else "inquiry.list_one", count=len(done.letters))
        draft.add(*(f"{letter.number}. {_state(letter, draft)}" for letter in done.letters))
    elif done.act == "noted":
        _noted(done, draft)
    elif done.act == "quotes":
        _quotes(done, draft)
    elif done.act == "which":
        draft.question = draft.wording.say("inquiry.which", choices=draft.wording.listed([_numbered(letter, draft) for letter in done.letters], "or"))
        draft.add(draft.question)
    else:
        _said(done, draft)


def name_of(letter: Letter, wording: Wording) -> str:
    """The supplier's, else the product's."""
    if letter.supplier:
        return named(letter.supplier.text(wording.language).name or letter.supplier.name)
    return short(letter.offers[0], wording.language) if letter.offers else wording.unknown


def _numbered(letter: Letter, draft: Draft) -> str:
    return f"{letter.number}. {name_of(letter, draft.wording)}"


def _products(letter: Letter, draft: Draft) -> str:
    return draft.wording.listed([short(offer, draft.wording.language) + draft.cite_product(offer) for offer in letter.offers])


def _letters(done: Inquiries, draft: Draft) -> None:
    wording = draft.wording
    if not done.letters:
        draft.say("inquiry.none")
        return
    draft.say(f"inquiry.{done.act}" if len(done.letters) == 1 else f"inquiry.{done.act}_several", count=len(done.letters))
    for letter in done.letters:
        draft.add("", f"**{_numbered(letter, draft)}** — {_products(letter, draft)}", "", _quote(letter.inquiry.text))
        if letter.translation:
            draft.add("", wording.say("inquiry.translation"), "", _quote(letter.translation))
    draft.add("", wording.say("inquiry.next"))


def _quote(text: str) -> str:
    return "\n".join(f"> {line}  " for line in text.splitlines())


def _said(done: Inquiries, draft: Draft) -> None:
    """What was marked, and that we send nothing ourselves."""
    names = draft.wording.listed([name_of(letter, draft.wording) for letter in done.letters])
    draft.say(f"inquiry.{done.act}", names=names, count=len(done.letters))
    if done.act == "send":
        draft.question = draft.wording.say("inquiry.was_it_sent")
        draft.add(draft.question)


def _state(letter: Letter, draft: Draft) -> str:
    """ "织里易途 — 纯棉睡袋，500 件，目标价 ¥40.00，已发送，报价 ¥45.00（200 件起订，15 天）" """
    wording, own = draft.wording, letter.inquiry
    parts = [_products(letter, draft)]
    if own.quantity:
        parts.append(wording.count(own.quantity, "quantity"))
    if own.target_price is not None:
        parts.append(wording.say("inquiry.target", price=wording.money(own.target_price, own.currency)))
    parts.append(wording.say(f"inquiry.status_{own.status}"))
    parts += [wording.say("inquiry.quoted", quote=_terms(quote, wording)) for quote in own.quotes[-1:]]
    return f"**{name_of(letter, wording)}** — " + wording.say("list_comma").join(parts)


def _terms(quote: Quote, wording: Wording) -> str:
    parts = [wording.say("listing.moq", count=wording.count(quote.min_quantity, "moq"))] if quote.min_quantity else []
    if quote.lead_days:
        parts.append(wording.say("quote.ships", days=wording.count(quote.lead_days, "lead_days")))
    price = wording.money(quote.unit_price, quote.currency)
    return wording.say("quote.terms", price=price, terms=wording.say("list_comma").join(parts)) if parts else price


def _noted(done: Inquiries, draft: Draft) -> None:
    for each in done.quoted:
        draft.say("quote.noted", name=_asker(each, done.quoted, draft.wording), quote=_terms(each.quote, draft.wording))
        draft.add(*_remarks(each, draft))


def _asker(each: QuotedPrice, every: tuple[QuotedPrice, ...], wording: Wording) -> str:
    """The supplier's name, with the product where he quoted for more than one."""
    name = name_of(each.letter, wording)
    others = [other for other in every if other is not each and other.letter.inquiry.supplier_id == each.letter.inquiry.supplier_id]
    return wording.say("quote.of", name=name, title=short(each.offer, wording.language)) if others and each.offer else name


def _remarks(each: QuotedPrice, draft: Draft) -> list[str]:
    """What the quote means for the quantity wanted: whether it applies, and how it lies to the catalogue and the target."""
    wording, quote, own = draft.wording, each.quote, each.letter.inquiry
    said: list[str] = []
    if each.applies is False:
        said.append(
            wording.say("quote.too_many", minimum=wording.count(quote.min_quantity, "moq"), quantity=wording.count(each.quantity, "quantity"))
        )
    if each.listed is not None and each.difference is not None:
        cited = draft.cite_product(each.offer) if each.offer else ""
        listed = wording.money(each.listed, quote.currency)
        said.append(wording.say("quote.beside", listed=listed, against=against(each, wording), cite=cited))
    elif each.offer is not None:
        said.append(wording.say("quote.foreign", currency=quote.currency, listed=each.offer.product.currency))
    if own.target_price is not None and own.currency == quote.currency:
        over = quote.unit_price - own.target_price
        key = "quote.over_target" if over > 0 else "quote.within_target"
        said.append(wording.say(key, target=wording.money(own.target_price, own.currency), amount=wording.money(abs(over), quote.currency)))
    return ["  " + line for line in said]


def _quotes(done: Inquiries, draft: Draft) -> None:
    wording = draft.wording
    if not done.quoted:
        draft.say("quote.none")
        return
    if len(done.quoted) == 1:
        each = done.quoted[0]
        draft.say("quote.only", name=_asker(each, done.quoted, wording), quote=_terms(each.quote, wording))
        draft.add(*_remarks(each, draft))
        return
    draft.say("quote.open", count=len(done.quoted))
    for number, each in enumerate(done.quoted, 1):
        draft.add(f"{number}. **{_asker(each, done.quoted, wording)}** — {_terms(each.quote, wording)}")
        draft.add(*(f"   {line.strip()}" for line in _remarks(each, draft)))
    verdict = _verdict(done.quoted, wording)
    draft.add("", *verdict)
    ids = tuple(each.quote.product_id or each.letter.inquiry.product_ids[0] for each in done.quoted)
    draft.comparison = Comparison(product_ids=ids, rows=done.rows, verdict=" ".join(verdict))


def _verdict(quotes: tuple[QuotedPrice, ...], wording: Wording) -> list[str]:
    """The lowest price that applies, and the fastest; nothing is said of what can't be compared."""
    if len({each.quote.currency for each in quotes}) > 1:
        return [wording.say("quote.currencies")]
    usable = [each for each in quotes if each.applies is not False]
    if not usable:
        return [wording.say("quote.none_applies")]
    lines = []
    cheapest = least([float(each.quote.unit_price) for each in usable])
    if cheapest is not None or len(usable) == 1:
        best = usable[cheapest or 0]
        lines.append(
            wording.say(
                "quote.best" if len(usable) > 1 else "quote.only_applies",
                name=_asker(best, quotes, wording),
                price=wording.money(best.quote.unit_price, best.quote.currency),
            )
        )
    else:
        lines.append(wording.say("quote.even"))
    days = [each.quote.lead_days for each in usable]
    fastest = least([float(day) for day in days if day is not None]) if all(day is not None for day in days) else None
    if fastest is not None:
        each = usable[fastest]
        lines.append(wording.say("quote.fastest", name=_asker(each, quotes, wording), days=wording.count(each.quote.lead_days, "lead_days")))
    return lines
