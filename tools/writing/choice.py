"""Writes how to choose among the offers: each criterion once, with its source, then whom each offer suits."""

from ...schema.evidence import Evidence
from ...schema.guide import Criterion
from ...schema.need import Need
from ...schema.product import AttributeValue
from ..decision import Advice, AppliedCriterion, Choice
from ..wording import Wording
from .draft import Draft
from .facts import facts, telling
from .names import plain


def choice(chosen: Choice, need: Need, what: str, draft: Draft) -> None:
    wording = draft.wording
    if not chosen.offers:
        draft.say("choice.nothing", what=what)
        return
    if not chosen.criteria and not chosen.general:
        draft.say("choice.no_outside")
    draft.say("choice.open", what=what, shown=len(chosen.offers))
    draft.add("")
    _wishes(chosen, need, draft)
    for applied in chosen.criteria:
        _criterion(applied, draft)
    for piece in chosen.general if len(chosen.criteria) < 3 else ():
        quote = first_sentence(piece.text)
        draft.say("choice.general", statement=plain(quote) + draft.cite_evidence(piece, quote))
    _advice(chosen, draft)
    if len(chosen.offers) == 1:
        draft.say("choice.only", facts=facts(chosen.offers[0], telling(chosen.offers, need), wording) + draft.cite_product(chosen.offers[0]))
    if chosen.question:
        draft.question = _question(chosen.question, wording)
        draft.add("", draft.question)


def first_sentence(text: str) -> str:
    """The first sentence of a passage, verbatim, without a list mark or heading."""
    line = next((line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")), text)
    line = line.removeprefix("- ").removeprefix("* ")
    ends = [line.find(end) + len(end.rstrip()) for end in ("。", ". ", "!", "?", "；") if line.find(end) > 0]
    return line[: min(ends)] if ends else line[:200]


def _criterion(applied: AppliedCriterion, draft: Draft) -> None:
    """A line for each group that one of the sentences speaks of; the other groups and the unknown behind them."""
    wording, label = draft.wording, draft.wording.label("attr." + applied.attribute)
    if (
        label == applied.attribute.replace("_", " ")
        and applied.criteria
        and applied.criteria[0][0].label
        and applied.criteria[0][1].lang == wording.language
    ):
        label = applied.criteria[0][0].label
    matched = [(value, who, hit) for value, who in applied.groups if (hit := _speaks_of(value, applied)) is not None]
    rest = [(value, who) for value, who in applied.groups if _speaks_of(value, applied) is None]
    tail = [wording.say("choice.group", value=plain(wording.value(value, applied.attribute)), who=wording.positions(who)) for value, who in rest[:4]]
    if applied.unknown:
        tail.append(wording.say("choice.unknown", who=wording.positions(applied.unknown), label=label))
    sentences: dict[str, tuple[list[AttributeValue], list[int], Evidence]] = {}
    for value, who, (criterion, piece) in matched:
        values, positions, _ = sentences.setdefault(criterion.statement, ([], [], piece))
        values.append(value)
        positions.extend(who)
    for statement, (values, positions, piece) in sentences.items():
        named = wording.listed([plain(wording.value(value, applied.attribute)) for value in values[:3]])
        draft.say(
            "choice.match",
            label=label,
            value=named,
            who=wording.positions(sorted(positions)),
            statement=statement + draft.cite_evidence(piece, statement),
        )
    if not sentences:
        criterion, piece = applied.criteria[0]
        draft.say("choice.criterion", label=label, statement=criterion.statement + draft.cite_evidence(piece, criterion.statement))
    if tail:
        draft.say("choice.applied", groups=wording.say("semicolon").join(tail))


def _speaks_of(value: AttributeValue, applied: AppliedCriterion) -> tuple[Criterion, Evidence] | None:
    return next(((criterion, piece) for criterion, piece in applied.criteria if criterion.value is not None and _holds(value, criterion)), None)


def _holds(value: AttributeValue, criterion: Criterion) -> bool:
    wanted = criterion.value
    if criterion.op in ("contains", "in"):
        options = wanted if isinstance(wanted, list) else [wanted]
        parts = value if isinstance(value, tuple) else (value,)
        return any(str(option).casefold() in str(part).casefold() for option in options for part in parts)
    if isinstance(value, (int, float)) and isinstance(wanted, (int, float)):
        return bool(
            {"=": value == wanted, ">=": value >= wanted, "<=": value <= wanted, ">": value > wanted, "<": value < wanted}.get(
                criterion.op or "", False
            )
        )
    return criterion.op == "=" and str(value).casefold() == str(wanted).casefold()


def _wishes(chosen: Choice, need: Need, draft: Draft) -> None:
    """The buyer's own wishes and conditions that tell the offers apart."""
    for condition in need.active:
        who = [position for position, offer in enumerate(chosen.offers) if condition.name in offer.candidate.met]
        if who and len(who) < len(chosen.offers):
            unknown = any(condition.name in offer.candidate.unknown for offer in chosen.offers)
            cited = "".join(draft.cite_product(chosen.offers[position]) for position in who[:3])
            draft.add(
                draft.wording.say("choice.wish", wish=draft.wording.condition(condition), who=draft.wording.positions(who))
                + cited
                + (draft.wording.say("choice.wish_unknown") if unknown else "")
            )


def _advice(chosen: Choice, draft: Draft) -> None:
    wording = draft.wording
    lines = [
        advice_line(one, chosen.offers[one.position].product.currency, wording) + draft.cite_product(chosen.offers[one.position])
        for one in chosen.advice
    ]
    if lines:
        draft.add("")
        draft.say("choice.advice", lines=wording.say("semicolon").join(lines))


def advice_line(one: Advice, currency: str, wording: Wording) -> str:
    value = one.value
    if one.aspect == "cheapest":
        value = wording.money(value, currency)
    elif one.aspect == "best_rated":
        rating, _, count = value.partition("|")
        value = wording.rating(float(rating), int(count))
    elif one.aspect == "repurchased":
        value = wording.share(float(value))
    return wording.say(f"advice.{one.aspect}", who=wording.positions([one.position]), value=value)


def _question(asked: tuple[str, tuple[AttributeValue, ...]], wording: Wording) -> str:
    name, values = asked
    return wording.say(
        "question.values", label=wording.label("attr." + name), values=wording.listed([plain(wording.value(value, name)) for value in values], "or")
    )
