"""Who makes or sells the offers, with facts from the record only."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ...catalogue.catalogue import Catalogue
from ...schema.asked import CAPABILITY
from ...schema.need import Need
from ...schema.supplier import Supplier
from ...understanding.tokens.capabilities import stated
from ...understanding.vocabulary.vocabulary import Vocabulary
from ..decisions.offer import Offer
from ..decisions.suppliers import SupplierRow, Suppliers
from ..wording.wording import Wording
from .licences import licences
from .risks import risks
from .table import supplier_table


@dataclass(frozen=True)
class Question:
    """What is asked of suppliers: `asked` fields (the reading's), by a buyer with this need."""

    asked: tuple[str, ...]
    need: Need
    today: date


def suppliers(offers: Sequence[Offer], question: Question, catalogue: Catalogue, vocabulary: Vocabulary, wording: Wording) -> Suppliers:
    """One row a supplier in the order of the offers; several also stand side by side in a table."""
    known = {offer.supplier.id: offer.supplier for offer in offers if offer.supplier}
    rows = tuple(_row(supplier, offers, question, catalogue, vocabulary, wording.language) for supplier in known.values())
    return Suppliers(
        rows=rows,
        nameless=tuple(offer for offer in offers if offer.supplier is None),
        table=supplier_table(rows, wording, question.today) if len(rows) > 1 else (),
        best_rated=_best_rated(rows) if len(rows) > 1 and {"rating", "supplier.rating"} & set(question.asked) else (),
    )


def _best_rated(rows: Sequence[SupplierRow]) -> tuple[SupplierRow, ...]:
    best = max((row.supplier.rating or 0.0 for row in rows), default=0.0)
    return tuple(row for row in rows if row.supplier.rating == best)


def _row(supplier: Supplier, offers: Sequence[Offer], question: Question, catalogue: Catalogue, vocabulary: Vocabulary, language: str) -> SupplierRow:
    own, today = tuple(offer for offer in offers if offer.supplier == supplier), question.today
    certificates = supplier.text(language).certifications
    shelves, kinds = catalogue.supplier_shelves(supplier.id, language), Counter[str]()
    for (_, told), many in shelves.items():
        if told:
            kinds[told[-1]] += many
    return SupplierRow(
        supplier=supplier,
        offers=own,
        valid=tuple(one for one in certificates if one.valid_on(today)),
        expired=tuple(one for one in certificates if not one.valid_on(today)),
        products=shelves.total(),
        kinds=tuple(sorted(kinds.items(), key=lambda item: (-item[1], item[0]))),
        able=tuple((name, _able(name, supplier, language)) for name in _capabilities(question.asked)),
        sells=tuple((goods, sum(many for (path, _), many in shelves.items() if goods in path)) for goods in _goods(question.asked)),
        licences=licences(own[0], question.need.facts, vocabulary, today),
        of_papers=_of_papers(question),
        risks=risks(supplier, today),
    )


def _capabilities(asked: Sequence[str]) -> list[str]:
    return [field.removeprefix(CAPABILITY) for field in asked if field.startswith(CAPABILITY)]


def _goods(asked: Sequence[str]) -> list[str]:
    return [field.removeprefix("sells.") for field in asked if field.startswith("sells.")]


def _of_papers(question: Question) -> bool:
    """Whether what the rules ask for is of interest: to whom asks for papers, or sells somewhere."""
    return "certification" in question.asked or any(fact.kind == "market" for fact in question.need.facts)


def _able(name: str, supplier: Supplier, language: str) -> tuple[str, ...]:
    """The capabilities that answer yes, in the buyer's language where the record has them in it."""
    return stated(name, supplier.text(language).capabilities) or stated(name, supplier.capabilities)
