"""The money, pieces and days of inquiries and of the quotes that answer them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ...catalogue.catalogue import Catalogue
from ...schema.inquiry import Inquiry
from ..priced import unit_price


@dataclass
class Quotes:
    catalogue: Catalogue
    inquiries: Sequence[Inquiry]

    @cached_property
    def amounts(self) -> set[Decimal]:
        """Money of inquiries: targets, quotes, list prices at that quantity, and how far they lie apart."""
        found: set[Decimal] = set()
        for inquiry in self.inquiries:
            targets = [inquiry.target_price] if inquiry.target_price is not None else []
            prices = [
                unit_price(product, inquiry.quantity or one.min_quantity)
                for one in inquiry.quotes
                for product in self.catalogue.products(inquiry.product_ids)
            ]
            prices += [unit_price(product, inquiry.quantity) for product in self.catalogue.products(inquiry.product_ids)]
            quotes = [one.unit_price for one in inquiry.quotes]
            found |= {*targets, *prices, *quotes, *(abs(one - other) for one in quotes for other in (*prices, *targets))}
        return {Decimal(str(one)).normalize() for one in found}

    @cached_property
    def counts(self) -> set[Decimal]:
        """Pieces and days of inquiries and their quotes, and how many of them there are."""
        each = [
            number for one in self.inquiries for number in (one.quantity, *(n for quote in one.quotes for n in (quote.min_quantity, quote.lead_days)))
        ]
        return {Decimal(one).normalize() for one in (*each, len(self.inquiries)) if one}

    @cached_property
    def minimums(self) -> set[Decimal]:
        """Pieces that quotes ask for at least."""
        return {Decimal(quote.min_quantity).normalize() for one in self.inquiries for quote in one.quotes if quote.min_quantity}

    @cached_property
    def gaps(self) -> list[tuple[Decimal, Decimal]]:
        """(quote, list price at that quantity)."""
        return [
            (quote.unit_price, unit_price(product, inquiry.quantity or quote.min_quantity))
            for inquiry in self.inquiries
            for quote in inquiry.quotes
            for product in self.catalogue.products(inquiry.product_ids)
        ]

    @cached_property
    def shares(self) -> dict[Decimal, set[Decimal]]:
        """How far a quote lies from a list price -> that as a share of it, in per cent."""
        found: dict[Decimal, set[Decimal]] = {}
        for quote, listed in self.gaps:
            found.setdefault(abs(quote - listed).normalize(), set()).add(abs(quote - listed) * 100 / listed)
        return found
