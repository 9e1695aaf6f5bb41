"""What the reviews of a product say, counted: how many speak of an aspect, how many complain, how many are satisfied, each side with a quote."""

import re
from collections.abc import Iterable, Sequence

from ...catalogue.catalogue import Catalogue
from ...schema.evidence import Evidence
from ...schema.product import Product
from ...schema.review import Review
from ...understanding.tokens.aspects import Mention, mentions
from ..claims.dictating import puts_words
from ..decisions.reviews import Heard, Quoted, Reviews
from ..wording.plain import citable
from ..wording.wording import Wording
from .pointing import speaks_of_others

READ = 1000
"""Reviews of one product that are read, newest first."""
FEW = 5
"""Of fewer reviews than this no share is worth naming."""
_SENTENCE = re.compile(r"[。.!！?？\n]+")
_CLAUSE = re.compile(r"[。.!！?？\n，,；;]+|(?<=[\u3400-\u9fff]) ")  # a space between Han characters stands for a comma
LONGEST_QUOTE = 40


def reviews_of(product: Product, catalogue: Catalogue, language: str) -> Reviews:
    return summarised(product, catalogue.reviews(product.id, READ), language)


def summarised(product: Product, reviews: Sequence[Review], language: str) -> Reviews:
    """Every aspect that any review names, the most named first; quotes in the buyer's language where there are any, the newest first."""
    found: dict[str, list[tuple[Review, tuple[Mention, ...]]]] = {}
    for review in sorted(reviews, key=lambda review: review.lang not in (None, language)):
        by_aspect: dict[str, list[Mention]] = {}
        for mention in mentions(review.text):
            if puts_words(_between(review.text, mention, _SENTENCE)) or speaks_of_others(_between(review.text, mention, _CLAUSE)):
                continue  # an order to praise is no praise, and what others' goods are like is nothing of these
            by_aspect.setdefault(mention.aspect, []).append(mention)
        for aspect, said in by_aspect.items():
            found.setdefault(aspect, []).append((review, tuple(said)))
    heard = [_heard(aspect, said, product, language) for aspect, said in found.items()]
    return Reviews(
        product_id=product.id,
        read=len(reviews),
        recorded=product.review_count,
        heard=tuple(sorted(heard, key=lambda one: (-one.mentions, one.aspect))),
    )


def _heard(aspect: str, said: Sequence[tuple[Review, tuple[Mention, ...]]], product: Product, language: str) -> Heard:
    """A review that says both counts as a mention and on neither side."""
    sides = [(review, spoken, {mention.side for mention in spoken} - {"about"}) for review, spoken in said]
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
        evidence = Evidence(
            kind="review",
            ref=product.id,
            title=product.text(language).title or product.title,
            text=review.text,
            lang=review.lang,
            published=review.date.isoformat() if review.date else None,
        )
        return Quoted(evidence, quote)
    return None


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


def _count(aspect: str, count: int, wording: Wording) -> str:
    return wording.say("reviews.count", aspect=aspect, count=count)
