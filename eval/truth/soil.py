"""A true reply as the soil for errors, and the rules that plant them: each makes something untrue, of one of twelve kinds."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from ...catalogue.catalogue import Catalogue
from ...schema.product import Product
from ...schema.reply import Reply

Rule = Callable[["Soil"], Iterator[tuple[str, str]]]
RULES: list[tuple[str, Rule]] = []


@dataclass(frozen=True)
class Soil:
    """A reply, and what may be planted in it. `lines` are its numbered products: the line, and the product."""

    reply: Reply
    catalogue: Catalogue
    today: date
    random: Random

    @property
    def zh(self) -> bool:
        return self.reply.language == "zh"

    @property
    def lines(self) -> list[tuple[str, Product]]:
        """Lines that list a product with more than its price."""
        found = [line for line in self.reply.text.split("\n") if re.match(r"\d+\. \*\*.+\*\* — ¥", line)]
        products = self.catalogue.products([card.product_id for card in self.reply.cards])
        return list(zip(found, products, strict=False)) if len(found) <= len(products) else []

    @property
    def facts(self) -> list[tuple[str, Product]]:
        """Of those, the ones that state something beside the price."""
        return [(line, product) for line, product in self.lines if re.search(r"[,，] ", line) or "，" in line.split("—")[-1]]


@dataclass(frozen=True)
class Planted:
    """`reply` with `what` planted in place of `where`."""

    kind: str
    reply: Reply
    where: str
    what: str
    said: tuple[str, ...] = ()


def rule(kind: str) -> Callable[[Rule], Rule]:
    def add(made: Rule) -> Rule:
        RULES.append((kind, made))
        return made

    return add


def stated(product: Product, catalogue: Catalogue) -> str:
    supplier = catalogue.supplier(product.supplier_id) if product.supplier_id else None
    return (product.model_dump_json() + (supplier.model_dump_json() if supplier else "")).casefold()


def before_marks(line: str, more: str) -> str:
    """The line with `more` behind its last statement."""
    found = re.search(r"(?:\[\d+\])+$", line.rstrip())
    return line[: found.start()] + more + line[found.start() :] if found else line + more
