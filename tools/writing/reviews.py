"""Writes what reviews say: every statement with its counts, both sides, each with a quote."""

from ...schema.evidence import Evidence
from ..decisions.reviews import Heard, Quoted, Reviews
from ..facts.reviews import FEW, complained, complaints, few_stars, praised, praises
from ..wording.glossary import CHINESE
from ..wording.plain import plain
from ..wording.wording import Wording
from .draft import Draft

ASPECTS = 4


def about(heard: Heard, reviews: Reviews, wording: Wording) -> str:
    """ "shrinking comes up in 3 of 12 reviews on file: 2 satisfied, 1 complaining" """
    if not reviews.read:
        return wording.say("reviews.none")
    read = wording.count(reviews.read, "reviews")
    if not heard.mentions:
        return wording.say("reviews.silent", aspect=wording.aspect(heard.aspect), read=read) + _caveats(reviews, wording)
    counts = {"good": heard.good, "bad": heard.bad, "neither": heard.mentions - heard.good - heard.bad}
    sides = [wording.say(f"reviews.{side}", count=count) for side, count in counts.items() if count]
    said = wording.say(
        "reviews.aspect", aspect=wording.aspect(heard.aspect), mentions=heard.mentions, read=read, sides=wording.say("list_comma").join(sides)
    )
    return said + _caveats(reviews, wording)


def _caveats(reviews: Reviews, wording: Wording) -> str:
    """That they are few, and that the record counts more than there are to read."""
    recorded = reviews.recorded or 0
    said = [wording.say("reviews.few")] if reviews.read < FEW else []
    if recorded > reviews.read:
        said.append(wording.say("reviews.more_recorded", recorded=wording.count(recorded, "reviews")))
    return wording.say("reviews.caveat", said=wording.say("semicolon").join(said)) if said else ""


def quotes(heard: Heard, draft: Draft) -> list[str]:
    """One quotation a side."""
    sides: tuple[tuple[str, Quoted | None], ...] = (("praise", heard.praise), ("complaint", heard.complaint))
    return [_quoted(f"reviews.{side}", quoted.evidence, quoted.quote, draft) for side, quoted in sides if quoted]


def _quoted(key: str, evidence: Evidence, quote: str, draft: Draft) -> str:
    foreign = bool(CHINESE.search(quote)) != (draft.wording.language == "zh")
    said = draft.wording.say(key, quote=plain(quote)) + (draft.wording.say("reviews.foreign") if foreign else "")
    return said + draft.cite_evidence(evidence, quote)


def summary(reviews: Reviews, wording: Wording) -> str:
    """What buyers are satisfied with and what they complain of, the most named first, with how many do."""
    if not reviews.read:
        return wording.say("reviews.none")
    good, bad = praises(reviews, wording)[:ASPECTS], complaints(reviews, wording)[:ASPECTS]
    unhappy = [wording.say("reviews.unhappy", list=wording.listed(bad))] if bad else []
    unhappy += few_stars(reviews, wording)
    none = wording.say("reviews.no_complaint_read" if reviews.unclear else "reviews.no_complaint")
    sides = [wording.say("reviews.happy", list=wording.listed(good)) if good else wording.say("reviews.no_praise"), *(unhappy or [none])]
    read = wording.count(reviews.read, "reviews")
    return wording.say("reviews.summary", read=read, more=_caveats(reviews, wording), sides=wording.say("semicolon").join(sides))


def samples(reviews: Reviews, draft: Draft) -> list[str]:
    """A quotation of the most praised aspect and one of the most complained of."""
    best = next((one.praise for one in praised(reviews) if one.praise), None)
    lines = [_quoted("reviews.praise", best.evidence, best.quote, draft)] if best else []
    return [*lines, *complaint(reviews, draft)]


def complaint(reviews: Reviews, draft: Draft) -> list[str]:
    """A quotation of the most complained of aspect, else of a review whose stars are the complaint."""
    named = next((one.complaint for one in complained(reviews) if one.complaint), None)
    worst = named or (reviews.low.complaint if reviews.low else None)
    return [_quoted("reviews.complaint", worst.evidence, worst.quote, draft)] if worst else []
