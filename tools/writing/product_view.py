"""A product's own view: its record, its supplier's and what its reviews say, in the buyer's language."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from ...schema.candidate import Candidate
from ...schema.product import AttributeValue, Certification, Product
from ...schema.product_view import Opinion, Paper, ProductView, ReviewsView, Said, Stated, SupplierView
from ...schema.reading import Language
from ...schema.review import Review
from ...schema.supplier import Supplier
from ..buyers.trade import in_lots
from ..decisions.offer import Offer
from ..decisions.reviews import Heard, Reviews
from ..decisions.suppliers import SupplierRow
from ..facts.priced import least, priced
from ..facts.reviews import READ, complained, few_stars, praised, quoted_of, summarised
from ..searching.offers import card, offers
from ..shop import Shop
from ..suppliers.table import supplier_table
from ..wording.plain import named, plain
from ..wording.wording import Wording

LATEST = 5
RESERVED = ("example", "invalid", "test", "localhost")
"""Ends of names that lead nowhere, by RFC 2606."""


def product_view(shop: Shop, product: Product, language: Language, today: date, quantity: int | None = None) -> ProductView:
    """`quantity`: how many pieces it is priced for; None: the fewest that can be ordered."""
    wording, text = Wording(language, glossary=shop.glossary), product.text(language)
    (offer,) = offers(shop.catalogue, (Candidate(product_id=product.id, score=0.0),), quantity)
    reviews = shop.catalogue.reviews(product.id, READ)
    trade = shop.settings.trade
    return ProductView(
        language=language,
        card=card(offer, language),
        path=text.category,
        description=text.description or "",
        attributes=tuple(_attributes(product, wording)),
        papers=_papers(text.certifications, today),
        priced=priced(product, quantity or least(product)),
        reviews=_reviews(product, reviews, summarised(product, reviews, language), wording),
        supplier=_supplier(offer.supplier, offer, shop, wording, today) if offer.supplier else None,
        shop_url=product.url if product.url and leads_somewhere(product.url) else None,
        wholesale=in_lots(shop.catalogue.columns) if trade is None else trade == "wholesale",
        as_of=product.updated_at.date() if product.updated_at else None,
    )


def leads_somewhere(url: str) -> bool:
    """Whether it is an address of the web whose name isn't reserved for examples."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and host.rpartition(".")[2] not in RESERVED


def _attributes(product: Product, wording: Wording) -> list[Stated]:
    """Those that state something, in the record's order."""
    found = ((name, wording.value(_worded(name, value, wording), name)) for name, value in product.all_attributes(wording.language).items())
    return [Stated(field=f"attr.{name}", label=wording.label(f"attr.{name}"), value=plain(said)) for name, said in found if said != wording.unknown]


def _worded(name: str, value: AttributeValue, wording: Wording) -> AttributeValue:
    if isinstance(value, tuple):
        return tuple(wording.word(f"attr.{name}", one) if isinstance(one, str) else one for one in value)
    return wording.word(f"attr.{name}", value) if isinstance(value, str) else value


def _papers(certifications: Sequence[Certification], today: date) -> tuple[Paper, ...]:
    """Those in force first."""
    found = [Paper(name=named(each.name), number=each.number, valid_until=each.valid_until, valid=each.valid_on(today)) for each in certifications]
    return tuple(sorted(found, key=lambda each: not each.valid))


def _reviews(product: Product, written: Sequence[Review], found: Reviews, wording: Wording) -> ReviewsView:
    newest = sorted((each for each in written if quoted_of(each.text)), key=lambda each: (each.date is not None, each.date), reverse=True)
    return ReviewsView(
        rating=product.rating,
        recorded=product.review_count,
        read=found.read,
        praise=tuple(_opinion(one, "praise", wording) for one in praised(found)),
        complaints=tuple(_opinion(one, "complaint", wording) for one in complained(found)),
        notes=tuple(few_stars(found, wording)),
        latest=tuple(Said(text=each.text, rating=each.rating, published=each.date, language=each.lang) for each in newest[:LATEST]),
    )


def _opinion(one: Heard, side: str, wording: Wording) -> Opinion:
    if side == "praise":
        return Opinion(aspect=one.aspect, label=wording.aspect(one.aspect, "praise"), count=one.good, quote=one.praise.quote if one.praise else None)
    quote = one.complaint.quote if one.complaint else None
    return Opinion(aspect=one.aspect, label=wording.aspect(one.aspect, "complaint"), count=one.bad, quote=quote)


def _supplier(supplier: Supplier, offer: Offer, shop: Shop, wording: Wording, today: date) -> SupplierView:
    """The rows of a table of suppliers, of this one alone."""
    text = supplier.text(wording.language)
    row = SupplierRow(supplier, (offer,), valid=(), expired=(), products=len(shop.catalogue.supplier_products(supplier.id)))
    facts = (each for each in supplier_table((row,), wording, today) if each.field != "supplier")
    return SupplierView(
        supplier_id=supplier.id,
        name=named(text.name or supplier.name),
        facts=tuple(Stated(field=each.field, label=each.label, value=each.values[0]) for each in facts),
        papers=_papers(text.certifications, today),
    )
