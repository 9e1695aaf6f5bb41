"""What is read of a message before its intent is named: its words, what the grammar makes of them, what is asked, the subject."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..retrievers.titled import Titles
from ..schema.condition import Condition
from ..schema.fact import Fact
from ..schema.need import Need
from ..schema.reading import Language, Reading
from ..schema.reference import Shown
from .grammar import parse
from .intent.asked import REVIEW, asked_about, by_reviews, of_reviews, of_terms
from .intent.beside import beside
from .intent.denied import without_denied
from .intent.foreign import is_foreign
from .intent.goods import names_goods, nouns_of, only_goods
from .intent.himself import of_himself
from .intent.knowledge import CARRIED, CASE, KNOWLEDGE, asking, of_care, of_case, of_journey, of_surroundings, term
from .intent.pointing import pointing, sought
from .intent.ranked import Ranked, of_answering, ranked
from .intent.refused import without_refused
from .intent.situation import Situation
from .intent.subject import Subject, aside, category_in_hand, for_others, sibling, subject
from .intent.titled_so import titled_so
from .intent.trimmed import besides, beyond, of_the_need, other_audience
from .intent.trouble import trouble
from .intent.unmeant import left_for, without_unmeant
from .intent.used_for import without_uses
from .intent.whole import COUNT, PRICES, RATINGS
from .language.text import Cleaned
from .ledger.placed import PLACED, placed
from .ledger.questioned import named_in, questioned
from .pointers.named import describes, without_firms
from .productions.amended import amended
from .productions.cases import rooms
from .productions.either import either
from .productions.exchanged import exchanged
from .productions.measured_wishes import settled
from .productions.preferred import preferring
from .productions.stretched import stretched
from .productions.united import united
from .tokens.all_but import with_all_but, without_nothing_but
from .tokens.amount import with_amounts
from .tokens.aspects import phrases_of
from .tokens.capabilities import capabilities_in, capability_phrases
from .tokens.cues import Cues, cues
from .tokens.cursor import Message
from .tokens.dated import dated
from .tokens.doubled import without_doubled
from .tokens.facts import Said, said_of_himself
from .tokens.failing import with_failing
from .tokens.fitted import fitted
from .tokens.found import Gathered
from .tokens.lexer import tokens
from .tokens.narrowed import narrowed
from .tokens.numbered import Known, numbered
from .tokens.ordering import ORDERED, Ordering, ordering
from .tokens.parted import parted
from .tokens.plain_not import with_plain_not
from .tokens.standing import Standing, standing
from .tokens.stated import stated
from .tokens.titled import titled
from .tokens.token import Token
from .vocabulary.shelf import Most
from .vocabulary.vocabulary import Vocabulary

_ASKED = ("有", "有没有", "吗", "么", "嘛", "呢")


@dataclass(frozen=True)
class Heard:
    """The words of a message, before the grammar. `others` name further goods, which aren't among `parts`; `siblings` are the categories of the
    same noun for others, `other` whom it is for."""

    text: str
    told: Cues
    parts: tuple[Token, ...]
    himself: Said
    lasting: Standing
    orders: Ordering
    rank: Ranked
    others: tuple[Token, ...]
    need: Need | None
    shown: Sequence[Shown]
    siblings: Mapping[str, str]
    other: str | None
    category: str | None

    @property
    def in_hand(self) -> bool:
        """Whether goods are spoken of already."""
        return self.need is not None and bool(self.need.category or self.need.query)

    @property
    def going(self) -> bool:
        return self.need is not None and bool(self.in_hand or self.need.conditions)


@dataclass(frozen=True)
class _Asked:
    """`explained`: the word of the trade that is asked about; `wrong`: what is the matter with a product shown."""

    explained: str | None
    fields: tuple[str, ...]
    wrong: str


class Situations:
    """Of one catalogue."""

    def __init__(self, vocabulary: Vocabulary, numbers: Known, titles: Titles, most: Most) -> None:
        self._vocabulary, self._numbers, self._titles, self._most = vocabulary, numbers, titles, most

    def of(self, cleaned: Cleaned, spoken: Language, need: Need | None, shown: Sequence[Shown]) -> Situation | Reading:
        """The whole reading of a message that needs no intent."""
        heard = self._heard(cleaned, need, shown)
        heard, gathered = self._gathered(heard)
        gathered = preferring(gathered, heard.parts)
        implied = tuple(one for one in gathered.conditions if one.status == "inferred")
        gathered.conditions = [one for one in gathered.conditions if one not in implied]
        if heard.told.by_how_much and gathered.references:
            gathered.sort, gathered.relative = [], []
        gathered = _able(either(stretched(gathered, heard.parts, need), heard.parts, heard.text), heard.text, heard.parts)
        return _at_once(heard, gathered, spoken) or self._situation(heard, gathered, implied)

    def _heard(self, cleaned: Cleaned, need: Need | None, shown: Sequence[Shown]) -> Heard:
        text = cleaned.text
        told, before = cues(text), need.category if need else None
        himself = said_of_himself(text, need.facts if need else (), told.correction)
        said = dated(numbered(tokens(text, self._vocabulary), text, self._numbers, cleaned.written), text)
        plain = without_nothing_but(without_doubled(with_all_but(himself.apart(with_failing(with_amounts(said, text), text)))))
        parts = titled(with_plain_not(plain), text, told, shown, self._titles)
        parts = fitted(parts, text, self._vocabulary)
        parts = without_denied(without_refused(parts, self._vocabulary), told, text, self._vocabulary, need)
        parts = without_unmeant(parts, told, text, before)
        parts = without_uses(parts, told, text, before, self._vocabulary)
        lasting, orders, rank = standing(text), ordering(text, bool(shown)), Ranked()
        if told.intents.keys() & {"supplier", "their_suppliers"} or any(_maker(token) for token in parts):
            rank = ranked(text)
        elif shown and of_answering(quickest := ranked(text)):  # who answers fastest: goods don't
            rank = quickest
        told.spans += rank.spans
        others = beside(parts, told)
        parts = tuple(token for token in parts if token not in others)
        told.spans += [*himself.spans, *lasting.spans, *orders.spans]
        siblings = self._vocabulary.siblings(before) if before else {}
        other = other_audience(parts, told) or left_for(parts, before, siblings, self._vocabulary)
        category = category_in_hand(text, parts, self._vocabulary.shelf(before)) or sibling(siblings, other) or before
        parts = narrowed(stated(parts, category, self._vocabulary), text, category, self._vocabulary)
        parts = parted(parts, text, category, self._vocabulary)
        return Heard(text, told, parts, himself, lasting, orders, rank, others, need, shown, siblings, other, category)

    def _gathered(self, heard: Heard) -> tuple[Heard, Gathered]:
        """What the grammar reads, and the words as it read them."""
        told, need = heard.told, heard.need
        choosing = bool(told.intents.keys() & {"compare", "pick"})
        shown = tuple(heard.shown)
        message = Message(heard.text, heard.parts, self._vocabulary, need, None, choosing, heard.category, shown, told, most=self._most)
        gathered = parse(message)
        if shown and any(token.has("firm") for token in heard.parts):
            message = replace(message, tokens=without_firms(heard.parts))
            if describes(described := parse(message)):
                heard, gathered = replace(heard, parts=message.tokens), described
        gathered = replace(settled(gathered, told, heard.parts, need is not None), facts=rooms(heard.himself.facts, gathered))
        return heard, exchanged(amended(gathered, told, heard.parts, need), told, heard.text, need)

    def _situation(self, heard: Heard, gathered: Gathered, implied: tuple[Condition, ...]) -> Situation:
        text, told, parts, shown = heard.text, heard.told, heard.parts, heard.shown
        called = any(each.calls for each in gathered.references)
        asked = self._asked(heard, gathered, called)
        about = subject(text, parts, gathered.used, told)
        if self._vocabulary.curated and shown and told.question and asked.fields and not asked.explained:
            about = besides(about, parts)
        if shown and told.question and asked.fields and not asked.explained and ("search" not in told.intents or "reviews" in told.asks):
            about = beyond(about, (*phrases_of(text), *capability_phrases(text)))
        if any(token.has("gift") for token in parts) and about.category is None:
            about = replace(about, query=nouns_of(_impersonal(about.query, parts)))
        unsifted = about
        if is_foreign(about, parts, told, self._vocabulary, heard.need):
            about = unsifted = replace(about, foreign=True)
        elif heard.need is not None and heard.in_hand:
            about = replace(about, attached=about.attached and not self._other_goods(about, parts, heard.need.category))
            about = titled_so(about, _span(about, parts, text), heard.need, told, self._vocabulary, self._titles)
            about = only_goods(about, parts, told, self._vocabulary.shelf(heard.need.category))
        if (heard.need is not None and of_the_need(gathered, told, parts)) or called:
            about = aside(about)
        about = for_others(about, heard.siblings, heard.other, self._vocabulary.english, text)
        gathered.references = sought(pointing(gathered.references, about, shown), gathered, told)
        if asked.wrong:
            about = unsifted = Subject(query=asked.wrong, words=(asked.wrong,), unread=(asked.wrong,))
        return Situation(
            told, gathered, about, asked.fields, shown, heard.going, parts, asked.explained, unsifted, heard.lasting, heard.others, implied
        )

    def _asked(self, heard: Heard, gathered: Gathered, called: bool) -> _Asked:
        """What is asked about; what then is no condition or order is taken from `gathered`. `called`: a product or supplier is, by name."""
        text, told, parts, shown = heard.text, heard.told, heard.parts, heard.shown
        explained = None if called or {"reviews", COUNT, PRICES, RATINGS} & set(told.asks) else term(parts, told, gathered, bool(shown))
        asked = asking(parts, gathered) if explained else asked_about(text, parts, told, gathered, self._vocabulary, heard.category)
        heard_of = by_reviews(gathered.conditions, asked)
        gathered.conditions = [each for each in gathered.conditions if each not in heard_of]
        if not shown and explained is None and (case := of_care(parts)):
            explained, asked = case, (KNOWLEDGE,)
        if not called and explained is None and (case := of_case(parts, asked, gathered)):
            explained, asked = case, (KNOWLEDGE, CASE)
        vague = any(token.has("attribute") and token.has("measured") for token in parts)  # how thick, and not which TOG
        cold = vague and bool(gathered.case) and all(name.startswith("attr.") for name in asked)  # what suits it: 室温22度该穿多厚
        known = called or explained or heard.in_hand or (asked and not (of_reviews(asked) or cold))  # in hand: it is told of then: 那18度的房间呢
        if not known and (case := of_surroundings(text, parts, told, gathered)):
            explained, asked = case, (KNOWLEDGE,)
        if not called and explained is None and (case := of_journey(text, parts, told, gathered)):
            explained, asked = case, (KNOWLEDGE, CARRIED)
        if heard.rank.asked:
            explained, asked, gathered.sort = None, (heard.rank.asked,), []
        wrong = trouble(text, parts, gathered) if shown and not told.acts else ""
        if wrong:
            explained, asked, gathered.conditions = None, tuple(name for name in asked if name.startswith(REVIEW)), []
        return _Asked(explained, asked, wrong)

    def _other_goods(self, about: Subject, parts: Sequence[Token], category: str | None) -> bool:
        """Whether 有…吗 asks for goods and for no part of those in hand: 婴儿车 is a thing of the trade, and no name of the shelf has it."""
        said = [part.text for part in parts if part.text[:1].isalnum() and part.text not in _ASKED]
        thing = about.words[0] if len(about.words) == 1 and about.words == about.unread else ""
        return bool(category) and said == [thing] and names_goods(thing) and not self._vocabulary.says(category, thing)


def _at_once(heard: Heard, gathered: Gathered, spoken: Language) -> Reading | None:
    """The reading of what needs no intent: of the buyer himself, of orders, of conditions and places, of terms of trade."""
    told, facts = heard.told, heard.himself.facts

    def question(asked: tuple[str, ...], **more: object) -> Reading:
        return Reading.model_validate({"intent": "product_question", "language": spoken, "confidence": 0.9, "asked": asked, **more})

    if about := of_himself(heard.lasting, heard.himself, (*gathered.dropped, *named_in(heard.parts, gathered)), told):
        return question(about)
    if heard.orders.wanted is not None and "out_of_scope" not in told.intents:
        return _of_orders(heard.orders.wanted, subject(heard.text, heard.parts, gathered.used, told), gathered, facts, spoken)
    if about := questioned(heard.text, heard.parts, gathered, heard.need):
        return question(about, facts=facts)
    if whose := placed(heard.text, heard.parts, gathered, bool(heard.shown)):
        return question((PLACED,), references=whose)
    if about := of_terms(heard.text, heard.parts, told, gathered):
        return question(about, references=tuple(gathered.references), facts=facts)
    return None


def _of_orders(wanted: str, about: Subject, gathered: Gathered, facts: tuple[Fact, ...], spoken: Language) -> Reading:
    """He speaks of what he ordered before: a topic of its own, whose products stand in his orders."""
    return Reading(
        intent="search", language=spoken, confidence=0.9, topic="new", category=about.category, query=about.query, quantity=gathered.quantity,
        conditions=united(dict.fromkeys(gathered.conditions)), facts=facts,
        asked=(ORDERED, wanted),
    )  # fmt: skip


def _impersonal(query: str, parts: Sequence[Token]) -> str:
    """Without whom a gift is for, which is no thing to look for: what is told of it holds of the goods that are named next."""
    persons = {part.text for part in parts if part.has("audience") and not part.has("category", "head", "word", "value")}
    return " ".join(word for word in query.split() if word not in persons)


def _able(gathered: Gathered, text: str, parts: Sequence[Token]) -> Gathered:
    """With what suppliers are to be able to do, which no field of products says, as notes; 一件代发 is a condition already."""
    read = [parts[place].text for place in gathered.used if place < len(parts)]
    phrases = [phrase for phrase in capability_phrases(text) if not any(word in phrase for word in read)]
    names = dict.fromkeys(name for phrase in phrases for name in capabilities_in(phrase))
    return replace(gathered, notes=[*gathered.notes, *(("capability", name) for name in names)]) if names else gathered


def _maker(token: Token) -> bool:
    return token.has("supplier_noun", "supplier_kind")


def _span(about: Subject, parts: Sequence[Token], text: str) -> str:
    """The message from the first to the last of the words that name no category, as it stands."""
    left = [part for part in parts if part.text in about.words]
    return text[left[0].start : left[-1].end] if left else ""
