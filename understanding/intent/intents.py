"""Which of the ten intents a message has: by rule where one is exact, else by the classifier. Unsure counts as search, an action is never guessed."""

from ...schema.reading import Intent
from .classifier import classifier
from .features import features
from .goods import nothing_but_nouns
from .rules import Verdict, by_rule
from .situation import Situation

SURE = 0.35
"""Below this probability nobody knows what is asked. Probabilities are as they are measured: docs/decisions/intents.md."""
ACTION = 0.6
"""The same of what does something for the buyer."""
LOST = 0.65
"""The same of what would lose what he wishes for."""
BARE = 0.75
"""The same of what would turn away a noun that stands alone, and so may name goods."""
_LOOKING: tuple[Intent, ...] = ("search", "refine")
_ASIDE: tuple[Intent, ...] = ("chitchat", "out_of_scope")


def intent_of(now: Situation) -> tuple[Intent, float]:
    """The intent and how sure we are of it."""
    verdict = by_rule(now)
    if verdict.exact:
        return verdict.intent, 0.95
    likely = classifier().probabilities(features(now, verdict))
    certain = {intent: chance for intent, chance in likely.items() if chance >= _needed(intent, now, verdict)}
    if certain:
        intent = max(certain, key=lambda name: certain[name])
        return intent, certain[intent]
    looking: Intent = "refine" if now.going and not now.subject.category else "search"
    return looking, likely[looking]


def _needed(intent: Intent, now: Situation, verdict: Verdict) -> float:
    """How likely an intent must be to be believed."""
    if intent in _LOOKING or intent == verdict.intent:
        return SURE
    if intent == "inquiry":
        return ACTION
    wishes = bool(now.wishes or now.gathered.bids or now.subject.attached) and not (now.cues.question or now.points)
    if intent in _ASIDE and nothing_but_nouns(now.unsifted, now.tokens):
        return BARE
    return LOST if wishes else SURE
