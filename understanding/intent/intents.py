"""Which of the ten intents a message has, by rules over its parts; unsure counts as search, an action is never guessed."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...schema.reading import Intent
from ...schema.reference import Reference, Shown
from ..tokens.cues import Cues
from ..tokens.found import Gathered
from .knowledge import KNOWLEDGE
from .subject import Subject

_POINTS = ("ordinal", "all", "focus", "other", "described", "extreme")


@dataclass(frozen=True)
class Situation:
    """Everything that the rules look at. `going` is whether there is a need already; `brand_known` whether a brand of the catalogue is named."""

    cues: Cues
    gathered: Gathered
    subject: Subject
    asked: tuple[str, ...]
    shown: Sequence[Shown]
    going: bool

    @property
    def points(self) -> list[Reference]:
        return [reference for reference in self.gathered.references if reference.kind in _POINTS]

    @property
    def content(self) -> bool:
        return bool(self.subject.category or self.subject.query)

    @property
    def wishes(self) -> bool:
        return bool(
            self.gathered.conditions
            or self.gathered.sort
            or self.gathered.dropped
            or self.gathered.quantity
            or self.gathered.relative
            or self.gathered.facts
        )


def intent_of(now: Situation) -> tuple[Intent, float]:
    """The intent and how sure we are of it."""
    said = now.cues.intents
    if said.get("tampering"):
        return "out_of_scope", 0.9
    if said.get("inquiry"):
        return "inquiry", 0.9
    if said.get("out_of_scope") and not (now.subject.category or now.wishes):
        return "out_of_scope", 0.85
    if now.asked == (KNOWLEDGE,):
        return "product_question", 0.85
    if said.get("chitchat") and not now.wishes and not now.points and not now.subject.category and _only_chat(now):
        return "chitchat", 0.9
    return _about_products(now) or _looking(now)


def _only_chat(now: Situation) -> bool:
    others = [name for name in now.cues.intents if name not in ("chitchat", "search", "refine", "which", "onward")]
    return not others and (not now.subject.query or (now.cues.intents["chitchat"] >= 6 and len(now.subject.words) <= 1))


def _about_products(now: Situation) -> tuple[Intent, float] | None:
    """What asks about something shown, or about choosing."""
    said = now.cues.intents
    if now.gathered.relative and not said.get("compare"):
        return "refine", 0.85
    several = len(now.points) > 1 or any(reference.kind == "all" for reference in now.points)
    if said.get("whichever") and now.shown and (now.asked or now.gathered.conditions) and not (now.cues.superlative or now.subject.category):
        return "product_question", 0.85
    if said.get("compare") and said.get("their_suppliers"):
        return "supplier", 0.9
    if said.get("compare") and (several or not said.get("pick")):
        return "compare", 0.9 if several or now.shown else 0.7
    if said.get("judged") and not now.points and any(each.field == "brand" for each in now.gathered.conditions):
        return "brand", 0.85
    single = [reference for reference in now.points if reference.kind != "all"]
    if said.get("brand") and single and not now.subject.category:  # 最便宜的那款什么牌子: that product's
        return "product_question", 0.85
    if said.get("brand") and "brand" not in now.gathered.dropped:  # 不限品牌 asks about no brand
        return "brand", 0.9
    about = not any(field.startswith("supplier.") for field in now.gathered.dropped)
    if said.get("supplier") and about:
        return "supplier", 0.9
    if about and any(reference.kind == "supplier" for _, found in now.gathered.spans for reference in found.references):
        return "supplier", 0.85
    if about and now.points and now.cues.question and _of_supplier(now):
        return "supplier", 0.85
    if said.get("pick"):
        return "pick", 0.9
    if now.cues.superlative and now.going and not (now.gathered.sort or now.asked or now.subject.category or now.gathered.conditions):
        return "pick", 0.75
    if now.points and (now.asked or now.cues.question) and not now.subject.category:
        return "product_question", 0.85 if now.asked or single else 0.6
    if now.asked and now.cues.question and now.shown and not now.content and not now.wishes:
        return "product_question", 0.7
    if not now.shown or now.wishes or now.subject.category or said.get("search"):
        return None
    sure = any(each.kind not in ("all", "focus") for each in now.points)
    return ("product_question", 0.6) if sure or (now.points and not now.content) else None


def _of_supplier(now: Situation) -> bool:
    """What certificates does the supplier of the first one hold? "Is the second one from a factory?" asks of the product."""
    one_kind = any(each.field == "supplier.kind" and each.op == "=" for each in now.gathered.conditions)
    return bool(now.cues.intents.get("their_suppliers")) or ("supplier" in now.asked and not one_kind)


def _looking(now: Situation) -> tuple[Intent, float]:
    if now.going and not now.subject.category and (now.wishes or now.cues.intents.get("refine")):
        return "refine", 0.8
    if now.content or now.wishes:
        return "search", 0.9 if now.subject.category else 0.7
    return ("refine", 0.5) if now.going else ("search", 0.4)
