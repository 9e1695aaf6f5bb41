"""What a message's intent leaves standing of its parts: the conditions it sets, what it asks about, what is to be said of it."""

from collections.abc import Sequence

from ..schema.condition import Condition
from ..schema.reading import Intent, Language
from .intent.asked import CAPABILITY
from .intent.safety import asks_safety
from .intent.situation import Situation
from .intent.wanted import WANTED
from .intent.whole import of_the_whole
from .productions.united import united
from .tokens.capabilities import label
from .tokens.cues import Cues
from .tokens.found import Gathered


def agreed(intent: Intent, topic: str, now: Situation) -> Intent:
    """A search within a topic that goes on is a refinement, a refinement that opens one is a search."""
    if topic == "new" and intent == "refine":
        return "search"
    return "refine" if intent == "search" and now.going and topic == "same" and now.subject.category is None else intent


def following(now: Situation, wished: Sequence[Condition], intent: Intent) -> tuple[Condition, ...]:
    """What only follows from the words of a search, of what they don't say themselves: class A, for a newborn."""
    said = {one.field for one in wished}
    return tuple(one for one in now.implied if one.field not in said) if intent in ("search", "refine") else ()


def weighing(intent: Intent, gathered: Gathered) -> Intent:
    """The cheapest and the best rated at once is a choice to be weighed, where nothing else is asked."""
    both = {"price", "rating"} <= {*gathered.sort}
    return "pick" if both and intent in ("search", "refine") and not gathered.conditions else intent


def meant(gathered: Gathered, intent: Intent, told: Cues) -> tuple[Condition, ...]:
    """The conditions that the intent leaves standing: a question sets none, and "the factory" asked about is no wish for one."""
    if intent in ("product_question", "chitchat", "out_of_scope"):
        return ()
    if intent == "supplier" and told.question and gathered.references:
        return ()
    if intent == "brand" and told.of("judged"):
        return tuple(dict.fromkeys(each for each in gathered.conditions if each.field != "brand"))
    asks = intent in ("supplier", "inquiry")
    if intent == "inquiry" and told.question:  # what the supplier is to be asked turns nothing away
        asked = [each for each in gathered.conditions if each.field != "supplier.kind"]
        return tuple(dict.fromkeys(each.model_copy(update={"hard": False}) for each in asked))
    if intent in ("pick", "compare"):  # "in winter" says what to judge by, not what to leave out
        wishes = [each.model_copy(update={"hard": False}) if each.field.startswith("attr.") else each for each in gathered.conditions]
        return united(dict.fromkeys(wishes))  # latex against memory foam: either is looked for
    once = dict.fromkeys(each for each in gathered.conditions if not (asks and each.field == "supplier.kind"))
    return united(once)


def usual(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """What he usually wants is a wish."""
    return tuple(each.model_copy(update={"hard": False}) for each in conditions)


def supposed(gathered: Gathered, intent: Intent, told: Cues, explained: str | None, asked: tuple[str, ...]) -> tuple[Condition, ...]:
    """What a question asks to have confirmed, or the brand that it asks an opinion of."""
    if intent == "brand" and told.of("judged"):
        return tuple(dict.fromkeys(each for each in gathered.conditions if each.field == "brand"))
    if told.of("reversed") or asks_safety(asked):  # "has it expired?" is no yes to the certificate, nor a size for infants one to "is it safe?"
        return ()
    return tuple(dict.fromkeys(gathered.conditions)) if intent == "product_question" and not explained else ()


def to_ask(gathered: Gathered) -> tuple[str, ...]:
    """What no record tells is the supplier's to answer: 问两周内能不能交货."""
    return tuple(f"said.{text}" for kind, text in gathered.notes if kind == "unchecked")


def noted(gathered: Gathered, intent: Intent, spoken: Language) -> tuple[tuple[str, str], ...]:
    wanted = {", ".join(each.value if isinstance(each.value, tuple) else (str(each.value),)) for each in united(gathered.conditions)}
    said = [note for note in gathered.notes if not (note[0] == "unchecked" and intent in ("product_question", "inquiry"))]
    said = [note for note in said if note[0] != "purpose" or note[1].split("\t")[1] in wanted]
    said = [(kind, label(text, spoken)) if kind == "capability" else (kind, text) for kind, text in said]
    return tuple(dict.fromkeys(note for note in said if note[0] != "capability" or intent in ("search", "refine")))


def asked_of(intent: Intent, asked: tuple[str, ...], gathered: Gathered, told: Cues, beside: tuple[str, ...]) -> tuple[str, ...]:
    """What is asked about a product or a supplier, or is to be asked of one; `beside` is said to be asked in so many words. () where nothing is."""
    if intent == "inquiry":
        named = any(name.startswith(CAPABILITY) for name in beside)
        fields = [name for name in asked or told.asks if not (named and name == "supplier.capabilities")]
        whole = [name for name in beside if name.startswith(WANTED)]
        untold = [name for name in to_ask(gathered) if not any(name.partition(".")[2] in each for each in whole)]
        return ("draft", *dict.fromkeys((*fields, *beside, *untold)))
    if intent == "supplier" and not asked:
        return tuple(f"{CAPABILITY}{name}" for kind, name in gathered.notes if kind == "capability")
    return asked if intent in ("product_question", "supplier") else tuple(name for name in asked if of_the_whole((name,)))
