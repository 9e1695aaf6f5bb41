"""From a message to a `Reading`: clean, tokens, grammar, subject, intent, topic."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from ..retrievers.titled import NoTitles, Titles
from ..schema.need import Need, SortKey
from ..schema.reading import Intent, Language, Reading
from ..schema.reference import Reference, Shown
from .cleaner import Cleaner, impersonal
from .intent.acts import acts
from .intent.asked import of_reviews
from .intent.continued import only_points
from .intent.denied import turned_away
from .intent.fits import of_fitness, permits, value_said
from .intent.himself import for_whom
from .intent.inquiries import act_of, compares, written_to
from .intent.intents import SURE, intent_of
from .intent.knowledge import KNOWLEDGE, of_itself
from .intent.pointing import WEAK
from .intent.put_right import put_right
from .intent.questions import beside as to_be_asked
from .intent.rules import kept, undecided
from .intent.situation import Situation
from .intent.subject import Subject, aside, unread_of, unused
from .intent.topic import topic_of
from .intent.unmeasured import asked_word, most_of
from .intent.wanted import capable, unread, wanted
from .intent.whole import of_several, of_the_whole
from .intent.withdrawn import without_withdrawn
from .language.atom import atoms
from .language.lexicon import lexicon
from .language.text import Cleaned, language_of
from .ledger.insisted import insisted
from .ledger.unsaid import unsaid
from .left_out import left_out, within
from .outcome import agreed, asked_of, following, meant, noted, supposed, usual, weighing
from .pointers.chosen import asked_by
from .productions.measured_wishes import settled
from .productions.widened import widened
from .situations import Situations
from .tokens.capabilities import capability_phrases
from .tokens.found import Gathered
from .tokens.lacked import lacked
from .tokens.lexer import tokens
from .tokens.numbered import Known, nobody
from .vocabulary.shelf import Most, untold
from .vocabulary.vocabulary import Vocabulary

_NONE = NoTitles()
_NAMES = ("certificate", "class", "brand", "world_brand", "unit", "number")
_UNREAD = 5  # words that the reply may name
_LONG = 40  # characters of a number that it names
_NEW_GOODS = 0.8
"""How sure it must be that other goods are asked for, where no word says so and nobody knows their name."""


class Reader:
    """Reads messages by one catalogue's vocabulary. Safe to use from several threads: it keeps nothing between messages."""

    def __init__(self, vocabulary: Vocabulary, numbers: Known = nobody, titles: Titles = _NONE, most: Most = untold, *, typed: bool = True) -> None:
        """`numbers` tells the product that a code in the message is the number of, `titles` what products are called, `most` the largest number that
        the goods of a category state; a page's text, which no buyer `typed`, has no slips."""
        self.vocabulary = vocabulary
        self._titles = titles
        self._cleaner, self._situations = Cleaner(vocabulary, titles, typed), Situations(vocabulary, numbers, titles, most)

    def read(self, text: str, need: Need | None = None, shown: Sequence[Shown] = (), language: str | None = None) -> Reading:
        """`need` and `shown` are the conversation so far; `language` is what the caller knows better than the text ("zh", "en")."""
        cleaned, slips = self._cleaner.cleaned(text, shown)
        spoken = _language(cleaned.text, need, language)
        if spoken == "en" != language and need is not None and need.language == "zh" and not self._english(cleaned.text):
            spoken = "zh"
        if not any(char.isalnum() for char in cleaned.text):
            said = any(char.isalnum() for char in text)  # nothing but his name and where he lives
            nothing = () if said else (("empty", ""),)
            return Reading(intent="chitchat", language=spoken, confidence=0.5, notes=(*nothing, *left_out(cleaned)))
        reading = within(self._of_wishes(cleaned, spoken, need, shown) or self._several(cleaned, spoken, need, shown))
        told = tuple(("slip", f"{slip.wrote} → {slip.read}") for slip in slips if slip.named)
        told += tuple(("no_firm", firm) for firm in cleaned.firms if reading.intent in ("search", "refine"))
        told += left_out(cleaned)
        return reading.model_copy(update={"notes": (*reading.notes, *told)}) if told else reading

    def _of_wishes(self, cleaned: Cleaned, spoken: Language, need: Need | None, shown: Sequence[Shown]) -> Reading | None:
        """A message that says of a wish that it is a must, or was never meant."""

        def read(text: str) -> Reading:
            return self._several(replace(cleaned, text=text), spoken, need, shown)

        denied = unsaid(cleaned.text, need, self.vocabulary, spoken, read)
        return denied or insisted(cleaned.text, need, shown, self.vocabulary, spoken, read)

    def impersonal(self, text: str) -> str:
        """The text without the buyer's name, address and numbers, or the marks that stand for them in a redacted one."""
        return impersonal(text)

    def situation(self, text: str, need: Need | None = None, shown: Sequence[Shown] = ()) -> Situation | None:
        """What the intent is named from; None for what is read before that."""
        found = self._situations.of(self._cleaner.cleaned(text, shown)[0], "zh", need, shown)
        return found if isinstance(found, Situation) else None

    def _several(self, cleaned: Cleaned, spoken: Language, need: Need | None, shown: Sequence[Shown]) -> Reading:
        """The first request, with the others in `also`."""

        def judge(text: str) -> tuple[Situation, Intent, float] | None:
            found = self._situations.of(replace(cleaned, text=text), spoken, need, shown)
            return (found, *intent_of(found)) if isinstance(found, Situation) else None

        cleaned = replace(cleaned, text=put_right(cleaned.text, self.vocabulary))
        cleaned = replace(cleaned, text=without_withdrawn(cleaned.text, lambda text: found[0] if (found := judge(text)) else None))
        first, *others = (self._reading(replace(cleaned, text=text), spoken, need, shown) for text in acts(cleaned.text, judge))
        return first.model_copy(update={"also": tuple(others)}) if others else first

    def _reading(self, cleaned: Cleaned, spoken: Language, need: Need | None, shown: Sequence[Shown]) -> Reading:
        situation = self._situations.of(cleaned, spoken, need, shown)
        if isinstance(situation, Reading):
            return situation
        told, gathered, topic_words, asked = situation.cues, situation.gathered, situation.subject, situation.asked
        parts, explained, lasting, facts = situation.tokens, situation.explained, situation.lasting, gathered.facts
        before = need.category if need else None
        intent, confidence = intent_of(situation)
        measured = bool(gathered.case) or bool(shown) or not of_itself(situation)
        asking = intent in ("search", "refine", "product_question") and not explained and measured
        suits = of_fitness(cleaned.text, situation) if asking else ()
        if len(suits) > 1 and shown:
            intent, confidence, asked = "product_question", 0.9, suits
        elif suits:  # no product is asked about: the guides are
            intent, confidence, explained, asked = "product_question", 0.9, value_said(situation), (KNOWLEDGE, *suits)
        elif asking and permits(cleaned.text, situation) and (of_itself(situation) or (shown and of_reviews(asked))):
            intent, confidence, explained, asked = "product_question", 0.9, _bare(cleaned.text), (KNOWLEDGE,)
        if intent == "search" and confidence >= _NEW_GOODS and situation.going and not (topic_words.query or situation.wishes):
            topic_words = situation.unsifted
        if confidence < SURE or intent in ("chitchat", "out_of_scope"):  # "it would be better if it was free" asks about no product
            gathered.references = [each for each in gathered.references if each.text.lower() not in WEAK]
        untold = (most_of(situation) or asked_word(situation) or kept(situation)) if intent == "product_question" else ""
        if intent == "product_question" and (told.of("whichever") or untold) and not gathered.references:
            gathered.references = [Reference(kind="all", count=0)]
        if untold and (not topic_words.query or most_of(situation)):
            topic_words = replace(topic_words, query=untold)
        if intent == "product_question" and not explained and of_itself(situation):
            explained, asked = _bare(cleaned.text), (KNOWLEDGE,)
        if explained and intent == "product_question":
            topic_words, gathered = replace(topic_words, query=explained), Gathered(case=gathered.case)
        if intent == "product_question" and of_the_whole(asked):
            topic_words, gathered.references = aside(topic_words), gathered.references if of_several(asked) else []
        topic = topic_of(topic_words, need, intent, bool(told.of("onward")))
        topic = "new" if turned_away(parts, before) else topic
        if topic == "new":
            gathered = settled(gathered, told, parts, going=False)
        intent = agreed(intent, topic, situation)
        intent = weighing(intent, gathered)
        stands = lasting.stands(told.question)
        wished = meant(gathered, intent, told)
        wished = usual(wished) if lasting.wishes(stands) else wished
        act = act_of(told, gathered, topic_words)
        if act is not None:
            asked = (act, "quotes") if act == "quote" and compares(told) else (act,)
            return Reading(
                intent="inquiry", language=spoken, confidence=0.9, references=tuple(gathered.references), asked=asked, bids=tuple(gathered.bids)
            )
        return Reading(
            intent=intent,
            language=spoken,
            confidence=confidence,
            topic=topic,
            category=topic_words.category,
            query="" if intent in ("chitchat", "out_of_scope") or _asks_what(situation, intent) else self._without(topic_words, gathered),
            audience=topic_words.audience,
            quantity=gathered.quantity,
            few=gathered.few,
            sort=() if intent == "product_question" else cast("tuple[SortKey, ...]", tuple(dict.fromkeys(gathered.sort))),
            conditions=(*widened(wished, parts, need if topic == "same" else None), *following(situation, wished, intent)),
            dropped=tuple(dict.fromkeys(gathered.dropped)),
            references=written_to(gathered.references) if intent == "inquiry" else tuple(gathered.references),
            relative=tuple(gathered.relative),
            facts=(*facts, *(for_whom(topic_words) if lasting.mostly(stands) and not gathered.conditions else ())),
            case=gathered.case,
            stands=stands,
            correction=told.correction,
            beside=tuple(str(token.value("category")) for token in situation.others) if intent in ("search", "refine") else (),
            pure=only_points(cleaned.text, parts, gathered),
            bids=tuple(gathered.bids),
            asked=asked_of(
                intent,
                asked or (asked_by(gathered.references) if intent == "product_question" else ()),
                gathered,
                told,
                self._to_be_asked(cleaned, situation) if intent == "inquiry" else (),
            ),
            supposed=() if suits else supposed(gathered, intent, told, explained, asked),
            notes=(
                *noted(gathered, intent, spoken),
                *((("undecided", ""),) if _asks_what(situation, intent) else ()),
                *(("beside", token.text) for token in situation.others if intent in ("search", "refine")),
                *(("unread", _clipped(token.text)) for token in parts if token.has("beyond") and intent in ("search", "refine")),
                *self._unread(
                    replace(situation, subject=topic_words),
                    intent,
                    topic_words.category or (before if topic == "same" else None),
                    topic,
                    cleaned.text,
                ),
            ),
        )

    def _to_be_asked(self, cleaned: Cleaned, now: Situation) -> tuple[str, ...]:
        asked = to_be_asked(cleaned.text, now.tokens, now.gathered, unread(now))
        return (*asked, *capable(now), *wanted(cleaned.whole or cleaned.text, cleaned.sent_to, now))

    def _without(self, about: Subject, gathered: Gathered) -> str:
        """The words to search by; where goods are named, with what they are to be without, as titles of the catalogue say it."""
        things = [thing for kind, text in gathered.notes if kind == "unchecked" and (thing := lacked(text))] if about.category else []
        said = (f"无{thing}" if thing >= "\u3400" else f"{thing}-free" for thing in things)
        return " ".join((about.query, *(each for each in said if self._titles.says(each))))

    def _english(self, text: str) -> bool:
        """Whether a text in Latin letters is English: a name (GOTS, XL, Logitech) that Chinese uses too is no evidence of it."""
        words = [token for token in tokens(text, self.vocabulary) if token.text[:1].isalpha() and not token.has(*_NAMES)]
        words = [token for token in words if token.has("stop", "filler") or not any(char.isupper() for char in token.text[1:])]
        return any(token.meanings for token in words) or len(words) > 1 or lexicon().cues.longest(atoms(text), 0)[0] > 0

    def _unread(self, now: Situation, intent: Intent, category: str | None, topic: str, text: str) -> tuple[tuple[str, str], ...]:
        """Words that only the search can use, where a category is recognised, or they only say what goods asked for before are to be like."""
        if intent not in ("search", "refine") or (category is None and not (topic == "same" and now.subject.attached)):
            return ()
        able = " ".join(capability_phrases(text))
        about = unused(now.subject, now.tokens) if category is not None else now.subject
        unread = (word for word in dict.fromkeys(unread_of(about, now.tokens, text)) if word not in able)
        words = self.vocabulary
        return tuple(("unread", word) for word in unread if not (category and words.says(category, word)) or words.adds(category, word))[:_UNREAD]


def _bare(text: str) -> str:
    """Without the marks around it."""
    return text.strip(" ?？!！.。")


def _clipped(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


def _asks_what(situation: Situation, intent: Intent) -> bool:
    """Whether he is to be shown what there is."""
    return intent == "search" and undecided(situation)


def _language(text: str, need: Need | None, language: str | None) -> Language:
    if language in ("zh", "en"):
        return cast(Language, language)
    return language_of(text) or (need.language if need else "zh")
