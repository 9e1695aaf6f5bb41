"""Writes the answer to a question about products: yes or no first, then the fact; what nobody states, with what to ask the supplier."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from ...catalogue.outside.parties import stated as of_the_goods
from ...dialogue.sums import UNIT, patterns
from ...ingest.plain_value import plain_value
from ...retrievers.fits import fitted
from ...schema.condition import Condition
from ...schema.need import Need
from ...schema.product import Certification, Scalar
from ...understanding.tokens.capabilities import stated as able
from ..decisions.details import Detail, Details
from ..decisions.offer import Offer
from ..decisions.reviews import Reviews
from ..decisions.sizes import Fitting
from ..facts.details import BY_QUANTITY
from ..facts.packs import for_each
from ..facts.terms_asked import key_words
from ..facts.written import phrases
from ..searching.buyable import least, out_of_reach, priced_from, scarce
from ..wording.capitals import uncapitalised
from ..wording.names import short
from ..wording.plain import named, plain
from ..wording.wording import Wording
from .draft import MARK, Draft
from .facts import hindered
from .fitting import called, fits
from .on_file import beside, seller_says, told
from .reviews import about, quotes, samples, summary
from .shares import stated_shares
from .unkept import misses

_PAPERS = ("证书", "报告", "书", "证", "证明", "certificate", "report", "letter", "statement")
"""How the names of papers end that say themselves what they are."""
NAMED = 120
"""Letters that the names of a few goods may have, where the reply has not told which they are."""
BY_FIELD = 3
"""Products of a list from which on each field is told once, with who states what, and not each product with its fields."""
LONG = 80
"""Letters of a value that still reads well in a line with others."""
WORDS = "said."
"""Before the buyer's words that are no field."""
_SOLD = ("price", "moq", "stock", "terms.bulk")
"""What tells in how many it is sold."""
NUMBERS = ("price", "moq", "stock", "rating", "review_count", "sold_90d")


def details(found: Details, need: Need, draft: Draft, today: date) -> None:
    """What is stated of each offer, and what it breaks of the conditions that stand; what is stated of none of several is said once, behind it."""
    of = {reviews.product_id: reviews for reviews in found.reviews}
    found = _priced_once(found)
    if found.safety:
        draft.say("details.safety")
    unchecked, silent = _unchecked(found, draft)
    draft.left += [key_words(words := field.removeprefix(WORDS)) or plain(words) for field in unchecked]
    every, found = found, replace(found, details=tuple(one for one in found.details if one.field not in (*unchecked, *silent)))
    untold = [*_untold(found), *silent]
    _sellers(found, draft)
    _orderable(found, draft)
    rows = [(offer, own) for offer in found.offers if (own := [one for one in found.details if one.offer is offer and one.field not in untold])]
    mute = [offer for offer, own in rows if not found.general and all(_says_nothing(one, found) for one in own)]
    draft.unkept |= _answers(found, need)
    if not _alike(rows, of, found, draft, today):
        by_field = len(rows) == len(found.offers) and _by_numbers(found)
        if not by_field or not _by_field(rows, of, found, draft, today):
            together = mute if len(mute) > 1 and len(mute) < len(rows) and len(found.numbers) == len(found.offers) else []
            for offer, own in rows:
                if offer not in together:
                    _offer(offer, own, of[offer.id], found, _broken(offer, found, need, draft), draft, today)
            if together:
                _mute(together, [one for offer, own in rows if offer in together for one in own], found, draft)
    if found.meeting:
        _meeting(found, draft)
    if found.apart:
        _apart(found, draft)
    if untold:
        _nobody(untold, found, draft)
    _services(found, draft)
    draft.offered = draft.offered or _asks(every)


def _services(found: Details, draft: Draft) -> None:
    """What sellers state that they do of sending goods, where delivery or freight is asked about and nothing answers it."""
    asked = {one.field for one in found.details if one.field in SENDING and one.open}
    sellers = {offer.supplier.id: offer.supplier for offer in found.offers if asked and offer.supplier is not None}
    stated = {id: [name for each in SERVICES for name in able(each, one.capabilities)] for id, one in sellers.items()}
    for names in dict.fromkeys(tuple(each) for each in stated.values() if each):
        those = [one for id, one in sellers.items() if tuple(stated[id]) == names]
        who = draft.wording.listed([named(supplier.text(draft.wording.language).name or supplier.name) for supplier in those])
        offers = [offer for offer in found.offers if offer.supplier in those]
        services = draft.wording.capabilities(names)
        cite = "".join(dict.fromkeys(draft.cite_supplier(offer, services) for offer in offers))
        draft.say("details.services", who=who, services=services, cite=cite)


def _apart(found: Details, draft: Draft) -> None:
    """By how much two differ in each number that is asked for."""
    numbers: dict[str, list[float]] = {}
    for one in found.details:
        if one.field.startswith("attr.") and isinstance(one.value, (int, float)) and not isinstance(one.value, bool):
            numbers.setdefault(one.field, []).append(one.value)
    for field, stated in numbers.items():
        if len(stated) == len(found.offers) == 2:
            by = draft.wording.inside(float(f"{abs(stated[0] - stated[1]):g}"), field.removeprefix("attr."))
            draft.say("details.apart", label=draft.wording.label(field), by=by)


def _meeting(found: Details, draft: Draft) -> None:
    """Which other goods are what those asked about aren't."""
    wording, fields = draft.wording, {one.field for one in found.details if one.answer is False}
    goods = []
    for offer in found.meeting:
        price = wording.money(offer.price, offer.product.currency) if offer.price is not None else ""
        name = f"**{short(offer, wording.language)}**"
        goods.append((wording.say("details.with", title=name, what=price) if price else name) + draft.cite_product(offer))
    what = wording.conditions([one for one in found.supposed if one.field in fields])
    draft.say("details.meeting", what=what, goods=wording.listed(goods))


def _priced_once(found: Details) -> Details:
    """Without the price of those whose prices by quantity are told, which begin with it."""
    tiered = {one.offer.id for one in found.details if one.field == "terms.bulk" and one.value is not None}
    return replace(found, details=tuple(one for one in found.details if one.field != "price" or one.offer.id not in tiered))


SENDING = ("terms.delivery", "terms.freight")
SERVICES = ("export", "overseas_stock", "drop_shipping")
"""What sellers may state that they do of sending goods."""


def _asks(found: Details) -> bool:
    """Whether a seller can be asked: what nobody tells; of what reviews might have told only where nothing else is asked and none speaks of it."""
    by_price = [one for one in found.details if one.field == "moq" and priced_from(one.offer.product) > 1]
    open_ones = [] if found.general else [one for one in found.details if one.open and one not in by_price]
    return len(open_ones) == len(found.details) > 0 or any(not one.field.startswith("review.") for one in open_ones)


def _sellers(found: Details, draft: Draft) -> None:
    """That several goods come from several sellers, where it is asked what they cost to send, or whether they count together."""
    sellers = {offer.product.supplier_id for offer in found.offers}
    kinds = {offer.product.category[-1:] for offer in found.offers}
    asked = (*(one.field for one in found.details), *(str(one.value) for one in found.supposed))
    if None in sellers or len(kinds) < 2 or not any(each.search(name.lower()) for name in asked for each in patterns("together")):
        return
    key = "details.sellers" if len(sellers) > 1 else "details.seller"
    draft.say(key, count=len(found.offers), sellers=len(sellers))


def _mute(offers: Sequence[Offer], own: Sequence[Detail], found: Details, draft: Draft) -> None:
    """Those of several of which nothing that is asked is on file, in one line."""
    wording = draft.wording
    numbers = {offer.id: number for offer, number in zip(found.offers, found.numbers, strict=True)}
    labels = dict.fromkeys(_words(one.field, wording) or _wanted(one.field, found, wording) for one in own)
    who = wording.opening(wording.positions([numbers[offer.id] - 1 for offer in offers]))
    draft.say("details.mute", who=who, label=wording.listed(list(labels), "comma"))


def _alike(rows: Sequence[tuple[Offer, list[Detail]]], of: Mapping[str, Reviews], found: Details, draft: Draft, today: date) -> bool:
    """One line where the records of several say the same; whether they do."""
    quoted = any(one.described or one.heard or one.field == "reviews" for _, own in rows for one in own)
    if len(rows) < 2 or len(rows) < len(found.offers) or quoted or found.general:
        return False
    facts = {_facts(own, of[offer.id], found, draft, today) for offer, own in rows}
    if len(facts) > 1:
        return False
    cited = "".join(_cited(offer, own, draft, today) for offer, own in rows)
    draft.add(draft.wording.say("details.all", total=len(rows), facts=facts.pop()) + cited)
    return True


def _by_numbers(found: Details) -> bool:
    """Whether they are so many of a list that a line a field says it shorter."""
    priced = bool(found.quantity or found.counts) and any(one.field in ("price", "terms.bulk") for one in found.details)
    return len(found.offers) >= BY_FIELD and len(found.numbers) == len(found.offers) and not found.general and not priced


def _by_field(rows: Sequence[tuple[Offer, list[Detail]]], of: Mapping[str, Reviews], found: Details, draft: Draft, today: date) -> bool:
    """A line a field: each value with the numbers of those that state it, then who states none. Whether it is short enough for that."""
    wording, fields = draft.wording, dict[str, dict[str, list[Offer]]]()
    numbers = {offer.id: number for offer, number in zip(found.offers, found.numbers, strict=True)}
    quoted: dict[str, list[str]] = {}
    for offer, own in rows:
        for detail in own:
            who = fields.setdefault(detail.field, {})
            said = "" if _says_nothing(detail, found) else _by_itself(detail, of[offer.id], found, draft, today)
            same = next((each for each in who if _unmarked(each) == _unmarked(said)), said)
            who.setdefault(same, []).append(offer)
            quoted.setdefault(detail.field, []).extend(_beneath(detail, of[offer.id], draft))
    if any(sum(len(said) > LONG for said in who) > 1 for who in fields.values()):
        return False
    marks, before = {offer.id: _cited(offer, own, draft, today) for offer, own in rows}, set[str]()
    for field, who in fields.items():
        if {*who} - {""} <= before and field.startswith(WORDS) and {*who} - {""}:  # told of another field already
            continue
        before |= {*who} - {""}
        silent = who.pop("", [])
        label = _wanted(field, found, wording)
        basis = next((one for _, own in rows for one in own if one.field == field and _is_basis(one)), None)
        label = label if basis is None else wording.say("details.basis", text=plain(basis.basis), label=label)
        known = any(one.value is not None for _, own in rows for one in own if one.field == field)
        if known and field.startswith(("attr.", "supplier.")):
            sure = label == wording.label(field) or any(one.answer for _, own in rows for one in own if one.field == field)
            label = wording.label(field) if sure else wording.say("details.with", title=wording.label(field), what=label)
        told = [
            wording.say("left.value", value=said, who=wording.positions([numbers[one.id] - 1 for one in those]))
            + "".join(dict.fromkeys(marks[one.id] for one in those))
            for said, those in who.items()
        ]
        told += [wording.say("left.silent", who=wording.positions([numbers[one.id] - 1 for one in silent]))] if silent else []
        line = wording.say("details.by_field", label=label, values=wording.say("semicolon").join(told))
        draft.add(line if len(fields) > 1 else wording.opening(line.removeprefix("- ")), *quoted[field])
    return True


def _unmarked(said: str) -> str:
    """Without the marks of its sources: what several say is said once."""
    return MARK.sub("", said)


def _by_itself(detail: Detail, reviews: Reviews, found: Details, draft: Draft, today: date) -> str:
    """What is said behind the name of its field, which isn't said again."""
    if detail.field.startswith("capability.") and detail.answer and detail.described is None:
        return draft.wording.say("details.able_as_stated")
    stated = detail.closed and detail.value is not None and not detail.missing
    if _is_basis(detail) or (stated and (detail.field.startswith("attr.") or (detail.field == "certification" and detail.answer))):
        return plain(_value(detail, draft.wording, today))
    if detail.field == "supplier.location" and detail.closed:
        place = str(detail.value)
        return draft.wording.say(f"details.yes_{found.manner}", fact=place) if detail.answer else place
    said, label = _said(detail, reviews, found, draft, today), draft.wording.label(detail.field)
    behind = said[len(label) :] if said.startswith(label) else ""
    whole = (behind.lstrip(" :：") if not behind[:1].isascii() or not behind[:1].isalpha() else "") or said
    return whole.replace(draft.wording.say("semicolon"), draft.wording.say("list_comma"))  # it parts who states what


def _says_nothing(detail: Detail, found: Details) -> bool:
    able = detail.field.startswith("capability.") and detail.answer is None and detail.described is None
    return able or _is_silent(detail, found.wanted(detail.offer))


def _unchecked(found: Details, draft: Draft) -> tuple[list[str], list[str]]:
    """What is asked in words that are no field and nothing tells of: what records state beside it, of several or of one, and what they don't, of
    several."""
    own: dict[str, list[Detail]] = {}
    for one in found.details if not found.general else ():
        if one.field.startswith(WORDS):
            own.setdefault(one.field, []).append(one)
    nothing = [field for field, of in own.items() if all(one.found is None and one.unheard_of and one.value is None for one in of)]
    products = [offer.product for offer in found.offers]
    compared = [field for field in nothing if draft.akin(plain(field.removeprefix(WORDS)), products) is not None]
    return compared, [field for field in nothing if field not in compared and len(products) > 1]


def _untold(found: Details) -> list[str]:
    """What is asked of several offers and stated of none."""
    if len(found.offers) < 2 or found.general:
        return []
    by_field: dict[str, list[Detail]] = {}
    for one in found.details:
        by_field.setdefault(one.field, []).append(one)
    silent = {field: all(one.unheard_of and (one.value is None or field.startswith("capability.")) for one in own) for field, own in by_field.items()}
    return [field for field, nothing in silent.items() if nothing and len(by_field[field]) == len(found.offers)]


def _nobody(untold: Sequence[str], found: Details, draft: Draft) -> None:
    wording, total = draft.wording, len(found.offers)
    for key, own in (("all_unknown", False), ("all_unchecked", True)):  # a field that is empty is known to be; words may stand there otherwise
        labels = dict.fromkeys(_wanted(field, found, wording) for field in untold if field.startswith(WORDS) is own)
        if labels:
            who = "_of" if (names := _names(found.offers, draft)) else ""
            draft.say(f"details.tally_{key}{who}", total=total, names=names, label=wording.listed(list(labels), "or"))
    singly = [place for place, offer in enumerate(found.offers) if least(offer.product) == 1 and offer.price is not None]
    if "capability.samples" in untold and singly:
        draft.say("details.one_of", which=wording.positions(singly))


def _names(offers: Sequence[Offer], draft: Draft) -> str:
    """What a few goods are called that the reply has not named; "" of more, which their numbers tell."""
    titles = [f"**{short(offer, draft.wording.language)}**" for offer in offers]
    told = any(title in line for title in titles for line in draft.lines)
    return "" if told or len(titles) > BY_FIELD or sum(map(len, titles)) > NAMED else draft.wording.listed(titles)


def _words(field: str, wording: Wording) -> str:
    """The buyer's own, of what is no field; "" of a field."""
    kind, _, words = field.partition(".")
    return plain(words) if kind == "either" else called(words, wording) if kind == "said" else ""


def _wanted(field: str, found: Details, wording: Wording) -> str:
    """What the question asks to have confirmed, else the field's name."""
    return _confirmed(field, [condition for condition in found.supposed if condition.field == field], wording)


def _confirmed(field: str, supposed: Sequence[Condition], wording: Wording) -> str:
    values = [value for condition in supposed for value in _values(condition, wording)]
    if field.endswith("certification") and values:
        named = all(value.casefold().endswith(_PAPERS) for value in values)
        return wording.listed(values, "or") if named else wording.say("details.certificate", names=wording.listed(values, "or"))
    if field in NUMBERS:
        return wording.label(field)
    if field.startswith("terms."):
        said = dict.fromkeys(wording.say("quoted", text=plain(one.value)) for one in supposed if isinstance(one.value, str))
        return wording.say("details.of_terms", label=wording.label(field), said=wording.listed(list(said))) if said else wording.label(field)
    return wording.listed(values, "or") or wording.conditions(supposed) or _words(field, wording) or wording.label(field)


def _values(condition: Condition, wording: Wording) -> list[str]:
    """The words of a condition for a value; none of one for a measure, or against a value."""
    value = condition.value
    words = (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
    if condition.text and len(words) > 1:
        return [plain(condition.text)]
    said = [plain(wording.word(condition.field, word)) for word in words] if condition.op in ("=", "in", "contains") else []
    return said if condition.field == "certification" else [uncapitalised(one) for one in said]


def _broken(offer: Offer, found: Details, need: Need, draft: Draft) -> str:
    """What one breaks of the conditions that stand, and leaves open of those that he states now or, of one that he hasn't seen before, of all; and
    that it can't be had in the number wanted."""
    known = [] if offer.id in found.fresh else [one for one in need.hard if one.name not in found.said]
    broken = misses(offer, need.hard, draft, known, priced=any(one.field == "price" for one in found.details))
    alone = len(found.offers) == 1 and out_of_reach(offer.product, need) and not any(one.field in _SOLD for one in found.details)
    return broken + (hindered(offer, need.quantity, draft.wording, one=True) if alone else "")


def _answers(found: Details, need: Need) -> set[tuple[str, str]]:
    """The conditions and words that an answer itself tells to be kept or not."""
    asked = {(one.offer.id, one.field) for one in found.details if one.field not in NUMBERS}
    return {(product, name) for product, field in asked for name in (field, *(one.name for one in need.hard if one.field == field))}


def _offer(offer: Offer, own: list[Detail], reviews: Reviews, found: Details, broken: str, draft: Draft, today: date) -> None:
    """One line of answers, then the quotations that they stand on."""
    wording = draft.wording
    key, title = "details.row" if len(found.offers) > 1 else "details.one", short(offer, wording.language)
    key = "details.too" if any(line.startswith(f"**{title}**") for line in draft.lines) else key
    line = wording.say(key, title=title, facts=_facts(own, reviews, found, draft, today) + broken)
    draft.add((wording.opening(line) if key == "details.too" else line) + _cited(offer, own, draft, today))
    for detail in own:
        draft.add(*_beneath(detail, reviews, draft))
    if found.general and reviews.read:
        draft.add("  - " + summary(reviews, wording))


def _beneath(detail: Detail, reviews: Reviews, draft: Draft) -> list[str]:
    """The quotations that a fact stands on."""
    lines = [*quotes(detail.heard, draft)] if detail.heard else []
    lines += samples(reviews, draft) if detail.field == "reviews" else []
    return lines + (beside(detail.found, detail.value is not None, draft) if detail.found is not None else [])


def _facts(own: Sequence[Detail], reviews: Reviews, found: Details, draft: Draft, today: date) -> str:
    """What is stated, then in one phrase all that isn't, and in one all that no field is for."""
    several = len(own) > 1
    silent = [one for one in own if _is_silent(one, found.wanted(one.offer)) or (several and _is_unable(one))]
    slots: dict[str, list[str]] = {}
    for one in own:
        if one not in silent and not _is_told(one, own):
            label, text = _of_slot(one, reviews, found, draft, today, several)
            slots.setdefault(text, []).extend([label] if label else [])
    said = [
        draft.wording.say("details.slot", label=draft.wording.listed(list(dict.fromkeys(labels)), "and"), said=text) if labels else text
        for text, labels in slots.items()
    ]
    for key, own_words in (("unknown", False), ("unchecked", True)):
        labels = dict.fromkeys(_wanted(one.field, found, draft.wording) for one in silent if one.field.startswith(WORDS) is own_words)
        said += [draft.wording.say(f"details.{key}", label=draft.wording.listed(list(labels), "or"))] if labels else []
    return draft.wording.say("semicolon").join(said)


def _of_slot(detail: Detail, reviews: Reviews, found: Details, draft: Draft, today: date, several: bool) -> tuple[str, str]:
    """What is said of one of several things that are asked, and what it is called where that doesn't say so by itself."""
    wording = draft.wording
    if not several or found.general:
        return "", _said(detail, reviews, found, draft, today)
    label = _wanted(detail.field, found, wording)
    if detail.value is None and detail.heard is None and (detail.found or detail.described) and detail.field.startswith((WORDS, "attr.", "either.")):
        told_of = told(detail, "is", draft) if detail.found else _described(detail, found.supposed, draft)
        return "" if detail.found and detail.found.side else label, told_of
    if detail.field.startswith("capability.") and detail.answer:
        return "", wording.say("details.able", list=wording.label(detail.field))
    if detail.closed and detail.answer is not None and not detail.missing and detail.field.startswith("attr."):
        return "", _answered(detail, found, wording, today, several=True)
    return "", _said(detail, reviews, found, draft, today)


def _is_basis(detail: Detail) -> bool:
    """Whether what is asked may be judged by it, and isn't stated."""
    return bool(detail.basis) and detail.value is not None and detail.answer is None and detail.fitting is None


def _is_told(detail: Detail, own: Sequence[Detail]) -> bool:
    """Whether it is answered by a field of the record that is told itself."""
    line = detail.found.lines[0] if detail.found is not None and detail.found.lines else None
    return line is not None and line.source == "record" and any(one.field == f"attr.{line.attribute}" and one.value is not None for one in own)


def _is_unable(detail: Detail) -> bool:
    """Whether nobody says that the supplier does it."""
    return detail.field.startswith("capability.") and not detail.answer and detail.described is None


def _is_silent(detail: Detail, quantity: int | None) -> bool:
    """Whether there is nothing to be said of it but that."""
    told = detail.fits is not None or (detail.found is not None and bool(detail.found.lines))
    known = detail.value is not None or detail.described is not None or detail.heard is not None or told
    by_price = detail.field == "moq" and _by_price(detail, quantity)
    return not (known or by_price or detail.field == "reviews" or detail.field.startswith(UNIT) or detail.field.startswith("capability."))


def _cited(offer: Offer, own: list[Detail], draft: Draft, today: date) -> str:
    """The record of the product, where not all is told by its description, and of its supplier where something of that is stated."""
    recorded = [detail for detail in own if detail.value is not None and detail.field.partition(".")[0] not in ("review", "reviews", "said")]
    theirs = [detail for detail in recorded if detail.field.startswith(("supplier", "capability"))]
    facts = [stated(detail, draft.wording, today) for detail in recorded if detail not in theirs and detail.field not in ("price", "moq")]
    supplier = [stated(detail, draft.wording, today) for detail in theirs]
    quoted = all(detail.value is None and (detail.described or (detail.found and detail.found.lines)) for detail in own)
    return ("" if quoted else draft.cite_product(offer, facts)) + (
        draft.cite_supplier(offer, draft.wording.say("semicolon").join(dict.fromkeys(supplier))) if supplier else ""
    )


def stated(detail: Detail, wording: Wording, today: date) -> str:
    """A fact of a record as a citation has it."""
    if detail.field.startswith("capability"):
        return wording.capabilities([str(one) for one in detail.value]) if isinstance(detail.value, tuple) else ""
    titled = {str(field): told for field, told in detail.offer.product.titled.items()}.get(detail.field)
    if titled is not None:
        return wording.say("cite.titled", label=wording.label(detail.field), quote=plain(titled.quote))
    return wording.say("cite.fact", label=wording.label(detail.field), value=plain(_value(detail, wording, today)))


def _said(detail: Detail, reviews: Reviews, found: Details, draft: Draft, today: date) -> str:
    wording, kind = draft.wording, detail.field.partition(".")[0]
    if _is_basis(detail):
        return wording.say("details.nearest", label=called(detail.basis, wording), nearest=_fact(detail, wording, today))
    if detail.fits is not None and (machine := fitted(detail.field.removeprefix(WORDS))) is not None:
        return fits(detail.fits, machine, wording)
    if detail.found is not None and (kind == "said" or detail.value is None):
        return told(detail, found.manner, draft)
    if detail.field == "reviews":
        return summary(reviews, wording)
    if detail.heard:
        return (_described(detail, found.supposed, draft) or _unrecorded(detail, found, wording)) + about(detail.heard, reviews, wording)
    if kind == "capability":
        return _described(detail, found.supposed, draft) or _able(detail, len(found.offers) > 1, wording)
    fewest = priced_from(detail.offer.product)
    quantity = found.wanted(detail.offer)
    if detail.field == "moq" and detail.value is None and _by_price(detail, quantity):
        enough = _enough("moq", fewest, quantity, wording) if quantity else ""
        return _but_stock(wording.say("details.moq_by_price", quantity=wording.count(fewest, "moq")) + enough, detail, quantity, wording)
    if detail.field.startswith(UNIT) and detail.offer.price is not None:
        unit, _, number = detail.field.partition("/")
        currency, label = detail.offer.product.currency, wording.label(unit)
        whole = wording.money(detail.offer.price, currency)
        if number and not isinstance(detail.value, int):
            one = detail.offer.product.price_at(int(float(number))) or detail.offer.price
            said = {"number": f"{int(float(number)):,}", "each": wording.money(f"{one:.2f}", currency)}
            return wording.say("details.packs_unknown", total=wording.money(f"{one * int(float(number)):.2f}", currency), **said)
        if not isinstance(detail.value, int):
            return wording.say("details.unit_unknown", label=label, whole=whole)
        if number and (pack := detail.offer.product.price_at(packs := -(-int(float(number)) // detail.value))) is not None:
            said = {"packs": f"{packs:,}", "number": f"{int(float(number)):,}", "each": wording.money(f"{pack:.2f}", currency)}
            return wording.say("details.packs", count=f"{detail.value:,}", total=wording.money(f"{pack * packs:.2f}", currency), **said)
        each = wording.money(for_each(detail.offer.price, detail.value), currency)
        return wording.say("details.unit", label=label, each=each, whole=whole, count=f"{detail.value:,}")
    if detail.value is None:
        return _described(detail, found.supposed, draft) or wording.say("details.unknown", label=_wanted(detail.field, found, wording))
    if detail.field == "terms.discount":
        other = _described(detail, found.supposed, draft) or wording.say("details.no_other_discount")
        return wording.say("semicolon").join([wording.say("details.tiers", tiers=_tiers(detail.offer, wording)), other])
    if detail.field == "terms.bulk":
        if len(found.offers) > 1 and all(len(offer.product.price) == 1 for offer in found.offers):
            return wording.say("details.no_tiers")
        return _by_quantity(detail.offer, quantity, wording)
    if detail.field == "price" and quantity and (quantity > 1 or not found.general):
        total = _total(detail.offer, quantity, wording)
        return wording.say("semicolon").join([total, _further(detail.offer, quantity, wording)]) if found.stepped else total
    if detail.field in ("moq", "stock") and quantity and not detail.closed and not found.general and isinstance(detail.value, int):
        enough = "" if detail.field == "moq" and _all_enough(found) else _enough(detail.field, detail.value, quantity, wording)
        return _but_stock(_fact(detail, wording, today) + enough, detail, quantity, wording)
    if detail.missing:
        key = "details.unknown" if detail.answer is None else "details.not_it"
        lacking = wording.say(key, label=_confirmed(detail.field, detail.missing, wording))
        return wording.say("semicolon").join([_fact(detail, wording, today), lacking])
    if not detail.closed:
        return _fact(detail, wording, today)
    return _answered(detail, found, wording, today)


def _total(offer: Offer, quantity: int, wording: Wording) -> str:
    """What so many cost; that so few can't be ordered is said with it."""
    if offer.price is None:
        return wording.say("no_price")
    said = wording.say(
        "details.total",
        quantity=wording.count(quantity, "moq"),
        price=wording.money(offer.price, offer.product.currency),
        total=wording.money(f"{offer.price * quantity:.2f}", offer.product.currency),
    )
    return said + hindered(offer, quantity, wording)


def _further(offer: Offer, quantity: int, wording: Wording) -> str:
    """From how many on it costs less, or that no lower price is on record."""
    tier = next((one for one in offer.product.tiers if one.min_qty > quantity and offer.price is not None and one.unit_price < offer.price), None)
    if tier is None:
        return wording.say("details.lowest")
    price = wording.money(str(tier.unit_price), offer.product.currency)
    return wording.say("details.lower", tier=wording.say("details.tier", quantity=wording.count(tier.min_qty, "moq"), price=price))


def _by_price(detail: Detail, quantity: int | None) -> bool:
    """Whether its prices tell from how many on it is sold."""
    return priced_from(detail.offer.product) > 1 or (quantity is not None and bool(detail.offer.product.price))


def _but_stock(said: str, detail: Detail, quantity: int | None, wording: Wording) -> str:
    """With how few are in stock, where that is less than the number of which the MOQ was asked."""
    product = detail.offer.product
    if detail.field != "moq" or not scarce(product, quantity):
        return said
    return wording.say("semicolon").join([said, wording.say("stock_short", stock=wording.count(product.stock, "quantity"))])


def _enough(field: str, number: int, quantity: int, wording: Wording) -> str:
    """Whether so many can be ordered, or are in stock."""
    enough = quantity >= number if field == "moq" else quantity <= number
    return wording.say(f"details.{field}_{'met' if enough else 'missed'}", quantity=wording.count(quantity, "quantity"))


def _all_enough(found: Details) -> set[int]:
    """The numbers that are wanted of several, where each meets the least that is stated; empty where one doesn't, or a number isn't known."""
    least = [(one.value, found.wanted(one.offer)) for one in found.details if one.field == "moq" and isinstance(one.value, int) and not one.closed]
    several = len(found.offers) > 1 and not found.general and all(quantity and quantity >= number for number, quantity in least)
    return {quantity for _, quantity in least if quantity} if several else set()


def _orderable(found: Details, draft: Draft) -> None:
    """That so many can be ordered of each of several, where their least numbers are asked."""
    wanted = _all_enough(found)
    if len(wanted) == 1:
        draft.say("details.moq_all", quantity=draft.wording.count(wanted.pop(), "quantity"))
    elif wanted:
        draft.say("details.moq_each")


def _answered(detail: Detail, found: Details, wording: Wording, today: date, several: bool = False) -> str:
    """Yes or no first, behind what it is said of where `several` things are asked, then the fact that it rests on; a value that says only yes or no
    isn't said twice."""
    label, value = wording.label(detail.field), plain(_value(detail, wording, today))
    number = isinstance(detail.value, (int, float)) and not isinstance(detail.value, bool)
    if detail.answer is None and (number or detail.field == "supplier.location"):
        return _fact(detail, wording, today)  # in a unit that what was asked has none of, or where a trader is
    if detail.answer is None or (detail.answer is False and detail.field.endswith("certification")):
        return wording.say("details.on_file", wanted=_wanted(detail.field, found, wording), value=value)
    flag = None if isinstance(detail.value, (tuple, type(None))) else wording.flag(detail.value)
    if flag is not None and found.general:  # nobody asked whether
        return label if flag else wording.say("lacking" if wording.language == "en" else "without", label=label)
    if several and flag is not None:
        return wording.say("details.slot", label=label, said=uncapitalised(value))
    fact = wording.say("details.is", label=label, value=value if flag is None else uncapitalised(value))
    shares = [one for condition in found.supposed if condition.field == detail.field for one in stated_shares(condition, detail.offer, wording)]
    fact = wording.say("semicolon").join([fact, *shares])
    if several:
        return wording.say(f"details.{'yes' if detail.answer else 'no'}_slot", wanted=_wanted(detail.field, found, wording), fact=fact)
    return wording.say(f"details.{'yes' if detail.answer else 'no'}_{found.manner}", fact=label if flag and detail.answer else fact)


def _able(detail: Detail, several: bool, wording: Wording) -> str:
    """Yes by the supplier's record; else what that states instead, of one product alone."""
    value = detail.value if isinstance(detail.value, tuple) else ()
    listed = wording.capabilities([str(one) for one in value])
    label = wording.label(detail.field)
    if not listed or (several and not detail.answer):
        return wording.say("details.unknown", label=label)
    if several:
        return wording.say("details.able", list=label)
    return wording.say("details.able" if detail.answer else "details.not_listed", list=listed, label=label)


def _unrecorded(detail: Detail, found: Details, wording: Wording) -> str:
    """What reviews alone speak of, before what they say."""
    if detail.field.startswith("review."):
        return ""
    return wording.say("details.unrecorded", label=_wanted(detail.field, found, wording)) + wording.say("semicolon")


def _described(detail: Detail, supposed: Sequence[Condition], draft: Draft) -> str:
    if detail.described is None:
        return ""
    asked = (detail.field.removeprefix(WORDS), *(text for one in supposed if one.field == detail.field for text in phrases(one, draft.wording)))
    said = seller_says(detail.described, asked, draft)
    return said + draft.wording.say("semicolon") if detail.heard else said


def _fact(detail: Detail, wording: Wording, today: date) -> str:
    certificates = [one for one in detail.value if isinstance(one, Certification)] if isinstance(detail.value, tuple) else []
    if len(certificates) > 1:
        expired = sum(not one.valid_on(today) for one in certificates)
        value = plain(_value(detail, wording, today))
        return wording.say("details.some_expired" if expired else "details.in_force", value=value, expired=expired, count=len(certificates))
    said = wording.say("details.fact", label=wording.label(detail.field), value=plain(_value(detail, wording, today)))
    return said + _fits(detail.fitting, wording) if detail.fitting is not None else said


def _fits(fitting: Fitting, wording: Wording) -> str:
    """Which of the sizes it is, by what was measured."""
    case = wording.say(f"details.case_{fitting.key}", number=f"{fitting.measured:g}")
    if fitting.within is not None:
        return wording.say("details.within" if fitting.within else "details.beyond", case=case)
    return wording.say("details.no_size", case=case) if fitting.size is None else wording.say("details.fits", case=case, size=plain(fitting.size))


def _by_quantity(offer: Offer, quantity: int | None, wording: Wording) -> str:
    if len(offer.product.tiers) > 1:
        tiers = wording.say("details.tiers", tiers=_tiers(offer, wording))
        return wording.say("semicolon").join([_total(offer, quantity, wording), tiers]) if quantity else tiers
    (tier,) = offer.product.tiers
    price = wording.money(str(tier.unit_price), offer.product.currency)
    return wording.say("details.one_tier", quantity=wording.count(tier.min_qty, "moq"), price=price)


def _tiers(offer: Offer, wording: Wording) -> str:
    """What one piece costs from how many on."""
    product = offer.product
    said = [
        wording.say("details.tier", quantity=wording.count(tier.min_qty, "moq"), price=wording.money(str(tier.unit_price), product.currency))
        for tier in product.tiers
    ]
    return wording.listed(said, "and")


def _value(detail: Detail, wording: Wording, today: date) -> str:
    value, field = detail.value, detail.field
    if field == "price":
        return wording.money(str(value), detail.offer.product.currency)
    if field.removeprefix("terms.") in BY_QUANTITY:
        return _tiers(detail.offer, wording)
    if field == "rating":
        return wording.rating(detail.offer.product.rating, detail.offer.product.review_count)
    if field in ("moq", "stock", "sold_90d") and isinstance(value, int):
        return wording.count(value, field)
    if field == "brand":
        return named(str(value))
    if field == "supplier.kind":
        return wording.kind(str(value))
    if field == "supplier.repurchase_rate":
        return wording.share(float(str(value)))
    every = value if isinstance(value, tuple) else () if value is None else (value,)
    if certificates := [one for one in every if isinstance(one, Certification)]:
        return wording.certificates(certificates, today)
    return _as_written(tuple(one for one in every if not isinstance(one, Certification)), field, wording) if every else wording.unknown


def _as_written(values: tuple[Scalar, ...], field: str, wording: Wording) -> str:
    """What a record states; of an attribute of which the seller wrote more than that, all of it in his words too."""
    name = field.removeprefix("attr.")
    texts = [one for one in values if isinstance(one, str) and name != field and plain_value(name, one) != one]
    told = [words for text in texts if (words := named(of_the_goods(text)))]
    said = wording.inside(values if len(values) > 1 else values[0], name)
    return wording.say("details.as_written", value=said, text=wording.listed([wording.say("quoted", text=one) for one in told])) if told else said
