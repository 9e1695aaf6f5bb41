"""All that a reply may speak of: the products, suppliers and brands that it names and lists; what else, each in a file of its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from ...catalogue.catalogue import Catalogue
from ...schema.product import Product
from ...schema.reply import Reply
from .brands import Brands
from .fitting import Fitting
from .known import Known, product_known, supplier_known
from .places import places
from .quotes import Quotes
from .spoken import plain
from .vocabulary import fields_named
from .wanted import Wanted

_NUMBERED = re.compile(r"^(?:- (?:第 |Number ))?(\d+)(?:\. | 款[：:] ?|: )\*\*(.+?)\*\*", re.MULTILINE)
"""An item of a list, or the number by which the buyer calls it."""
_CALLED = re.compile(r"(?:第 (?P<zh>\d+) 款|\b[Nn]umber (?P<en>\d+))(?:[，,] ?\*\*(?P<title>.+?)\*\*|\[(?P<mark>\d+)\])")
"""A number in a sentence with its title, or with the mark of its record, behind it."""

_GOES_ON = re.compile(
    r"\s*[,，;；|/（(【]|\s+[-–—]\s|(?<=[\u3400-\u9fff])\s|\s+(?=[\u3400-\u9fff])"
    r"|\s+(?:with|for|and)\s|(?<=.{40})\s",
    re.IGNORECASE,
)
_LEAST = 6


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

    @property
    def cited_sellers(self) -> list[Known]:
        """Those on whose record the reply stands."""
        refs = {one.ref for one in self.reply.citations if one.kind == "supplier"}
        return [known for key, known in self.suppliers.items() if key in refs]

    @cached_property
    def brands(self) -> dict[str, str]:
        """How a brand is written -> its name."""
        return {alias: facet.name for facet in self.catalogue.facets().brands for alias in (facet.name, *facet.aliases.values())}

    def named(self, written: str) -> list[Known]:
        """The products, else the suppliers, that are called so; a title may be its first parts."""
        bare = written.strip().strip("*").replace("\\", "")
        for group in (self.products, self.suppliers):
            whole = [known for known in group.values() if any(_folded(name) == _folded(bare) for name in known.names)]
            found = whole or [known for known in group.values() if any(bare in first_parts(name) for name in known.names)]
            shown = [known for known in found if known.key in {card.product_id for card in self.reply.cards}]
            if found:
                return shown if len(shown) == 1 else found
        return []

    def fields_named(self, label: str) -> list[str]:
        """As every record's fields are called, else as a guide that is cited calls one of its own: odour control, of what is antibacterial."""
        return fields_named(label, self.reply.language) or sorted(self._labelled.get(label.strip().casefold(), ()))

    @cached_property
    def _labelled(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for guide in filter(None, (self.catalogue.guide(one.ref) for one in self.reply.citations if one.kind == "guide")):
            for criterion in guide.criteria:
                found.setdefault((criterion.label or "").casefold(), set()).add(f"attr.{criterion.attribute}")
        found.pop("", None)
        return found

    @cached_property
    def listed(self) -> dict[int, Known]:
        """Number -> product, as the reply numbers them; else as it compares or shows them."""
        found = {int(number): self.named(title) for number, title in _NUMBERED.findall(self.reply.text)}
        known = {number: some[0] for number, some in found.items() if some and some[0].key in self.products}
        if known:
            return {number: self._settled(number, found[number]) for number in known}
        ids = list(self.reply.comparison.product_ids) if self.reply.comparison else [card.product_id for card in self.reply.cards]
        ordered = {number: self.products[id] for number, id in enumerate(ids, 1) if id in self.products}
        called = self._called
        in_step = [called[number].key for number in sorted(called)] == ids
        return called if in_step and max(called, default=0) > len(ids) and called.keys() <= places(self.said) else ordered

    @property
    def _called(self) -> dict[int, Known]:
        """Number -> product, as sentences call them: the buyer may have named some of an earlier list by their places there."""
        refs = {one.n: one.ref for one in self.reply.citations if one.kind == "product"}
        found: dict[int, Known] = {}
        for one in _CALLED.finditer(self.reply.text):
            some = self.named(one["title"]) if one["title"] else [self.products[ref] for ref in [refs.get(int(one["mark"]))] if ref in self.products]
            if some and some[0].key in self.products:
                found.setdefault(int(one["zh"] or one["en"]), some[0])
        return found

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
        found = re.findall(r"第 ?([\d、和 ]+?) ?款没有?算进来|[Nn]umbers? ([\d, and]+?) left out of this", self.reply.text)
        return {int(number) for each in found for number in re.findall(r"\d+", "".join(each))}

    @property
    def weighed(self) -> list[Known]:
        """Those shown but for what a rule keeps out."""
        return [known for number, known in self.listed.items() if number not in self.left_out]

    @cached_property
    def fitting(self) -> Fitting:
        return Fitting(self.catalogue, self.today, self.reply.need, len(self.reply.cards), len(self.listed))

    @cached_property
    def brand_goods(self) -> Brands:
        return Brands(self.fitting, self.brands, self.shown)

    @cached_property
    def quotes(self) -> Quotes:
        return Quotes(self.catalogue, self.reply.inquiries)

    @cached_property
    def wanted(self) -> Wanted:
        return Wanted(self.catalogue, self.reply.need, self.reply.relaxations, self.said)

    @property
    def values(self) -> tuple[str, ...]:
        return _values(self.catalogue)

    @property
    def unplaced(self) -> bool:
        """Whether the need is of words without a category: which products of a brand they mean, no record tells."""
        return self.reply.need.category is None and bool(self.reply.need.query)


@lru_cache(maxsize=2)
def _values(catalogue: Catalogue) -> tuple[str, ...]:
    """What the catalogue's products state in words, in both languages: values of two words or of two signs at least."""
    every = {plain(each) for facet in catalogue.facets().attributes for value in facet.values for each in (value.value, *value.aliases)}
    return tuple(sorted(each for each in every if (" " in each if each.isascii() else len(each) > 1) and not re.search(r"\d", each)))


def first_parts(title: str) -> list[str]:
    """The beginnings of a title that end where it goes on with another thing, the longest first."""
    return [title[: found.start()] for found in _GOES_ON.finditer(title) if found.start() >= _LEAST][::-1]


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()
