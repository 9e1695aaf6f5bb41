"""What the reviews of a product say, counted: how many speak of an aspect, how many complain, how many are satisfied, each side with a quote."""

import re
from collections.abc import Iterable, Mapping, Sequence

from ...catalogue.catalogue import Catalogue
from ...schema.evidence import Evidence
from ...schema.product import Product
from ...schema.review import Review
from ...understanding.tokens.aspects import Mention, Side, mentions
from ..claims.dictating import puts_words
from ..decisions.reviews import Heard, Low, Quoted, Reviews
from ..wording.plain import citable
from ..wording.wording import Wording
from .pointing import about_others, speaks_of_others

READ = 1000
"""Reviews of one product that are read, newest first."""
FEW = 5
"""Of fewer reviews than this no share is worth naming."""
_SENTENCE = re.compile(r"[。.!！?？\n]+")
_CLAUSE = re.compile(r"[。.!！?？\n，,；;]+|(?<=[\u3400-\u9fff]) ")  # a space between Han characters stands for a comma
LONGEST_QUOTE = 40
LONGEST_OPENING = 90
POOR, LOW, ALL = 2.0, 3.0, 5.0
"""Stars that are a complaint whatever the text says, those that say that something was amiss, and those of who holds nothing against it."""


def reviews_of(product: Product, catalogue: Catalogue, language: str) -> Reviews:
    return summarised(product, catalogue.reviews(product.id, READ), language)


def summarised(product: Product, reviews: Sequence[Review], language: str) -> Reviews:
    """Every aspect that any review names, the most named first; quotes in the buyer's language where there are any, the newest first."""
    ordered = sorted(reviews, key=lambda review: review.lang not in (None, language))
    said = [(review, _said(review)) for review in ordered]
    found: dict[str, list[tuple[Review, tuple[Mention, ...]]]] = {}
    for review, by_aspect in said:
        for aspect, spoken in by_aspect.items():
            found.setdefault(aspect, []).append((review, spoken))
    heard = [_heard(aspect, spoken, product, language) for aspect, spoken in found.items()]
    unread = [(review, by_aspect) for review, by_aspect in said if not any(_side(spoken) == {"bad"} for spoken in by_aspect.values())]
    return Reviews(
        product_id=product.id,
        read=len(reviews),
        recorded=product.review_count,
        heard=tuple(sorted(heard, key=lambda one: (-one.mentions, one.aspect))),
        poor=sum(_within(review, POOR) for review in reviews),
        low=_low([review for review, _ in unread], product, language),
        unclear=any(_unclear(review, by_aspect) for review, by_aspect in unread),
    )


def _said(review: Review) -> dict[str, tuple[Mention, ...]]:
    """What a review says, by aspect."""
    by_aspect: dict[str, tuple[Mention, ...]] = {}
    for mention in mentions(review.text):
        if puts_words(_between(review.text, mention, _SENTENCE)) or about_others(_clauses(review.text, mention)):
            continue  # an order to praise is no praise, and what others' goods are like is nothing of these
        by_aspect[mention.aspect] = (*by_aspect.get(mention.aspect, ()), mention)
    return by_aspect if not _within(review, POOR) or any(_side(spoken) == {"bad"} for spoken in by_aspect.values()) else _unsided(by_aspect)


def _unsided(by_aspect: Mapping[str, tuple[Mention, ...]]) -> dict[str, tuple[Mention, ...]]:
    """Of one or two stars, and nothing in it read as a complaint: what reads as praise (钻头软) may be the complaint."""
    return {aspect: tuple(mention._replace(side="about") for mention in spoken) for aspect, spoken in by_aspect.items()}


def _side(spoken: Iterable[Mention]) -> set[Side]:
    return {mention.side for mention in spoken} - {"about"}


def _within(review: Review, stars: float) -> bool:
    return review.rating is not None and review.rating <= stars


def _unclear(review: Review, by_aspect: Mapping[str, tuple[Mention, ...]]) -> bool:
    """No complaint was made out, and yet there may be one: it has both sides of something, not all stars, or no stars and no praise."""
    sides = [_side(spoken) for spoken in by_aspect.values()]
    return any(len(side) > 1 for side in sides) or ({"good"} not in sides if review.rating is None else review.rating < ALL)


def _low(unread: Sequence[Review], product: Product, language: str) -> Low | None:
    """Of the reviews in which no complaint was made out, those whose stars say that something was amiss."""
    found = sorted((review for review in unread if _within(review, LOW)), key=lambda review: review.rating or 0)
    if not found:
        return None
    quotes = ((review, _opening(review.text)) for review in found if _within(review, POOR))
    quoted = next((Quoted(_evidence(review, product, language), quote) for review, quote in quotes if quote and quoted_of(quote)), None)
    most = found[-1].rating or 0
    return Low(len(found), most, found[0].rating == most, quoted)


def _opening(text: str) -> str:
    """A short text whole, else the clauses at its beginning that are no longer than a quotation may be."""
    ends = [end.start() for end in _CLAUSE.finditer(text)]
    whole = text.strip()
    return whole if len(whole) <= LONGEST_OPENING else text[: max((end for end in ends if end <= LONGEST_OPENING), default=0)].strip()


def _heard(aspect: str, said: Sequence[tuple[Review, tuple[Mention, ...]]], product: Product, language: str) -> Heard:
    """A review that says both counts as a mention and on neither side."""
    sides = [(review, spoken, _side(spoken)) for review, spoken in said]
    good = [(review, spoken) for review, spoken, side in sides if side == {"good"}]
    bad = [(review, spoken) for review, spoken, side in sides if side == {"bad"}]
    return Heard(
        aspect=aspect,
        mentions=len(said),
        good=len(good),
        bad=len(bad),
        praise=_quoted(good, "good", product, language),
        complaint=_quoted(bad, "bad", product, language),
    )


def _quoted(said: Iterable[tuple[Review, tuple[Mention, ...]]], side: str, product: Product, language: str) -> Quoted | None:
    for review, spoken in said:
        mention = next(mention for mention in spoken if mention.side == side)
        if not quoted_of(quote := around(review.text, mention)):
            continue
        return Quoted(_evidence(review, product, language), quote)
    return None


def _evidence(review: Review, product: Product, language: str) -> Evidence:
    return Evidence(
        kind="review",
        ref=product.id,
        title=product.text(language).title or product.title,
        text=review.text,
        lang=review.lang,
        published=review.date.isoformat() if review.date else None,
    )


def quoted_of(quote: str) -> bool:
    """Whether it may be quoted of the product that it is a review of: not what it says of the others, nor what it would have said of any."""
    return citable(quote) and not puts_words(quote) and not speaks_of_others(quote)


def around(text: str, mention: Mention) -> str:
    """The sentence in which the mention stands, verbatim; of a long one, or one that speaks of others' goods too, the clause."""
    sentence = _between(text, mention, _SENTENCE)
    return sentence if len(sentence) <= LONGEST_QUOTE and not speaks_of_others(sentence) else _between(text, mention, _CLAUSE)


def _between(text: str, mention: Mention, ends: re.Pattern[str]) -> str:
    start = max((end.end() for end in ends.finditer(text, 0, mention.start)), default=0)
    stop = ends.search(text, mention.end)
    return text[start : stop.start() if stop else len(text)].strip()


def _clauses(text: str, mention: Mention) -> list[str]:
    """Those of its sentence, up to its own."""
    start = max((end.end() for end in _SENTENCE.finditer(text, 0, mention.start)), default=0)
    before = [clause for clause in _CLAUSE.split(text[start : mention.start])[:-1] if clause.strip()]
    return [*before, _between(text, mention, _CLAUSE)]


def on(reviews: Reviews, aspect: str) -> Heard:
    """What is said of one aspect; nothing, where no review names it."""
    return next((one for one in reviews.heard if one.aspect == aspect), Heard(aspect))


def praised(reviews: Reviews) -> list[Heard]:
    """Aspects with a satisfied review, the most praised first."""
    return sorted((one for one in reviews.heard if one.good), key=lambda one: (-one.good, one.aspect))


def complained(reviews: Reviews) -> list[Heard]:
    return sorted((one for one in reviews.heard if one.bad), key=lambda one: (-one.bad, one.aspect))


def praises(reviews: Reviews, wording: Wording) -> list[str]:
    """What is praised with how many do: "no smell (6)"."""
    return [_count(wording.aspect(one.aspect, "praise"), one.good, wording) for one in praised(reviews)]


def complaints(reviews: Reviews, wording: Wording) -> list[str]:
    return [_count(wording.aspect(one.aspect, "complaint"), one.bad, wording) for one in complained(reviews)]


def few_stars(reviews: Reviews, wording: Wording) -> list[str]:
    """How many give few stars and name nothing that is known as a complaint: "1 with just 2 stars"; beside the others: "1 more"."""
    found = reviews.low
    if found is None:
        return []
    key = ("other_" if complained(reviews) else "") + ("low" if found.alike else "low_or_fewer")
    return [wording.say(f"reviews.{key}", count=found.count, stars=wording.rating(found.stars, None))]


def _count(aspect: str, count: int, wording: Wording) -> str:
    return wording.say("reviews.count", aspect=aspect, count=count)
