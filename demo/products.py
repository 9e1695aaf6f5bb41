"""Products of a category: drawn ones, copies from other sellers, and traps."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from .attributes import Drawn, draw_attributes
from .brand import UNBRANDED, Brand, draw_brand
from .category import Category
from .certificates import draw_certificates
from .draft import Draft
from .gaps import drop_attributes, load_gaps, missing_fields
from .prices import draw_moq, first_price, shelf
from .record import Record, product_record
from .supplier import Supplier

MATERIAL_TRIES = 20
TITLE_TRIES = 6


@dataclass
class Product:
    """A finished record, with what its reviews need."""

    record: Record
    draft: Draft
    reviewed_as: Category


def choose_supplier(rng: Random, suppliers: list[Supplier], category: str, brand: Brand | None) -> Supplier:
    """A seller of the category; the brand's own company sells about half of its goods."""
    own = [one for one in suppliers if brand and one.brand == brand.id and one.sells(category)]
    if own and rng.random() < 0.5:
        return own[0]
    return rng.choice([one for one in suppliers if one.sells(category) and one.brand is None])


def _features(rng: Random, category: Category, drawn: Drawn) -> list[Any]:
    fitting = [cell for cell in category.features if cell.fits(drawn.zh)]
    return rng.sample(fitting, k=min(len(fitting), 3))


def _fitting(rng: Random, category: Category, brand: Brand | None) -> Drawn:
    """Attributes that fit the brand; after MATERIAL_TRIES the last ones drawn."""
    for _ in range(MATERIAL_TRIES):
        drawn = draw_attributes(rng, category)
        if brand is None or brand.carries(drawn.zh):
            break
    return drawn


def draw_draft(rng: Random, identity: str, category: Category, brands: tuple[Brand, ...], suppliers: list[Supplier]) -> Draft:
    """One product of the category."""
    brand = draw_brand(rng, brands, category.id)
    drawn = _fitting(rng, category, brand)
    supplier = choose_supplier(rng, suppliers, category.id, brand)
    factor = drawn.factor * (brand.factor if brand else UNBRANDED)
    moq = draw_moq(rng, category, factor)
    drop_attributes(rng, drawn)
    quality = 0.55 * supplier.trust + 0.45 * rng.betavariate(3, 1.6)
    return Draft(
        id=identity,
        origin=identity,
        category=category,
        brand=brand,
        supplier=supplier,
        drawn=drawn,
        features=_features(rng, category, drawn),
        first_price=first_price(rng, category, factor, moq),
        moq=moq,
        quality=quality,
        certificates=draw_certificates(rng, category.certificates),
        missing=missing_fields(rng),
    )


def other_sellers(rng: Random, draft: Draft, suppliers: list[Supplier], count: int) -> list[Supplier]:
    """Other sellers of the category, each once."""
    others = [one for one in suppliers if one.sells(draft.category.id) and one.id != draft.supplier.id and not one.brand]
    return rng.sample(others, k=min(count, len(others)))


def resell(rng: Random, draft: Draft, identity: str, supplier: Supplier) -> Draft:
    """The same goods from another seller: another price and MOQ, sometimes without brand or certificates."""
    return replace(
        draft,
        id=identity,
        supplier=supplier,
        first_price=shelf(rng, float(draft.first_price) * rng.uniform(0.86, 1.16)),
        moq=draw_moq(rng, draft.category, float(draft.first_price) / draft.category.price[1]),
        missing=missing_fields(rng) | ({"certifications"} if rng.random() < 0.4 else set()),
        brand=draft.brand if rng.random() < 0.5 else None,
    )


def identifiers(index: int) -> Iterator[str]:
    """Ids of the category at `index`: a hundred of its own, so that other categories keep theirs when one changes."""
    return (f"P{(index + 1) * 100 + number:06d}" for number in range(1, 100))


def category_products(seed: int, category: Category, ids: Iterator[str], brands: tuple[Brand, ...], suppliers: list[Supplier]) -> list[Product]:
    """All products of a category, near-duplicates last."""
    drafts = []
    for number in range(category.count):
        rng = Random(f"{seed}:{category.id}:{number}")
        drafts.append(draw_draft(rng, next(ids), category, brands, suppliers))
    rng = Random(f"{seed}:{category.id}:twins")
    for original in rng.sample(drafts, k=load_gaps()["duplicates"].get(category.id, 0)):
        drafts += [resell(rng, original, next(ids), seller) for seller in other_sellers(rng, original, suppliers, 2)]
    return _finish(seed, category, drafts)


def _finish(seed: int, category: Category, drafts: list[Draft]) -> list[Product]:
    """Records of the drafts; a duplicate title is rewritten a few times."""
    taken: set[str] = set()
    made = []
    for draft in drafts:
        records = (product_record(Random(f"{seed}:{draft.id}:record:{attempt}"), draft) for attempt in range(TITLE_TRIES))
        record = next((one for one in records if one["title"] not in taken), None) or product_record(Random(f"{seed}:{draft.id}"), draft)
        taken.add(record["title"])
        made.append(Product(record, draft, category))
    return made
