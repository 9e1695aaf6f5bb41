"""Writes the brands: the catalogue's numbers and the trade's word, each side cited apart."""

from ...schema.evidence import Evidence
from ...schema.need import Need
from ..decision import BrandRow, Brands
from ..plain import plain
from .choice import first_sentence
from .draft import Draft
from .names import short

BRANDS_OF = 300
"""Products that a brand turn looks at (its plan's `k`): where there are more, the counts say what they cover."""


def brands(found: Brands, need: Need, what: str, draft: Draft) -> None:
    wording = draft.wording
    if not found.rows:
        draft.say("brands.none", what=what)
        return
    conditions = wording.conditions(need.hard)
    draft.say("brands.open" if conditions else "brands.open_plain", what=what, conditions=conditions, count=len(found.rows) + len(found.more))
    for row in found.rows:
        _row(row, draft)
    if found.more:
        draft.say(
            "brands.more",
            list=wording.listed(
                [f"{plain(brand)}（{count}）" if wording.language == "zh" else f"{plain(brand)} ({count})" for brand, count in found.more]
            ),
        )
    if found.unbranded:
        draft.say("brands.unbranded", count=found.unbranded)
    if found.counted >= BRANDS_OF:
        draft.say("brands.partial", count=found.counted)
    lines = [wording.say(f"brands.fit_{aspect}", brand=plain(brand)) for aspect, brand in found.fits.items()]
    if lines:
        draft.add("")
        draft.say("brands.fits", lines=wording.say("semicolon").join(lines))
    _outside(found, draft)


def _row(row: BrandRow, draft: Draft) -> None:
    wording = draft.wording
    low, high = wording.money(row.low, row.currency), wording.money(row.high, row.currency)
    draft.say(
        "brands.row",
        brand=plain(row.brand),
        count=wording.count(row.count, "products"),
        prices=low if row.low == row.high else wording.say("brands.range", low=low, high=high),
        rating=wording.say("brands.rating", rating=wording.rating(row.rating, row.reviews)) if row.rating is not None else "",
        certified=wording.say("brands.certified", count=row.certified) if row.certified else "",
        title=short(row.best, wording.language),
        cite=draft.cite_product(row.best),
    )
    for piece in row.claims:
        quote = sentence_about(piece, brand_names(row))
        draft.say("brands.claim", quote=plain(quote) + draft.cite_evidence(piece, quote))


def brand_names(row: BrandRow) -> list[str]:
    product = row.best.product
    return [name for name in (row.brand, product.brand, *(text.brand for text in product.translations.values())) if name]


def sentence_about(piece: Evidence, names: list[str]) -> str:
    """The sentence of the passage that names the brand, verbatim: a criterion where one does, else the line."""
    statements = [str(criterion.get("statement", "")) for criterion in piece.criteria]
    lines = [line.strip().removeprefix("- ") for line in piece.text.splitlines()]
    for text in (*statements, *lines):
        if any(name in text for name in names):
            return text if len(text) <= 160 else first_sentence(text)
    return first_sentence(piece.text)


def _outside(found: Brands, draft: Draft) -> None:
    cited = any(row.claims for row in found.rows)
    for piece in () if cited else found.industry[:1]:
        quote = first_sentence(piece.text)
        draft.say("brands.industry", quote=plain(quote) + draft.cite_evidence(piece, quote))
    draft.say("brands.sides" if cited or found.industry else "brands.no_outside")
