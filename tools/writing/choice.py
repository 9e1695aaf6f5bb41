"""Writes how to choose among the offers: each criterion once, with its source, then whom each offer suits."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ...retrievers.fits import fitted
from ...schema.condition import Condition
from ...schema.evidence import Evidence
from ...schema.guide import Criterion
from ...schema.need import Need
from ...schema.product import AttributeValue
from ...schema.reply import Comparison
from ..choosing.best import falls_short, of_case
from ..choosing.holding import comparable
from ..choosing.logic import case_of
from ..choosing.pick import spoken_of
from ..choosing.wishes import spoken_wishes
from ..claims.fused import is_outside
from ..claims.sentences import first_sentence
from ..claims.weighing import agree, same_ask
from ..decisions.choice import Advice, AppliedCriterion, Best, Choice
from ..decisions.offer import Offer
from ..searching.buyable import for_one
from ..searching.wish import Record, wish
from ..wording.names import short
from ..wording.plain import plain
from ..wording.wording import Wording
from .differences import differ
from .draft import Draft
from .facts import hurdles, priced_at
from .fitting import is_for
from .in_words import stated_words
from .listing import OF_TRADE
from .on_file import line_of
from .sentence import capital, ended
from .standard import standard

FEW, POINTS = 2, 3
"""Criteria of a reply that is short by setting or to who asks how to choose; and with fewer of which what guides say in general is told."""
OTHERS = 2
"""Other offers that are named for what they are better in, where none is recommended."""


def choice(chosen: Choice, need: Need, what: str, draft: Draft) -> None:
    """The one to take, with the reasons that the buyer's own words give, and what it breaks; the one guide sentence of his case; when another is the
    better one. Where he asks how such goods are chosen, or none is to be taken, by what they are chosen stands first, applied to these."""
    draft.wording = wording = draft.wording.numbered(chosen.numbers)
    if not chosen.offers:
        draft.say("choice.nothing", what=what)
        return
    answered, best = frozenset(citation.quote for citation in draft.citations), chosen.best
    own = [one for one in chosen.criteria if one.attribute in chosen.asked or of_case(one, need, need.words)]
    told = best is not None and (best.told or any(one.attribute in {each.attribute for each in own} for one in best.criteria))
    criteria = _criteria(chosen, own, draft)
    if chosen.noted is not None and not any(citation.source_kind == "general" for citation in draft.citations):
        draft.say("knowledge.general", quote=plain(chosen.noted.line) + draft.cite_evidence(chosen.noted, chosen.noted.line))
    if chosen.how:
        _points(chosen, criteria, draft)
    if best is not None:
        _recommended(best, chosen, need, draft, told=told)
    priced_at(chosen.offers, need, draft)
    if best is None or (chosen.few != 1 and not any(one.field == "price" and one.name in best.failed for one in need.hard)):
        _advice(chosen, draft, second=told or not need.words)
    if best is not None and chosen.few == 1:
        return
    if best is None:
        _opened(chosen, what, draft)
    draft.add("", *differ(chosen.rows, wording))
    if chosen.rows:
        draft.comparison = Comparison(product_ids=tuple(offer.id for offer in chosen.offers), rows=chosen.rows)
    _wishes(chosen, need, draft)
    if not chosen.how:
        _points(chosen, criteria, draft)
    _falling_short(chosen, need, [*(best.criteria if best is not None else ()), *criteria], answered, draft)
    for asked in chosen.standards:
        standard(asked, chosen, draft)
    if chosen.beside and not any(citation.kind == "web" or citation.source_kind == "document" for citation in draft.citations):
        said = ended(chosen.beside.quote) + draft.cite_evidence(chosen.beside.evidence, chosen.beside.quote)
        untold = f"attr.{chosen.untold}" if chosen.untold else None
        draft.say("choice.beside_untold" if untold else "choice.beside", statement=said, label=wording.label(untold) if untold else "")
    if chosen.question and not (best and chosen.among == "shown") and (chosen.how or best is None):
        draft.question = _question(chosen, wording)
        draft.add("", draft.question)


def _criteria(chosen: Choice, own: Sequence[AppliedCriterion], draft: Draft) -> list[AppliedCriterion]:
    """By what the goods are chosen: behind the one to take the point of the buyer's case that isn't given as a reason; more for who asks how."""
    best = chosen.best
    criteria = [one for one in chosen.criteria if one.criteria or (best is None and not chosen.rows)]  # what else differs is told of two in one line
    if best is None:
        return criteria[: FEW if draft.short else None]
    matched = [one for one in criteria if _matches(one)]
    if chosen.how:
        first = matched[:FEW]
        return [*first, *(one for one in criteria if _beyond(one) and one not in first)]
    given = {one.attribute for one in best.criteria}
    return [one for one in matched if one in own and one.attribute not in given and not _shared(one)][:1]


def _points(chosen: Choice, criteria: Sequence[AppliedCriterion], draft: Draft) -> None:
    """Each with whom it fits."""
    best = chosen.best
    shared = [applied for applied in criteria if best is None and _shared(applied)]
    given = frozenset(criterion.statement for one in (best.criteria if best is not None else ()) for criterion, _ in one.criteria)
    for applied in criteria:
        if applied not in shared:
            _criterion(applied, draft, given, briefly=best is not None and not _beyond(applied))
    _common(shared, draft)
    for piece in chosen.general if len(chosen.criteria) < POINTS and (best is None or chosen.how) and not draft.short else ():
        quote = piece.lead or first_sentence(piece.text)
        draft.say("choice.general", statement=plain(quote) + draft.cite_evidence(piece, quote))


def _beyond(applied: AppliedCriterion) -> bool:
    """Whether others than the shop's guides speak of it too."""
    return bool(applied.disputes) or any(is_outside(piece) for _, piece in applied.criteria)


def _opened(chosen: Choice, what: str, draft: Draft) -> None:
    """What is chosen among, where none is to be taken."""
    wording = draft.wording
    if len(chosen.offers) == 1:
        draft.say("choice.only", what=_named(chosen.offers[0], draft))
        return
    draft.add("")
    draft.say("choice.open" if chosen.criteria else "choice.of", what=what, shown=len(chosen.offers))
    in_order = chosen.numbers in ((), tuple(range(1, len(chosen.offers) + 1)))
    for place, offer in enumerate(chosen.offers):
        number = f"{place + 1}." if in_order else f"- {wording.opening(wording.positions([place]))}:"
        draft.add(f"{number} {_named(offer, draft)}")


def _recommended(best: Best, chosen: Choice, need: Need, draft: Draft, *, told: bool) -> None:
    """The one to take, with what speaks for it, then what was wished and no record tells, and what it breaks or doesn't state."""
    wording, offer = draft.wording, chosen.offers[best.place]
    unfit = [text for text, _ in best.against if fitted(text) and not any(is_for(text, each, wording) for each in chosen.offers)]
    for machine in filter(None, map(fitted, unfit)):
        draft.say("choice.unfit", machine=plain(machine.text))
    said = wording.say("semicolon").join(why(best, chosen.offers, need, draft))
    draft.settled |= {*best.words, *best.by_number}
    limit = next((one for one in need.hard if one.field == "price" and one.name in best.failed), None)
    blind = () if told or limit is not None else best.silent
    draft.settled |= {*blind}
    draft.left += [] if blind else [plain(word) for word in best.silent]
    who, what = wording.positions([best.place]), _named(offer, draft)
    if limit is not None:
        _too_dear(limit, who, what, chosen, draft)
    else:
        draft.say(
            "choice.take" if said or not (blind or chosen.noted) else "choice.take_blind",
            who=who,
            what=what,
            reasons=said or wording.say("choice.why_none"),
        )
    if blind:
        draft.say("choice.blind", words=wording.listed([wording.say("note.word", text=plain(word)) for word in blind[:FEW]], "or"))
    if missed := [one for one in need.active if one.name in best.failed and not one.hard and not one.pages]:
        draft.say("choice.missed", conditions=wording.conditions(missed))
    for text, words in [one for one in best.against if one[1] and one[0] not in unfit][:FEW]:
        draft.say("choice.against", text=plain(text), words=wording.listed([wording.say("note.word", text=plain(word)) for word in words]))


def _too_dear(limit: Condition, who: str, what: str, chosen: Choice, draft: Draft) -> None:
    """That none keeps the limit, by how much the cheapest misses it, and what of all such goods is cheaper."""
    wording, offer, within = draft.wording, chosen.offers[chosen.best.place if chosen.best else 0], chosen.cheaper
    over = offer.price - Decimal(str(limit.value)) if offer.price is not None and isinstance(limit.value, (int, float)) else None
    by = wording.say("choice.over_by", amount=wording.money(over, offer.product.currency)) if over is not None and over > 0 else ""
    draft.unkept.add((offer.id, limit.name))
    draft.say("choice.over", limit=wording.condition(limit), who=who, what=what, by=by)
    if within is not None:
        draft.say("choice.cheaper_over" if limit.name in within.candidate.failed else "choice.cheaper", what=_named(within, draft))


def _stated(word: str, offer: Offer, wording: Wording) -> tuple[str, ...]:
    """What the record says of the buyer's words: its own."""
    told = wish(word).told(Record.of(offer.product, wording.language))
    stated = () if told is None else stated_words(told, offer, wording)
    read = tuple(each for each in stated if wording.language == "en" or not each.isascii() or any(map(str.isdigit, each)))
    return read or (word,)  # in the buyer's language, or as he says it


def _recorded(said: Sequence[str], offer: Offer, wording: Wording) -> str:
    """What the record has of the buyer's words, as it says it."""
    recorded = dict.fromkeys(plain(each) for word in said for each in _stated(word, offer, wording))
    return wording.listed([wording.say("note.word", text=each) for each in recorded])


def why(best: Best, offers: Sequence[Offer], need: Need, draft: Draft) -> Iterator[str]:
    """The buyer's own conditions and words first, then what guides ask for, then ratings and price."""
    wording, offer = draft.wording, offers[best.place]
    if met := [one for one in need.active if one.name in best.wishes]:
        yield wording.say("choice.why_met", wishes=wording.conditions(met))
    if best.words:
        if own := [word for word in best.words if word not in best.heard]:
            yield wording.say("choice.why_words", words=_recorded(own, offer, wording))
        draft.reworded += map(plain, best.heard)
        for word, line in best.heard.items():
            yield wording.say("choice.why_heard", text=plain(word), said=line_of(line, offer, draft, (word,)))
    if best.likely and not (best.told or best.criteria):  # better than nothing
        texts = wording.listed([wording.say("note.word", text=plain(word)) for word in best.likely])
        yield wording.say("choice.why_likely", texts=texts, words=_recorded(best.likely, offer, wording))
    guided = {one.attribute for one in best.criteria}
    for name, end, ahead in (one for one in best.serving if one.attribute not in guided or one.end in ("least", "most")):
        mine, other = (
            wording.inside(one.product.text(wording.language).attributes.get(name, one.product.attributes[name]), name)
            for one in (offer, offers[ahead])
        )
        but = "".join(wording.say("list_comma") + each for each in hurdles(offers[ahead], need.quantity, wording, one=for_one(need)))
        yield wording.say(f"choice.why_{end}", label=wording.label(f"attr.{name}"), value=mine, who=wording.positions([ahead]), other=other, but=but)
    for applied in best.criteria:
        value = next(value for value, who in applied.groups if best.place in who)
        fit = next(((criterion, piece) for (criterion, piece), who in spoken_of(applied) if best.place in who), None)
        if fit is not None:
            statement, mark = ended(fit[0].statement), draft.cite_evidence(fit[1], fit[0].statement)
            flag, told = wording.flag(value), wording.inside(value, applied.attribute)
            said = wording.say("choice.why_value", label=_label(applied, wording), value=told) if flag is None else _label(applied, wording)
            yield wording.say(
                "choice.why_guide", said=said if flag is not False else wording.say("without", label=said), statement=statement, mark=mark
            )
    product, by_use = offer.product, best.told or bool(best.criteria)
    if product.rating is not None:
        key = "choice.why_best_rated" if "best_rated" in best.best_in else "choice.why_rated"
        yield wording.say(key, rating=wording.rating(product.rating, product.review_count, "rated_from"))
    if "cheapest" in best.best_in and ("price" in need.sort or not by_use):
        yield wording.say("choice.why_cheapest")
    yield from hurdles(offer, need.quantity, wording, one=for_one(need))


def _named(offer: Offer, draft: Draft) -> str:
    return f"**{short(offer, draft.wording.language)}** — {draft.wording.money(offer.price, offer.product.currency)}{draft.cite_product(offer)}"


def _criterion(applied: AppliedCriterion, draft: Draft, given: Collection[str] = (), *, briefly: bool = False) -> None:
    """One point: the sentences that speak of these offers, each with those it fits; then other values and the unknown. `briefly`: one alone, of those
    `given` as reasons before others, which may be for another case."""
    wording, label = draft.wording, _label(applied, draft.wording)
    matches = _matches(applied)
    if briefly and matches:
        statement = next((one for one in matches if one in given), next(iter(matches)))
        fit = matches[statement]
        draft.say("choice.point", label=capital(label), line=_match(statement, fit, applied, draft))
        return
    lines = [_match(statement, found, applied, draft) for statement, found in matches.items()]
    rest = _rest(applied, {position for found in matches.values() for position in found.places}, label, wording)
    if not applied.criteria:
        draft.say("choice.point", label=capital(label), line=wording.say("semicolon").join(rest))
        return
    lines += [_match(criterion.statement, fit, applied, draft) for criterion, fit in _unsaid(applied, matches)]
    if not lines:
        criterion, piece = applied.criteria[0]
        judged = criterion.statement in applied.judged
        lines = [
            _match(criterion.statement, _Fit(piece), applied, draft)
            if judged
            else ended(criterion.statement) + draft.cite_evidence(piece, criterion.statement)
        ]
    draft.say("choice.point", label=capital(label), line=lines[0])
    draft.add(*(wording.say("choice.more", line=line) for line in lines[1:]))
    if rest:
        said = wording.say("semicolon").join(rest)
        draft.say("choice.applied" if matches else "choice.inside", groups=said, held=said)
    for criterion, piece in applied.disputes[:2]:
        draft.say("choice.disputed", statement=ended(criterion.statement) + draft.cite_evidence(piece, criterion.statement))


def _shared(applied: AppliedCriterion) -> bool:
    """Whether one sentence holds for every offer in the same way, so that it tells none from another."""
    matches = _matches(applied)
    return len(matches) == 1 and {*matches} <= applied.shared and not applied.disputes and not _unsaid(applied, matches)


def _common(shared: list[AppliedCriterion], draft: Draft) -> None:
    """What all of them fulfil, in one line."""
    said = []
    for applied in shared:
        statement, fit = next(iter(_matches(applied).items()))
        cited = ended(statement) + draft.cite_evidence(fit.evidence, statement)
        line = cited + _unread(statement, fit, applied, draft.wording)
        said.append(draft.wording.say("choice.common_line", label=_fulfilled(applied, draft.wording), line=line))
    if said:
        draft.say("choice.common", lines=draft.wording.say("semicolon").join(said))


@dataclass
class _Fit:
    """A sentence's source, and the offers that meet it by the values that they have."""

    evidence: Evidence
    groups: list[tuple[AttributeValue, tuple[int, ...]]] = field(default_factory=list)

    @property
    def places(self) -> tuple[int, ...]:
        return tuple(sorted(position for _, who in self.groups for position in who))


def _matches(applied: AppliedCriterion) -> dict[str, _Fit]:
    return {criterion.statement: _fit(applied, piece, who) for (criterion, piece), who in spoken_of(applied)}


def _fit(applied: AppliedCriterion, piece: Evidence, who: Sequence[int]) -> _Fit:
    return _Fit(piece, [(value, kept) for value, places in applied.groups if (kept := tuple(each for each in places if each in who))])


def _unsaid(applied: AppliedCriterion, matches: dict[str, _Fit]) -> list[tuple[Criterion, _Fit]]:
    """The first outside criterion for whose values a guide's sentence spoke before, with whom it fits: one that asks for something else, or else for
    the same in a case of its own."""
    said = [criterion for criterion, _ in applied.criteria if criterion.statement in matches]
    others = [
        (criterion, piece, who)
        for (criterion, piece), who in zip(applied.criteria, applied.met, strict=True)
        if is_outside(piece) and criterion.value is not None and criterion not in said and not any(agree(criterion, one) for one in said)
    ]
    others.sort(key=lambda other: any(same_ask(other[0], one) for one in said))
    return [(criterion, _fit(applied, piece, who)) for criterion, piece, who in others][:1]


def _match(statement: str, fit: _Fit, applied: AppliedCriterion, draft: Draft) -> str:
    """The sentence, then whom it fits, with their values where it doesn't name them itself."""
    wording = draft.wording
    cited = ended(statement) + draft.cite_evidence(fit.evidence, statement)
    cited += "".join(draft.cite_evidence(piece, criterion.statement) for criterion, piece in _agreeing(statement, fit, applied)[:1])
    half = _half(statement, applied, wording)
    who = _who(statement, fit, applied, wording) if fit.groups or not half else ""
    said = wording.say("semicolon").join(part for part in (who, *half) if part)
    return wording.say("choice.match", statement=cited, who=said) + _unread(statement, fit, applied, wording) if said else cited


def _half(statement: str, applied: AppliedCriterion, wording: Wording) -> list[str]:
    """Who may meet the sentence, and what isn't stated of them."""
    found = [(name, who) for one, name, who in applied.half if one == statement]
    return [wording.say("choice.unknown", who=wording.positions(who), label=wording.label(f"attr.{name}")) for name, who in found]


def _unread(statement: str, fit: _Fit, applied: AppliedCriterion, wording: Wording) -> str:
    """What of the sentence no attribute was held against, and whose records write it all the same."""
    said = []
    for word, who in [(word, who) for one, word, who in applied.unread if one == statement and len(who) < len(fit.places)]:
        said.append(wording.say("choice.unread_some" if who else "choice.unread", word=plain(word), who=wording.positions(who) if who else ""))
    return "".join(said)


def _agreeing(statement: str, fit: _Fit, applied: AppliedCriterion) -> list[tuple[Criterion, Evidence]]:
    """What outside sources ask for in the same case, where the sentence is a guide's."""
    own = next((one for one, piece in applied.criteria if piece is fit.evidence and one.statement == statement), None)
    if own is None or is_outside(fit.evidence):
        return []
    others = [(criterion, piece) for criterion, piece in applied.criteria if is_outside(piece)]
    return [pair for pair in others if agree(own, pair[0])]


def _who(statement: str, fit: _Fit, applied: AppliedCriterion, wording: Wording) -> str:
    """All of them, or their places; with their values, each behind its own, where the sentence doesn't name them all. "" where none fits and what is
    stated can't be held against the sentence."""
    if not fit.groups:
        own = next(criterion for criterion, _ in applied.criteria if criterion.statement == statement)
        judged = statement in applied.judged or all(comparable(value, own) for value, _ in applied.groups)
        return wording.say("choice.none_fits" if applied.groups else "choice.nobody") if judged else ""
    said = {value: wording.inside(value, applied.attribute) for value, _ in fit.groups if wording.flag(value) is None}
    several = len(fit.groups) > 1 and len(said) > 1
    if several or any(text.casefold() not in statement.casefold() for text in said.values()):
        groups = [wording.say("choice.group", value=said.get(value, ""), who=wording.positions(who)) for value, who in fit.groups]
        return wording.listed(groups, "comma")
    return wording.say("everyone") if len(fit.places) == _total(applied) > 1 else wording.positions(fit.places)


def _total(applied: AppliedCriterion) -> int:
    return len(applied.unknown) + sum(len(who) for _, who in applied.groups)


def _rest(applied: AppliedCriterion, spoken: set[int], label: str, wording: Wording) -> list[str]:
    left = [(value, tuple(each for each in who if each not in spoken)) for value, who in applied.groups]
    others = [(value, who) for value, who in left if who and not isinstance(value, tuple)]
    said = []
    for value, who in others[:4]:
        key = {True: "choice.group_with", False: "choice.group_without", None: "choice.group"}[wording.flag(value)]
        said.append(wording.say(key, value=wording.inside(value, applied.attribute), who=wording.positions(who)))
    return [*said, wording.say("choice.unknown", who=wording.positions(applied.unknown), label=label)] if applied.unknown else said


def _label(applied: AppliedCriterion, wording: Wording) -> str:
    """Our word for the attribute; where we have none, the guide's in the buyer's language."""
    label = wording.label("attr." + applied.attribute)
    if not applied.criteria:
        return label
    criterion, piece = applied.criteria[0]
    return plain(criterion.label) if label == applied.attribute.replace("_", " ") and criterion.label and piece.lang == wording.language else label


def _fulfilled(applied: AppliedCriterion, wording: Wording) -> str:
    """As all of them are: 都没有带帽 where the sentence is against hoods, unless the guide's own label says so."""
    label, (criterion, _) = _label(applied, wording), applied.criteria[0]
    return wording.say("choice.none_has", label=label) if criterion.value is False and label == wording.label("attr." + applied.attribute) else label


def _wishes(chosen: Choice, need: Need, draft: Draft) -> None:
    """The buyer's own wishes and conditions that tell the offers apart."""
    wishes = [*((condition,) for condition in need.hard), *spoken_wishes(need, chosen.offers)]
    for each in wishes:
        names = {condition.name for condition in each}
        who = [position for position, offer in enumerate(chosen.offers) if names <= set(offer.candidate.met)]
        told = chosen.best is not None and names <= {*chosen.best.wishes}
        if who and len(who) < len(chosen.offers) and not told:
            unknown = any(one.name in offer.candidate.unknown and draft.written(offer, one) is None for offer in chosen.offers for one in each)
            cited = "".join(draft.cite_product(chosen.offers[position]) for position in who[:3])
            said = draft.wording.say("choice.wish", wish=draft.wording.conditions(each), who=draft.wording.positions(who))
            draft.add(said + cited + (draft.wording.say("choice.wish_unknown") if unknown else ""))


def _advice(chosen: Choice, draft: Draft, *, second: bool) -> None:
    """Whom another offer than the recommended one suits better, and who is left out of it all."""
    wording = draft.wording
    advised = [one for one in chosen.advice if not (draft.retail and one.aspect in OF_TRADE)]
    best = chosen.best
    others = [one for one in advised if best is None or (one.position != best.place and one.position not in best.unfit)]
    named = [*dict.fromkeys(one.position for one in others)][: 1 if best else OTHERS]
    lines = advice_lines([one for one in others if one.position in named], chosen.offers, wording, draft.cite_product)
    if lines:
        draft.say("choice.instead" if best else "choice.advice", lines=wording.say("semicolon").join(lines))
    elif best and second and best.second not in best.unfit:
        draft.say("choice.second", what=_named(chosen.offers[best.second], draft), who=wording.positions([best.second]))
    for (attribute, value), who in _together(chosen.ruled_out).items():
        said = {"label": wording.label(f"attr.{attribute}"), "value": wording.inside(value, attribute)}
        draft.say("choice.ruled_out", who=wording.opening(wording.positions(who)), **said)


def _falling_short(chosen: Choice, need: Need, criteria: Sequence[AppliedCriterion], answered: Collection[str], draft: Draft) -> None:
    """That what is advised doesn't meet what is quoted: who takes the cheapest must know that it bears too little."""
    wording, case = draft.wording, case_of(need)
    advised = sorted({one.position for one in chosen.advice})
    if chosen.best is not None:
        advised = [chosen.best.place]
    told = [one for one in criteria if any(one.met)] if chosen.best else criteria
    short: dict[tuple[str, ...], list[int]] = {}
    for position in advised:
        if labels := tuple(_label(applied, wording) for applied in told if falls_short(applied, position, answered, case)):
            short.setdefault(labels, []).append(position)
    for labels, who in short.items():
        draft.say("choice.falls_short", who=wording.positions(who), labels=wording.listed(labels, "and"))


def _together(ruled_out: Mapping[int, tuple[str, AttributeValue]]) -> dict[tuple[str, AttributeValue], list[int]]:
    found: dict[tuple[str, AttributeValue], list[int]] = {}
    for position, reason in sorted(ruled_out.items()):
        found.setdefault(reason, []).append(position)
    return found


def advice_lines(advice: Sequence[Advice], offers: Sequence[Offer], wording: Wording, cite: Callable[[Offer], str] = lambda offer: "") -> list[str]:
    """ "for price (¥68) or a small first lot (MOQ 2), number 1": one line an offer."""
    found: dict[int, list[str]] = {}
    for one in advice:
        found.setdefault(one.position, []).append(_advised(one, offers[one.position].product.currency, wording))
    return [
        wording.say("advice.line", aspects=wording.listed(aspects, "or"), who=wording.positions([position])) + cite(offers[position])
        for position, aspects in found.items()
    ]


def _advised(one: Advice, currency: str, wording: Wording) -> str:
    value = one.value
    if one.aspect == "cheapest":
        value = wording.money(value, currency)
    elif one.aspect == "best_rated":
        rating, _, count = value.partition("|")
        value = wording.rating(float(rating), int(count), "rated_from")
    elif one.aspect == "repurchased":
        value = wording.share(float(value))
    elif one.aspect in ("best_selling", "lowest_moq"):
        value = f"{int(value):,}"
    return wording.say(f"advice.{one.aspect}", value=value)


def _question(chosen: Choice, wording: Wording) -> str:
    """The one question, with how many are left to choose from."""
    assert chosen.question is not None
    name, values = chosen.question
    applied = next((one for one in chosen.criteria if one.attribute == name), None)
    label = _label(applied, wording) if applied else wording.label("attr." + name)
    flags = {wording.flag(value) for value in values} - {None}
    said = wording.listed([wording.inside(value, name) for value in values], "or")
    told = "more" if chosen.among == "shown" and chosen.total > len(chosen.offers) else chosen.among
    among = wording.say(f"question.among_{told}", shown=len(chosen.offers), total=wording.count(chosen.total, "products"))
    return wording.opening(wording.say("question.flag" if flags else "question.values", label=label, values=said, among=among))
