"""From a message to a `Reading`: clean, tokens, grammar, subject, intent, topic."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from ..retrievers.titled import NoTitles, Titles
from ..schema.fact import Fact
from ..schema.need import Need, SortKey
from ..schema.reading import Intent, Language, Reading
from ..schema.reference import Reference, Shown
from .grammar import parse
from .intent.acts import acts
from .intent.asked import REVIEW, asked_about, by_reviews, of_reviews, of_terms
from .intent.beside import beside
from .intent.continued import only_points
from .intent.denied import turned_away, without_denied
from .intent.fits import of_fitness, permits, value_said
from .intent.foreign import is_foreign
from .intent.goods import names_goods, nouns_of, only_goods
from .intent.himself import for_whom, of_himself
from .intent.inquiries import act_of, compares, written_to
from .intent.intents import SURE, intent_of
from .intent.knowledge import CARRIED, CASE, KNOWLEDGE, asking, of_care, of_case, of_itself, of_journey, of_surroundings, term
from .intent.pointing import WEAK, pointing, sought
from .intent.ranked import Ranked, ranked
from .intent.refused import without_refused
from .intent.rules import kept, undecided
from .intent.situation import Situation
from .intent.subject import Subject, aside, category_in_hand, for_others, sibling, subject, unread_of
from .intent.topic import topic_of
from .intent.trimmed import besides, beyond, of_the_need, other_audience
from .intent.trouble import trouble
from .intent.unmeant import left_for, without_unmeant
from .intent.unmeasured import asked_word, most_of
from .intent.used_for import without_uses
from .intent.whole import COUNT, PRICES, RATINGS, of_several, of_the_whole
from .intent.withdrawn import without_withdrawn
from .language.atom import atoms
from .language.emphasis import without_emphasis, without_oaths
from .language.lexicon import lexicon
from .language.particulars import companies, place_names, with_stand_ins, without_destinations, without_particulars
from .language.text import Cleaned, clean, language_of
from .ledger.insisted import insisted
from .ledger.placed import PLACED, placed
from .ledger.questioned import named_in, questioned
from .ledger.unsaid import unsaid
from .outcome import agreed, asked_of, following, meant, noted, supposed, usual, weighing
from .pointers.chosen import asked_by
from .pointers.named import describes, without_firms
from .productions.amended import amended
from .productions.cases import rooms
from .productions.either import either
from .productions.exchanged import exchanged
from .productions.markets import market_names
from .productions.measured_wishes import settled
from .productions.stretched import stretched
from .productions.united import united
from .productions.widened import widened
from .slips.slip import Slip
from .slips.slips import Slips
from .tokens.amount import with_amounts
from .tokens.aspects import phrases_of
from .tokens.capabilities import capabilities_in, capability_phrases
from .tokens.cues import cues
from .tokens.cursor import Message
from .tokens.dated import dated
from .tokens.facts import said_of_himself
from .tokens.found import Gathered
from .tokens.lacked import lacked
from .tokens.lexer import tokens
from .tokens.numbered import Known, nobody, numbered
from .tokens.ordering import ORDERED, ordering
from .tokens.standing import standing
from .tokens.titled import titled
from .tokens.token import Token
from .vocabulary.vocabulary import Vocabulary

_NONE = NoTitles()
_NAMES = ("certificate", "class", "brand", "world_brand", "unit", "number")
_UNREAD = 5  # words that the reply may name
_LONG = 40  # characters of a number that it names
_NEW_GOODS = 0.8
"""How sure it must be that other goods are asked for, where no word says so and nobody knows their name."""
_ASKED = ("有", "有没有", "吗", "么", "嘛", "呢")


class Reader:
    """Reads messages by one catalogue's vocabulary. Safe to use from several threads: it keeps nothing between messages."""

    def __init__(self, vocabulary: Vocabulary, numbers: Known = nobody, titles: Titles = _NONE, *, typed: bool = True) -> None:
        """`numbers` tells the product that a code in the message is the number of, `titles` what products are called; a page's text, which no buyer
        `typed`, has no slips."""
        self.vocabulary = vocabulary
        self._numbers, self._titles = numbers, titles
        self._slips = Slips(vocabulary) if typed else None
        self._places = frozenset((*place_names(), *(name for place in vocabulary.facets.places for name in (place.name, *place.aliases))))

    def read(self, text: str, need: Need | None = None, shown: Sequence[Shown] = (), language: str | None = None) -> Reading:
        """`need` and `shown` are the conversation so far; `language` is what the caller knows better than the text ("zh", "en")."""
        cleaned, slips = self._cleaned(text)
        spoken = _language(cleaned.text, need, language)
        if spoken == "en" != language and need is not None and need.language == "zh" and not self._english(cleaned.text):
            spoken = "zh"
        if not any(char.isalnum() for char in cleaned.text):
            said = any(char.isalnum() for char in text)  # nothing but his name and where he lives
            return Reading(intent="chitchat", language=spoken, confidence=0.5, notes=() if said else (("empty", ""),))
        reading = self._of_wishes(cleaned, spoken, need, shown) or self._several(cleaned, spoken, need, shown)
        told = tuple(("slip", f"{slip.wrote} → {slip.read}") for slip in slips if slip.named)
        told += tuple(("no_firm", firm) for firm in cleaned.firms if reading.intent in ("search", "refine"))
        return reading.model_copy(update={"notes": (*reading.notes, *told)}) if told else reading

    def _of_wishes(self, cleaned: Cleaned, spoken: Language, need: Need | None, shown: Sequence[Shown]) -> Reading | None:
        """A message that says of a wish that it is a must, or was never meant."""

        def read(text: str) -> Reading:
            return self._several(replace(cleaned, text=text), spoken, need, shown)

        denied = unsaid(cleaned.text, need, self.vocabulary, spoken, read)
        return denied or insisted(cleaned.text, need, shown, self.vocabulary, spoken, read)

    def impersonal(self, text: str) -> str:
        """The text without the buyer's name, address and numbers, or the marks that stand for them in a redacted one."""
        return without_particulars(with_stand_ins(text))

    def _from_anywhere(self, text: str) -> str:
        """The text without where goods go to."""
        return without_destinations(text, self._places, market_names())

    def _without_firms(self, text: str) -> tuple[str, tuple[str, ...]]:
        """The text without names of firms that the catalogue doesn't know and a word of which is a value (Olive Green Co., 墨绿贸易公司 ask for no
        colour), and those names."""
        away: list[str] = []
        for found in sorted(companies(text), key=lambda each: -each.start()):
            named, called = tokens(found[0], self.vocabulary), found[0].casefold().rstrip(".")
            ours = any(called in name.casefold() for one in self.vocabulary.facets.suppliers for name in (one.name, *one.aliases))
            if (
                any(token.has("value") for token in named)
                and not ours
                and not any(token.has("brand", "place", "category", "head") for token in named)
            ):
                text, away = f"{text[: found.start()]} , {text[found.end() :]}", [found[0], *away]
        return text, tuple(away)

    def situation(self, text: str, need: Need | None = None, shown: Sequence[Shown] = ()) -> Situation | None:
        """What the intent is named from; None for what is read before that."""
        found = self._situation(self._cleaned(text)[0], "zh", need, shown)
        return found if isinstance(found, Situation) else None

    def _several(self, cleaned: Cleaned, spoken: Language, need: Need | None, shown: Sequence[Shown]) -> Reading:
        """The first request, with the others in `also`."""

        def judge(text: str) -> tuple[Situation, Intent, float] | None:
            found = self._situation(replace(cleaned, text=text), spoken, need, shown)
            return (found, *intent_of(found)) if isinstance(found, Situation) else None

        cleaned = replace(cleaned, text=without_withdrawn(cleaned.text, lambda text: found[0] if (found := judge(text)) else None))
        first, *others = (self._reading(replace(cleaned, text=text), spoken, need, shown) for text in acts(cleaned.text, judge))
        return first.model_copy(update={"also": tuple(others)}) if others else first

    def _cleaned(self, text: str) -> tuple[Cleaned, tuple[Slip, ...]]:
        """Without emphasis and what the buyer tells of himself, and with slips mended."""
        cleaned = clean(text)
        said, firms = self._without_firms(self.impersonal(self._from_anywhere(with_stand_ins(without_oaths(without_emphasis(cleaned.text))))))
        mended, slips = self._slips.mended(said) if self._slips is not None else (said, ())
        return replace(cleaned, text=mended, firms=firms), slips

    def _situation(self, cleaned: Cleaned, spoken: Language, need: Need | None, shown: Sequence[Shown]) -> Situation | Reading:
        """What is read of the message before its intent is named, or the whole reading of one that needs no intent."""
        told = cues(cleaned.text)
        himself = said_of_himself(cleaned.text, need.facts if need else (), told.correction)
        said = dated(numbered(tokens(cleaned.text, self.vocabulary), cleaned.text, self._numbers), cleaned.text)
        parts = himself.apart(with_amounts(said, cleaned.text))
        parts = titled(parts, cleaned.text, told, shown, self._titles)
        parts = without_denied(without_refused(parts, self.vocabulary), told, cleaned.text, self.vocabulary, need)
        parts = without_unmeant(parts, told, cleaned.text, need.category if need else None)
        parts = without_uses(parts, told, cleaned.text, need.category if need else None, self.vocabulary)
        lasting = standing(cleaned.text)
        rank = ranked(cleaned.text) if told.intents.keys() & {"supplier", "their_suppliers"} or any(_maker(token) for token in parts) else Ranked()
        told.spans += rank.spans
        before_now = ordering(cleaned.text, bool(shown))
        others = beside(parts, told)
        parts = tuple(token for token in parts if token not in others)
        told.spans += [*himself.spans, *lasting.spans, *before_now.spans]
        comparing = bool(told.intents.keys() & {"compare", "pick"})
        before = need.category if need else None
        other = other_audience(parts, told)
        siblings = self.vocabulary.siblings(before) if before else {}
        other = other or left_for(parts, before, siblings, self.vocabulary)
        category = category_in_hand(cleaned.text, parts, self.vocabulary.shelf(before)) or sibling(siblings, other) or before
        message = Message(cleaned.text, parts, self.vocabulary, need, comparing=comparing, category=category, shown=tuple(shown), told=told)
        gathered = parse(message)
        if shown and any(token.has("firm") for token in parts):
            message = replace(message, tokens=without_firms(parts))
            described = parse(message)
            parts, gathered = (message.tokens, described) if describes(described) else (parts, gathered)
        gathered = exchanged(
            amended(replace(settled(gathered, told, parts, need is not None), facts=rooms(himself.facts, gathered)), told, parts, need),
            told,
            cleaned.text,
            need,
        )
        implied = tuple(one for one in gathered.conditions if one.status == "inferred")
        gathered.conditions = [one for one in gathered.conditions if one not in implied]
        if told.by_how_much and gathered.references:
            gathered.sort, gathered.relative = [], []
        gathered = _able(either(stretched(gathered, parts, need), parts, cleaned.text), cleaned.text, parts)
        if about := of_himself(lasting, himself, (*gathered.dropped, *named_in(parts, gathered)), told):
            return Reading(intent="product_question", language=spoken, confidence=0.9, asked=about)
        if before_now.wanted is not None and "out_of_scope" not in told.intents:
            return _of_orders(before_now.wanted, subject(cleaned.text, parts, gathered.used, told), gathered, himself.facts, spoken)
        if about := questioned(cleaned.text, parts, gathered, need):
            return Reading(intent="product_question", language=spoken, confidence=0.9, asked=about, facts=himself.facts)
        if whose := placed(cleaned.text, parts, gathered, bool(shown)):
            return Reading(intent="product_question", language=spoken, confidence=0.9, asked=(PLACED,), references=whose)
        if about := of_terms(cleaned.text, parts, told, gathered):
            pointed = tuple(gathered.references)
            return Reading(intent="product_question", language=spoken, confidence=0.9, asked=about, references=pointed, facts=himself.facts)
        called = any(each.calls for each in gathered.references)
        explained = None if called or {"reviews", COUNT, PRICES, RATINGS} & set(told.asks) else term(parts, told, gathered, bool(shown))
        asked = asking(parts, gathered) if explained else asked_about(cleaned.text, parts, told, gathered, self.vocabulary, category)
        heard = by_reviews(gathered.conditions, asked)
        gathered.conditions = [each for each in gathered.conditions if each not in heard]
        if not shown and explained is None and (case := of_care(parts)):
            explained, asked = case, (KNOWLEDGE,)
        if not called and explained is None and (case := of_case(parts, asked, gathered)):
            explained, asked = case, (KNOWLEDGE, CASE)
        in_hand = need is not None and bool(need.category or need.query)  # of which it is told then: 那18度的房间呢
        vague = any(token.has("attribute") and token.has("measured") for token in parts)  # how thick, and not which TOG
        cold = vague and bool(gathered.case) and all(name.startswith("attr.") for name in asked)  # what suits it: 室温22度该穿多厚
        known = called or explained or in_hand or (asked and not (of_reviews(asked) or cold))
        if not known and (case := of_surroundings(cleaned.text, parts, told, gathered)):
            explained, asked = case, (KNOWLEDGE,)
        if not called and explained is None and (case := of_journey(cleaned.text, parts, told, gathered)):
            explained, asked = case, (KNOWLEDGE, CARRIED)
        if rank.asked:
            explained, asked, gathered.sort = None, (rank.asked,), []
        wrong = trouble(cleaned.text, parts, gathered) if shown and not told.acts else ""
        if wrong:
            explained, asked, gathered.conditions = None, tuple(name for name in asked if name.startswith(REVIEW)), []
        topic_words = subject(cleaned.text, parts, gathered.used, told)
        if self.vocabulary.curated and shown and told.question and asked and not explained:
            topic_words = besides(topic_words, parts)
        if shown and told.question and asked and not explained and ("search" not in told.intents or "reviews" in told.asks):
            topic_words = beyond(topic_words, (*phrases_of(cleaned.text), *capability_phrases(cleaned.text)))
        if any(token.has("gift") for token in parts) and topic_words.category is None:
            topic_words = replace(topic_words, query=nouns_of(topic_words.query))
        unsifted = topic_words
        if is_foreign(topic_words, parts, told, self.vocabulary, need):
            topic_words = unsifted = replace(topic_words, foreign=True)
        elif need is not None and (need.category or need.query):
            topic_words = replace(topic_words, attached=topic_words.attached and not self._other_goods(topic_words, parts, need.category))
            topic_words = only_goods(topic_words, parts, told, self.vocabulary.shelf(need.category))
        if (need is not None and of_the_need(gathered, told, parts)) or called:
            topic_words = aside(topic_words)
        topic_words = for_others(topic_words, siblings, other, self.vocabulary.english, cleaned.text)
        gathered.references = sought(pointing(gathered.references, topic_words, shown), gathered, told)
        if wrong:
            topic_words = unsifted = Subject(query=wrong, words=(wrong,), unread=(wrong,))
        going = need is not None and bool(need.category or need.query or need.conditions)
        return Situation(told, gathered, topic_words, asked, shown, going, parts, explained, unsifted, lasting, others, implied)

    def _reading(self, cleaned: Cleaned, spoken: Language, need: Need | None, shown: Sequence[Shown]) -> Reading:
        situation = self._situation(cleaned, spoken, need, shown)
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
            sort=cast("tuple[SortKey, ...]", tuple(dict.fromkeys(gathered.sort))),
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
            asked=asked_of(intent, asked or (asked_by(gathered.references) if intent == "product_question" else ()), gathered, told),
            supposed=() if suits else supposed(gathered, intent, told, explained, asked),
            notes=(
                *noted(cleaned, gathered, intent, spoken),
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

    def _without(self, about: Subject, gathered: Gathered) -> str:
        """The words to search by; where goods are named, with what they are to be without, as titles of the catalogue say it."""
        things = [thing for kind, text in gathered.notes if kind == "unchecked" and (thing := lacked(text))] if about.category else []
        said = (f"无{thing}" if thing >= "\u3400" else f"{thing}-free" for thing in things)
        return " ".join((about.query, *(each for each in said if self._titles.says(each))))

    def _other_goods(self, about: Subject, parts: Sequence[Token], category: str | None) -> bool:
        """Whether 有…吗 asks for goods and for no part of those in hand: 婴儿车 is a thing of the trade, and no name of the shelf has it."""
        said = [part.text for part in parts if part.text[:1].isalnum() and part.text not in _ASKED]
        thing = about.words[0] if len(about.words) == 1 and about.words == about.unread else ""
        return bool(category) and said == [thing] and names_goods(thing) and not self.vocabulary.says(category, thing)

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
        unread = (word for word in dict.fromkeys(unread_of(now.subject, now.tokens, text)) if word not in able)
        return tuple(("unread", word) for word in unread if category is None or not self.vocabulary.says(category, word))[:_UNREAD]


def _maker(token: Token) -> bool:
    return token.has("supplier_noun", "supplier_kind")


def _bare(text: str) -> str:
    """Without the marks around it."""
    return text.strip(" ?？!！.。")


def _clipped(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


def _asks_what(situation: Situation, intent: Intent) -> bool:
    """Whether he is to be shown what there is."""
    return intent == "search" and undecided(situation)


def _of_orders(wanted: str, about: Subject, gathered: Gathered, facts: tuple[Fact, ...], spoken: Language) -> Reading:
    """He speaks of what he ordered before: a topic of its own, whose products stand in his orders."""
    return Reading(
        intent="search", language=spoken, confidence=0.9, topic="new", category=about.category, query=about.query, quantity=gathered.quantity,
        conditions=united(dict.fromkeys(gathered.conditions)), facts=facts,
        asked=(ORDERED, wanted),
    )  # fmt: skip


def _language(text: str, need: Need | None, language: str | None) -> Language:
    if language in ("zh", "en"):
        return cast(Language, language)
    return language_of(text) or (need.language if need else "zh")


def _able(gathered: Gathered, text: str, parts: Sequence[Token]) -> Gathered:
    """With what suppliers are to be able to do, which no field of products says, as notes; 一件代发 is a condition already."""
    read = [parts[place].text for place in gathered.used if place < len(parts)]
    phrases = [phrase for phrase in capability_phrases(text) if not any(word in phrase for word in read)]
    names = dict.fromkeys(name for phrase in phrases for name in capabilities_in(phrase))
    return replace(gathered, notes=[*gathered.notes, *(("capability", name) for name in names)]) if names else gathered
