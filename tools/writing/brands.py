"""Writes the brands: the catalogue's numbers and the trade's word, each side cited apart."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from math import sqrt

from ...schema.evidence import Evidence
from ...schema.need import Need
from ...schema.product import AttributeValue
from ..choosing.difference import MIN_REVIEWS, RATING_SPREAD, Z
from ..claims.brands import sentence_about
from ..claims.sentences import first_sentence
from ..claims.stance import says
from ..decisions.brands import BrandRow, Brands, Holding, Peers
from ..decisions.offer import Offer
from ..searching.offers import supplier_name
from ..wording.capitals import uncapitalised
from ..wording.names import short
from ..wording.plain import named, plain
from ..wording.wording import Wording
from .draft import Draft
from .suppliers import standing

RECORDED = 4
"""Values of a record that a line names."""
OTHERS = 6
"""Brands of other goods that are named where those in hand carry none."""
BRANDS_OF = 300
"""Products that a brand turn looks at (its plan's `k`): where there are more, the counts say what they cover."""


_PARTIAL = ("forum", "review", "retailer", "seller")
"""Kinds of source that are told by their kind: what they say isn't what the trade says."""


def brands(found: Brands, need: Need, what: str, draft: Draft) -> None:
    wording = draft.wording
    if not found.rows:
        key = "none" if found.among != "shown" else "none_shown" if found.counted > 1 else "none_one"
        draft.say(f"brands.{key}", what=what, shown=found.counted)
        for offer in found.nameless:
            _nameless(offer, len(found.nameless) > 1, draft)
        if found.others:
            key = "brands.others_meeting" if found.others_meet and need.hard else "brands.others"
            draft.say(key, what=what, list=_counted(found.others[:OTHERS], wording))
        return
    if found.named:
        _named(found, draft)
        return
    _lacked(found, need, what, draft)
    if lines := _fits(found, wording):
        draft.say("brands.fits", lines=wording.say("semicolon").join(lines))
    conditions = wording.conditions(need.hard)
    key = {"shown": "open_shown", "near": "open_near"}.get(found.among, "open" if conditions else "open_plain")
    number = len(found.rows) + len(found.more)
    several = wording.say("brands.one" if number == 1 else "brands.several", count=number)
    draft.say(f"brands.{key}", what=what, conditions=conditions, brands=several, shown=found.counted)
    shared = _shared(found.rows)
    for row in found.rows:
        _row(row, shared, draft)
    for quote, piece in shared.items():
        draft.say("brands.industry", quote=plain(quote) + draft.cite_evidence(piece, quote))
        for row in found.rows:
            _disputed(row, quote, draft)
    if found.more:
        draft.say("brands.more", list=_counted(found.more, wording))
    if found.unbranded:
        draft.say("brands.unbranded", count=found.unbranded)
    if found.counted >= BRANDS_OF:
        draft.say("brands.partial", count=found.counted)
    _outside(found, draft)


def _counted(of_brands: Sequence[tuple[str, int]], wording: Wording) -> str:
    """Brands, each with how many products it has."""
    return wording.listed([f"{named(brand)}（{count}）" if wording.language == "zh" else f"{named(brand)} ({count})" for brand, count in of_brands])


def _lacked(found: Brands, need: Need, what: str, draft: Draft) -> None:
    """That a brand which the buyer would like has none of the goods."""
    liked = [one for one in need.active if one.field == "brand" and not one.hard and one.op in ("=", "in")]
    names = [str(each) for one in liked for each in (one.value if isinstance(one.value, tuple) else (one.value,))]
    there = {name.casefold() for row in found.rows for name in row.names} | {brand.casefold() for brand, _ in found.more}
    if absent := [named(draft.wording.word("brand", name)) for name in dict.fromkeys(names) if name.casefold() not in there]:
        conditions = draft.wording.conditions(need.hard)
        key = "brands.lacked" if conditions else "brands.lacked_plain"
        draft.say(key, brands=draft.wording.listed(absent, "or"), what=what, conditions=conditions)


def _nameless(offer: Offer, several: bool, draft: Draft) -> None:
    """What there is to go by instead of a name: buyers' ratings, and who sells it."""
    wording, product = draft.wording, offer.product
    rated = [wording.rating(product.rating, product.review_count)] if product.rating is not None else []
    seller = supplier_name(offer, wording.language)
    sold = (
        [wording.say("brands.sold_by", name=named(seller), facts=wording.listed(standing(offer.supplier, draft), "comma"))]
        if seller and offer.supplier
        else []
    )
    if rated or sold:
        said = wording.say("semicolon").join((*rated, *sold))
        key = "brands.instead_of" if several else "brands.instead"
        draft.say(key, title=short(offer, wording.language), facts=said, cite=draft.cite_product(offer, sold))
    elif not (several or product.review_count):
        draft.say("brands.unrated")


def _fits(found: Brands, wording: Wording) -> list[str]:
    """What speaks for each brand: "for the widest choice and certificates in force, Tutuyin"."""
    by_brand: dict[str, list[str]] = {}
    for aspect, brand in found.fits.items():
        by_brand.setdefault(brand, []).append(wording.say(f"brands.fit_{aspect}"))
    return [
        wording.say("brands.fit_line", aspects=wording.listed(aspects, "and" if wording.language == "en" else "comma"), brand=named(brand))
        for brand, aspects in by_brand.items()
    ]


def _shared(rows: Sequence[BrandRow]) -> dict[str, Evidence]:
    """Sentences that speak of several of the brands, with where they stand: said once, behind them."""
    said = [(piece, sentence_about(piece, row.names)) for row in rows for piece in row.claims]
    counts = Counter(quote for _, quote in said)
    return {quote: piece for piece, quote in said if counts[quote] > 1}


def _row(row: BrandRow, shared: Mapping[str, Evidence], draft: Draft) -> None:
    wording = draft.wording
    draft.say("brands.row", title=short(row.best, wording.language), cite=_cited(row, draft), **_facts(row, draft))
    _claims(row, draft, shared)


def _cited(row: BrandRow, draft: Draft) -> str:
    """Its best known product, with what all its records come to."""
    return draft.cite_product(row.best, [draft.wording.say("cite.brand", **_facts(row, draft))])


def _facts(row: BrandRow, draft: Draft) -> dict[str, str]:
    wording = draft.wording
    low, high = wording.money(row.low, row.currency), wording.money(row.high, row.currency)
    return {
        "brand": named(row.brand),
        "count": wording.count(row.count, "products"),
        "prices": low if row.low == row.high else wording.say("brands.range", low=low, high=high),
        "rating": wording.say("brands.rating", rating=wording.rating(row.rating, row.reviews)) if row.rating is not None else "",
        "certified": wording.say("brands.certified", count=row.certified) if row.certified else "",
    }


def _claims(row: BrandRow, draft: Draft, told: Collection[str] = ()) -> None:
    """What the trade says, and where the catalogue's own prices say otherwise."""
    for piece in row.claims:
        quote = sentence_about(piece, row.names)
        if quote in told:
            continue
        kind = {"kind": draft.wording.say(f"source.{piece.source_kind}")} if piece.source_kind in _PARTIAL else {}
        draft.say("brands.claim_of" if kind else "brands.claim", quote=plain(quote) + draft.cite_evidence(piece, quote), **kind)
        _disputed(row, quote, draft)
    if row.conflict and row.peers_median is not None:
        prices = {"median": draft.wording.money(row.median, row.currency), "all": draft.wording.money(row.peers_median, row.currency)}
        draft.say(f"brands.conflict_{row.conflict}", **prices)


def _disputed(row: BrandRow, quote: str, draft: Draft) -> None:
    """What the records have where the sentence says otherwise."""
    wording = draft.wording
    for one in (dispute for dispute in row.disputes if dispute.quote == quote):
        said = [
            wording.say("brands.record", label=wording.label(field), value=_recorded(field, values, row, wording)) for field, values in one.records
        ]
        said += [_holding(paper, one.of, wording) for paper in one.holding]
        draft.say("brands.disputed", brand=plain(row.brand), records=wording.say("semicolon").join(said) + draft.cite_product(row.best))
        return


def _holding(paper: Holding, of: int, wording: Wording) -> str:
    value = wording.say("brands.holding" if paper.name else "brands.holding_any", count=paper.count, of=of, name=plain(paper.name))
    return wording.say("brands.record", label=wording.label("certification"), value=value)


def _recorded(field: str, values: Sequence[AttributeValue], row: BrandRow, wording: Wording) -> str:
    if field == "certification" and not values:
        return wording.say("brands.no_certificate")
    if not values:
        return wording.say("brands.not_stated")
    if field in ("price", "moq"):
        low, high = (wording.money(str(each), row.currency) if field == "price" else f"{each:,}" for each in (values[0], values[-1]))
        return low if low == high else wording.say("brands.range", low=low, high=high)
    name = field.removeprefix("attr.")
    told = [wording.inside(each, name) if field != name else plain(str(each)) for each in values[:RECORDED]]
    return wording.listed(told, "and") + (wording.say("brands.and_more") if len(values) > RECORDED else "")


def _named(found: Brands, draft: Draft) -> None:
    """A brand asked about: which it is and what the trade says of it, then its record here and how buyers rate it."""
    wording = draft.wording
    for row in found.rows:
        _introduced(row, draft)
        several = len(row.kinds) > 1
        kinds = [_kind(kind, count if several else 0, wording) for kind, count in row.kinds[:3]]
        draft.say("brands.named", kinds=wording.listed(kinds), cite=_cited(row, draft), **_facts(row, draft))
        _verdict(row, found.peers, draft)
        if found.peers:
            _against(row, found.peers, draft)


def _introduced(row: BrandRow, draft: Draft) -> None:
    """The answer to whether one knows it: what the trade says of it, else that nothing on file does."""
    before = len(draft.lines)
    _claims(row, draft)
    said = draft.lines[before:]
    del draft.lines[before:]
    draft.say("brands.introduced" if said else "brands.unknown", brand=named(row.brand))
    draft.add(*said)


def _kind(kind: str, count: int, wording: Wording) -> str:
    name = uncapitalised(plain(kind))
    return wording.say("reviews.count", aspect=name, count=count) if count else name


def _verdict(row: BrandRow, peers: Peers | None, draft: Draft) -> None:
    """How good it is by what buyers rate here, the answer before the figures."""
    wording = draft.wording
    if row.rating is None or row.reviews < MIN_REVIEWS:
        draft.say(
            "brands.unrated" if row.rating is None else "brands.few_rated", brand=named(row.brand), rating=wording.rating(row.rating, row.reviews)
        )
    elif peers is not None and peers.rating is not None:
        said = {"own": wording.rating(row.rating, row.reviews), "all": wording.rating(peers.rating, peers.reviews)}
        draft.say("brands.peers_rating", brand=named(row.brand), verdict=wording.say(f"brands.{_standing(row, peers)}"), **said)


def _against(row: BrandRow, peers: Peers, draft: Draft) -> None:
    wording = draft.wording
    if row.third:
        prices = {"median": wording.money(row.median, row.currency), "all": wording.money(peers.median, row.currency)}
        draft.say(f"brands.place_{row.third}", count=wording.count(peers.count, "products"), **prices)


def _standing(row: BrandRow, peers: Peers) -> str:
    """By chance's measure: above, below or level."""
    if row.rating is None or peers.rating is None or row.reviews < MIN_REVIEWS:
        return "level"
    margin = Z * RATING_SPREAD / sqrt(row.reviews)
    return "above" if row.rating > peers.rating + margin else "below" if row.rating < peers.rating - margin else "level"


def _outside(found: Brands, draft: Draft) -> None:
    cited = any(row.claims for row in found.rows)
    for piece in () if cited else found.industry[:1]:
        quote = piece.lead or first_sentence(piece.text)
        of_trade = piece.topic == "brands" or says("makers", quote)
        draft.say("brands.industry" if of_trade else "brands.goods", quote=plain(quote) + draft.cite_evidence(piece, quote))
