"""A question about products, answered from their records, descriptions and reviews, else "not stated"."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from ...catalogue.quantities import parse_quantity
from ...catalogue.sized import measured
from ...catalogue.text import normal
from ...catalogue.wanted import code_pattern
from ...dialogue.linking import told_by
from ...dialogue.sums import UNIT
from ...retrievers.lines.features import is_numbered
from ...schema.asked import SAFETY
from ...schema.condition import Condition
from ...schema.evidence import Evidence
from ...schema.product import AttributeValue, Certification, Product
from ...schema.reading import Reading
from ...schema.supplier import Supplier
from ...understanding.tokens.aspects import mentions
from ...understanding.tokens.capabilities import capabilities_in, capability_phrases, meant, stated
from ...understanding.tokens.fact_names import market_in
from ...understanding.vocabulary.concepts import general
from ...understanding.vocabulary.vocabulary import Vocabulary
from ..decisions.details import Detail, Details
from ..decisions.offer import Offer
from ..decisions.on_file import Found
from ..decisions.reviews import Heard, Quoted, Reviews
from ..searching.needs import outright
from ..searching.wish import MachineWish, Record, wish
from ..wording.wording import Wording
from .alike import alike, is_size, names_size
from .describing import naming, offering, promising, speaking
from .either import Either
from .holding import described_of
from .packs import count_of, is_single
from .polarity import denies
from .recorded import OR, content, recorded
from .reviews import on
from .sized import fitting, within
from .terms_asked import answering_words, terms_asked, wants_number
from .worded import in_both
from .written import Written, phrases

GENERAL = ("price", "moq", "rating", "certification")
"""What a question that names no field is answered with, beside the first attributes."""
ATTRIBUTES = 5
BY_QUANTITY = ("discount", "bulk")
"""Terms that prices by quantity answer."""
NAMED = 3
"""Words of a question that an attribute may be named by."""
FEW = 3
"""Products of which everything is told; more are told what was asked."""

_NUMBERS = re.compile(r"\d+ *")

Supposed = Callable[[Offer, Condition], bool | None]
Read = Callable[[Product], Reviews]
Freely = Callable[[Offer, tuple[Detail, ...]], tuple[Detail, ...]]
Looked = Callable[[Product, str], Found]


def details(
    offers: Sequence[Offer],
    reading: Reading,
    supposed: Supposed,
    reviews: Read,
    wording: Wording,
    quantity: int | None = None,
    *,
    vocabulary: Vocabulary,
    freely: Freely | None = None,
    looked: Looked | None = None,
    written: Written | None = None,
    sides: Either | None = None,
    case: Mapping[str, float] = MappingProxyType({}),
) -> Details:
    """Each field asked of each offer. `supposed` judges an offer by a condition that the question asks to have confirmed; None: nobody knows.
    `vocabulary` finds in descriptions what records lack; `freely` puts what is asked of one product as its question was put, `looked` looks for
    words that no field is for in what is on file of each of several, `written` once more for what would be denied otherwise; `sides` is what is
    known of two things that the question names; `case` is what the buyer
    measured of whom they are for."""
    asked = _asked(reading)
    asked = asked if sides is None else sides.instead(asked)
    told = tuple(offers if asked else offers[:FEW])

    def detail(offer: Offer, field: str) -> Detail:
        return _detail(offer, field, reading, supposed, reviews, wording, vocabulary)

    found = tuple(
        one
        for offer in told
        for field in (_of(offer, asked, wording, vocabulary) or _general(offer, wording.language))
        if (one := detail(offer, field)).value is not None or asked
    )
    found = tuple(_judged_by_need(one, asked, wording) for one in found)
    if any(_asks_size(field) for field in asked):  # in other words than the record's
        found = tuple(replace(one, by_need=True) if one.value is not None and is_size(one.field, vocabulary) else one for one in found)
    found = tuple(replace(one, found=sides.found.get(one.offer.id)) if sides and one.field == sides.field else one for one in found)
    if freely is not None and len(told) == 1 and asked:
        by_machine = tuple(one for one in found if _fitting_words(one.field) or one.found)
        found = (*by_machine, *(freely(told[0], rest) if (rest := tuple(one for one in found if one not in by_machine)) else ()))
    elif looked is not None and asked:
        found = tuple(_looked(one, looked, wording, reading) for one in found)
    if written is not None and asked:
        found = tuple(_after_all(one, written, reading, wording) for one in found)
    kept = [one for one in found if not _is_told_of(one, found, wording.language)]
    sized: dict[tuple[str, str], Detail] = {}
    for one in kept:
        told_of = _by_measure(one, case, wording)
        if told_of.field != one.field or (one.offer.id, one.field) not in sized:  # what the question itself measures, before what was told
            sized[one.offer.id, told_of.field] = told_of
    found = tuple(sized.values())
    found = (*found, *(one for offer in told if case and asked for one in _beyond(offer, case, found, wording)))
    heard = tuple(reviews(offer.product) for offer in told)
    return Details(
        details=found,
        offers=told,
        reviews=heard,
        general=not asked,
        supposed=_supposed(reading),
        quantity=quantity,
        safety=SAFETY in reading.asked,
        stepped=(reading.quantity or reading.pieces) is not None,
    )


def _by_measure(detail: Detail, case: Mapping[str, float], wording: Wording) -> Detail:
    """With which of its sizes it is, by what the buyer measured; words that measure somebody themselves ("until 18 months") by the sizes on
    record."""
    if detail.field.startswith("said.") and detail.unheard_of and (said := measured(detail.field.removeprefix("said."))):
        told = detail.offer.product.text(wording.language).attributes
        for name, value in told.items():
            if (fit := fitting(value, said) or within(value, _labels(name, wording), said)) is not None:
                return Detail(detail.offer, f"attr.{name}", value, fitting=fit)
    if not case:
        return detail
    stated = (
        detail.value if isinstance(detail.value, (str, int, float)) or (isinstance(detail.value, tuple) and detail.field != "certification") else None
    )
    sizes = tuple(str(one) for one in stated) if isinstance(stated, tuple) else stated
    return replace(detail, fitting=fitting(sizes, case) or within(sizes, _labels(detail.field.removeprefix("attr."), wording), case))


def _labels(name: str, wording: Wording) -> tuple[str, ...]:
    return (name, *(wording.in_language(language).label(f"attr.{name}") for language in ("zh", "en")))


def _beyond(offer: Offer, case: Mapping[str, float], found: Sequence[Detail], wording: Wording) -> Iterator[Detail]:
    """What the record says that it is for, where what the buyer measured is more, and he asked for something else."""
    asked = {one.field for one in found if one.offer is offer}
    for name, value in offer.product.text(wording.language).attributes.items():
        fit = within(value, _labels(name, wording), case)
        if fit is not None and not fit.within and f"attr.{name}" not in asked:
            yield Detail(offer, f"attr.{name}", value, fitting=fit)


def _is_told_of(detail: Detail, found: Sequence[Detail], language: str) -> bool:
    """Whether words of which nothing is found stand in the value of a field that is asked for beside them."""
    if not detail.field.startswith("said.") or not detail.unheard_of:
        return False
    own = [one.value for one in found if one.offer is detail.offer and isinstance(one.value, str)]
    return any(way.casefold() in value.casefold() for value in own for way in in_both(detail.field.removeprefix("said.")))


def _looked(detail: Detail, looked: Looked, wording: Wording, reading: Reading) -> Detail:
    """With the lines on file that answer what no field of the record does."""
    kind, _, said = detail.field.partition(".")
    known = _fitting_words(detail.field) or detail.described is not None or detail.heard is not None or detail.answer is not None
    if kind not in ("said", "attr", "capability") or known or (kind != "capability" and detail.value is not None):
        return detail
    supposed = [each.text or str(each.value) for each in _supposed(reading) if each.field == detail.field and isinstance(each.value, str)]
    asked = said if kind == "said" else " ".join(supposed) or wording.label(detail.field)
    found = looked(detail.offer.product, asked)
    if kind != "said":  # of a field buyers' words prove nothing
        found = replace(found, lines=tuple(line for line in found.lines if line.source != "review"))
    if kind == "capability":
        own = next((line.quoted for line in found.lines if line.source in ("description", "answer")), None)
        return replace(detail, described=own)
    return replace(detail, found=found) if found.lines else detail


def _after_all(detail: Detail, written: Written, reading: Reading, wording: Wording) -> Detail:
    """With the line that says what is asked, in whatever words, where nothing was found that does: no reply denies what a title writes."""
    kind, _, said = detail.field.partition(".")
    if (
        not detail.unheard_of
        or (detail.value is not None and kind != "capability")
        or kind in ("terms", "review", "either")
        or _fitting_words(detail.field)
    ):
        return detail
    said, with_it = re.subn(answering_words()["comes_with"], " ", said.strip())
    whole = kind == "said" and len(content(said)) <= NAMED
    supposed = [
        one
        for one in _supposed(reading)
        if one.field == detail.field or (kind == "said" and (one.text or str(one.value)).casefold() in said.casefold())
    ]
    texts = [
        *((*OR.split(said), " ".join(terms_asked(said, detail.offer.product))) if whole else ()),
        *(text for one in supposed for text in phrases(one, wording)),
    ]
    line = written.says(detail.offer.product, texts, sellers=kind != "said" or with_it > 0)
    if line is None:
        return detail
    if kind == "capability":
        return replace(detail, described=line.quoted)
    return replace(detail, found=Found(texts[0], (line,), best=line))


def _asked(reading: Reading) -> tuple[str, ...]:
    """The fields that the question names; where it names none, its own words, which a description may have."""
    doubted = [f"said.{one.text}" for one in _supposed(reading) if told_by(one.text) == one.field]  # what is of a brand may be a copy
    names = dict.fromkeys([condition.field for condition in _supposed(reading)] + list(reading.asked) + doubted)
    beside = {"supplier", "supplier.kind"} if any(name.startswith("capability.") for name in names) else {"supplier"}  # 厂家能贴牌吗
    beside |= {SAFETY}
    beside |= {"reviews"} if any(name.startswith("review.") for name in names) else set()
    able = [capability for one in reading.conditions if one.field == "supplier.capability" and (capability := _capability(one))]
    beside |= {"certification"} if "attr.certification" in names else set()
    fields = tuple(dict.fromkeys((*(name for name in names if name not in (*beside, "supplier.capability")), *able)))
    return fields or ((f"said.{reading.query}",) if reading.query else ())


def _capability(condition: Condition) -> str:
    name = meant(condition.value) if isinstance(condition.value, tuple) else None
    return f"capability.{name}" if name else ""


def _supposed(reading: Reading) -> tuple[Condition, ...]:
    """What the question asks to have confirmed, and what its message asks of the goods in hand beside it: "how many a box? We need a test report".
    What goods were looked for by is met by all that were found."""
    beside = reading.conditions if reading.topic == "same" and (reading.references or not reading.category) else ()
    known = {one.field for one in reading.supposed}
    return (*reading.supposed, *(one for one in beside if one.hard and one.field not in (*known, "product", "supplier.capability")))


def _of(offer: Offer, asked: Sequence[str], wording: Wording, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The fields asked for; before words that no field is for what the record has of them, in their place where that is all."""
    told = (_told_by(offer, field, wording, vocabulary) if field.startswith("said.") else _or_alike(offer, field, vocabulary) for field in asked)
    fields = tuple(dict.fromkeys(name for names in told for name in names))
    sized = any(offer.product.attributes.get(name.removeprefix("attr.")) is not None and is_size(name, vocabulary) for name in fields)
    return tuple(name for name in fields if not (sized and _is_length(name)))  # the sizes on record answer whether it is one of 1.5 m


def _asks_size(field: str) -> bool:
    said = field.removeprefix("said.")
    return said != field and (names_size(said) or told_by(said) == "attr.size")


def _is_length(field: str) -> bool:
    measure = parse_quantity(field.removeprefix("said.")) if field.startswith("said.") else None
    return measure is not None and measure.dimension == "length"


def _made(offer: Offer, said: str) -> bool:
    """Whether words ask for goods of the country that their seller is in."""
    country = market_in(answering_words()["home"].get(said.removesuffix("的"), said).title())
    return country is not None and offer.supplier is not None and market_in(offer.supplier.country or "") == country


def _or_alike(offer: Offer, field: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The attribute, or those that the record states in its place."""
    names = alike(offer.product, field.removeprefix("attr."), vocabulary) if field.startswith("attr.") else ()
    return tuple(f"attr.{name}" for name in names) or (field,)


def _told_by(offer: Offer, field: str, wording: Wording, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Words asked as the fields of what the supplier does, else of the attributes that tell of them; the words themselves where that isn't all."""
    said = field.removeprefix("said.")
    if _fitting_words(field):
        return (field,)
    if _made(offer, said):
        return ("supplier.location",)
    plain = _NUMBERS.sub("", said)
    if able := capabilities_in(plain):
        for phrase in capability_phrases(plain):
            plain = plain.replace(phrase, " ")
        whole = all(map(vocabulary.names_attribute, content(plain)))  # mixed, of sizes and colours
        return (*(f"capability.{name}" for name in able), *(() if whole else (field,)))
    if (of := "attr.size" if _asks_size(field) else told_by(said)) is not None:
        stated = tuple(name for name in _or_alike(offer, of, vocabulary) if value_of(offer, name, wording.language) is not None)
        if stated:
            return stated if is_size(of, vocabulary) else (*stated, field)
    if by_need := needed(offer, said, wording.language):
        return tuple(f"attr.{name}" for name in by_need)
    if len(content(said)) > NAMED:  # a sentence asks more than what it names
        return (field,)
    names, whole = recorded(offer.product, said, wording)
    return (*(f"attr.{name}" for name in names), *(() if whole else (field,)))


def needed(offer: Offer, said: str, language: str) -> tuple[str, ...]:
    """The attributes by which words are judged that ask outright for a need of the trade: the weight, of what tires the neck; () where the record has
    none."""
    record = Record.of(offer.product, language)
    need = outright(said, record.trades)
    if need is None:
        return ()
    if (by_number := need.number(record.attributes)) is not None:
        return (by_number,)
    told = wish(said).told(record)
    names = (name for name, text in record.facts if name and told is not None and any(word in text.plain for word in told.words))
    return tuple(dict.fromkeys(names))


def _detail(
    offer: Offer,
    field: str,
    reading: Reading,
    supposed: Supposed,
    reviews: Read,
    wording: Wording,
    vocabulary: Vocabulary,
) -> Detail:
    language = wording.language
    kind, _, name = field.partition(".")
    if kind == "review":
        return Detail(offer, field, described=speaking(offer.product, name, language), heard=on(reviews(offer.product), name))
    if kind == "terms":
        tiers = offer.product.tiers if name in BY_QUANTITY else ()
        steps = tuple(str(tier.min_qty) for tier in tiers) if len(tiers) > 1 or (tiers and name == "bulk") else None
        return Detail(offer, field, steps, described=promising(offer.product, name, language))
    if _fitting_words(field):
        return Detail(offer, field, closed=True, fits=wish(name).told(Record.of(offer.product, language)))
    if kind == "said":
        described = naming(offer.product, name, language) or _by_need(offer, name, language)
        described = None if described is not None and wants_number(name) and not is_numbered(described.quote) else described
        return Detail(offer, field, closed=True, described=described)
    if kind == "capability":
        return _able(offer, field, name, language)
    if field.startswith(UNIT):
        unit, _, number = name.partition("/")
        count = count_of(offer.product, unit)
        if count is not None or number or not is_single(unit):
            return Detail(offer, field, None if offer.price is None else count)
        field = "price"
    value = value_of(offer, field, language)
    asked = [each for one in _supposed(reading) if one.field == field and not _counts(one, value) for each in _one_by_one(one)]
    if kind == "attr" and value is not None and len({one.text or one.value for one in _supposed(reading) if one.field == field}) > 1:
        asked = []  # eyelets? and hooks? are two questions, which the value answers both
    judged = [_judged(supposed(offer, one), one, name, value, vocabulary) for one in asked]
    if all(judged) and any(told_by(one.text) == field for one in asked):
        asked, judged = [], []
    said = (*(name.removeprefix("said.") for name in reading.asked), *(one.text or str(one.value) for one in reading.supposed))
    if field == "supplier.location" and any(_made(offer, words) for words in said):
        return Detail(offer, field, value, closed=True, answer=True if offer.supplier and offer.supplier.kind == "factory" else None)
    answer = _all(judged) if judged else None if value is None or isinstance(value, tuple) else wording.flag(value)
    some = any(judged) and not all(judged) and all(one.op in ("=", "in", "contains") for one in asked)  # of two papers one
    value = _those_asked(value, asked) if (answer or some) and field == "certification" else value
    described = None
    if value is None and kind == "attr":
        described = described_of(offer.product, name, wording, vocabulary) or _titled(offer.product, asked, language)
    heard = _heard(field, reading, reviews(offer.product), wording) if value is None and kind == "attr" else None
    closed = (bool(judged) and not some) or answer is not None
    missing = tuple(one for one, met in zip(asked, judged, strict=True) if not met) if some else ()
    return Detail(offer, field, value, closed=closed, answer=answer, described=described, heard=heard, missing=missing)


def _judged_by_need(told: Detail, asked: Sequence[str], wording: Wording) -> Detail:
    """With the words that ask for it, where it is what their need is judged by: the handle, of what may go in the oven. How long it runs is the
    answer itself."""
    said = [field.removeprefix("said.") for field in asked if field.startswith("said.")] if told.field not in asked else []
    words = next((each for each in said if told.field.removeprefix("attr.") in needed(told.offer, each, wording.language)), "")
    return replace(told, by_need=True, basis="" if wants_number(words) else words) if words else told


def _by_need(offer: Offer, said: str, language: str) -> Quoted | None:
    """The sentence that has what meets or breaks the need which the words ask for."""
    record = Record.of(offer.product, language)
    told = wish(said).told(record) if outright(said, record.trades) is not None else None
    return next((found for word in (told.words if told else ()) if (found := naming(offer.product, word, language)) is not None), None)


def _fitting_words(field: str) -> bool:
    """Whether it is asked whether goods fit a machine."""
    return field.startswith("said.") and isinstance(wish(field.removeprefix("said.")), MachineWish)


def _those_asked(value: object, asked: Sequence[Condition]) -> tuple[Certification, ...]:
    """The papers that are asked about, of all that are held; all of them where any will do."""
    held = tuple(one for one in value if isinstance(one, Certification)) if isinstance(value, tuple) else ()
    words = [str(word) for one in asked for word in (one.value if isinstance(one.value, tuple) else (one.value,)) if word is not True]
    patterns = [code_pattern(word) for word in words]
    return tuple(one for one in held if any(pattern.search(normal(one.name)) for pattern in patterns)) or held


def _counts(condition: Condition, value: object) -> bool:
    """Whether it is a number of what the record lists in words, which is told whole: three or four colours."""
    number = isinstance(condition.value, (int, float)) and not isinstance(condition.value, bool)
    told = value if isinstance(value, tuple) else (value,)
    return number and any(isinstance(one, str) for one in told) and condition.field.startswith("attr.")


def _one_by_one(condition: Condition) -> tuple[Condition, ...]:
    """Each of several values that a thing is to have: of them some may be there."""
    values = condition.value if isinstance(condition.value, tuple) else ()
    several = len(values) > 1 and condition.op in ("=", "in", "contains") and condition.every
    return tuple(condition.model_copy(update={"value": one, "every": False, "text": ""}) for one in values) if several else (condition,)


def _judged(verdict: bool | None, condition: Condition, attribute: str, value: object, vocabulary: Vocabulary) -> bool | None:
    """No, only where the record can deny it: a keyboard's 红轴 is no word on whether it is quiet, and what is of wood may be of beech. A value
    may deny what stands in it: 本产品不包含灯泡 has no bulb."""
    if verdict and condition.field == f"attr.{attribute}" and _denied(value, condition):
        return None
    if verdict is not True and _says_so(value, condition):
        return True
    if verdict is not False or condition.field != f"attr.{attribute}":
        return verdict
    stated, wanted = (each if isinstance(each, tuple) else (each,) for each in (value, condition.value))
    open_ = any(general(attribute, str(own), str(one)) for own in stated for one in wanted)
    return None if open_ or vocabulary.implies(attribute, condition.text) else verdict


def _says_so(value: object, condition: Condition) -> bool:
    """Whether the value writes one of the words that are to be confirmed, in another spelling or language: V389 / SR 54, of SR54."""
    if condition.op not in ("=", "in", "contains") or condition.every or condition.shares or not isinstance(value, (str, tuple)):
        return False
    wanted = [one for one in (condition.value if isinstance(condition.value, tuple) else (condition.value,)) if isinstance(one, str)]
    stated = [own for own in (value if isinstance(value, tuple) else (value,)) if isinstance(own, str) and own not in wanted]
    told = (wish(one).told_by(own) for one in wanted for own in stated)
    return any(each is not None and each.met for each in told)


def _denied(value: object, condition: Condition) -> bool:
    """Whether what is asked for stands in the value as that which isn't so."""
    stated, wanted = (each if isinstance(each, tuple) else (each,) for each in (value, condition.value))
    return any(isinstance(own, str) and isinstance(one, str) and own != one and denies(own, one) for own in stated for one in wanted)


def _titled(product: Product, asked: Sequence[Condition], language: str) -> Quoted | None:
    """The title, where it says what is to be confirmed and no record does: a blue cable."""
    title = product.text(language).title or product.title
    words = [one.text or str(one.value) for one in asked if one.text or isinstance(one.value, str)]
    if not words or not all(wish(each).names(title) for each in words):
        return None
    evidence = Evidence(kind="product", ref=product.id, title=title, text=title, lang=product.lang)
    return Quoted(evidence, title, in_title=True)


def _heard(field: str, reading: Reading, reviews: Reviews, wording: Wording) -> Heard | None:
    """What reviews say of an attribute that the record lacks, by the buyer's words for it or its name; None where no review speaks of it."""
    words = [each.text for each in _supposed(reading) if each.field == field]
    labels = words or [wording.in_language(language).label(field) for language in ("zh", "en")]
    said = (on(reviews, mention.aspect) for label in labels for mention in mentions(label))
    return next((each for each in said if each.mentions), None)


def _all(judged: Sequence[bool | None]) -> bool | None:
    return None if None in judged else all(judged)


def _able(offer: Offer, field: str, name: str, language: str) -> Detail:
    """Yes where the supplier's record states it; it stating other things is no no."""
    capabilities = offer.supplier.text(language).capabilities if offer.supplier else ()
    own = stated(name, (*capabilities, *(offer.supplier.capabilities if offer.supplier else ())))
    own_words = None if own else offering(offer.product, name, language)
    return Detail(offer, field, value=capabilities or None, closed=True, answer=True if own else None, described=own_words)


def _general(offer: Offer, language: str) -> tuple[str, ...]:
    attributes = [f"attr.{name}" for name in offer.product.text(language).attributes]
    return (*GENERAL, *attributes[:ATTRIBUTES])


def value_of(offer: Offer, field: str, language: str) -> AttributeValue | tuple[Certification, ...] | None:
    product, supplier = offer.product, offer.supplier
    if field.startswith("attr."):
        return product.text(language).attributes.get(field.removeprefix("attr."))
    if field == "certification":
        return product.text(language).certifications or product.text(language).attributes.get(field)
    if field == "reviews":
        return product.review_count
    if field == "price":
        return None if offer.price is None else str(offer.price)
    if field == "brand":
        return product.text(language).brand
    if field == "category":
        return (product.text(language).category or (None,))[-1]
    if field == "supplier.repurchase_rate":
        return offer.repurchase_rate
    if field == "supplier.location":
        return _place(supplier, language) if supplier else None
    if field == "supplier.capabilities":
        return supplier.text(language).capabilities or None if supplier else None
    if field.startswith("supplier."):
        return getattr(supplier, field.removeprefix("supplier."), None)
    return getattr(product, field, None)


def _place(supplier: Supplier, language: str) -> str | None:
    """In the buyer's language and its order: "浙江 金华", "Jinhua, Zhejiang"."""
    text = supplier.text(language)
    parts = (text.city, text.province) if language == "en" else (text.province, text.city)
    return (", " if language == "en" else " ").join(dict.fromkeys(part for part in parts if part)) or None
