"""Comparisons under reordering: `python -m daogou.eval.comparisons` compares sets of the demo's products in every order of each.

Rows, winners, standings, verdict and advice must be the same up to the columns' places; the figure counts the sets in which any changed.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

from ..catalogue.catalogue import Catalogue
from ..catalogue.store import Store
from ..ingest.demo import demo_store
from ..schema.condition import Condition
from ..schema.need import Need
from ..schema.settings import Settings
from ..tools.choosing.compare import compare
from ..tools.decisions.comparison import Compared
from ..tools.decisions.offer import Offer
from ..tools.facts.reviews import reviews_of
from ..tools.searching.offers import judged, offers
from ..tools.wording.glossary import Glossary
from ..tools.wording.wording import Wording
from .figure import Figure
from .played import LANGUAGES
from .report import Report

SETS = 200
SIZES = (2, 3, 4, 5)
SEED = 31
TODAY = date(2026, 11, 25)


def measure(sets: int = SETS, store: Path | None = None) -> Report:
    """`sets` sets of 2 to 5 products, sizes in turn, four of five from one category, each with a need of its own; both languages in turn."""
    catalogue = Store(store or demo_store(Settings())).current()
    changed, orders, verdicts = 0, 0, 0
    for number, (found, need) in enumerate(drawn(catalogue, sets)):
        states = _states(found, need, catalogue, LANGUAGES[number % 2])
        orders += len(states)
        changed += any(state != states[0] for state in states)
        verdicts += states[0]["taken"][0] is not None
    report = Report("comparisons", "Comparisons under reordering", {"sets": sets, "orders": orders, "seed": SEED})
    report.figures += [
        Figure(
            "comparisons changed by reordering", changed, 0, "=", "", f"{sets} sets of {SIZES[0]} to {SIZES[-1]} products in all {orders:,} orders"
        ),
        Figure("comparisons with a verdict", verdicts / sets * 100, None, unit=" %"),
    ]
    return report


def _states(found: Sequence[Offer], need: Need, catalogue: Catalogue, language: str) -> list[dict[str, Any]]:
    """What is decided, for every order."""
    known = {offer.id: reviews_of(offer.product, catalogue, language) for offer in found}
    wording = Wording(language, glossary=Glossary(catalogue.facets()))
    return [decided(compare(order, need, wording, TODAY, lambda product: known[product.id])) for order in permutations(found)]


def drawn(catalogue: Catalogue, sets: int) -> Iterator[tuple[tuple[Offer, ...], Need]]:
    rng = Random(SEED)
    shelves = _shelves(catalogue)
    every = [product_id for shelf in shelves for product_id in shelf]
    for number in range(sets):
        size = SIZES[number % len(SIZES)]
        large = [shelf for shelf in shelves if len(shelf) >= size] or [every]
        ids = rng.sample(every if number % 5 == 4 else rng.choice(large), size)
        need = _need(catalogue, ids, rng)
        yield offers(catalogue, judged(catalogue, ids, need, TODAY), need.quantity), need


def _shelves(catalogue: Catalogue) -> list[list[str]]:
    """Ids by category."""
    shelves: dict[tuple[str, ...], list[str]] = {}
    for product in catalogue.products(sorted(catalogue.columns.row_of)):
        shelves.setdefault(product.category, []).append(product.id)
    return list(shelves.values())


def _need(catalogue: Catalogue, ids: Sequence[str], rng: Random) -> Need:
    """Conditions and wishes that some of the products meet: a price, a certificate, an attribute's value of one of them."""
    product = rng.choice(catalogue.products(ids))
    wanted = [Condition(id="c1", field="price", op="<=", value=float(product.price[0].unit_price), unit=product.currency, text="price")]
    if product.certifications:
        wanted.append(Condition(id="c2", field="certification", op="contains", value=product.certifications[0].name, text="certificate"))
    texts = [(name, value) for name, value in sorted(product.attributes.items()) if isinstance(value, str)]
    if texts:
        name, value = rng.choice(texts)
        wanted.append(Condition(id="c3", field=f"attr.{name}", op="=", value=value, hard=False, text="attribute"))
    kept = tuple(condition for condition in wanted if rng.random() < 0.6)
    return Need(conditions=kept, sort=rng.choice([(), (), ("price",), ("rating",)]), quantity=rng.choice([None, None, 30, 300]))


def decided(compared: Compared) -> dict[str, Any]:
    """All that a comparison decides, by product id instead of by place."""
    ids = [offer.id for offer in compared.offers]
    verdict = compared.verdict
    return {
        "rows": [(row.field, row.label, dict(zip(ids, row.values, strict=True)), _id(ids, row.winner)) for row in compared.rows],
        "reviews": dict(zip(ids, compared.reviews, strict=False)),
        "wins": dict(zip(ids, compared.wins, strict=True)),
        "standings": dict(zip(ids, compared.standings, strict=True)),
        "taken": (_id(ids, verdict.position), verdict.ground, {ids[place] for place in verdict.even}),
        "advice": {(one.aspect, ids[one.position], one.value) for one in compared.advice},
        "wishes": compared.wishes,
        "kinds": compared.kinds,
    }


def _id(ids: Sequence[str], place: int | None) -> str | None:
    return None if place is None else ids[place]


if __name__ == "__main__":
    measure().publish()
