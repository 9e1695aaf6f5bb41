"""Brands and categories of products whose records lack them, read in the titles of the whole store."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ...catalogue.world_brands import world_brands
from ...schema.product import Product, Titled, TitledField
from .brand_names import Brand, BrandNames
from .device_brands import without_fitted
from .leading_names import leading_names
from .runs import runs
from .shelves import Shelved, shelves
from .stated_names import stated_names
from .words import Piece, pieces


class Stated(NamedTuple):
    """What a record itself states; `brands`: language -> the brand's name in it."""

    id: str
    title: str
    brand: str | None
    category: tuple[str, ...]
    brands: Mapping[str, str] = {}

    @classmethod
    def of(cls, product: Product) -> "Stated":
        own = product.recorded
        return cls(own.id, own.title, own.brand, own.category, {each: text.brand for each, text in own.translations.items() if text.brand})


@dataclass
class FromTitles:
    """`brands` and `shelves` by product id; `others`: brand -> its names by language."""

    brands: dict[str, Brand] = field(default_factory=dict)
    shelves: dict[str, Shelved] = field(default_factory=dict)
    others: dict[str, dict[str, str]] = field(default_factory=dict)

    def told(self, product: Product) -> Product:
        """The product's record with what its title tells and the record lacks."""
        own, found = product.recorded, dict[TitledField, Titled]()
        brand, shelf = self.brands.get(own.id), self.shelves.get(own.id)
        if brand is not None:
            found["brand"] = Titled(quote=own.title[brand.start : brand.end], start=brand.start, others=self.others.get(brand.name, {}))
        if shelf is not None:
            found["category"] = Titled(quote=own.title[shelf.start : shelf.end], start=shelf.start)
        if not found:
            return own
        return own.model_copy(
            update={"titled": found, "brand": brand.name if brand else own.brand, "category": shelf.path if shelf else own.category}
        )


def from_titles(records: Iterable[Stated]) -> FromTitles:
    """The findings in all titles; they don't depend on the order."""
    every = sorted(records)
    bare = [each for each in every if not each.brand]
    loose = [each for each in every if not each.category]
    read = {each.id: pieces(each.title) for each in (*bare, *loose)}
    known = _known(every, bare, read) if bare else []
    named = BrandNames((spelled[0], spelled) for spelled, _ in known)
    brands = {each.id: brand for each in bare if (brand := named.of(each.title, read[each.id])) is not None}
    recorded = {each.brand for each in every if each.brand}
    brands = _as_written(bare, without_fitted(brands, read, recorded), recorded)
    called = {spelled[0].casefold(): aliases for spelled, aliases in reversed(known) if aliases}
    others = {name: called[name.casefold()] for name in {brand.name for brand in brands.values()} if name.casefold() in called}
    return FromTitles(brands, _shelved(every, loose, read, brands), others)


def _as_written(bare: Sequence[Stated], brands: Mapping[str, Brand], recorded: Container[str]) -> dict[str, Brand]:
    """The brands that no record states, as most titles write them: DEWALT, not DeWalt."""
    forms: dict[str, Counter[str]] = {}
    for each in bare:
        if (brand := brands.get(each.id)) is not None and brand.name not in recorded:
            quote = each.title[brand.start : brand.end]
            forms.setdefault(brand.name, Counter())[quote if quote.casefold() == brand.name.casefold() else brand.name] += 1
    names = {name: max(said, key=lambda form: (said[form], form)) for name, said in forms.items()}
    return {key: brand._replace(name=names.get(brand.name, brand.name)) for key, brand in brands.items()}


def _known(every: Sequence[Stated], bare: Sequence[Stated], read: Mapping[str, Sequence[Piece]]) -> list[tuple[tuple[str, ...], dict[str, str]]]:
    """Spellings of each brand with its translations: of the store's records, the world's brands, and names that its titles state or begin with."""
    own = {each.brand: dict(each.brands) for each in every if each.brand}
    found = [((brand, *aliases.values()), aliases) for brand, aliases in own.items()]
    found += [(names, _chinese(names)) for names in world_brands()]
    found += [(names, _chinese(names)) for _, names in stated_names(each.title for each in bare)]
    return [*found, *(((name,), dict[str, str]()) for name in leading_names(read[each.id] for each in bare))]


def _chinese(names: Sequence[str]) -> dict[str, str]:
    han = next((name for name in names[1:] if name >= "\u3400"), None)
    return {"zh": han} if han else {}


def _shelved(
    every: Sequence[Stated], loose: Sequence[Stated], read: Mapping[str, Sequence[Piece]], brands: Mapping[str, Brand]
) -> dict[str, Shelved]:
    """The category of each product whose title names one of the store's categories."""
    titles = {each.id: runs(read[each.id], _after_brand(each, brands)) for each in loose}
    return shelves(titles, [each.category for each in every if each.category])


def _after_brand(each: Stated, brands: Mapping[str, Brand]) -> int:
    """The offset in the title after the brand that it begins with; 0 without one."""
    if (found := brands.get(each.id)) is not None:
        return found.end if not each.title[: found.start].strip(" 【[") else 0
    return len(each.brand) if each.brand and each.title.casefold().startswith(each.brand.casefold()) else 0
