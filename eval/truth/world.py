"""All that a reply may speak of: the products, suppliers and brands that it names, the buyer's own words, and how many products there are."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from ...catalogue.catalogue import Catalogue
from ...catalogue.conditions import Judge
from ...catalogue.verdicts import MET
from ...retrievers.misfit import flags, odd
from ...schema.condition import Condition
from ...schema.product import Product
from ...schema.reply import Reply
from .known import Known, product_known, supplier_known
from .phrases import Piece, pieces
from .spoken import Text, plain, text_of
from .units import Amount, amounts
from .vocabulary import labels_of, units_of

_NUMBERED = re.compile(r"^(?:- (?:第 |Number ))?(\d+)(?:\. | 款[：:] ?|: )\*\*(.+?)\*\*", re.MULTILINE)
"""An item of a list, or the number by which the buyer calls it."""


@dataclass
class World:
    """`said` is what the buyer said in the conversation, as far as it is known."""

    catalogue: Catalogue
    today: date
    reply: Reply
    said: Sequence[str] = ()

    @cached_property
    def products(self) -> dict[str, Known]:
        """Those that the reply names, shows, compares, cites or asks for, by id."""
        reply = self.reply
        ids = [card.product_id for card in reply.cards] + [one.ref for one in reply.citations if one.kind in ("product", "review")]
        ids += list(reply.comparison.product_ids if reply.comparison else ()) + [id for one in reply.inquiries for id in one.product_ids]
        ids += re.findall(r"(?:商品编号 |\(product |products? |商品 )([A-Za-z]*\d[\w-]*)", reply.text)
        return {product.id: self._known(product) for product in self.catalogue.products(list(dict.fromkeys(ids)))}

    def _known(self, product: Product) -> Known:
        supplier = self.catalogue.supplier(product.supplier_id) if product.supplier_id else None
        known = product_known(product, supplier_known(supplier) if supplier else None)
        price = product.price_at(self.reply.need.quantity)
        return replace(known, values={**known.values, "price": price})

    @cached_property
    def suppliers(self) -> dict[str, Known]:
        found = {known.supplier.key: known.supplier for known in self.products.values() if known.supplier}
        refs = [one.ref for one in self.reply.citations if one.kind == "supplier"] + [
            one.supplier_id for one in self.reply.inquiries if one.supplier_id
        ]
        others = (self.catalogue.supplier(ref) for ref in refs if ref not in found)
        return found | {other.id: supplier_known(other) for other in others if other}

    @cached_property
    def brands(self) -> dict[str, str]:
        """How a brand is written -> its name."""
        return {alias: facet.name for facet in self.catalogue.facets().brands for alias in (facet.name, *facet.aliases.values())}

    def named(self, written: str) -> list[Known]:
        """The products, else the suppliers, that are called so; a title may be cut short by "…"."""
        bare = written.strip().strip("*").replace("\\", "")
        for group in (self.products, self.suppliers):
            found = [known for known in group.values() if any(_called(name, bare) for name in known.names)]
            shown = [known for known in found if known.key in {card.product_id for card in self.reply.cards}]
            if found:
                return shown if len(shown) == 1 else found
        return []

    @cached_property
    def listed(self) -> dict[int, Known]:
        """Number -> product, as the reply numbers them; else as it compares or shows them."""
        found = {int(number): self.named(title) for number, title in _NUMBERED.findall(self.reply.text)}
        known = {number: some[0] for number, some in found.items() if some and some[0].key in self.products}
        if known:
            return {number: self._settled(number, found[number]) for number in known}
        ids = self.reply.comparison.product_ids if self.reply.comparison else [card.product_id for card in self.reply.cards]
        return {number: self.products[id] for number, id in enumerate(ids, 1) if id in self.products}

    def _settled(self, number: int, some: list[Known]) -> Known:
        """Of products of one title the one that is shown in this place."""
        cards = [card.product_id for card in self.reply.cards]
        here = cards[number - 1] if number <= len(cards) else ""
        return next((known for known in some if known.key == here), some[0])

    @property
    def shown(self) -> list[Known]:
        return list(self.listed.values())

    @cached_property
    def left_out(self) -> set[int]:
        """The numbers of those that a rule keeps out of a comparison."""
        found = re.findall(r"第 ?([\d、和 ]+?) ?款没有算进来|[Nn]umbers? ([\d, and]+?) left out of this", self.reply.text)
        return {int(number) for each in found for number in re.findall(r"\d+", "".join(each))}

    @property
    def weighed(self) -> list[Known]:
        """Those shown but for what a rule keeps out."""
        return [known for number, known in self.listed.items() if number not in self.left_out]

    @property
    def values(self) -> tuple[str, ...]:
        return _values(self.catalogue)

    @cached_property
    def asked(self) -> Text:
        """The buyer's words, and those of the conditions and of what is looked for."""
        need = self.reply.need
        every = [*need.conditions, *(one for relaxation in self.reply.relaxations for one in relaxation.instead)]
        words = [need.category or "", need.query, need.audience or "", *self.said, *(fact.text for fact in need.facts)]
        words += [piece for one in every for piece in (one.text, *map(str, one.value if isinstance(one.value, tuple) else (one.value,)))]
        words += [word for one in every for word in (*labels_of(one.field), *units_of(one.field))]
        words += [alias for word in list(words) for alias in self._other_words.get(word.casefold(), ())]
        return text_of(words) | self.goods

    @cached_property
    def goods(self) -> Text:
        """What kinds of goods are called, and what the need is of."""
        paths = [path for facet in self.catalogue.facets().categories for path in (facet.path, *facet.aliases.values())]
        return text_of([*(path[-1] for path in paths if path), self.reply.need.category or "", self.reply.need.query])

    @cached_property
    def goods_called(self) -> tuple[Piece, ...]:
        """The same, name by name."""
        paths = [path for facet in self.catalogue.facets().categories for path in (facet.path, *facet.aliases.values())]
        return tuple(pieces("category", [*(path[-1] for path in paths if path), self.reply.need.category or "", self.reply.need.query]))

    @cached_property
    def _other_words(self) -> dict[str, tuple[str, ...]]:
        """A value as recorded -> how it is said in the other language."""
        facets = self.catalogue.facets()
        found = {value.value.casefold(): value.aliases for facet in facets.attributes for value in facet.values}
        found |= {facet.name.casefold(): tuple(facet.aliases.values()) for facet in facets.brands}
        return found | {facet.name.casefold(): facet.aliases for facet in facets.places}

    def in_english(self, value: str) -> str:
        """A value as the catalogue says it in English, in small letters."""
        return next((each for each in self._other_words.get(value.casefold(), ()) if each.isascii()), value).casefold()

    @cached_property
    def asked_amounts(self) -> set[Amount]:
        need = self.reply.need
        every = [*need.conditions, *(one for relaxation in self.reply.relaxations for one in relaxation.instead)]
        found = {each for said in (*self.said, *(one.text for one in every)) for each in amounts(said)}
        for one in every:
            for value in one.value if isinstance(one.value, tuple) else (one.value,):
                found |= (
                    {("", Decimal(str(value)).normalize())}
                    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)
                    else amounts(str(value))
                )
        return found | ({("", Decimal(need.quantity))} if need.quantity else set())

    @cached_property
    def said_values(self) -> set[Decimal]:
        """Numbers that the buyer wrote."""
        return {value for said in (*self.said, *(one.text for one in self.reply.need.conditions)) for _, value in amounts(said)}

    @cached_property
    def asked_values(self) -> set[Decimal]:
        return {value for _, value in self.asked_amounts}

    @cached_property
    def quoted_amounts(self) -> set[Decimal]:
        """Money of inquiries: targets, quotes, list prices at that quantity, and how far they lie apart."""
        found: set[Decimal] = set()
        for inquiry in self.reply.inquiries:
            targets = [inquiry.target_price] if inquiry.target_price is not None else []
            prices = [
                product.price_at(inquiry.quantity or one.min_quantity)
                for one in inquiry.quotes
                for product in self.catalogue.products(inquiry.product_ids)
            ]
            prices += [product.price_at(inquiry.quantity) for product in self.catalogue.products(inquiry.product_ids)]
            quotes = [one.unit_price for one in inquiry.quotes]
            found |= {*targets, *prices, *quotes, *(abs(one - other) for one in quotes for other in (*prices, *targets))}
        return {Decimal(str(one)).normalize() for one in found}

    @cached_property
    def quoted_counts(self) -> set[Decimal]:
        """Pieces and days of inquiries and their quotes, and how many of them there are."""
        each = [
            number
            for one in self.reply.inquiries
            for number in (one.quantity, *(n for quote in one.quotes for n in (quote.min_quantity, quote.lead_days)))
        ]
        return {Decimal(one).normalize() for one in (*each, len(self.reply.inquiries)) if one}

    @cached_property
    def quoted_gaps(self) -> list[tuple[Decimal, Decimal]]:
        """(quote, list price at that quantity)."""
        return [
            (quote.unit_price, product.price_at(inquiry.quantity or quote.min_quantity))
            for inquiry in self.reply.inquiries
            for quote in inquiry.quotes
            for product in self.catalogue.products(inquiry.product_ids)
        ]

    @cached_property
    def quoted_shares(self) -> dict[Decimal, set[Decimal]]:
        """How far a quote lies from a list price -> that as a share of it, in per cent."""
        found: dict[Decimal, set[Decimal]] = {}
        for quote, listed in self.quoted_gaps:
            found.setdefault(abs(quote - listed).normalize(), set()).add(abs(quote - listed) * 100 / listed)
        return found

    @cached_property
    def totals(self) -> set[int]:
        """How many products meet the hard conditions and are of the category; without those whose title says that they are something else."""
        need = self.reply.need
        if need.category is None:
            return set(range(len(self.reply.cards), 1 + int(self.catalogue.columns.alive.sum())))
        mask = self.judge.mask(need.hard) & self._category
        left = int((mask & ~self._odd).sum())
        return {left, int(mask.sum())} | ({len(self.listed)} if not mask.any() else set())

    @property
    def masks(self) -> list[NDArray[np.bool_]]:
        """By row what meets the need: without parts of a thing and others' sizes, and with them; [] where no category tells which goods are meant."""
        need = self.reply.need
        met = self.judge.mask(need.hard) & self._category if need.category else None
        return [] if met is None else [met & ~self._odd, met]

    def prices_of_all(self, total: int) -> list[list[Decimal]]:
        """Unit prices at the buyer's quantity of all that meet the need, in each way of counting that makes `total`."""
        need = self.reply.need
        ids = [[str(self.catalogue.columns.ids[row]) for row in np.flatnonzero(mask)] for mask in self.masks if int(mask.sum()) == total]
        return [[product.price_at(need.quantity) for product in self.catalogue.products(each)] for each in ids]

    def ratings_of_all(self, total: int) -> list[list[float | None]]:
        ids = [[str(self.catalogue.columns.ids[row]) for row in np.flatnonzero(mask)] for mask in self.masks if int(mask.sum()) == total]
        return [[product.rating for product in self.catalogue.products(each)] for each in ids]

    @cached_property
    def _category(self) -> NDArray[np.bool_]:
        condition = Condition(id="category", field="category", op="=", value=self.reply.need.category or "")
        found: NDArray[np.bool_] = self.judge.verdicts(condition) == MET
        return found

    @cached_property
    def _odd(self) -> NDArray[np.bool_]:
        """Of the category, what is a part of a thing or another's size."""
        ids = [str(self.catalogue.columns.ids[row]) for row in np.flatnonzero(self._category)]
        titles = [[text.title or "" for text in (product.text("zh"), product.text("en"))] for product in self.catalogue.products(ids)]
        flagged = np.array([flags(each) for each in titles])
        found = np.zeros(len(self._category), bool)
        category = self.reply.need.category or ""
        found[np.flatnonzero(self._category)] = odd(flagged, np.zeros(len(flagged), int), self.reply.need.query or category, category)
        return found

    @cached_property
    def _of_brands(self) -> dict[str, list[Product]]:
        """Brand -> its products among those that the need keeps; all of its products where the need names no category."""
        mask = self.judge.mask(self.reply.need.hard) & self._category & ~self._odd if self.reply.need.category else self.catalogue.columns.alive
        ids = [str(self.catalogue.columns.ids[row]) for row in np.flatnonzero(mask)]
        found: dict[str, list[Product]] = {}
        for product in self.catalogue.products(ids):
            found.setdefault(product.brand or "", []).append(product)
        return found

    @property
    def unplaced(self) -> bool:
        """Whether the need is of words without a category: which products of a brand they mean, no record tells."""
        return self.reply.need.category is None and bool(self.reply.need.query)

    def brand_prices(self, brand: str) -> set[Decimal]:
        return {product.price_at(self.reply.need.quantity).normalize() for product in self._of_brands.get(brand, ())}

    def brand_amounts(self, brand: str) -> set[Amount]:
        those = [product for product in self._of_brands.get(brand, ()) if product.rating is not None and product.review_count]
        count = sum(product.review_count or 0 for product in those)
        if not count:
            return set()
        mean = sum((Decimal(str(product.rating)) * (product.review_count or 0) for product in those), Decimal(0)) / count
        return {("reviews", Decimal(count).normalize()), ("rating", mean)}

    def brand_counts(self, brand: str) -> set[int]:
        """How many products a brand has, and how many of them hold a certificate in force."""
        those = self._of_brands.get(self.brands.get(brand, brand), [])
        return {len(those)} if those else set()

    def brand_standing(self, brand: str) -> set[str]:
        """In what no other brand goes before it. Of ratings: none has as good a mean from as many reviews."""
        every = [name for name in self._of_brands if name]
        if brand not in every:
            return set()
        ranks: dict[str, dict[str, Decimal]] = {
            "cheapest": {name: -min(self.brand_prices(name)) for name in every},
            "widest": {name: Decimal(len(self._of_brands[name])) for name in every},
            "certified": {name: Decimal(self.brand_certified(name)) for name in every},
        }
        found = {what for what, values in ranks.items() if values[brand] == max(values.values())}
        rated = {name: dict(self.brand_amounts(name)) for name in every}
        mine = rated[brand]
        beaten = any(
            other != mine and other.get("rating", 0) >= mine.get("rating", 0) and other.get("reviews", 0) >= mine.get("reviews", 0)
            for other in rated.values()
        )
        return found | (set() if beaten or not mine else {"rated"})

    @cached_property
    def how_many_brands(self) -> set[int]:
        return {len(set(self._of_brands) - {""}), len({value for known in self.shown if (value := known.values.get("brand"))})}

    def brand_certified(self, brand: str) -> int:
        return sum(any(one.valid_on(self.today) for one in product.certifications) for product in self._of_brands.get(brand, ()))

    def certified(self, names: Sequence[str], every: bool) -> int:
        """How many of those that fit hold one, or every one, of these certificates in force."""
        condition = [Condition(id="c", field="certification", op="contains", value=name) for name in names]
        masks = [self.judge.verdicts(one) == MET for one in condition]
        held = np.logical_and.reduce(masks) if every else np.logical_or.reduce(masks)
        return int((self.judge.mask(self.reply.need.hard) & self._category & ~self._odd & held).sum())

    def titled(self, kind: str, word: str) -> int:
        """How many products of a kind have the word in their title in the reply's language: bag is in "bags", and in no cabbage."""
        named = re.compile(rf"(?<![a-z0-9]){re.escape(word)}(?:e?s)?(?![a-z0-9])" if word.isascii() else re.escape(word))
        paths = [
            facet.path
            for facet in self.catalogue.facets().categories
            if kind.casefold() in {path[-1].casefold() for path in (facet.path, *facet.aliases.values()) if path}
        ]
        found = 0
        for leaf in {path[-1] for path in paths}:
            rows = np.flatnonzero(
                (self.judge.verdicts(Condition(id="k", field="category", op="=", value=leaf)) == MET) & self.catalogue.columns.alive
            )
            for product in self.catalogue.products([str(self.catalogue.columns.ids[row]) for row in rows]):
                found += bool(named.search((product.text(self.reply.language).title or "").casefold()))
        return found

    @cached_property
    def judge(self) -> Judge:
        return Judge(self.catalogue.columns, self.today, self.reply.need.quantity)

    def meets(self, known: Known, conditions: Iterable[Condition]) -> bool | None:
        """None where a condition is unknown of it and none is broken."""
        row = self.catalogue.row(known.key)
        found = [int(self.judge.verdicts(one)[row]) for one in conditions] if row is not None else [0]
        return False if 0 in found else None if any(one != MET for one in found) else True


@lru_cache(maxsize=2)
def _values(catalogue: Catalogue) -> tuple[str, ...]:
    """What the catalogue's products state in words, in both languages: values of two words or of two signs at least."""
    every = {plain(each) for facet in catalogue.facets().attributes for value in facet.values for each in (value.value, *value.aliases)}
    return tuple(sorted(each for each in every if (" " in each if each.isascii() else len(each) > 1) and not re.search(r"\d", each)))


def _called(name: str, written: str) -> bool:
    bare = written.rstrip()
    return name.startswith(bare.rstrip("…").rstrip(" ,，")) if bare.endswith("…") else _folded(name) == _folded(bare)


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()
