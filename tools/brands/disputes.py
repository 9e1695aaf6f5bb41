"""What a sentence says of a brand's products, against the catalogue's records: those have the last word."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ...catalogue.certificates import unnamed
from ...catalogue.conditions import Judge
from ...catalogue.verdicts import MET, UNKNOWN
from ...retrievers.analysis import terms
from ...schema.condition import Condition
from ...schema.evidence import Evidence
from ...schema.guide import Criterion
from ...schema.need import Need
from ...schema.product import AttributeValue, Product
from ...schema.supplier import Supplier
from ..choosing.holding import comparable, holds
from ..claims.brands import sentence_about
from ..claims.form import understood
from ..claims.fused import is_outside
from ..claims.goods import speaks_of_papers
from ..claims.measured import criteria
from ..claims.sentences import stretches
from ..decisions.brands import BrandRow, Dispute
from ..shop import Shop
from .papers import any_held, name_of, otherwise
from .tallies import TALLIES, agrees, tally

_RECORDED = ("price", "moq", "certification", "supplier.kind", "supplier.location", "supplier.verified", "supplier.years", *TALLIES)
"""Fields besides attributes that a record answers."""


def disputed(row: BrandRow, shop: Shop, need: Need, today: date) -> BrandRow:
    """With what the sentences about it say otherwise than the records of its products, those of the need's category where it has any; without those
    of strangers that state what no record does. A guide's own word is asked for its certificates alone."""
    quotes = [(piece, sentence_about(piece, row.names)) for piece in row.claims]
    every = _products(row, shop, today) if any(quote for _, quote in quotes) else []
    said = [(piece, _said(quote, piece, row, every, shop, need) if quote and every else None) for piece, quote in quotes]
    held = [(piece, one) for piece, one in said if one is None or not _unheld(piece, one, shop, need, today)]
    found = (_dispute(one, piece, shop, need, today) for piece, one in held if one is not None)
    return replace(row, claims=tuple(piece for piece, _ in held), disputes=tuple(one for one in found if one.records or one.holding))


@dataclass(frozen=True)
class _Said:
    """`stated` is what the sentences that name the brand, `text`, say of its goods; `own` those that they are held against."""

    quote: str
    text: str
    stated: tuple[Condition, ...]
    own: tuple[Product, ...]


def _said(quote: str, piece: Evidence, row: BrandRow, every: Sequence[Product], shop: Shop, need: Need) -> _Said:
    text = _naming(quote, row.names)
    names = {term for each in ("zh", "en") for term in terms(shop.glossary.say("category", need.category or "", each))}
    read = shop.reader.read(text, need.category)
    own = next((found for kind in (read.category, need.category) if (found := [each for each in every if kind in each.category])), every)
    return _Said(quote, text, tuple(one for one in read.conditions if not set(terms(one.text)) <= names), tuple(own))


def _unheld(piece: Evidence, said: _Said, shop: Shop, need: Need, today: date) -> bool:
    """Whether a stranger states an attribute that no record of them does, or that few of those who state it have ("class B", of one in nine)."""
    if not is_outside(piece) or piece.source_kind == "authority":
        return False
    attributes = [one for one in said.stated if one.field.startswith("attr.")]
    return any(not _ours(one.field, said.own, need.language, today) or of_few(_verdicts(one, said.own, shop, today)) for one in attributes)


def _verdicts(stated: Condition, own: Sequence[Product], shop: Shop, today: date) -> list[int]:
    verdicts = Judge(shop.catalogue.columns, today).verdicts(stated)
    return [int(verdicts[row]) for each in own if (row := shop.catalogue.row(each.id)) is not None]


def of_few(verdicts: Sequence[int]) -> bool:
    """Whether some meet it, and fewer than half of those of whom it is known."""
    met, known = verdicts.count(MET), len(verdicts) - verdicts.count(UNKNOWN)
    return 0 < met < known / 2


def _products(row: BrandRow, shop: Shop, today: date) -> list[Product]:
    every = Condition(id="c0", field="brand", op="=", value=row.best.product.brand or row.brand)
    columns = shop.catalogue.columns
    return shop.catalogue.products([str(columns.ids[place]) for place in Judge(columns, today).mask([every]).nonzero()[0]])


def _dispute(said: _Said, piece: Evidence, shop: Shop, need: Need, today: date) -> Dispute:
    own = said.own
    judge, rows = Judge(shop.catalogue.columns, today), [place for each in own if (place := shop.catalogue.row(each.id)) is not None]
    stated = [one for one in said.stated if not unnamed(one)]
    papers = [one for one in stated if one.field == "certification"]
    held = tuple(otherwise(papers, rows, judge))
    if not is_outside(piece):
        return Dispute(said.quote, (), held, len(own))
    if not papers and speaks_of_papers(said.text, shop.reader.vocabulary):
        held = (any_held(own, today),)
    some = {one.name for one in held if one.count}
    left = [one for one in stated if one.field != "certification" or name_of(one) not in some]
    records = _records(said.text, left, own, shop, need, today) if understood(said.text, shop.reader.vocabulary, "standing") else ()
    measured = tuple(_measured(said.text, {one.field for one in left}, own, shop))
    return Dispute(said.quote, (*records, *measured), tuple(one for one in held if one.count or not one.name), len(own))


def _measured(said: str, read: Collection[str], own: Sequence[Product], shop: Shop) -> Iterator[tuple[str, tuple[AttributeValue, ...]]]:
    """Measures that a buyer's words aren't read for ("60 HRC and more"), where no record that states the attribute is as the sentence says."""
    names = dict.fromkeys(name for each in own for name in each.attributes)
    for made in criteria(said, names, shop.reader):
        field, criterion = f"attr.{made['attribute']}", Criterion(statement=said, **made)
        values = [value for each in own if (value := each.attributes.get(criterion.attribute)) is not None]
        if field not in read and values and all(comparable(value, criterion) and not holds(value, criterion) for value in values):
            yield field, tuple(dict.fromkeys(part for value in values for part in (value if isinstance(value, tuple) else (value,))))


def _naming(quote: str, names: Sequence[str]) -> str:
    """Its sentences that name the brand."""
    parts = [quote[start:end] for start, end in stretches(quote)]
    return " ".join(part for part in parts if any(name in part for name in names)) or quote


def _records(
    quote: str, stated: Sequence[Condition], own: Sequence[Product], shop: Shop, need: Need, today: date
) -> tuple[tuple[str, tuple[AttributeValue, ...]], ...]:
    """Field -> what the records have, where none of the products is as the sentence says. An attribute that no record states is no dispute."""
    fields = dict.fromkeys(one.field for one in stated if one.field in _RECORDED or one.field.startswith("attr."))
    judge, rows = Judge(shop.catalogue.columns, today), [row for each in own if (row := shop.catalogue.row(each.id)) is not None]
    said = {field: [one for one in stated if one.field == field] for field in fields}
    if (named := _suppliers(quote, shop)) and not named & {each.supplier_id for each in own}:
        said = {field: every for field, every in said.items() if not field.startswith("supplier.")}  # what its name tells of a place and a trade
    elif named:
        named = set()
    found = {field: _ours(field, own, need.language, today) for field, every in said.items() if not _agrees(every, own, judge, rows)}
    found = {field: values for field, values in found.items() if values or not field.startswith("attr.")}
    if named or any(field.startswith("supplier.") for field in found):
        found = {field: values for field, values in found.items() if not field.startswith("supplier.")}
        known = (shop.catalogue.supplier(each) for each in dict.fromkeys(each.supplier_id for each in own if each.supplier_id))
        found["supplier"] = tuple(_called(supplier, need.language) for supplier in known if supplier is not None)
    return tuple(found.items())


def _called(supplier: Supplier, language: str) -> str:
    """Its name and town."""
    text = supplier.text(language)
    return " ".join(part for part in (text.name, text.city and f"({text.city})") if part)


def _agrees(stated: Sequence[Condition], own: Iterable[Product], judge: Judge, rows: Sequence[int]) -> bool:
    field = stated[0].field
    if field == "price":
        return any(_fits(stated, each) for each in own)
    if field == "moq":
        return any(each.moq == one.value for each in own for one in stated)
    if field in TALLIES:
        return agrees(field, stated, tuple(own))
    verdicts = [judge.verdicts(one) for one in stated]
    return any(all(each[row] == MET for each in verdicts) for row in rows)


def _fits(stated: Sequence[Condition], product: Product) -> bool:
    """Whether one of its prices lies within what was said, in its own currency."""
    bounds = [(one.op, float(one.value)) for one in stated if isinstance(one.value, (int, float)) and one.unit in (None, product.currency)]
    prices = [float(tier.unit_price) for tier in product.price]
    inside = {"<=": float.__le__, "<": float.__lt__, ">=": float.__ge__, ">": float.__gt__}
    return len(bounds) == len(stated) and any(all(inside.get(op, float.__eq__)(price, value) for op, value in bounds) for price in prices)


def _ours(field: str, own: Sequence[Product], language: str, today: date) -> tuple[AttributeValue, ...]:
    if field == "price":
        prices = sorted(tier.unit_price for each in own for tier in each.price)
        return tuple(map(str, dict.fromkeys((prices[0], prices[-1])))) if prices else ()
    if field == "moq":
        known = sorted(each.moq for each in own if each.moq is not None)
        return tuple(dict.fromkeys((known[0], known[-1]))) if known else ()
    if field == "certification":
        return tuple(dict.fromkeys(one.name for each in own for one in each.text(language).certifications if one.valid_on(today)))
    if field in TALLIES:
        return () if (total := tally(field, own)) is None else (total,)
    values = (each.all_attributes(language).get(field.removeprefix("attr.")) for each in own)
    return tuple(dict.fromkeys(part for value in values if value is not None for part in (value if isinstance(value, tuple) else (value,))))


def _suppliers(text: str, shop: Shop) -> set[str | None]:
    """Suppliers of the catalogue that the sentence names."""
    plain = text.casefold()
    facets = shop.catalogue.facets().suppliers
    return {facet.id for facet in facets if any(name and name.casefold() in plain for name in (facet.name, *facet.aliases))}
