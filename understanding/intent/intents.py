"""Which of the ten intents a message has: by rule where one is exact, else by the classifier. Unsure counts as search, an action is never guessed."""

from itertools import pairwise

from ...schema.reading import Intent
from .classifier import classifier
from .features import features
from .goods import ends_with_goods, nothing_but_nouns
from .rules import Verdict, by_rule
from .situation import Situation

SURE = 0.35
"""Below this probability nobody knows what is asked. Probabilities are as they are measured: docs/decisions/intents.md."""
PLAUSIBLE = 0.25
"""From here on the rule's own reading, that it is looked for by what was read, gives way to a sure one only."""
ACTION = 0.6
"""The same of what does something for the buyer."""
HALF = 0.5
"""The same of what is asked of somebody else, with words that would also be wishes: a poem about autumn."""
LOST = 0.65
"""The same of what would lose what he wishes for or points at."""
FIRM = 0.75
"""The same against a rule that is nearly exact, and of what would turn away a noun that stands alone, and so may name goods."""
SOLE = 0.9
"""The same of one word that opens a conversation and that nobody knows (火箭), and of a noun of the trade that stands last."""
NEVER = 1.01
_LOOKING: tuple[Intent, ...] = ("search", "refine")
_ASIDE: tuple[Intent, ...] = ("chitchat", "out_of_scope")


def intent_of(now: Situation) -> tuple[Intent, float]:
    """The intent and how sure we are of it."""
    verdict = by_rule(now)
    if verdict.exact:
        return verdict.intent, 0.95
    likely = classifier().probabilities(features(now, verdict))
    certain = {intent: chance for intent, chance in likely.items() if chance >= _needed(intent, now, verdict, likely[verdict.intent])}
    if certain:
        intent = max(certain, key=lambda name: certain[name])
        return intent, certain[intent]
    return ("search" if verdict.intent == "inquiry" else verdict.intent), likely[verdict.intent]


def _needed(intent: Intent, now: Situation, verdict: Verdict, ruled: float) -> float:
    """How likely an intent must be to be believed; the rule's own is as likely as `ruled`."""
    if intent == verdict.intent:
        return SURE
    if verdict.rule == "out of scope" and intent != "chitchat":
        return FIRM
    if intent == "inquiry":
        return ACTION
    pointing = any(each.kind not in ("all", "focus") for each in now.points)
    if intent in _LOOKING:
        return LOST if pointing and now.shown and verdict.intent not in _LOOKING else SURE
    cold = verdict.intent == "search" and not now.shown and now.subject.category and now.gathered.conditions
    if intent == "pick" and cold and not now.cues.question:  # red or orange, I don't mind which
        return NEVER
    if intent == "product_question" and (verdict.intent == "supplier" or cold):
        return FIRM
    if intent in _ASIDE and ends_with_goods(now.tokens, alone="search" not in now.cues.intents):
        return SOLE
    if intent in _ASIDE and _unknown_behind("tail", now):  # 来一台破壁机: counted as goods are
        return SOLE
    if intent == "chitchat" and _unknown_behind("seeking", now):
        return FIRM
    if intent in _ASIDE and now.going and not now.cues.intents.get("chitchat") and _of_a_part(now):
        return SOLE
    if intent in _ASIDE and nothing_but_nouns(now.unsifted, now.tokens):
        return SOLE if not now.shown and sum(token.text[:1].isalnum() for token in now.tokens) == 1 else FIRM
    asks = bool(now.cues.question or now.points)
    wishes = bool(now.wishes or now.gathered.bids or now.subject.attached) and (not asks or (verdict.intent in _LOOKING and ruled >= PLAUSIBLE))
    if intent == "out_of_scope":
        return HALF if wishes else SURE
    return LOST if wishes or (pointing and intent == "chitchat") else SURE


def _of_a_part(now: Situation) -> bool:
    """Whether it speaks of a part of the goods in hand: 拧不开盖子. What they may be is none: 又是静音的，真有你的."""
    return any(token.has("attribute") and not token.has("stop", "filler", "field", "value") for token in now.tokens)


def _unknown_behind(kind: str, now: Situation) -> bool:
    """Whether a word that nobody knows stands behind one of that kind, so that it may be what is counted or sought."""
    said = [token for token in now.tokens if token.text.strip() and not token.has("stop", "filler")]
    return any(one.has(kind) and not other.meanings and other.text in now.unsifted.words for one, other in pairwise(said))
