"""Prices in CNY a unit: falling with quantity, rising with material and brand."""

from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from .category import Category

CENT = Decimal("0.01")
MOST = 10_000
ENDINGS = ("0.00", "0.50", "0.80", "0.90", "0.00", "0.60")


def moq_factor(moq: int) -> float:
    """Small orders cost more per unit: 1.08 below 3 pieces, 0.92 from 50."""
    return 1.08 if moq < 3 else 0.92 if moq >= 50 else 1.0


def draw_moq(rng: Random, category: Category, factor: float) -> int:
    """A minimum order in pieces; expensive goods (factor over 2) have small ones."""
    usual = category.moq if factor <= 2 else category.moq[: max(1, len(category.moq) // 2)]
    return rng.choice(usual)


def shelf(rng: Random, amount: float) -> Decimal:
    """A price as sellers write it: in cents below 10 CNY, with a usual ending above."""
    if amount < 10:
        return max(CENT, Decimal(str(amount)).quantize(CENT, ROUND_HALF_UP))
    return Decimal(int(amount)) + Decimal(rng.choice(ENDINGS))


def first_price(rng: Random, category: Category, factor: float, moq: int) -> Decimal:
    """The first tier: the category's price times the factors of attributes, brand and order size, ±8%."""
    base = rng.uniform(*category.price)
    return shelf(rng, base * factor * moq_factor(moq) * rng.uniform(0.92, 1.08))


def tiers(rng: Random, first: Decimal, moq: int) -> list[dict[str, Any]]:
    """Two to four tiers with rising quantities and strictly falling prices."""
    rows = [{"min_qty": moq, "unit_price": f"{first:.2f}"}]
    price, quantity = first, moq
    for _ in range(rng.choice((1, 2, 2, 3))):
        quantity = _round(quantity * rng.choice((3, 5, 10) if quantity < 100 else (2, 4)))
        if quantity > MOST:
            break
        price = min(price - CENT, (price * Decimal(str(rng.uniform(0.88, 0.96)))).quantize(CENT))
        if price < CENT:
            break
        rows.append({"min_qty": quantity, "unit_price": f"{price:.2f}"})
    return rows


def _round(quantity: int) -> int:
    return quantity if quantity < 10 else quantity - quantity % 5


def draw_price(rng: Random, first: Decimal, moq: int) -> float | list[dict[str, Any]]:
    """A single price for about one product in five, else tiers."""
    return float(first) if rng.random() < 0.2 else tiers(rng, first, moq)
