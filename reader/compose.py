"""From acts and spans to commands: everything in a command is a span of the message, a number in one, or a closed word of the guide."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Literal

from ..dialogue.gradable import graded
from ..dialogue.gradable import most as superlative
from ..dialogue.grounding import COLD, OUTSIDE
from ..dialogue.linking import called
from ..dialogue.sums import SET, in_sets, patterns, people, totals
from ..language.amounts import Amount, amount, plain
from ..language.bounds import approximate, share, sums, unjoined
from ..retrievers.analysis import words as content
from ..schema.bid import Bid
from ..schema.command import (
    LONGEST_NAME,
    MOST_BESIDE,
    MOST_LINES,
    MOST_POINTERS,
    AnyCommand,
    Approve,
    Ask,
    AskParty,
    Chat,
    Choose,
    Compare,
    Decline,
    Drop,
    Forget,
    Go,
    HandOver,
    Inquire,
    Keep,
    Learn,
    Line,
    PurchaseList,
    Seek,
    Sort,
    Tell,
    Vary,
    Want,
)
from ..schema.command import Answer as Answered
from ..schema.condition import Op
from ..schema.need import ASCENDING
from ..schema.reference import Place, Reference
from ..understanding.tokens.fact_names import trade_in
from .acts import WISHED, act
from .bids import bids
from .corpus import Clause, Row, Span
from .joined_spans import pointing, sole, whole_names
from .labels import NUMBERS
from .pointing import end_of, function_words, pointers, superlatives
from .quantities import Quantity, quantities
from .questions import ASKING, Asked, asks_for, cut, is_pair, is_question, own_words, said_in, without

_BARE = re.compile(r"\d{1,5}(?:\.\d+)?")
_WITH_UNIT = re.compile(r"\d+(?:\.\d+)?(?P<unit> ?[a-z]{1,4})", re.IGNORECASE)
_OPS: dict[str, Op] = {"max": "<=", "min": ">=", "low": ">=", "high": "<=", "is": "=", "about": "="}
_APART = ("noun", "ask", "ref")
"""Labels of words that name no field of a number beside them."""
_COUNTED = ("moq", "stock", "sold_90d", "review_count")
"""Fields counted in pieces that are no purchase quantity."""
_OPENS = {"seek", "refine", "choose", "chat"}
"""Acts of a message that opens a conversation by looking for goods."""
_POINTS = ("ask", "brand", "supplier", "compare", "choose", "inquire", "like", "except")
"""Acts whose references include the words that tell which product is meant."""
NEAR = 12
"""Most characters between a number and its field's word."""
_PARTED = re.compile(r"[,，;；。.!！?？、\n]")
_PRICED = re.compile(r"多少|几[多钱块]|[钱价]|\bhow much\b|\bprice\b|\bcosts?\b|\btotal\b|\bwhat\b", re.IGNORECASE)
"""Asks for a price."""
_BULK = "terms.bulk"
"""Asked where a price falls with the number of pieces."""
_SUMMED = re.compile(
    r"(?:就是|等于|所以|合计|总共|一共|共|拢共|=|\b(?:so|makes?|that's|thats|that is|comes to|in total|total of))\s*(?:要|about )?$", re.IGNORECASE
)
"""Precedes a sum of several numbers."""
_HOW_MUCH = re.compile(r"^(?:多少|几个?|什么|啥)|(?:要|是|有)?(?:多少|几个?|什么|啥)$|^(?:what(?:'s| is) )?(?:the|your) ", re.IGNORECASE)
"""Question words around the field asked about."""
_HOW = re.compile(r"(?:how |有?多)(?P<of>.+)|(?P<not>.)不(?P=not)", re.IGNORECASE)
"""Asks for a measure by its degree: how heavy, 多重, 重不重."""
_PAUSED = re.compile(rf"{_PARTED.pattern}|(?<=[\u4e00-\u9fff])\s")
_COMPLAINT, _COMPLAINT_EN = (2, 8), (1, 4)
"""Fewest and most characters, or words, of what is complained of."""
_MUCH_OF = re.compile(r"(?<![不别没是])(?P<of>太[\u4e00-\u9fff])(?=的[^\s,，。!！])")
"""What is too much of goods of a kind."""
_DAY = re.compile(r"\d?[\d一二三四五六七八九十][号日]\n(?:[之以]?前|左右|要|能?到|发|交)")
"""A day of the month with the words behind it: 20号之前 points at nothing."""
_OPENED = re.compile(r"(?:^|[,，;；。.!！?？)）\n])\s*$")
_ENDED = re.compile(r"[;；。!！?？\n]|\.(?!\d)")
_NTH = re.compile(r"(?:st|nd|rd|th)\b")
_SIDES = re.compile(r"\d\s*[x×*]\s*\d", re.IGNORECASE)
"""A size by its sides is one value: 70x140."""
_AGE = re.compile(r"岁|周岁|years? old|\byo\b|months? old|个月|月龄")
_FACTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("room_temp_c", re.compile(r"度|°|℃|\bdegrees?\b|\bc\b")),
    ("height_cm", re.compile(r"cm|厘米|公分|身高")),
    ("weight_kg", re.compile(r"kg|kilo|公斤|斤")),
    ("age_months", re.compile(r"month|个月|月龄")),
    ("age_years", re.compile(r"岁|years?|\byo\b")),
)
_GRADE = re.compile(r"[A-Za-z]{1,8}-?(?P<level>\d{1,3}(?:\.\d)?)")
"""A grade by letters and a number: IPX5, Cat6."""
_THINGS = re.compile(r"[ ](?P<word>[A-Za-z]{3,}s)\b(?![ ]*[-/])")
"""Things behind a number."""
_A_PACK = re.compile(r"[一每单][箱盒包袋卷打]|(?:a|an|one|per|each) (?:box|case|carton|pack|roll|bag)", re.IGNORECASE)
"""What holds pieces, and points at no product."""
_UNITS = re.compile(r"(?:\bhow many |多少|几)(?P<unit>[a-z]+|[张片只支个枚粒])", re.IGNORECASE)
"""What pieces are called where they are asked for."""
_OLDEST = 110
"""Years that an age stays below."""
_BODY = {"height_cm": {"m": 100.0, "米": 100.0, "ft": 30.48, "feet": 30.48}, "weight_kg": {"斤": 0.5}}
"""Unit -> its worth in the field's unit."""
_LOOKS = (Seek, Want, Vary, Sort, PurchaseList)
Countries = Callable[[str], str | None]
Shelves = Callable[[str, str], bool]


@cache
def _joins() -> re.Pattern[str]:
    """The conjunctions and signs between goods."""
    words = sorted(function_words()["join"], key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(word)}\b" if word[0].isascii() and word[0].isalpha() else re.escape(word) for word in words))


@cache
def _said_of(name: str) -> re.Pattern[str]:
    """The function words of that name, wherever they stand in a text."""
    return _any_of(function_words()[name])


@cache
def _of_orders() -> re.Pattern[str]:
    """What is agreed on for an order, or done by the seller: the names of such fields."""
    return _any_of([name for name, field in called().items() if field.startswith(("terms.", "capability."))])


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    latin = r"(?<![A-Za-z]){}(?![A-Za-z])"  # between Chinese characters too
    return re.compile("|".join(latin.format(re.escape(word)) if word.isascii() else re.escape(word) for word in longest), re.IGNORECASE)


class Composed:
    """The commands of one message, in order."""

    def __init__(self, row: Row, market: Countries = lambda words: None, shelf: Shelves = lambda words, part: False) -> None:
        """`market` gives the code of a named country. `shelf(words, part)` is True if `words` is a full category name of the store and `part` only a
        part of it."""
        spans = whole_names(row.text, row.spans, shelf)
        opens = not row.topic and {clause.act for clause in row.clauses} <= _OPENS
        self._row = row = row._replace(spans=sole(row.text, spans, shelf) if opens else spans)
        self._market, self._shelf = market, shelf
        self._numbers = quantities(row.text, [(span.start, span.end) for span in row.spans if span.label in _APART])
        self._topic = {one.term for one in content(row.topic)}
        spans = tuple(self._counting(self._whole_questions([self._relabelled(span) for span in row.spans])))
        self._row = row._replace(spans=tuple(sorted((*spans, *self._complaints(spans)))))

    def _quantity(self, span: Span) -> Quantity | None:
        """The quantity that the text states for the span's number."""
        return next((one for one in self._numbers if span.start < one.stated.amount.end and one.stated.amount.start < span.end), None)

    def _relabelled(self, span: Span) -> Span:
        """The span with the label that the text itself proves: a total, a unit price, a property of the goods."""
        said = self._quantity(span) if span.label in NUMBERS else None
        if span.label in ("noun", "ref") and (self._names_term(self._words(span)) or _A_PACK.fullmatch(self._words(span))):
            return span._replace(label="ask")  # a fapiao, a test report, the smallest order
        if said is None:
            return span
        op, share, kind = said.stated.op, said.stated.share, said.stated.amount.kind
        if span.label == "qty" and (said.field in _COUNTED or said.stated.amount.value % 1):
            return span._replace(label="is")
        if span.label == "qty" and (part := self._counted_part(span, said)) is not None:
            return part
        if span.label == "total" and (share == "each" or (share != "total" and said.stated.amount.value < (self._counted(self._row.spans) or 0))):
            return span._replace(label="max")  # a total below the number of pieces is a unit price
        all_of_it = share == "total" and kind in ("", "money") and said.field in (None, "price") and op in ("", "<", "<=", "about")
        return span._replace(label="total") if all_of_it and span.label in ("max", "about", "is") else span

    def _whole_questions(self, spans: Sequence[Span]) -> list[Span]:
        """The spans with a pack and what is asked of it as one: 一盒 and 多少片."""
        found: list[Span] = []
        for span in spans:
            packs = found and found[-1].end == span.start and _A_PACK.fullmatch(self._words(found[-1]))
            joins = packs and found[-1].label == span.label == "ask"
            found[-1:] = [found[-1]._replace(end=span.end)] if joins else [*found[-1:], span]
        return found

    def _names_term(self, words: str) -> bool:
        """True if the words are what is agreed on for an order, and no goods of the store."""
        named = called().get(words.casefold().removeprefix("the ")) or ""
        return named.startswith(("terms.", "certification", "moq")) and not self._shelf(words, "")

    def _complaints(self, spans: Sequence[Span]) -> Iterator[Span]:
        """What is feared, hated or too much, where nothing is read in these words: 就怕起球, hates florals, 说太软的睡着头晕."""
        for clause in (one for one in self._row.clauses if one.act in ("seek", "refine", "choose", "tell", "chat", "brand")):
            told = [
                *_said_of("feared").finditer(self._row.text, clause.start, clause.end),
                *_MUCH_OF.finditer(self._row.text, clause.start, clause.end),
            ]
            for found in told:
                sign = _PAUSED.search(self._row.text, found.end(), clause.end)
                end = found.end() if "of" in found.groupdict() else sign.start() if sign else clause.end
                start = found.start() if "of" in found.groupdict() else found.end()
                words = self._row.text[start:end].strip(" 的了吧啊呢")
                most = _COMPLAINT_EN if words.isascii() else _COMPLAINT
                free = not any(span.start < end and start < span.end for span in spans)
                if free and (len(words.split()) <= most[1] if words.isascii() else most[0] <= len(words) <= most[1]) and content(words):
                    at = self._row.text.index(words, start)
                    yield Span(at, at + len(words), "not")

    def _counted_part(self, span: Span, said: Quantity) -> Span | None:
        """The number with the things behind it, which are no goods looked for: 2 batteries, of a drill. None if it counts goods."""
        behind = _THINGS.match(self._row.text, span.end) if not said.stated.amount.unit else None
        if behind is None or any(one.start < behind.end() and span.end <= one.start for one in self._row.spans):
            return None
        word = behind["word"].casefold()
        known = word in function_words()["pieces"] or in_sets(word) or any(one.term in self._topic for one in content(word)) or not content(word)
        return None if known or any(one.label == "noun" for one in self._row.spans) else Span(span.start, behind.end(), "value")

    def _counting(self, spans: Sequence[Span]) -> Iterator[Span]:
        """Join a bare number to the value after it; label one before a body weight as the height."""
        number: Span | None = None
        for span in spans:
            gap = self._row.text[number.end : span.start] if number is not None else "-"
            if number is not None and span.label == "value" and not gap.strip() and number.label == "is":
                span = span._replace(start=number.start)
            elif number is not None and gap.strip(" ,，/、") == "" and self._are_body_measures(number, span):
                yield number._replace(label="fact")
                span = span._replace(label="fact")
            elif number is not None:
                yield number
            bare = span.label in (*NUMBERS, "fact") and (said := self._amount(span)) is not None and not said.unit and not said.vague
            number = span if bare else None
            if number is None:
                yield span
        if number is not None:
            yield number

    def _amount(self, span: Span) -> Amount | None:
        """The number that covers exactly the span."""
        found = next((one.stated.amount for one in self._numbers if (one.stated.amount.start, one.stated.amount.end) == (span.start, span.end)), None)
        return found

    def _are_body_measures(self, tall: Span, span: Span) -> bool:
        """True if the two numbers are somebody's height and weight."""
        one, other = self._amount(tall), self._amount(span)
        weight = other is not None and span.label in (*NUMBERS, "fact") and re.fullmatch("kg|公斤|斤", other.unit) is not None
        return one is not None and other is not None and weight and 100 <= one.value <= 220 and 25 <= other.value <= 250

    def commands(self) -> tuple[AnyCommand, ...]:
        """The commands of all clauses; an empty question is left out if there are others. Who looks for goods and wants one named chooses, too."""
        found: tuple[AnyCommand, ...] = ()
        pointed: tuple[Reference, ...] = ()
        for asked in cut(self._row):
            if not asked.behind:
                whole = next(clause for clause in self._row.clauses if clause.start == asked.clause.start)
                rest = [span for span in self._row.spans if asked.clause.end <= span.start < whole.end]
                later = whole.act == "ask" and rest and _PRONOUN.search(self._row.text[asked.clause.start : asked.clause.end]) is None
                pointed = self._pointers(pointing(self._row.text, rest)) if later else ()
            told = tuple(self._of(self._put(asked), self._row.text[slice(*asked.put)] if asked.put else "", pointed))
            pointed = next((of for one in told if isinstance(one, (Ask, AskParty, Compare, Choose)) and (of := _pointed(one))), pointed)
            found = _with_more(found, told) if asked.behind else (*found, *told)
        found = (
            tuple(one for one in found if one != Ask() and not (one == Choose() and any(isinstance(each, Choose) and each != one for each in found)))
            or found
        )
        found = self._sharing_units(found)
        looks = {clause.act for clause in self._row.clauses} <= {"seek", "refine", "tell", "chat"} and any(isinstance(one, _LOOKS) for one in found)
        return (*found, Choose()) if looks and self._wants_one_named() else found

    def _sharing_units(self, commands: Sequence[AnyCommand]) -> tuple[AnyCommand, ...]:
        """With the unit of the last of several numbers for those before it: 30 or 32 cm, 128 or 256gb."""
        done: list[AnyCommand] = []
        for one in reversed(commands):
            after = done[-1] if done else None
            if (
                isinstance(one, Want)
                and isinstance(after, Want)
                and one.quote
                and after.quote
                and one.op == "="
                and not one.unit
                and _BARE.fullmatch(str(one.value))
            ):
                gap = self._row.text[one.quote[1] : after.quote[0]].strip(" ,，、").casefold()
                written = _WITH_UNIT.fullmatch(str(after.value)) if isinstance(after.value, str) else None
                if gap in ("", *function_words()["or"]) and written is not None:
                    one = after.model_copy(update={"value": f"{one.value}{written['unit']}", "quote": one.quote})
                elif gap in ("", *function_words()["or"]) and after.unit and after.op == "=":
                    one = after.model_copy(update={"value": plain(float(str(one.value))), "quote": one.quote})
            done.append(one)
        return tuple(reversed(done))

    def _wants_one_named(self) -> bool:
        """True if the message asks what to take (有什么推荐, just pick one), not pointing at what was recommended before."""
        found = _said_of("recommends").finditer(self._row.text)
        return any(not any(span.label == "ref" and span.start < one.end() and one.start() < span.end for span in self._row.spans) for one in found)

    def _put(self, asked: Asked) -> Clause:
        """The clause with the act that its question, or the absence of what its act is about, proves."""
        clause = asked.clause
        if asked.put is None or clause.act not in (*ASKING, "seek", "refine", "tell"):
            return clause
        words = self._row.text[slice(*asked.put)]
        spans = [span for span in self._row.spans if clause.start <= span.start < clause.end]
        spans = [span for span in spans if span.label != "ask" or not (said_in("of brands", (one := self._words(span))) or said_in("reputable", one))]
        labels = {span.label for span in spans}
        points = "ref" in labels or _PRONOUN.search(words) is not None
        if not points and is_pair(words) and clause.act in ("seek", "refine", "tell", "ask") and not labels & {"ask", "name", "noun"}:
            return clause._replace(act="learn")
        if _said_of("which brand").search(words) and not labels & {"ask", "value", "noun"}:
            return clause._replace(act="brand")
        if clause.act in ("seek", "refine", "tell"):
            return clause._replace(act="ask")
        if clause.act in ("learn", "choose", "ask") and said_in("means", words) and not labels & {"ref", "alt", "ask"}:
            return clause._replace(act="learn")
        if clause.act == "ask" and said_in("chooses", words) and not labels & {"ask", "value", "not", "noun", "case"}:
            return clause._replace(act="choose")
        if clause.act == "ask" and said_in("differs", words) and not labels & {"ask", "value", "noun"}:
            return clause._replace(act="compare")
        behind = asked.behind or said_in("of brands", self._row.text[: clause.start])
        vouched = behind and said_in("reputable", words) and not said_in("of sellers", words) and not labels & {"ask", "value", "noun"}
        if clause.act in ("ask", "supplier") and (vouched or (behind and clause.act == "supplier" and said_in("of brands", words))):
            return clause._replace(act="brand")
        if not asked.behind:
            return clause
        about = {
            "brand": said_in("of brands", words) or said_in("reputable", words) or "name" in labels,
            "supplier": said_in("of sellers", words) or bool(labels & {"ask", "name"}),
        }
        if not about.get(clause.act, True):
            return clause._replace(act="ask")
        chooses = clause.act == "choose" and not (said_in("chooses", words) or labels & {"ref", "alt"})
        return clause._replace(act="learn") if chooses else clause

    def _of(self, clause: Clause, put: str = "", before: tuple[Reference, ...] = ()) -> Iterator[AnyCommand]:
        """The commands of a clause. `put`: its question; `before`: what the part of the clause before it points at."""
        every = [span for span in self._row.spans if clause.start <= span.start < clause.end]
        spans = [span for span in every if not self._are_some(span)]
        if len(spans) < len(every) and clause.act == "ask" and not any(span.label in ("ask", "ref") for span in spans):
            clause = clause._replace(act="seek")
        spans = pointing(self._row.text, spans) if clause.act in _POINTS else spans
        spans = self._sided(spans) if clause.act in ("choose", "learn") else spans
        words = self._row.text[clause.start : clause.end].strip()
        yield from self._facts(spans)
        meant = act(clause.act, spans, asked=bool(self._row.question), points_at=sum(one.count == 1 for one in self._pointers(spans)))
        match meant:
            case "seek":
                yield from self._sought(spans)
                yield from self._asked_beside(spans)
            case "reset":
                yield Drop(all=True)
            case "page":
                yield Vary(how="page")
            case "except":
                yield Vary(how="except", than=self._pointers(spans))
                yield from self._details(spans)
            case "like":
                fields = self._said(spans, "field")
                same = [words[match.start() :] for match in _SAME.finditer(words)]
                party = next((found for each in (*self._said(spans, "ref"), *same) if (found := _pointed_party(each)) is not None), None)
                than = self._pointers(spans) if party is None else (Reference(kind="focus"),)
                yield from self._named_again(spans)
                yield Vary(how="like", than=than, field=fields[0] if fields else party or "")
                yield from self._details(spans)
            case "go":
                one = self._gone_back_to(clause)
                if one is None:
                    yield _go_back(self._said(spans, "ref", "noun"))
                elif not any(each.start == clause.end and each.act in _POINTS for each in self._row.clauses):
                    yield Ask(of=(one,))
                yield from self._details(spans)
            case "refine":
                if {span.label for span in spans} <= {"ask", "ref"}:  # wishes about the goods pointed at
                    spans = [span._replace(label="value") if span.label == "ask" else span for span in spans]
                yield from self._named_again(spans)
                yield from self._details(spans)
                yield from self._asked_beside(spans)
            case "compare":
                yield from self._sought(spans) if self._said(spans, "noun") and not self._pointers(spans) else ()
                among = _against(words, self._joined_by_the_one_before(clause, self._pointers(spans) or before))
                yield Compare(among=among, fields=tuple(self._said(spans, "ask", "field")))
            case "choose":
                yield from self._sought(spans) if self._said(spans, "noun") else self._details(spans)
                sides, among = tuple(self._said(spans, "alt")), self._pointers(spans) or before
                if len(sides) > 1:
                    yield Learn(subject=(own_words(put) or words)[:2000], alternatives=sides)
                among = _against(words, self._joined_by_the_one_before(clause, among))
                if len(sides) < 2 or among or self._said(spans, "noun"):
                    yield Choose(among=among, fields=tuple(self._said(spans, "ask")))
            case "learn" if not (put or is_question(words) or self._said(spans, "alt", "ask", "subject")):
                yield from (one.model_copy(update={"strength": "wish"}) if isinstance(one, Want) else one for one in self._details(spans))
            case "learn":
                yield Learn(subject=(own_words(put) or words)[:2000], alternatives=tuple(self._said(spans, "alt")))
            case "ask":
                of = self._asked_about(clause, spans)
                of = before if all(map(_is_pronoun, of)) and not self._said(spans, "noun") and before else of
                yield from self._asked(spans, of, words, own_words(put, self._said(spans, "ref"), self._said(spans, "noun")))
            case "brand" | "supplier" as party:
                yield from self._party(party, clause, spans)
            case "inquire" if self._said(spans, "noun") and not self._row.topic and not self._pointers(spans):
                yield from self._sought(spans)  # what goods cost that nobody has seen yet
                yield Ask(fields=("price",))
            case "inquire":
                counted = self._counted(spans)
                questions, targets = tuple(self._said(spans, "ask")), self._bids(clause, "target")
                yield Inquire(act="draft", of=self._pointers(spans), quantity=counted, questions=questions, bids=targets)
            case "quote":
                told = self._bids(clause, "quote")
                yield Inquire(act="quote", of=() if any(one.reference for one in told) else self._pointers(spans), bids=told)
            case "sent" | "quotes" as done:
                yield Inquire(act=done, of=self._pointers(spans))
            case "letters":
                yield Inquire(act="list")
            case "yes" | "no" as answer:
                yield Approve(answer=answer)
            case "answer":
                yield Answered(choice=words[:200])
            case "tell":
                yield from self._details(spans)
            case "keep" if said_in("keeps", self._row.text[clause.start : clause.end]):
                yield Keep()
            case "keep":
                yield from self._details(spans)
            case "once":
                yield Keep(how="once")
                yield from self._details(spans)
            case "forget":
                yield Forget()
            case "chat":
                yield Chat(about=words[:200])
            case "decline":
                yield Decline(about=words[:200])
            case "hand_over":
                yield from self._ordered(spans)
                yield HandOver(about=words[:200])
                paid = Want(field="terms.payment", value=own_words(put))
                yield from (Ask(suppose=(paid,)),) if paid.value and asks_for(put, "terms.payment") else ()

    def _gone_back_to(self, clause: Clause) -> Reference | None:
        """The one product that the clause goes back to: the cheaper keyboard from before."""
        spans = [span for span in self._row.spans if clause.start <= span.start < clause.end]
        found = self._pointers(spans) if clause.act == "go" else ()
        return found[0] if len(found) == 1 and found[0].kind in ("extreme", "ordinal") and found[0].count == 1 else None

    def _joined_by_the_one_before(self, clause: Clause, pointed: tuple[Reference, ...]) -> tuple[Reference, ...]:
        """With the product that the clause before goes back to."""
        before = next((one for one in self._row.clauses if one.end == clause.start), None)
        one = self._gone_back_to(before) if before is not None else None
        return pointed if one is None or len(pointed) > 1 else (one, *pointed)

    def _sided(self, spans: Sequence[Span]) -> list[Span]:
        """The spans with both sides of an "or" as sides, where one at least is no goods: wool or silk, 春秋被还是冬被."""
        found = list(spans)
        for place, (one, other) in enumerate(zip(found, found[1:], strict=False)):
            gap = self._row.text[one.end : other.start].casefold()
            joined = re.fullmatch(r"[^\s,，。.?？]?\s*(?:还是|或者?|\bor\b|\bvs\b\.?)\s*(?:an? |the )?", gap)
            if joined is None or {one.label, other.label} == {"noun"} or not {one.label, other.label} <= {"noun", "value", "case", "alt"}:
                continue
            end = one.end + int(gap[0] not in "还或ov" and not gap[0].isspace())
            found[place : place + 2] = [one._replace(label="alt", end=end), other._replace(label="alt")]
        return found

    def _party(self, party: Literal["brand", "supplier"], clause: Clause, spans: Sequence[Span]) -> Iterator[AnyCommand]:
        """The commands of a question about a brand or supplier. Goods of two named brands are compared."""
        names = [span for span in spans if span.label == "name"]
        names = [one for one in names if not any(other.end < one.start and not self._row.text[other.end : one.start].strip() for other in names)]
        named, of, goods = self._said(names, "name"), self._asked_about(clause, spans), self._said(spans, "noun")
        branding = [span for span in spans if span.label == "value" and self._describes_brand(span)] if party == "brand" else []
        if party == "brand" and len(named) > 1 and goods and not of:
            yield from self._sought([span for span in spans if span.label not in ("name", "value")])
            yield Want(field="brand", op="in", value=tuple(named), strength="either")
            yield Compare()
            return
        refused = [span for span in spans if span.label == "not"] if party == "brand" else []
        yield from self._sought(spans) if goods else self._wants(refused)
        fields = tuple(one for one in self._said(spans, "ask") if not _asks_who(one)) if party == "supplier" else ()
        values = [span for span in spans if span.label in WISHED and span not in (*refused, *branding)] if not goods else []
        supposed = tuple(one for one in self._wants(values) if isinstance(one, Want))
        yield from self._wants(branding)
        if party == "brand" and (of or self._row.topic) and not (branding or goods):
            words = self._row.text[clause.start : clause.end]
            asked = _said_of("which brand").search(words) if of or not _said_of("any brand").search(words) else None
            if asked is not None:  # which brand a product shown is, and how it compares with the one named
                yield Ask(fields=("brand", *self._fields_beside(spans)), of=of)
                if not (named or values or _said_of("reputable").search(words)):
                    return
        for name in named if party == "brand" and not goods else named[:1]:
            yield AskParty(party=party, name=name, of=of, fields=fields, suppose=supposed)
        if not named:
            yield AskParty(party=party, of=of, fields=fields, suppose=supposed)

    def _fields_beside(self, spans: Sequence[Span]) -> tuple[str, ...]:
        """What is asked beside the brand."""
        asked = [
            span
            for span in spans
            if span.label == "ask" and called().get(said := _HOW_MUCH.sub("", self._words(span)).casefold(), said) not in ("brand", "")
        ]
        return tuple(self._totalled(spans, asked))

    def _describes_brand(self, span: Span) -> bool:
        """True if the span describes the brand wanted."""
        behind = self._row.text[span.end :].casefold().lstrip(" 的")
        return any(field == "brand" and behind.startswith(name) for name, field in called().items())

    def _ordered(self, spans: Sequence[Span]) -> Iterator[AnyCommand]:
        """A past order's product and its quantity."""
        if (counted := self._counted(spans)) is not None:
            yield Seek(topic="same", quantity=counted)
        if pointed := self._pointers(spans):
            yield Ask(of=pointed)

    def _said(self, spans: Sequence[Span], *labels: str) -> list[str]:
        return list(dict.fromkeys(self._words(span)[:LONGEST_NAME] for span in spans if span.label in labels))

    def _words(self, span: Span) -> str:
        return self._row.text[span.start : span.end]

    def _pointers(self, spans: Sequence[Span]) -> tuple[Reference, ...]:
        refs = [words for span in spans if span.label == "ref" and (words := self._words(span)).casefold() not in function_words()["which"]]
        refs = [words for words in refs if not _DAY.search(f"{words}\n{self._row.text.partition(words)[2]}")]
        return tuple(dict.fromkeys(one for words in refs for one in pointers(words)))[:MOST_POINTERS]

    def _bids(self, clause: Clause, kind: Literal["target", "quote"]) -> tuple[Bid, ...]:
        """The prices in the clause, without counts and ordinals."""
        spans = [span for span in self._row.spans if clause.start <= span.start < clause.end]
        pointed = [(span.start - clause.start, one) for span in spans if span.label == "ref" for one in pointers(self._words(span))[:1]]
        others = [span for span in spans if span.label == "ref"] + [span for span in spans if span.label == "qty"][:1]
        return bids(
            self._row.text[clause.start : clause.end], kind, pointed, [(each.start - clause.start, each.end - clause.start) for each in others]
        )[:MOST_POINTERS]

    def _asked_about(self, clause: Clause, spans: Sequence[Span]) -> tuple[Reference, ...]:
        """The references that a clause asks about. A pronoun after a reference means the same, and a named list becomes the place of the others. Who
        makes it is asked of what the clause before points at."""
        found, words = self._pointers(spans), self._row.text[clause.start : clause.end]
        if not found and clause.act in ("brand", "supplier") and not self._said(spans, "noun", "name", "value"):
            before = [span for span in self._row.spans if span.label == "ref" and span.end <= clause.start]
            return self._pointers(pointing(self._row.text, before)) if before else self._asked_by_pronoun(words)
        if all(map(_is_pronoun, found)) and (rest := _REST.search(words)) is not None:
            return pointers(rest[0])
        if (joined := self._joined_by_the_one_before(clause, ())) and all(map(_is_pronoun, found)):
            return joined
        if not found and not self._said(spans, "noun") and (pronoun := self._asked_by_pronoun(words)):
            return pronoun
        if any(one.kind == "extreme" for one in found):  # "out of those, the dearest": only that one is meant
            found = tuple(one for one in found if not (one.kind == "all" and _is_pronoun(one)))
        told = tuple(one for number, one in enumerate(found) if not number or not (_is_pronoun(one) or _OF_THEM.fullmatch(one.text.strip())))
        listed = next((one for one in told if len(told) > 1 and _names_list(one)), None)
        if listed is None:
            return told
        return tuple(one if one.place else one.model_copy(update={"place": _place([listed])}) for one in told if one is not listed)

    @staticmethod
    def _asked_by_pronoun(words: str) -> tuple[Reference, ...]:
        pronoun = _PRONOUN.search(words)
        if pronoun is not None and pronoun[0].casefold() in ("these", "those"):
            return pointers(pronoun[0])
        return () if pronoun is None else (Reference(kind="focus", count=0, text=pronoun[0]),)

    def _counted(self, spans: Sequence[Span]) -> int | None:
        """The quantity: of several numbers the stated sum, else the nearest before the goods, else the first."""
        goods = next((span.start for span in spans if span.label == "noun"), None)
        told = [(span, number.value) for span in spans if span.label == "qty" and (number := amount(self._words(span))) is not None]
        told = [(span, number * self._heads(span)) for span, number in told]
        said = [(span, number) for span, number in told if number > 1 and not self._is_alternative_or_sample(span, spans)]  # everybody takes one
        before = [one for one in said if goods is not None and one[0].end <= goods]
        summed = [one for one in said if _SUMMED.search(self._row.text[: one[0].start])]
        numbers = [number for _, number in (summed[-1:] or before[-1:] or said)]
        return int(numbers[0]) if numbers and 1 <= numbers[0] < 10**9 else None

    def _heads(self, span: Span) -> int:
        """How many get the number each, where it is so much a head: of 每人两支 the people that the message counts (0: it doesn't), else 1."""
        before, behind = self._row.text[: span.start].rstrip().casefold(), self._row.text[span.end :].casefold()
        each = tuple(function_words()["a head"])
        if not (before.endswith(each) or behind.lstrip().startswith(each)):
            return 1
        return people(self._row.text) or 0

    def _is_alternative_or_sample(self, span: Span, spans: Sequence[Span]) -> bool:
        """True if the number is one of several alternatives, or its clause is about samples."""
        for one in spans:
            gap = self._row.text[min(span.end, one.end) : max(span.start, one.start)].strip().casefold()
            if one.label == "qty" and gap in function_words()["or"]:
                return True
        return _asks_samples(self._clause_of(span))

    def _sought(self, spans: Sequence[Span]) -> Iterator[AnyCommand]:
        """A `seek` for each of the goods, with the spans around it. What is wished before "also" is wished of the goods in hand."""
        spans = self._without_things(spans)
        nouns = [span for span in spans if span.label == "noun"]
        ahead = [
            span for span in spans if nouns and self._row.topic and span.end <= nouns[0].start and span.label in (*WISHED, "field", "soft", "total")
        ]
        if ahead and _said_of("besides").search(self._row.text, ahead[-1].end, nouns[0].start):
            yield from self._details(ahead)
            spans = [span for span in spans if span not in ahead]
        ends = [self._between(one, other) for one, other in zip(nouns, nouns[1:], strict=False)]
        parts = [[span for span in spans if start <= span.start < end] for start, end in zip([0, *ends], [*ends, len(self._row.text)], strict=True)]
        parts = self._by_heads(parts)
        parts, sets = self._of_sets(self._each(self._once(parts)))
        nouns = [next(span for span in part if span.label == "noun") for part in parts] if nouns else []
        own = [any(span.label in (*WISHED, "qty") for span in part) for part in parts]
        total = self._total(spans)
        counted = sum(self._counted(part) is not None for part in parts)
        sized = any(len(self._by_size(part)) > 1 for part in parts)
        if sized or (len(nouns) > 1 and (counted > 1 or any(span.label == "total" for span in spans))):
            yield self._purchases(spans, parts)
            yield from (one.model_copy(update={"field": SET}) for part in sets for one in self._wants(part) if isinstance(one, Want))
            return
        plain = len(nouns) > 1 and not any(own[1:])  # further goods without wishes of their own
        parts = [sorted(span for part in parts for span in part)] if plain else self._shared(parts)
        for number, part in enumerate(parts):
            also = tuple(self._words(span)[:LONGEST_NAME] for span in part if span.label == "noun")[1:][:MOST_BESIDE]
            who = self._said(part, "who") or (self._said(spans, "who") if not number else [])
            goods = self._said(part, "noun")
            if goods or self._counted(part) is not None or who:
                yield Seek(
                    goods=goods[0] if goods else None,
                    audience=who[0] if who else None,
                    quantity=self._counted(part),
                    also=also,
                    topic="new" if goods else "same",
                )
            yield from self._wants([span for span in part if span.label != "total"])
        yield from total

    def _without_things(self, spans: Sequence[Span]) -> list[Span]:
        """The spans with goods that the store has no name for, and that no sign or conjunction joins to the goods before, as a wish: a
        drill, to put up a shelf."""
        found: list[Span] = []
        for span in spans:
            before = next((one for one in reversed(found) if one.label == "noun"), None) if span.label == "noun" else None
            gap = self._row.text[before.end : span.start] if before is not None else ""
            piece = _PAUSED.split(gap)[-1]
            counted = any(one.label == "qty" and before is not None and before.end <= one.start for one in found)
            joined = before is None or counted or not piece.strip() or _joins().search(piece.casefold()) or _said_of("or").search(piece)
            joined = joined or _said_of("will do").match(self._row.text, span.end) or _said_of("wanting").search(piece)
            named = joined or self._shelf(self._words(span), "") or any(self._alike([one], span) for one in found if one.label == "noun")
            found.append(span if named else span._replace(label="value"))
        return found

    def _by_heads(self, parts: Sequence[list[Span]]) -> list[list[Span]]:
        """The parts with each number whose unit ends the name of other goods at these: 50 sets, behind towels and duvet sets."""
        heads = [next((self._words(span).casefold() for span in part if span.label == "noun"), "") for part in parts]
        found: list[list[Span]] = [[] for _ in parts]
        for place, part in enumerate(parts):
            for span in part:
                counts = span.label == "qty" and len(parts) > 1 and not self._row.text[span.end :].lstrip().startswith("of ")
                units = {one.term for one in content(self._words(span))} if counts else set[str]()
                named = [at for at, head in enumerate(heads) if units & {one.term for one in content(head)[-1:]}]
                found[named[0] if len(named) == 1 else place].append(span)
        return [sorted(part) for part in found]

    def _shared(self, parts: Sequence[list[Span]]) -> list[list[Span]]:
        """Merge goods joined by "or", or whose only wishes follow the last one after a sign: they share all wishes."""
        found: list[list[Span]] = [parts[0]]
        for part in parts[1:]:
            before, noun = found[-1], next(span for span in part if span.label == "noun")
            last = before[-1]
            gap = self._row.text[last.end : noun.start].strip().casefold()
            behind = next((span for span in part if span.start > noun.start), None)
            apart = behind is not None and _PARTED.search(self._row.text[noun.end : behind.start])
            joined = last.label == "noun" and (gap in function_words()["or"] or (gap in function_words()["join"] and apart))
            found[-1:] = [[*before, *part]] if joined else [before, part]
        return found

    def _each(self, parts: Sequence[list[Span]]) -> list[list[Span]]:
        """The parts with a "per item" quantity added to those without one: to all before it, and if it is the first, to all after it."""
        said = [(place, span) for place, part in enumerate(parts) for span in part if span.label == "qty" and self._is_per_item(span)]
        if not said or len(parts) < 2:
            return list(parts)
        last, every = said[-1]
        return [
            [*part, every] if place <= (last or len(parts)) and not any(span.label == "qty" for span in part) else part
            for place, part in enumerate(parts)
        ]

    def _by_size(self, part: Sequence[Span]) -> list[list[Span]]:
        """The part once for each measure that has a number of its own: 3米200根、1米100根; 200 pcs of 3 ft and 40 of 25 ft."""
        counts = [span for span in part if span.label == "qty" and self._counted([span]) is not None]
        sizes = [span for span in part if span.label in ("is", "about") and (one := self._quantity(span)) is not None and one.field != "price"]
        if len(counts) < 2 or len(counts) != len(sizes):
            return [list(part)]
        own = sorted((*counts, *sizes))
        pairs = list(zip(own[::2], own[1::2], strict=True))
        if any({one.label == "qty", other.label == "qty"} != {True, False} for one, other in pairs):
            return [list(part)]
        shared = [span for span in part if span not in own]
        return [sorted((*shared, *pair)) for pair in pairs]

    def _of_sets(self, parts: Sequence[list[Span]]) -> tuple[list[list[Span]], list[list[Span]]]:
        """The parts of goods of which one each makes a set, with the number of sets (230份 of 毛巾加糕点; a pen and a mug each, 120 staff); and the
        spans of what one set may cost."""
        nouns = [span for part in parts for span in part if span.label == "noun"]
        every = [span for part in parts for span in part if self._counts_sets(span, nouns)]
        apart = [span for part in parts for span in part if span.label == "qty" and span not in every and self._counted([span]) is not None]
        if len(parts) < 2 or len(every) != 1 or apart:
            return list(parts), []
        paid = [[span for span in part if span.label in ("max", "about", "low", "high") and self._is_price(span)] for part in parts]
        whole = every[0]._replace(label="qty")
        found = [[*(span for span in part if span not in every and span not in cost), whole] for part, cost in zip(parts, paid, strict=True)]
        return found, [cost for cost in paid if cost]

    def _counts_sets(self, span: Span, nouns: Sequence[Span]) -> bool:
        """True if the number is one of sets of all the goods, and stands beside none of them."""
        gap = self._row.text[nouns[-2].end : nouns[-1].start].casefold() if len(nouns) > 1 else ""
        if not any(join[0].isalnum() or join in "+&" for join in _joins().findall(gap)) or nouns[0].end <= span.start < nouns[-1].start:
            return False
        if span.label == "who":
            return people(self._words(span)) is not None and _said_of("everybody").search(self._row.text) is not None
        said = self._quantity(span) if span.label == "qty" else None
        beside = span.end == nouns[0].start or nouns[-1].end == span.start
        return said is not None and not beside and in_sets(said.stated.amount.unit or self._row.text[span.end :].strip().split(" ")[0].strip(",.;:"))

    def _is_price(self, span: Span) -> bool:
        """True if the number is money, or a bare bound."""
        said = self._quantity(span)
        return said is not None and (said.field == "price" or said.stated.amount.kind in ("", "money"))

    def _is_per_item(self, span: Span) -> bool:
        """True if the number is per item."""
        words, text = tuple(function_words()["apiece"]), self._row.text.casefold()
        return text[: span.start].rstrip().endswith(words) or text[span.end :].lstrip().startswith(words)

    def _once(self, parts: Sequence[Sequence[Span]]) -> list[list[Span]]:
        """The parts with repeated goods merged under the longer name."""
        found: list[list[Span]] = []
        for part in parts:
            noun = next((span for span in part if span.label == "noun"), None)
            same = next((one for one in found if noun is not None and self._alike(one, noun)), None)
            if same is None or noun is None:
                found.append(list(part))
                continue
            named = max((one for one in (*same, *part) if one.label == "noun"), key=lambda one: one.end - one.start)
            same[:] = sorted([named, *(one for one in (*same, *part) if one.label != "noun")])
        return found

    def _alike(self, part: Sequence[Span], noun: Span) -> bool:
        one, other = (self._words(span).casefold() for span in (next(each for each in part if each.label == "noun"), noun))
        one, other = (name.rpartition(" ")[0] if in_sets(name.rpartition(" ")[2]) else name for name in (one, other))  # 30 sets of bedding
        return one.endswith(other) or other.endswith(one)

    def _purchases(self, spans: Sequence[Span], parts: Sequence[Sequence[Span]]) -> PurchaseList:
        """Goods with a quantity each and a common budget."""
        lines = []
        for part in (each for one in parts for each in self._by_size(one)):
            musts = tuple(one for one in self._wants([span for span in part if span.label != "total"]) if isinstance(one, Want))
            lines.append(Line(goods=self._said(part, "noun")[0], quantity=self._counted(part), musts=musts))
        budget = next((number for span in spans if span.label == "total" and (number := amount(self._words(span))) is not None), None)
        limit = budget.value if budget is not None and 0 < budget.value < 10**11 else None
        return PurchaseList(lines=tuple(lines[:MOST_LINES]), budget=limit, currency=budget.currency if budget is not None else None)

    def _between(self, one: Span, other: Span) -> int:
        """Where the second goods' part begins: after an "and" that opens a clause, else after the last "and" or end of sentence."""
        gap = self._row.text[one.end : other.start]
        joins = list(_joins().finditer(gap.casefold()))
        opens = [match for match in joins if match[0][0].isalnum() and match[0] != "with" and _OPENED.search(gap[: match.start()])]
        found = (opens or joins)[-1:]
        ended = max((match.end() for match in _ENDED.finditer(gap)), default=0)
        if not found or found[0].end() < ended:
            return one.end + ended if ended else other.start
        return one.end + found[0].end()

    def _named_again(self, spans: Sequence[Span]) -> Iterator[AnyCommand]:
        goods, counted, who = self._said(spans, "noun"), self._counted(spans), self._said(spans, "who")
        if goods or counted is not None or who:
            yield Seek(goods=goods[0] if goods else None, quantity=counted, audience=who[0] if who else None, topic="same")

    def _details(self, spans: Sequence[Span]) -> Iterator[AnyCommand]:
        yield from self._wants(spans)
        yield from self._total(spans)

    def _total(self, spans: Sequence[Span]) -> Iterator[Want]:
        for span in spans:
            if span.label == "total" and (number := amount(self._words(span))) is not None and number.value > 0:
                yield Want(field="total", op="<=", value=number.value, unit=number.currency, quote=(span.start, span.end))

    def _are_some(self, span: Span) -> bool:
        """True if the words don't ask how many there are, but want some shown: 推荐几款."""
        counts = span.label == "ask" and called().get(self._words(span).casefold()) == "spread.count"
        return counts and self._row.text[: span.start].rstrip().endswith(tuple(function_words()["some"]))

    def _asked_beside(self, spans: Sequence[Span]) -> Iterator[AnyCommand]:
        """What is asked of the goods looked for in the same clause."""
        asked = [span for span in spans if span.label == "ask"]
        asked = [one for one in asked if self._words(one).casefold() in called() or is_question(self._clause_of(one))]
        if asked:
            yield Ask(fields=tuple(self._totalled(spans, asked)), of=self._pointers(spans))

    def _asked(self, spans: Sequence[Span], pointed: Sequence[Reference], words: str, own: str = "") -> Iterator[AnyCommand]:
        """`own`: the question in its own words, by which it is put where no field is read in it."""
        counted, nouns = self._counted(spans), self._said(spans, "noun")
        numbers = [] if nouns else self._numbers_asked(spans)
        packed = self._packed(spans)
        if counted is not None and not numbers and not packed and not self._counted([span for span in self._row.spans if span.end <= spans[0].start]):
            yield Seek(topic="same", quantity=counted)  # a second number counts accessories
        told = [span for span in spans if span.label == "qty" and self._counted([span]) is not None]
        spans = [span for span in spans if span.label != "ask" or self._words(span).casefold() not in function_words()["asks"]]
        asked = [span for span in spans if span.label == "ask"]
        if len(nouns) > 1 and (len(told) > 1 or (told and not pointed and any(self._asks_total(span, asked) for span in asked))):
            yield from self._sought(spans)
            spans = [span for span in spans if span.label not in ("noun", "qty", *WISHED)]
            nouns = []
        if len(nouns) == 1:
            yield Seek(goods=nouns[0], topic="same")
        supposed = tuple(one for one in self._wants([span for span in spans if span.label in (*WISHED, "field")]) if isinstance(one, Want))
        supposed = packed or (*supposed, *self._total(spans))
        ends = {span: end for span in spans if span.label in ("ask", "sort") and (end := self._sort_key(span)) is not None}
        fields = self._totalled(spans, [span for span in spans if span not in ends and span.label == "ask"])
        lasts = own and re.search(r"\bhow long (?:is|are)\b", own, re.IGNORECASE) is None
        if lasts and len(asked) == 1 and self._words(asked[0]).casefold() in function_words()["bare"]:
            fields = []  # how often should these be washed
        goods = [Reference(kind="described", words=(one,), count=0, text=one) for one in nouns] if len(nouns) > 1 else []
        listed = [
            one for one in pointed if ends and (one.kind in ("all", "focus") or _names_list(one))
        ]  # "the lightest of them": only that one is meant
        extremes = tuple(Reference(kind="extreme", sort=end, text=self._words(span), place=_place(listed)) for span, end in ends.items())
        of = (*pointed, *goods, *extremes)
        said = fields or supposed or nouns or counted or any(span.label in ("ref", "ask") for span in spans)
        asks = self._suits(spans) or not said and _is_question(words)
        whole = Ask(
            text=(own or words)[:2000] if asks else own[:2000] if not (fields or supposed or ends) else "",
            fields=tuple(fields),
            of=tuple(one for one in of if one not in listed)[:MOST_POINTERS],
            suppose=supposed,
        )
        paid = tuple(one for one in fields if _PRICED.search(one) or one == _BULK)
        for place, number in enumerate(numbers):
            at = Want(field="quantity", value=number)
            yield whole.model_copy(update={"fields": whole.fields if not place else paid, "suppose": (*supposed, at)})
        if not numbers:
            yield whole

    def _packed(self, spans: Sequence[Span]) -> tuple[Want, ...]:
        """The number of pieces for which packs are asked, with what these are called: 20,000, of how many labels are in a box."""
        packs = [
            span for span in spans if span.label == "ask" and any(each.fullmatch(self._words(span).lower()) for each in patterns("asked", "packs"))
        ]
        told = [one for one in (each.stated.amount for each in self._numbers) if (one.pieces or not one.unit) and not one.currency and one.value > 1]
        if not packs or not told:
            return ()
        called = [match["unit"] for match in _UNITS.finditer(self._row.text) if not packs[0].start <= match.start() < packs[0].end]
        most = max(told, key=lambda one: one.value)
        return (Want(field="quantity", value=most.value, unit=most.unit or next(iter(called), None)),)

    def _numbers_asked(self, spans: Sequence[Span]) -> list[int]:
        """The numbers of pieces for which a price is asked, where they are several: at 500 and at 1000."""
        told = [number.value for span in spans if span.label == "qty" and (number := amount(self._words(span))) is not None]
        found = list(dict.fromkeys(int(number) for number in told if 1 < number < 10**9)) if not _asks_samples(self._row.text) else []
        return found if len(found) > 1 and any(_PRICED.search(self._words(span)) for span in spans if span.label == "ask") else []

    def _asks_total(self, span: Span, spans: Sequence[Span]) -> bool:
        """True if the span asks what all together cost."""
        words = self._words(span)
        alone = sum(one.label == "ask" for one in spans) == 1
        together = sums(words) or (sums(self._clause_of(span)) and alone)
        return totals(words) or bool(together and _PRICED.search(words))

    def _totalled(self, spans: Sequence[Span], asked: Sequence[Span]) -> list[str]:
        """The fields asked about, by name if known; "total" for the price of all together."""
        found = []
        for span in asked:
            words = self._words(span)
            bare = _HOW_MUCH.sub("", words)
            named = "total" if self._asks_total(span, asked) else _BULK if self._falls(span) else ""
            named = named or next((name for name in (words, bare) if name.casefold() in called()), "")
            much = _HOW.fullmatch(words.strip()) if not named else None
            named = next((one.concept for one in graded(much["of"] or much["not"])), "") if much is not None else named
            order = [called()[one[0].casefold()] for one in _of_orders().finditer(words)] if not named else []
            found += order or [named or words[:LONGEST_NAME]]
        return list(dict.fromkeys(found))

    def _falls(self, span: Span) -> bool:
        """True if it is asked whether the price falls with the number."""
        said = self._clause_of(span).casefold()
        return _PRICED.search(self._words(span)) is not None and any(word in said for word in function_words()["falls"])

    def _clause_of(self, span: Span) -> str:
        """The words of the span's clause, from sign to sign."""
        text = self._row.text
        start = max((match.end() for match in _PARTED.finditer(text, 0, span.start)), default=0)
        end = _PARTED.search(text, span.end)
        return text[start : end.start() if end else len(text)]

    @staticmethod
    def _suits(spans: Sequence[Span]) -> bool:
        """True if the question is whether a product suits somebody or something."""
        return {span.label for span in spans} in ({"ref", "who"}, {"ref", "case"}, {"ref", "who", "case"})

    def _sort_key(self, span: Span) -> str | None:
        """The sort key of a superlative: the lightest, 最[轻]."""
        words = self._words(span).casefold().strip()
        most = self._row.text[: span.start].endswith("最")
        if words in superlatives() and (most or words.isascii() or words.startswith("最")):
            return superlatives()[words]
        if most or words.startswith("最"):
            return end_of(words.removeprefix("最"))
        if words.isascii() and (grade := superlative(words)) is not None:
            return grade.concept if grade.end == "lowest" else f"-{grade.concept}"
        return self._named_sort_key(span, words) if span.label == "ask" else None

    def _named_sort_key(self, span: Span, words: str) -> str | None:
        """The sort key by the measure's name: the longest battery life, 评分最高. For a record's own fields the best comes first."""
        before, behind = self._row.text[: span.start].casefold(), self._row.text[span.end :].casefold()
        if (whole := _superlative(words)) is not None:
            name, highest = whole
        elif (said := _MOST_BEFORE.search(before) or _MOST_BEHIND.match(behind)) is not None:
            name, highest = words, said.lastgroup == "high"
        else:
            return None
        field = called().get(name)
        return f"-{name}" if (highest if field is None else highest == (field in ASCENDING)) else name

    def _facts(self, spans: Sequence[Span]) -> Iterator[AnyCommand]:
        for span in spans:
            if span.label != "fact":
                continue
            words = self._words(span)
            number = amount(words)
            fact = next((name for name, unit in _FACTS if number is not None and unit.search(words.lower())), None)
            if fact is None and number is not None and _is_height(number):
                fact = "height_cm"
            if fact is None and number is not None and self._is_age(span, number):
                fact = "age_years"
            if fact is None and any(self._are_body_measures(span, one) for one in spans if span.end <= one.start <= span.end + 2):
                fact = "height_cm"
            if fact == "room_temp_c" and number is not None and number.kind != "temperature":
                fact = None
            if fact == "room_temp_c" and number is not None and number.value <= COLD:
                fact = OUTSIDE
            if fact is not None and number is not None:
                yield Tell(fact=fact, value=plain(round(number.value * _BODY.get(fact, {}).get(number.unit, 1.0), 1)), text=words)
            elif (market := self._market(words)) is not None:
                yield Tell(fact="market", value=market, text=words)
                if trade_in(words) is not None:
                    yield Tell(fact="trade", value=words, text=words)
            else:
                yield Tell(fact="trade" if number is None else "said", value=words, text=words)
        yield from (Tell(fact="age_years", value=age, text=words) for age, words in self._ages(spans))

    def _ages(self, spans: Sequence[Span]) -> Iterator[tuple[int, str]]:
        """How old somebody is whose age stands right behind: my niece turning 4."""
        said = re.compile(rf"\s*(?:{'|'.join(map(re.escape, function_words()['aged']))})\s*(\d{{1,2}})(?![\w.%])", re.IGNORECASE)
        found = (said.match(self._row.text, span.end) for span in spans if span.label == "who")
        free = (each for each in found if each is not None and not any(one.start <= each.start(1) < one.end for one in spans))
        yield from ((int(each[1]), each[0].strip()) for each in free)

    def _is_age(self, span: Span, number: Amount) -> bool:
        """True if the number, without a unit, is somebody's age: he is 7, turning 11, my sister (19)."""
        words, text = tuple(function_words()["aged"]), self._row.text.casefold()
        start = text.find(number_ := f"{number.value:g}", span.start, span.end)
        alone = start >= 0 and not number.unit and not text[start + len(number_) : span.end].strip() and not text[span.end :][:1].isalnum()
        return alone and 0 < number.value < _OLDEST and text[:start].rstrip().endswith(words)

    def _wants(self, spans: Sequence[Span]) -> Iterator[AnyCommand]:
        """The commands for wishes, sorting, variation and removal, in order."""
        spans = [*self._versioned(spans)]
        fields, instead = self._fields(spans), False
        told: list[Quantity | None] = []  # both ends of a range give one condition
        either = self._either(spans)
        for span in spans:
            words, quote = self._words(span), (span.start, span.end)
            if span.label == "undo":
                instead = True
                continue
            field = fields.get(span)
            strength = self._strength(span, spans)
            if span.label in ("value", "not", "case"):
                if words.casefold() in function_words()["head"] or not content(words) and not any(map(str.isdigit, words)):
                    continue  # 双, 跟
                together = either.get(span)
                if together is not None and together[0] is not span:
                    continue
                value: Any = tuple(self._words(one) for one in together) if together else words
                negated = span.label == "not"
                if not negated and _SAME.match(words) and (party := _pointed_party(words)) is not None:
                    yield Vary(how="like", field=party, text=words, quote=quote)
                    continue
                op: Op = ("not_in" if negated else "in") if together else "!=" if negated else self._graded(span) or "="
                if together and not negated and strength == "must":
                    strength = "either"
                yield Want(field=field, op=op, value=value, strength=strength, instead=instead, quote=quote)
                instead = False
            elif span.label in _OPS:
                said = self._quantity(span)
                if said is None or said not in told:
                    yield from self._number(span, said, field, strength, instead)
                told.append(said)
                instead = False
            elif span.label == "sort":
                yield self._order(words, quote)
            elif span.label in ("less", "more"):
                yield from self._varied(span, field)
            elif span.label == "other":
                yield Vary(how="other", field=words, quote=quote)
            elif span.label == "drop" and _said_of("matters").match(self._row.text[span.end :].lstrip()) is None:
                number = amount(words)
                yield Drop(value=number.value, quote=quote) if number is not None and words.strip()[:1].isdigit() else Drop(field=words, quote=quote)

    def _graded(self, span: Span) -> Op | None:
        """The bound that the words beside a grade state: IPX5 or better, at least Cat6; None if there is none."""
        words = self._words(span)
        if (grade := _GRADE.fullmatch(words)) is None:
            return None
        text = f"{self._row.text[: span.start]}{grade['level']}{self._row.text[span.end :]}"
        said = next((one.stated for one in quantities(text) if one.stated.amount.start == span.start), None)
        return said.op if said is not None and not said.hint and said.op in (">", ">=", "<", "<=") else None

    def _versioned(self, spans: Sequence[Span]) -> Iterator[Span]:
        """The spans with a value as the field of the bounded bare number behind it: bluetooth 5.3 or newer."""
        for one, other in zip(spans, [*spans[1:], None], strict=False):
            said = self._quantity(other) if other is not None and other.label in ("is", "min") else None
            bounds = said is not None and said.stated.op in (">", ">=", "<", "<=") and not said.named and not said.stated.amount.unit
            named = bounds and other is not None and one.label == "value" and self._row.text[one.end : other.start] in ("", " ")
            yield one._replace(label="field") if named and self._words(one).isascii() and self._words(one).isalpha() else one

    def _fields(self, spans: Sequence[Span]) -> dict[Span, str]:
        """Span -> the field word beside it."""
        found: dict[Span, str] = {}
        taken: set[Span] = set()
        wished = [span for span in spans if span.label in (*WISHED, "less", "more")]
        for one in (span for span in spans if span.label == "field" and not self._only_bounds(span)):
            behind = [span for span in wished if span.start >= one.end and span.start - one.end <= NEAR and span not in taken]
            before = [span for span in wished if span.end <= one.start and one.start - span.end <= NEAR and span not in taken]
            for span in self._near(one, before, behind):
                found[span] = self._words(one)
                taken.add(span)
                if (end := self._other_end(span, wished)) is not None:
                    found[end] = self._words(one)
        return found

    def _near(self, field: Span, before: Sequence[Span], behind: Sequence[Span]) -> Sequence[Span]:
        """The span that the field word belongs to: after or before it in one clause, or after it if it is a clause by itself."""
        text = self._row.text
        if behind and not _PARTED.search(text[field.end : behind[0].start]):
            return behind[:1]
        if before and not _PARTED.search(text[before[-1].end : field.start]):
            return before[-1:]
        return behind[:1] if _PARTED.match(text[field.end :].strip(" ")) else ()

    def _only_bounds(self, span: Span) -> bool:
        """True if the word only states a bound's direction or its share: ceiling, 预算, 人均."""
        return bool(share(self._words(span))) or any(
            one.stated.start <= span.start and span.end <= one.stated.end and not one.named for one in self._numbers
        )

    @staticmethod
    def _other_end(span: Span, wished: Sequence[Span]) -> Span | None:
        """The other end of a range."""
        if span.label == "low":
            return next((one for one in wished if one.label == "high" and one.start >= span.end), None)
        return next((one for one in reversed(wished) if one.label == "low" and one.end <= span.start), None) if span.label == "high" else None

    def _strength(self, span: Span, spans: Sequence[Span]) -> Any:
        """The strength given by a softening word in the same clause; "will do" applies to the next one."""
        soft = {"soft": "wish", "fallback": "fallback"}
        for one in spans:
            if one.label in soft and self._same(one, span, spans):
                return soft[one.label]
        if _said_of("will do").match(self._row.text, span.end):
            return "fallback"
        if span.label == "about":
            return "around"
        over = [one for one in spans if one.label == "over"]
        return "around" if span.label in ("max", "min") and any(abs(one.start - span.end) < 2 * NEAR for one in over) else "must"

    def _same(self, marks: Span, span: Span, spans: Sequence[Span]) -> bool:
        """True if the softening word precedes the span in one clause, or directly follows it."""
        if marks.end <= span.start:
            gap = self._row.text[marks.end : span.start]
            return not _PARTED.search(gap) or (marks.label == "fallback" and not any(marks.end <= one.start < span.start for one in spans))
        if marks.label != "soft" or marks.start - span.end > 4 or any(span.end <= one.start < marks.start for one in spans):
            return False
        ahead = next((one for one in spans if one.start >= marks.end and one.label in WISHED), None)
        return (
            not _PARTED.search(self._row.text[span.end : marks.start])
            or ahead is None
            or bool(_PARTED.search(self._row.text[marks.end : ahead.start]))
        )

    def _either(self, spans: Sequence[Span]) -> dict[Span, list[Span]]:
        """Values joined by "or" -> all values of the group."""
        found: dict[Span, list[Span]] = {}
        joins = function_words()["or"]
        wished = [span for span in spans if span.label in ("value", "not", "case")]
        for one, other in zip(wished, wished[1:], strict=False):
            gap = self._row.text[one.end : other.start].strip(" ,，、的").lower()
            if one.label == other.label and gap in joins:
                company = [*found.get(one, [one]), other]
                found |= dict.fromkeys(company, company)
        return found

    def _number(self, span: Span, said: Quantity | None, field: str | None, strength: Any, instead: bool) -> Iterator[Want]:
        """Conditions on a number, by the text's comparator, else by the label."""
        words = self._words(span)
        number = amount(words) if said is None else said.stated.amount
        if _NTH.match(self._row.text, span.end):
            return  # on the 14th
        if number is None or _SIDES.search(words):
            yield Want(field=field, value=words, strength="wish" if strength == "around" else strength, quote=(span.start, span.end))
            return
        op = said.stated.op if said is not None and not (said.stated.hint and span.label in ("min", "low")) else ""
        field = self._field(said, number, field, span)
        beyond = "" if number.unit else words[number.end - (0 if said is None else span.start) :].strip()
        unit = number.currency or number.unit or beyond or None
        start, end = (number.start, number.end) if said is not None else (span.start, span.end)
        quote = (min(start, span.start), max(end, span.end))
        alone = said is not None and op and not said.named  # "20 at most" names no field
        text = self._row.text[said.stated.start : said.stated.end].strip() if said is not None and alone else ""
        own: dict[str, Any] = {"field": field, "unit": unit, "instead": instead, "quote": quote, "text": text}
        loose = op in ("", "about") or (said is not None and said.stated.hint)
        if op == "between" or (number.vague and loose and span.label in ("about", "is", "max")):
            words = self._row.text[said.stated.start : said.stated.amount.start] if said is not None else ""
            near = said is not None and approximate(words, self._row.text[said.stated.amount.end : said.stated.end])
            strength = "around" if near and strength == "must" else "must" if strength == "around" and not near else strength
            yield Want(op=">=", value=number.low, strength=strength, **own)
            yield Want(op="<=", value=number.high, strength=strength, **own)
        elif op == "about":
            yield Want(op="=", value=number.value, strength="around", **own)
        else:
            far = {"low": "high", "high": "low"}.get(span.label)
            bare = said is not None and not said.named and not number.unit
            alone = far is not None and bare and not any(one.label == far for one in self._row.spans)
            stands: Op = op or ("=" if alone else _OPS[span.label])
            value = number.low if stands[0] == ">" else number.high if stands[0] == "<" else number.value
            yield Want(op=stands, value=value, strength="must" if op and span.label == "about" else strength, **own)

    def _field(self, said: Quantity | None, number: Amount, near: str | None, span: Span) -> str | None:
        """The field of a number: named beside it, `near` (the network's choice), told by its unit, else the price."""
        if said is not None and said.named:
            return said.field
        return near or (said.field if said is not None else None) or _default_field(number, span.label, self._words(span)) or self._price(said)

    def _price(self, said: Quantity | None) -> str | None:
        """ "price" for a bare bound, unless a word beside it says what it counts (ages 3 and up, at least 3 pockets); else None."""
        if said is None or said.stated.amount.unit or not (said.stated.amount.vague or said.stated.op not in ("", "about")):
            return None
        before, behind = unjoined(self._row.text[: said.stated.start]), self._row.text[said.stated.end :].lstrip(" 的了吧呢啊")
        at = len(self._row.text) - len(behind)
        told = (
            before[-1:].isascii() and before[-1:].isalpha() and not any(span.label == "noun" and span.end == len(before) for span in self._row.spans)
        )
        ends = not behind[:1].isalpha() or any(one.stated.start == at for one in self._numbers)
        ends = ends or any(span.label == "noun" and span.start == at for span in self._row.spans)
        return "price" if ends and not told else None

    def _order(self, words: str, quote: tuple[int, int]) -> Sort:
        said = words.casefold()
        number = amount(words)
        count = int(number.value) if number is not None and 0 < number.value < 100 and not number.unit else None
        if said not in superlatives() and (named := _superlative(said)) is not None:
            return Sort(key=named[0], direction="highest" if named[1] else "lowest", count=count, quote=quote)
        key = next((key for word, key in superlatives().items() if len(word) > 1 and word in said), None)
        if key is not None:
            return Sort(
                key=key.lstrip("-"),
                direction="highest" if key.startswith("-") or key in ("rating", "sold_90d") else "lowest",
                count=count,
                quote=quote,
            )
        for part in re.split(r"[\s,，的]+|排|优先|first|最|先", said):
            if part and (grades := graded(part)):
                return Sort(key=grades[0].concept, direction=grades[0].end, count=count, quote=quote)
        return Sort(key=words, count=count, quote=quote)

    def _varied(self, span: Span, field: str | None) -> Iterator[AnyCommand]:
        """Less or more of the field; a soft wish if no number measures it."""
        words, quote = self._words(span), (span.start, span.end)
        plain = _TOO.sub("", words)
        compared = plain.casefold().endswith(("er", "一号", "一码"))  # a bit bigger is no complaint
        too = not compared and (plain != words or _TOO.search(self._row.text[: span.start]) is not None)  # "too dear" asks for less
        key = superlatives().get(plain.casefold())
        grades = tuple(one.turned for one in graded(plain)) if too else graded(plain)
        if field is None and key is not None:
            yield Vary(how="less" if key.startswith("-") is too else "more", field=key.lstrip("-"), text=words, quote=quote)
        elif field is not None:
            yield Vary(how="less" if span.label == "less" else "more", field=field, text=words, quote=quote)
        elif grades:
            yield Vary(how="less" if grades[0].end == "lowest" else "more", field=grades[0].concept, text=words, quote=quote)
        else:
            yield Want(value=words, strength="wish", quote=quote)


def _with_more(found: tuple[AnyCommand, ...], told: Iterable[AnyCommand]) -> tuple[AnyCommand, ...]:
    """The commands with those of a further question: more facts of the same products or sellers are no other request."""
    for one in told:
        before = next((each for each in reversed(found) if isinstance(each, (Ask, AskParty))), None)
        joined = _joined(before, one) if before is not None and isinstance(one, (Ask, AskParty)) else None
        found = tuple(joined if each is before else each for each in found) if joined is not None else (*found, *([one] if one not in found else []))
    return found


def _joined(before: Ask | AskParty, one: Ask | AskParty) -> AnyCommand | None:
    """Both as one question; None where they are put to others, or for other numbers."""
    numbers = any(each.field == "quantity" for each in (*before.suppose, *one.suppose))
    bare = [[each.model_copy(update={"text": ""}) for each in command.of] for command in (before, one)]
    same = bare[0] == bare[1] or (all(map(_is_pronoun, one.of)) and (isinstance(one, AskParty) or not before.of))
    if type(before) is not type(one) or numbers or not same:
        return None
    said = [without(each.text, [ref.text for ref in each.of])[:LONGEST_NAME] if isinstance(each, Ask) else "" for each in (before, one)]
    fields = tuple(dict.fromkeys(filter(None, (*before.fields, said[0], *one.fields, said[1]))))
    joined = {"fields": fields, "suppose": (*before.suppose, *one.suppose), "of": before.of or one.of}
    if isinstance(before, AskParty) and isinstance(one, AskParty):
        return before.model_copy(update=joined) if before.party == one.party and not one.name else None
    return before.model_copy(update={**joined, "text": ""})


def _against(words: str, among: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """With the product talked about, where one is compared with it: 跟第一个比."""
    one = len(among) == 1 and among[0].count == 1 and among[0].kind != "focus" and _COMPARED.search(words)
    return (Reference(kind="focus"), *among) if one else among


def _pointed(command: Ask | AskParty | Compare | Choose) -> tuple[Reference, ...]:
    return command.of if isinstance(command, (Ask, AskParty)) else command.among


def _superlative(words: str) -> tuple[str, bool] | None:
    """The measure in a superlative, and True if high values come first; None if no measure is named."""
    found = _MOST.fullmatch(words.casefold().strip())
    return (found["name"] or found["of"], bool(found["high"] or found["much"])) if found is not None else None


_HIGH, _LOW = "longest|highest|best|largest|biggest|most|greatest|top", "shortest|lowest|smallest|least|fewest|worst"
_MOST_BEFORE = re.compile(rf"\b(?:(?P<high>{_HIGH})|(?P<low>{_LOW})) $")
_MUCH, _LITTLE = "[长久高大多好强厚重]", "[短低小少差弱薄轻]"
_MOST = re.compile(
    rf"(?:(?P<high>{_HIGH})|(?P<low>{_LOW})) (?P<name>[a-z][a-z ]+)|(?P<of>[^最]{{2,12}}?)是?最(?:(?P<much>{_MUCH})|(?P<little>{_LITTLE}))的?"
)
"""A superlative with the measure's name: the largest capacity, 容量最大."""
_MOST_BEHIND = re.compile(rf"^是?最(?:(?P<high>{_MUCH})|(?P<low>{_LITTLE}))")
_TOO = re.compile(r"(?:太|过于|有点儿?|偏|嫌|\btoo |\ba bit (?:too )?(?!more|less))$|^(?:太|过于|有点儿?|偏|too )", re.I)
_COMPARED = re.compile(r"[跟和与同].+比|比起|\bcompared? (?:it )?(?:to|with)\b|\bversus\b|\bvs\b", re.I)
_REST = re.compile(r"\b(?:the )?(?:other one|other two|others|rest)\b|另一[款个]|另外[一那][款个]|其余的?|剩下的?", re.I)
_PRONOUN = re.compile(r"\b(?:it|its|they|their|them|those|these)\b|它", re.I)


_SAME = re.compile(r"(?:from |by |of )?(?:the )?same\b|[跟和]?同", re.IGNORECASE)
_POINTED = re.compile(
    r"[跟和]?(?:(?:同|这|那)[一个款种]{0,2})+(?P<seller>家)?(?:的|出的)?|(?:from |by |of )?(?:the |this |that )?(?:same )?", re.IGNORECASE
)


def _pointed_party(words: str) -> str | None:
    """ "brand" or "supplier" if the words begin by pointing at one (the same maker, 同一家厂, 这个牌子); else None."""
    led = _POINTED.match(words)
    if led is None or not led.end():
        return None
    rest = words[led.end() :].casefold().strip(" 的")
    found = {name: "brand" for name, field in called().items() if field == "brand"} | dict.fromkeys(function_words()["seller"], "supplier")
    named = max((name for name in found if rest.startswith(name)), key=len, default=None)
    return found[named] if named is not None else "supplier" if led["seller"] else None


def _is_height(number: Amount) -> bool:
    """True if the number can be a person's height in metres or feet, precise to the centimetre, unlike beds and rooms."""
    centimetres = number.value * _BODY["height_cm"].get(number.unit, 0.0)
    return 50 < centimetres < 230 and round(10 * number.value, 1) % 1 != 0


def _asks_samples(words: str) -> bool:
    """True if the words ask for samples."""
    return any(field == "capability.samples" and name in words.casefold() for name, field in called().items())


_QUESTION = re.compile(r"[?？吗么呢]\W*$")


def _is_question(words: str) -> bool:
    """True if the words are a question."""
    return _QUESTION.search(words) is not None or words.casefold().partition(" ")[0].strip(",") in function_words()["asks"]


def _is_pronoun(reference: Reference) -> bool:
    """True if the reference is only a pronoun."""
    return reference.kind in ("focus", "all") and reference.place is None and _PRONOUN.fullmatch(reference.text.strip()) is not None


_OF_THEM = re.compile(r"(?:two|three|four|five|six|\d+|both|some|a few) of (?:them|these|those)", re.I)
"""Only counts what was pointed at."""


def _names_list(reference: Reference) -> bool:
    """True if the reference is a list, not one of its products: "the previous list", "the headphones"."""
    return (reference.kind == "all" and reference.place is not None) or (
        reference.kind == "described" and not reference.count and not reference.excluding and reference.place is None
    )


def _place(listed: Sequence[Reference]) -> Place | None:
    """The place of the named list."""
    return next((one.place or Place(about=one.words[0]) for one in listed if one.place is not None or one.words), None)


def _asks_who(words: str) -> bool:
    """True if the question only asks who the seller is."""
    return any(words.casefold().startswith(one) for one in function_words()["who"])


def _go_back(named: Sequence[str]) -> Go:
    """A command to go back to the named goods or list."""
    words = named[0] if named else None
    found = next(iter(pointers(words)), None) if words is not None else None
    if found is not None and found.place is not None and found.kind == "all":
        return Go(to="list", place=found.place, text=words or "")
    if found is not None and found.kind == "described" and found.words:
        return Go(about=found.words[0][:LONGEST_NAME])
    return Go(about=words)


def _default_field(number: Amount, label: str, words: str) -> str | None:
    """The field of a number without a field word: money is a price, years of life an age, stars a rating, an open bound a price."""
    if number.currency is not None:
        return "price"
    if number.value < 0:
        return None
    if _AGE.search(words.lower()):
        return "age"
    if number.kind == "stars":
        return "rating"
    return "price" if not number.unit and label in ("max", "about") else None


def composed(row: Row, market: Countries = lambda words: None, shelf: Shelves = lambda words, part: False) -> tuple[AnyCommand, ...]:
    """The commands that the row's acts and spans express."""
    return Composed(row, market, shelf).commands()
