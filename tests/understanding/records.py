"""Records that pointers are resolved by, as far as a test needs none of them."""

from collections.abc import Sequence

from daogou.schema.condition import Condition
from daogou.schema.supplier import Supplier


class NoRecords:
    """It knows products alone, by `product` of whoever takes it up."""

    quantity: int | None = None

    def supplier(self, supplier_id: str) -> Supplier | None:
        return None

    def products_of(self, supplier_id: str) -> list[str]:
        return []

    def meeting(self, product_ids: Sequence[str], condition: Condition) -> list[str]:
        return []

    def saying(self, product_ids: Sequence[str], words: str) -> list[str]:
        return []

    def nearest(self, product_ids: Sequence[str], words: str) -> list[str]:
        return []

    def wanted(self, product_ids: Sequence[str]) -> list[str]:
        return list(product_ids)

    def named(self, words: Sequence[str], shelf: str | None, conditions: Sequence[Condition] = ()) -> list[str]:
        return []
