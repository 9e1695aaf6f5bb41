"""Questions by their form: the parts of a message that ask, and its clauses cut at them, so that each question gets a command of its own."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..dialogue.linking import called
from ..retrievers.analysis import words as content
from .corpus import Clause, Row, Span
from .pointing import function_words

_ENDS = re.compile(r"[?？。!！;；\n]+|\.+(?=\s|$)|(?<=[\u4e00-\u9fff])…+")
_PAUSES = re.compile(r"[,，](?!\d)|(?<=[\u4e00-\u9fff])\s+|\s+(?=[\u4e00-\u9fff])")
_LEAD = (
    r"^[\s,，]*(?:(?:and|so|but|also|or|ok|okay|oh|hm+|then|plus|right|n|btw)\b[\s,]*"
    r"|(?:那么?|对了|另外|还有|然后|请问|不过)[\s,，]*(?![个款种些家]))*"
)
_BE = r"(?:is|are|am|was|were|do|does|did|can|could|will|would|should|must|may|might|isn'?t|aren'?t|don'?t|doesn'?t|didn'?t|can'?t|won'?t)"
_SUBJECT = r"(?:i|u|you|ya|we|they|he|she|it|this|that|these|those|the|there|my|your|our|their|his|her|an?|any|either|both|all|each|some\w*|any\w+)\b"
_WORD = r"(?:how|what|whats|what's|hows|how's|whos|who's|whose|why)\b(?! (?:i|we|you|he|she|they|it|to say)\b)"
_OPENS = rf"(?:{_BE} {_SUBJECT}|(?:has|have) (?:it|you|u|they|this|that)\b|(?:where|when|which\b.*?) {_BE} {_SUBJECT}|{_WORD})"
_JOINED = re.compile(rf"\s(?=(?:and|so|but|also|plus|n) {_OPENS})", re.IGNORECASE)
"""Before a question that a conjunction opens."""
_BEGINS = re.compile(rf"{_LEAD}{_OPENS}", re.IGNORECASE)
_FIRST = re.compile(rf"{_LEAD}(?:which|who|(?:is|are|does|did) (?!not\b|for\b|to\b|in\b))", re.IGNORECASE)
"""The same, where it is no relative clause."""
_NONE = r"(?!怕|的$|知道|来着|.{0,6}[都也])"
_ASKS_ZH = re.compile(
    rf"(?<!^在)吗$|(?<![什怎那这要])么$|(?<=[\u4e00-\u9fff]{{2}})(?<![要好差不])[不没]$|(?<!不)([\u4e00-\u9fff])[不没]\1|[是能可]否|可不可以|真的假的|为何"
    rf"|(?<!没)(?<!不管)(?<!无论)(?<!随便)(?:啥|什么|咋|怎么|怎样|如何|多少|哪|谁){_NONE}|多[长久大高重厚宽](?![的一些])"
    r"|(?:^|[^是])(?<!算了)(?<!感觉)(?<!觉得)(?<!所以)(?<!就)(?<!唉)(?<!^)还是(?!.*[吧都成])."
    r"|[跟和].+呢$|几的|选几|(?<![这那好十])几[天年岁层支度克斤]"
)
_TAG = re.compile(r"\s*(?:right|ok|okay|yes|yeah|no|对吧|是吧|对吗|是吗|好吗|行吗|可以吗)\s*", re.IGNORECASE)
_TRAILING = re.compile(r"(?:[^\w\u4e00-\u9fff%)）]|[啊呀哈哦嘛]|谢谢|lol|haha)+$", re.IGNORECASE)
_PAIR = re.compile(rf"{_LEAD}(?:an? |the )?[^,，?？。]{{1,40}}?(?:\s+or\s+|还是)(?:an? |the )?[^,，?？。]{{1,40}}$", re.IGNORECASE)
ASKING = ("ask", "learn", "choose", "compare", "brand", "supplier")
_SEARCHING = ("seek", "refine", "tell")
_PLAIN = ("value", "case", "subject", "ask", "who", "fact", "alt", "name", "ref")
"""Labels of a question about goods; bounds, refusals, orders and changes go on with a search."""
_MUSING = re.compile(r"^看|[我你](?!们)|不咋|还是得")
"""In what is no question, though it has the form of one."""


class Part(NamedTuple):
    """Characters [start, end) between two signs, the signs with them. `opens`: a sentence begins with it; `put`: where its question begins, if one
    does."""

    start: int
    end: int
    opens: bool
    put: int | None = None


def parts(text: str) -> tuple[Part, ...]:
    """The message from sign to sign, in order; a part has the signs behind it."""
    return tuple(part for start, end in _between(text, _ENDS, 0, len(text)) for part in _sentence(text, start, end))


def _between(text: str, signs: re.Pattern[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    for sign in signs.finditer(text, start, end):
        if text[start : sign.start()].strip():
            yield start, sign.end()
            start = sign.end()
    if text[start:end].strip():
        yield start, end


def _sentence(text: str, start: int, end: int) -> Iterator[Part]:
    pauses = [each for one in _between(text, _PAUSES, start, end) for each in _between(text, _JOINED, *one)]
    marked = re.search(r"[?？]\s*$", text[start:end]) is not None
    told: list[Part] = []
    for at, stop in pauses:
        first = at == start or marked or (bool(told) and told[-1].put is not None)
        told.append(Part(at, stop, at == start, at if _opens(text[at:stop], first) else None))
    if len(told) > 1 and _TAG.fullmatch(text[told[-1].start : told[-1].end].strip("?？ ")):
        told[-2:] = [told[-2]._replace(end=told[-1].end, put=told[-2].start)]
    if marked and told and told[-1].put is None:
        last = told.pop()
        if told and any(one.put is not None for one in told):  # red or blue, behind: which is lighter
            last = told.pop()._replace(end=last.end)
        told.append(last._replace(put=last.start) if last.put is None else last)
    yield from told


def is_question(words: str) -> bool:
    """True if the words are one by their form."""
    return _opens(words, first=True)


def _opens(words: str, first: bool) -> bool:
    """True if the words have the form of a question, whatever sign is behind them. `first`: they are no relative clause."""
    said = _TRAILING.sub("", words.strip())
    return any(form.search(said) is not None for form in (_BEGINS, _ASKS_ZH, *((_FIRST,) if first else ())))


@cache
def _named(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<![A-Za-z]){re.escape(one)}(?![A-Za-z])" if one.isascii() else re.escape(one) for one in names), re.IGNORECASE)


def said_in(name: str, words: str) -> bool:
    """True if the words have one of the function words of that name."""
    return _named(tuple(function_words()[name])).search(words) is not None


def asks_for(words: str, *fields: str) -> bool:
    """True if the words name a field that begins so."""
    return _named(tuple(name for name, field in called().items() if field.startswith(fields))).search(words) is not None


def of_orders(words: str) -> bool:
    """True if the words name what is agreed on for an order, or a paper."""
    return asks_for(words, "terms.", "capability.samples", "certification") or said_in("papers", words)


def requests(words: str) -> bool:
    """True if a question only asks for goods: do you have it in white, 有没有白色的."""
    return _REQUESTS.search(words) is not None and not of_orders(words)


_YOU = r"(?:you|u|ya)(?: guys| also| even| still)?"
_REQUESTS = re.compile(
    rf"\b(?:do|don'?t|have|did) {_YOU}\b|\b{_YOU} (?:have|got|sell|do)\b|\b(?:is|are) there\b|{_LEAD}any|\bgot any\b|\b(?:any|some)thing\b"
    rf"|\b(?:can|could|would|will) {_YOU} (?:please |pls )?(?:help|show|find|recommend|suggest|get|give|list|do|pick|include|add)\b"
    r"|\b(?:can|could|may) (?:i|we) (?:get|have|see|buy|add|order|try|switch|change|know)\b"
    r"|\bwhat (?:do|have) you\b|\b(?:what|how) about\b|\bwhat else\b"
    r"|有没有|有木有|有无|有[啥哪哇]|有什么|有.{0,12}[吗么不没]有?$|有卖|卖[不吗]|(?:找|推荐|看|换|来|拿).{0,10}[吗么不]",
    re.IGNORECASE,
)


def is_pair(words: str) -> bool:
    """True if the question is no more than two sides: red or brown, 鹅绒还是鸭绒; 木头的还是塑料的 is asked of goods."""
    return (
        re.search("的还是.*的[^的]?$", words) is None
        and _PAIR.search(words.strip(" ?？!！。.")) is not None
        and _BEGINS.search(words) is None
        and _FIRST.search(words) is None
    )


def own_words(words: str, refs: Sequence[str] = (), goods: Sequence[str] = ()) -> str:
    """The question in its own words; "" if nothing is in it beside what points (what about the second?), or if it points or names goods and has no
    form of one."""
    if (refs or goods) and not _opens(words, first=True):
        return ""
    words = " ".join(re.sub(_LEAD, "", words.strip(" !！。.,，"), flags=re.IGNORECASE).split())
    left = without(words, refs)
    return words if content(_named((*function_words()["describes"], *function_words()["asks"])).sub(" ", left)) else ""


def without(words: str, refs: Sequence[str]) -> str:
    """The words without what points in them, pronouns apart."""
    for ref in (one for one in refs if one and one.casefold() not in function_words()["these"]):
        words = words.replace(ref, " ", 1)
    return " ".join(words.strip(" ?？").split())


class Asked(NamedTuple):
    """A clause, cut at the questions of the message. `put`: characters [start, end) of its question, None if it has none by its form; `behind`:
    another part of the same clause is before it."""

    clause: Clause
    put: tuple[int, int] | None = None
    behind: bool = False


def cut(row: Row) -> tuple[Asked, ...]:
    """The row's clauses, with each question in one of its own. In clauses that ask, statements go with the question beside them; in those that
    search, a request stays where it is."""
    told = parts(row.text)
    return tuple(each for clause in row.clauses for each in _cut(row, clause, told))


def _cut(row: Row, clause: Clause, told: Sequence[Part]) -> Iterator[Asked]:
    inside = [one._replace(start=max(one.start, clause.start), end=min(one.end, clause.end)) for one in told]
    inside = [one._replace(put=max(one.put, one.start)) if one.put is not None else one for one in inside]
    inside = [one for one in inside if any(map(str.isalnum, row.text[one.start : one.end]))]
    spans = [span for span in row.spans if clause.start <= span.start < clause.end]
    found: list[Asked] = []
    for part in _led(inside) if clause.act in ASKING else inside:
        own = [span for span in spans if part.start <= span.start < part.end]
        asks = part.put is not None and (clause.act not in _SEARCHING or _is_put(row, part, own))
        put = (part.put, part.end) if asks and part.put is not None else None
        before = found[-1] if found else None
        if before is not None and (_joins(row, clause.act, before, put, own) or any(span.start < part.start < span.end for span in spans)):
            both = (before.put[0], put[1] if put else before.put[1]) if before.put else put
            found[-1] = Asked(Clause(before.clause.start, part.end, clause.act), both, before.behind)
        else:
            found.append(Asked(Clause(part.start, part.end, clause.act), put, bool(found)))
    starts = [clause.start, *(one.clause.start for one in found[1:])]
    ends = [*starts[1:], clause.end]
    yield from (one._replace(clause=Clause(start, end, clause.act)) for one, start, end in zip(found or [Asked(clause)], starts, ends, strict=True))


def _led(told: Sequence[Part]) -> Iterator[Part]:
    """The parts with each statement that opens a sentence before the question that it leads to."""
    led: Part | None = None
    for part in told:
        if led is not None and (part.opens or part.put is not None):
            yield led if part.opens else part._replace(start=led.start, opens=True)
            led = None
            if not part.opens:
                continue
        if led is None and (part.put is not None or not part.opens):
            yield part
        else:
            led = part._replace(start=led.start if led is not None else part.start)
    yield from (led,) if led is not None else ()


def _joins(row: Row, act: str, before: Asked, put: tuple[int, int] | None, own: Sequence[Span]) -> bool:
    """True if a part isn't put by itself: a statement beside a question or another statement, a question that says nothing without the one before."""
    if act not in ASKING:
        return act not in _SEARCHING or not (before.put or put)
    if before.put is None or put is None:
        return True
    words, labels = row.text[slice(*put)], {span.label for span in own}
    earlier = {span.label for span in row.spans if before.clause.start <= span.start < before.clause.end}
    if act == "brand":
        return "name" in earlier and not labels & {"name", "ask", "value"} and not said_in("of brands", words)
    if act == "ask":
        return "qty" in labels & earlier  # at 500, and at 1000
    told = {"subject", "alt", "value", "case", "ref"}
    means = said_in("means", words)
    if act == "choose":
        return not means
    return act == "learn" and (not (means or labels & told) or not earlier & told or said_in("these", words))


def _is_put(row: Row, part: Part, own: Sequence[Span]) -> bool:
    """True if the question in a clause that searches is put to goods on the table, or weighs two sides, and asks for no goods."""
    words = row.text[part.start : part.end].strip(" ?？!！。.,，")
    labels = {span.label for span in own}
    if "noun" in labels or not labels <= {*_PLAIN} or requests(words):
        return False
    if of_orders(words):
        return True
    if is_pair(words):
        return row.text[part.start : part.end].rstrip()[-1] in "?？呢呀啊"
    which = labels & {"value", "case", "name"} and re.search(rf"{_LEAD}(?:what|which|who)", words, re.IGNORECASE)
    return bool(row.topic) and _opens(words, first=True) and not which and not _MUSING.search(words)
