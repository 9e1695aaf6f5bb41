"""Writes a comparison: the table goes along as data, the text says what follows from it."""

from collections.abc import Sequence

from ...schema.condition import FIELDS
from ...schema.need import Need
from ...schema.product import AttributeValue
from ...schema.reply import Comparison
from ..choosing.compare import MOST
from ..choosing.wishes import Wish, unmet
from ..decisions.comparison import Compared
from ..decisions.reviews import Reviews
from ..wording.capitals import uncapitalised
from ..wording.names import short
from ..wording.plain import plain
from ..wording.wording import Wording
from .choice import why
from .differences import differ, differences, price
from .draft import Draft
from .leading import leads
from .on_file import written_of


def comparison(compared: Compared, need: Need, draft: Draft) -> None:
    draft.wording = draft.wording.numbered(compared.numbers)
    wording, offers = draft.wording, compared.offers
    if len(offers) < 2:
        key = "compare.same" if compared.same else "compare.few" if offers else "compare.none"
        draft.question = wording.say(key, title=short(offers[0], wording.language) if offers else "")
        draft.add(draft.question)
        return
    if compared.pointed > MOST:
        draft.say("compare.too_many", pointed=compared.pointed, most=MOST)
    rows = _asked(compared, wording)
    led = [line for one in compared.leads for line in leads(one, wording)]
    verdict = [] if compared.silent or led else [*_ruled(compared, draft), *_taken(compared, need, draft)]
    answer = led or (_silent(compared.asked, wording) if compared.silent else [*verdict, *rows])
    apart = [
        *differences(compared, need, wording),
        *_wishes(compared, draft),
        *_by_descriptions(compared, draft),
    ]
    draft.add(*(answer or apart), "")
    for place, offer in enumerate(offers):
        costs = wording.money(offer.price, offer.product.currency)
        draft.add(f"{_number(place, compared, wording)} **{short(offer, wording.language)}** — {costs}{draft.cite_product(offer)}")
    if compared.kinds:
        draft.say("compare.kinds", kinds=wording.listed([uncapitalised(plain(kind)) for kind in compared.kinds]))
    if led or rows:  # in what else they differ is no answer to that
        draft.add("", *rows, *price(offers, need, wording))
    elif answer:
        draft.add("", *apart)
    draft.comparison = Comparison(product_ids=tuple(offer.id for offer in offers), rows=compared.rows, verdict=" ".join(verdict))


def _asked(compared: Compared, wording: Wording) -> list[str]:
    """What was to be compared: where they differ in it, where they are alike, and what nobody states; none where nothing is recorded of any."""
    led = {one.asked for one in compared.leads}
    rows = [row for row in compared.rows if (name := row.field.removeprefix("attr.")) in compared.asked and name not in led]
    known = {*led, *(row.field.removeprefix("attr.") for row in rows)}
    alike = [wording.say("compare.differs", label=row.label, values=row.values[0]) for row in rows if len(set(row.values)) == 1]
    silent = [name for name in compared.asked if name not in known]
    lines = [wording.say("compare.alike", rows=wording.say("semicolon").join(alike))] if alike else []
    return [*differ(rows, wording), *lines, *_silent(silent, wording)] if rows else []


def _silent(names: Sequence[str], wording: Wording) -> list[str]:
    """What no record states, and what no field is for."""
    fields = [_unknown(name, wording) for name in names if not name.startswith("said.")]
    words = [plain(name.removeprefix("said.")) for name in names if name.startswith("said.")]
    lines = [wording.say("compare.untold", rows=wording.say("semicolon").join(fields))] if fields else []
    return [*lines, wording.say("note.unanswered", text=wording.listed(words, "comma"))] if words else lines


def _unknown(name: str, wording: Wording) -> str:
    return wording.label(name if name in FIELDS or "." in name else f"attr.{name}")


def _number(place: int, compared: Compared, wording: Wording) -> str:
    """An item of a list, or the number by which the buyer calls it, which a list would not keep."""
    if compared.numbers in ((), tuple(range(1, len(compared.offers) + 1))):
        return f"{place + 1}."
    return f"- {wording.opening(wording.positions([place]))}:"


def _by_descriptions(compared: Compared, draft: Draft) -> list[str]:
    """What the description of each says of its own, where records tell them apart by little."""
    wording = draft.wording
    said = {place: wording.say("details.described", quote=plain(one.quote)) for place, one in compared.told.items()}
    marks = {place: draft.cite_evidence(one.evidence, one.quote) for place, one in compared.told.items()}
    return [wording.say("choice.point", label=wording.opening(wording.positions([place])), line=said[place] + marks[place]) for place in said]


def _wishes(compared: Compared, draft: Draft) -> list[str]:
    wording = draft.wording
    lines = []
    for number, wish in enumerate(compared.wishes):
        who = [place for place, standing in enumerate(compared.standings) if number in standing.wishes]
        if told := _by_value(compared, wish, who, wording):
            lines.append(wording.say("compare.wish_each", wish=wording.wish(wish), who=told))
            continue
        if not who and (said := written_of(wish, compared.offers, draft)):
            lines.append(f"- {said}")
            continue
        key = {0: f"listing.wish_{unmet(compared.offers, wish)}", len(compared.offers): "compare.wish_all"}.get(len(who), "compare.wish")
        lines.append(wording.say(key, wish=wording.wish(wish), who=wording.positions(who)))
    return lines


def _by_value(compared: Compared, wish: Wish, who: Sequence[int], wording: Wording) -> str:
    """Which is of what, where several were wished for: numbers 1 and 2 (carbon fibre), number 3 (aluminium)."""
    if len(wish) > 1 or wish[0].op != "in" or not wish[0].field.startswith("attr."):
        return ""
    attribute = wish[0].field.removeprefix("attr.")
    found: dict[str, list[int]] = {}
    for place in who:
        value = compared.offers[place].product.text(wording.language).attributes.get(attribute)
        if isinstance(value, str):
            found.setdefault(wording.inside(value, attribute), []).append(place)
    return wording.listed([wording.say("choice.group", value=value, who=wording.positions(own)) for value, own in found.items()], "comma")


def _ruled(compared: Compared, draft: Draft) -> list[str]:
    """What a rule is against, with what the guide says of the rule."""
    wording, together = draft.wording, dict[tuple[str, AttributeValue, str], list[int]]()
    for place, one in compared.ruled_out.items():
        together.setdefault((one.attribute, one.value, one.line), []).append(place)
    lines = []
    for (attribute, value, line), who in together.items():
        guide = compared.ruled_out[who[0]].guide
        mark = draft.cite("guide", guide.id, plain(guide.title), line)
        own = compared.offers[who[0]].product.text(wording.language).attributes.get(attribute, value)
        said = {"label": wording.label(f"attr.{attribute}"), "value": wording.inside(own, attribute), "line": line + mark}
        lines.append(wording.say("compare.ruled_out", who=wording.opening(wording.positions(who)), **said))
    return lines


def _taken(compared: Compared, need: Need, draft: Draft) -> list[str]:
    """The verdict with what speaks for it; none where nothing that the buyer said tells them apart."""
    wording, verdict, best = draft.wording, compared.verdict, compared.best
    if verdict.position is None:
        return []
    who, standing = wording.positions([verdict.position]), compared.standings[verdict.position]
    alone = verdict.ground == "conditions" and not (standing.failed or standing.unknown or standing.out_of_reach)
    key = f"left_{verdict.ground}" if compared.ruled_out else "only" if alone else str(verdict.ground)
    reasons = [*why(best, compared.offers, need, draft)] if best is not None and best.told and verdict.ground == "wishes" else []
    draft.settled |= {*best.words, *best.by_number} if best is not None and reasons else set()
    said = wording.say("semicolon").join(reasons)
    taken = wording.say("compare.take_said", who=who, reasons=said) if said else wording.say(f"compare.take_{key}", who=who)
    return [
        taken,
        *_unstated(verdict.position, compared, who, wording),
        *_amiss(compared.reviews[verdict.position : verdict.position + 1], who, wording),
    ]


def _unstated(place: int, compared: Compared, who: str, wording: Wording) -> list[str]:
    """That the record of what is taken doesn't tell whether it keeps the rule."""
    stated = compared.offers[place].product.attributes
    silent = dict.fromkeys(one.attribute for one in compared.ruled_out.values() if one.attribute not in stated)
    labels = wording.listed([wording.label(f"attr.{name}") for name in silent])
    return [wording.say("compare.rule_unstated", who=wording.opening(who), labels=labels)] if silent else []


def _amiss(reviews: Sequence[Reviews], who: str, wording: Wording) -> list[str]:
    """That half of the reviews of what one would take, or more, give two stars at most."""
    poor = [one for one in reviews if one.poor and one.poor * 2 >= one.read]
    return [wording.say("compare.take_poor", who=who, poor=one.poor, read=wording.count(one.read, "reviews")) for one in poor]
