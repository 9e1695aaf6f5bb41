"""Who says what: words that name a source stand only where that source is cited, and a side of buyers only before a review that takes it."""

import re
from collections.abc import Iterator

from ...schema.reply import Citation
from ...understanding.tokens.aspects import mentions
from .claim import Claims, Found, about, value_of
from .quoting import folded
from .statement import MARK, Statement
from .world import World

sources = Claims()
_OUTSIDE = ("guide", "web")
_LOW, _HIGH = 3, 4
"""Stars up to which a buyer may be called complaining whatever he writes, and from which satisfied."""


def _cited(world: World, line: str) -> list[Citation]:
    marks = set(map(int, MARK.findall(line)))
    return [one for one in world.reply.citations if one.n in marks]


@sources(
    r"What buyers say\b(?:\*\*)? of|\bReviews of(?=[ *]*(?:numbers? [\d, and]+)?[ *]*:)|(?:(?<=款)|^\W*)的评价里说(?=：)"
    r"|买家怎么说|买家评价(?=：)|A buyer wrote(?=:)",
    asked=True,
)
def buyers(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    cited = _cited(world, statement.line)
    if any(one.kind in _OUTSIDE for one in cited):
        yield "citation", "it isn't buyers who say it"
    named = {known.key for title in re.findall(r"\*\*(.+?)\*\*", statement.line) for known in world.named(title)}
    if named and any(one.kind == "review" and one.ref not in named for one in cited):
        yield "citation", "the review is of another product"


@sources(
    r"^\W*(?:The guides? says?|No line answers that outright, the nearest says|What the trade says|指南说|行业资料的说法|资料里说"
    r"|没有一句话直接回答，最接近的是)(?=\W*$)|(?<=[。.] )(?:The guide says|指南说)(?=\W*$)"
)
def outside(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """A text from outside follows, on the line or below it."""
    lines = world.reply.text.split("\n")
    place = lines.index(statement.line) if statement.line in lines else 0
    kinds = {one.kind for line in lines[place : place + 2] for one in _cited(world, line)}
    if not kinds & set(_OUTSIDE):
        yield "citation", f"{found[0]!r}: no text from outside is cited"


@sources(
    r"What (?:the|a) (?:supplier|seller|maker|factory|company|brand|buyer|catalogue|record)s? says?|(?:供应商|卖家|厂家|品牌方?|目录|记录|平台)的说法"
)
def another_voice(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if not any(one.source_kind == "seller" for one in _cited(world, statement.line)):
        yield "citation", f"{found[0]!r}: it isn't they who say it"


@sources(r"^\W*(?:(?P<good>满意的|Satisfied)|(?P<bad>不满的|Complaining))(?=[：:])")
def side(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """By what the quoted words say, and by the stars of the review."""
    for one in _cited(world, statement.line):
        for review in world.catalogue.reviews(one.ref, 1000) if one.kind == "review" else ():
            if folded(one.quote) not in folded(review.text):
                continue
            sides, stars = {each.side for each in mentions(one.quote)}, 5 if review.rating is None else review.rating
            if found["good"] and (stars < _HIGH - 1 or sides and "good" not in sides and "bad" in sides):
                yield "quality", f"{stars} stars, {sides}"
            if found["bad"] and stars > _LOW and "bad" not in sides and "good" in sides:
                yield "quality", f"{stars} stars, {sides}"
            break


@sources(
    r"the listing counts (?P<en>[\d,]+) reviews?, but (?:only (?:those|the ones) on file can be read|I can only read (?:those|the ones) on file)"
    r"|商品页显示(?:一|总)?共有? (?P<zh>[\d,]+) 条评价，能读到的只有这些"
)
def listing(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    told = int((found["en"] or found["zh"]).replace(",", ""))
    for known in about(world, statement):
        if told != value_of(known, "reviews") or told <= len(world.catalogue.reviews(known.key, 1000)):
            yield "count", f"the listing counts {value_of(known, 'reviews')}"


@sources(r"has its score from (?P<en>\d+) reviews? only|的评分只来自 (?P<zh>\d+) 条评价")
def few(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    told = int(found["en"] or found["zh"])
    for known in about(world, statement):
        if told != value_of(known, "reviews"):
            yield "count", f"it has {value_of(known, 'reviews')}"


@sources(r"\(from (?:a|an) (?P<en>Chinese|English) source\)")
def foreign(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    quotes = [one.quote for one in _cited(world, statement.line) if one.kind in _OUTSIDE]
    if not quotes or (found["en"] == "Chinese") != all(re.search(r"[㐀-鿿]", quote) for quote in quotes):
        yield "language", "it's in another language"


_OWNERS = (
    r"(?P<who>supplier|seller|product|item|buyer|customer|brand|shop|store|platform|供应商|卖家|商品|产品|买家|顾客|客户|品牌|店铺|平台)(?:'s|的)?"
)
_OF_SUPPLIERS = ("supplier", "seller", "供应商", "卖家")


@sources(rf"{_OWNERS}\s?(?P<of>repurchase rate|years in business|回头率|经营年限|回复时间)")
def suppliers_own(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """What a supplier has, no product and no buyer has."""
    if found["who"].casefold() not in _OF_SUPPLIERS:
        yield "relation", f"{found['of']} is the supplier's"
    statement.kept = found["of"]


@sources(rf"{_OWNERS}\s?(?P<of>MOQ|sales|起订量|销量)")
def products_own(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if found["who"].casefold() not in ("product", "item", "商品", "产品"):
        yield "relation", f"{found['of']} is the product's"
    statement.kept = found["of"]


@sources(r"\b(?:verified|certified|checked|approved|audited) by (?!the platform\b)\w+(?: \w+)?|(?<=由)[^平，。]{1,6}(?=认证|验证)")
def verified_by(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    yield "supplier", f"{found[0]!r}: no record says so"
