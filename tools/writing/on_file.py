"""Writes what is on file of a free question: yes or no where the text says so, the sentence quoted, or that nothing is stated."""

from collections.abc import Iterable, Sequence

from ...schema.condition import Condition
from ..choosing.wishes import Wish
from ..decisions.details import Detail
from ..decisions.manner import Manner
from ..decisions.offer import Offer
from ..decisions.on_file import Found, Line
from ..decisions.reviews import Quoted
from ..facts.lines import LONG
from ..facts.written import phrases, says
from ..searching.wish import wish
from ..wording.glossary import CHINESE
from ..wording.plain import plain
from .draft import MARK, Draft
from .fitting import called


def told(detail: Detail, manner: Manner, draft: Draft) -> str:
    """In one phrase."""
    found, wording = detail.found, draft.wording
    assert found is not None
    if not found.lines:
        return wording.say("details.unchecked", label=called(found.asked, wording))
    first = line_of(found.lines[0], detail.offer, draft, found.side or (found.asked,))
    if found.side:
        return wording.say("left.value", value=wording.listed([plain(one) for one in found.side], "and"), who=first)
    if found.nearly:
        return wording.say("details.nearest", label=called(found.asked, wording), nearest=first)
    if found.disputed:
        sides = [first, *(line_of(line, detail.offer, draft, (found.asked,)) for line in found.lines[1:])]
        return wording.say("details.disputed", sides=wording.say("semicolon").join(sides))
    return first if found.verdict is None else wording.say(f"details.{'yes' if found.verdict else 'no'}_{manner}", fact=first)


def beside(found: Found, of_a_field: bool, draft: Draft) -> list[str]:
    """What buyers wrote of the same, behind what the record or the seller says; of a field of the record all of it is that."""
    if found.nearly or (found.disputed and not of_a_field):
        return []
    lines = [line for line in (found.lines if of_a_field else found.lines[1:]) if line.source == "review"]
    return [_quoted("details.review", line, draft) for line in lines]


def after_all(offer: Offer, conditions: Iterable[Condition], draft: Draft) -> tuple[str, list[Condition]]:
    """What its texts say of conditions that its record doesn't tell of, in one phrase, and those of which nothing says a word."""
    conditions = list(conditions)
    said = [
        draft.wording.say(
            "details.slot" if says(line, one, draft.wording) else f"details.slot_{'recorded' if line.source == 'record' else 'open'}",
            label=draft.wording.full(one),
            said=line_of(line, offer, draft, tuple(phrases(one, draft.wording))),
        )
        for one in conditions
        if (line := draft.written(offer, one)) is not None
    ]
    return draft.wording.say("semicolon").join(dict.fromkeys(said)), [one for one in conditions if draft.written(offer, one) is None]


def written_of(wish: Wish, offers: Sequence[Offer], draft: Draft) -> str:
    """One line of who says in his own words what no record of these states as a wish's field; "" where nobody does."""
    lines = {place: [(draft.written(offer, one), one) for one in wish] for place, offer in enumerate(offers)}
    quotes = {
        place: draft.wording.say("words.quoted", quotes=" ".join(f"“{plain(line.quoted.quote)}”" for line, _ in told if line))
        for place, told in lines.items()
        if all(line is not None and says(line, one, draft.wording) for line, one in told)
    }
    parts = [
        draft.wording.say("words.met", who=draft.wording.positions([place for place, own in quotes.items() if own == said]), quotes=said)
        for said in dict.fromkeys(quotes.values())
    ]
    return (
        draft.wording.say("words.wish", text=draft.wording.opening(draft.wording.wish(wish)), said=draft.wording.say("semicolon").join(parts))
        if parts
        else ""
    )


def heard_of(text: str, offers: Sequence[Offer], draft: Draft) -> str:
    """One line of whose sellers say in other words what is wished, those that say the same together; "" where none does."""
    who: dict[str, list[tuple[int, str]]] = {}
    for place, offer in enumerate(offers):
        if (line := draft.heard(offer, text)) is not None:
            said = line_of(line, offer, draft, (text,))
            who.setdefault(MARK.sub("", said), []).append((place, "".join(MARK.findall(said))))
    parts = []
    for said, own in who.items():
        key = "words.met_by_all" if 1 < len(own) == len(offers) else "words.met"
        quotes = draft.wording.say("words.quoted", quotes=said) + "".join(mark for _, mark in own)
        parts.append(draft.wording.say(key, who=draft.wording.positions([place for place, _ in own]), quotes=quotes))
    draft.reworded += [plain(text)] if parts else []
    return draft.wording.say("words.wish", text=draft.wording.opening(plain(text)), said=draft.wording.say("semicolon").join(parts)) if parts else ""


def line_of(line: Line, offer: Offer, draft: Draft, asked: Sequence[str] = ()) -> str:
    wording, quote = draft.wording, line.quoted.quote
    if line.source == "record":
        label = wording.label(line.attribute if line.attribute == "certification" else f"attr.{line.attribute}")
        if len(quote) <= LONG:
            fact = wording.say("details.fact", label=label, value=plain(quote))
            return fact + draft.cite_product(offer, (wording.say("cite.fact", label=label, value=plain(quote)),))
        return wording.say("details.recorded", label=label, quote=plain(quote)) + draft.cite_evidence(line.quoted.evidence, quote)
    if line.source == "answer":
        said = wording.say("details.answered", question=plain(line.question), quote=plain(quote))
        return said + draft.cite_evidence(line.quoted.evidence, quote)
    key = {"description": "details.described", "title": "details.titled", "review": "details.buyer"}[line.source]
    return _quoted(key, line, draft, asked)


def seller_says(quoted: Quoted, asked: Sequence[str], draft: Draft) -> str:
    """What the title or description says: the words in question alone where it is in the other language."""
    return _quoted("details.titled" if quoted.in_title else "details.described", Line(quoted.quote, quoted, "description"), draft, asked)


def _quoted(key: str, line: Line, draft: Draft, asked: Sequence[str] = ()) -> str:
    """With a word on what is in the other language."""
    quote = line.quoted.quote
    foreign = bool(CHINESE.search(quote)) != (draft.wording.language == "zh")
    told = next((told for one in asked if (told := wish(one).told_by(quote)) is not None), None) if foreign else None
    if told is not None and line.source != "review":
        return draft.wording.say(f"{key}_abroad", words=plain(" ".join(told.words))) + draft.cite_evidence(line.quoted.evidence, quote)
    said = draft.wording.say(key, quote=plain(quote)) + (draft.wording.say("reviews.foreign") if foreign and line.source == "review" else "")
    return said + draft.cite_evidence(line.quoted.evidence, quote)
