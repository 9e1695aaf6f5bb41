"""Writes the text of an inquiry in one language: what is wanted, on which terms, and what the supplier is asked."""

from collections.abc import Sequence

from ...schema.asked import ABLE, LEAST, WANTED
from ...schema.asked import MOST as RANKED
from ...schema.condition import Condition
from ...schema.fact import Fact
from ...schema.inquiry import Inquiry
from ...schema.need import Need
from ...understanding.tokens.capabilities import capabilities_in
from ...understanding.tokens.cues import cues
from ...understanding.tokens.fact_names import name_of
from ..decisions.offer import Offer
from ..searching.offers import supplier_name
from ..wording.capitals import uncapitalised
from ..wording.glossary import CHINESE
from ..wording.plain import named, plain
from ..wording.wording import Wording

NEVER = (
    "price", "moq", "product", "supplier", "supplier.kind", "supplier.verified", "supplier.rating", "supplier.repurchase_rate",
    "supplier.response_hours",
    "rating", "review_count", "reviews", "sold_90d",
)  # fmt: skip
"""What every inquiry asks anyway, and what the platform knows and no supplier can tell."""
BLANK = "____"
"""To be filled in: no supplier quotes for a quantity that he isn't told."""
MOST = 8
"""Questions; more are not answered."""
SAID = "said."
SHORT_NAME = 12
"""Characters of a name that a sentence can be made of; longer words of the buyer's are quoted."""


def letter(inquiry: Inquiry, offers: Sequence[Offer], need: Need, wording: Wording) -> str:
    """Plain lines, without marks."""
    name = supplier_name(offers[0], wording.language)
    lines = [wording.say("letter.hello", supplier=named(name)) if name else wording.say("letter.hello_plain")]
    about = [_himself(fact, wording) for fact in need.facts if fact.value != "consumer"]
    lines.append(wording.say("letter.want", about="".join(about)))
    wanted = [_wanted(offer, need) for offer in offers]
    alike = all(each == wanted[0] for each in wanted)
    for number, (offer, own) in enumerate(zip(offers, wanted, strict=True), 1):
        title = named(offer.product.text(wording.language).title or offer.product.title)
        lines.append(wording.say("letter.line", number=number, title=title, id=plain(offer.id)))
        if own and not alike:
            lines.append("   " + wording.say("letter.require", conditions=wording.conditions(own)))
    if wanted[0] and alike:
        lines.append(wording.say("letter.require", conditions=wording.conditions(wanted[0])))
    lines.append(wording.say("semicolon").join(_terms(inquiry, wording)) + wording.say("stop"))
    lines.append(wording.say("letter.ask"))
    questions = _questions(inquiry, offers, need, wording)
    if questions:
        lines.append(wording.say("letter.confirm"))
        lines += [wording.say("letter.question", number=number, question=one) for number, one in enumerate(questions, 1)]
    return "\n".join([*lines, wording.say("letter.thanks")])


def _himself(fact: Fact, wording: Wording) -> str:
    """What the buyer says of himself, to a supplier: "We run a boutique."."""
    name = name_of(fact, wording.language)
    return wording.say(f"letter.{fact.kind}", name=name.removeprefix("you "))


def _terms(inquiry: Inquiry, wording: Wording) -> list[str]:
    said = [wording.say("letter.quantity", count=f"{inquiry.quantity:,}" if inquiry.quantity else BLANK)]
    if inquiry.target_price is not None:
        said.append(wording.say("letter.target", price=wording.money(inquiry.target_price, inquiry.currency)))
    return said


def _wanted(offer: Offer, need: Need) -> list[Condition]:
    """What the goods are to be like, by the buyer's own words; what no record tells is asked instead, what the record denies is left out (nobody asks
    a seller of bamboo for cotton), and what he would pay at most is his secret."""
    told = (*offer.candidate.unknown, *offer.candidate.failed)
    return [one for one in _own([offer], need) if one.hard and one.field.startswith(("attr.", "certification")) and one.name not in told]


def _own(offers: Sequence[Offer], need: Need) -> list[Condition]:
    """Of each product what is asked of its own goods, each once: of paper no black ink."""
    return list({one.name: one for offer in offers for one in need.of(offer.product.category, offer.id).active}.values())


def _questions(inquiry: Inquiry, offers: Sequence[Offer], need: Need, wording: Wording) -> list[str]:
    """What the buyer's conditions leave unknown, then what he wants asked beside them."""
    unknown = {name for offer in offers for name in offer.candidate.unknown}
    conditions = [one for one in _own(offers, need) if one.name in unknown and one.field not in NEVER]
    asked = [question(one, wording) for one in conditions]
    covered = {one.field for one in conditions}
    asked += [question_about(field, wording) for field in inquiry.asks if field not in NEVER and field not in covered]
    return list(dict.fromkeys(one for one in asked if one))[:MOST]


def question(condition: Condition, wording: Wording) -> str:
    """A condition as a question that can be answered yes or no."""
    label, value = wording.label(condition.field), wording.operand(condition)
    if condition.field == "certification" and isinstance(condition.value, bool):
        return question_about(condition.field, wording)
    if condition.field.startswith("terms."):
        return wording.say("ask.terms", label=label, value=value)
    if condition.field == "certification":
        return wording.say("ask.certificate", value=value)
    if condition.field.startswith("attr.") and isinstance(condition.value, (str, bool)) and wording.flag(condition.value) is not None:
        return wording.say("ask.has" if wording.flag(condition.value) else "ask.has_not", label=label)
    if condition.field.startswith("attr.") and condition.op in ("=", "in", "contains") and isinstance(condition.value, (str, tuple)):
        return wording.say("ask.value", value=uncapitalised(value))
    kind = {"<": "most", "<=": "most", ">": "least", ">=": "least", "!=": "not", "not_in": "not", "not_contains": "not"}.get(condition.op, "is")
    return wording.say(f"ask.{kind}", label=label, value=value)


def question_about(field: str, wording: Wording) -> str:
    """A field that the buyer wants to hear of."""
    field = field.removeprefix(RANKED).removeprefix(LEAST)
    label = wording.label(field)
    if label.endswith(("?", "？")) or cues(label).question:  # it is one as it stands
        return label.rstrip("?？。. ") + ("？" if CHINESE.search(label) else "?")
    if field.startswith(WANTED):
        return wording.say("ask.able_quoted", label=label)
    if field.startswith(ABLE):
        return wording.say("ask.able" if bool(CHINESE.search(label)) == (wording.language == "zh") else "ask.able_quoted", label=label)
    known = wording.say_if(f"ask.about.{field}") or (not field.startswith(SAID) and wording.say_if(f"ask.{field.partition('.')[0]}", label=label))
    return known or (_of_words(label, wording) if label == field.removeprefix(SAID) else wording.say("ask.about", label=label))


def _of_words(label: str, wording: Wording) -> str:
    """What no field is for: the question of what a seller does that stands in the words, else the words themselves, quoted where they are no short
    name in the language of the letter."""
    able = next((said for name in capabilities_in(label) if (said := wording.say_if(f"ask.about.capability.{name}"))), None)
    if able is not None:
        return wording.say("ask.in_his_words", question=able, label=label)
    short = len(label) <= SHORT_NAME and " " not in label.strip() and bool(CHINESE.search(label)) == (wording.language == "zh")
    return wording.say("ask.said" if short else "ask.quoted", label=label)
