"""What the buyer doesn't want is known by whole words, not by letters of others."""

from collections.abc import Sequence
from typing import cast

import pytest
from daogou.catalogue.catalogue import Catalogue
from daogou.schema.candidate import Candidate
from daogou.schema.condition import Condition
from daogou.schema.need import Need
from daogou.schema.product import Product
from daogou.tools.searching.wish import wish
from daogou.tools.searching.wished import Records, liked_first, unrefused


class Shelf:
    """As much of a catalogue as is asked: one product."""

    def __init__(self, title: str, shelf: str) -> None:
        self._product = Product(id="p", title=title, category=(shelf,))

    def products(self, ids: Sequence[str]) -> list[Product]:
        return [self._product for _ in ids]


@pytest.mark.parametrize(
    ("said", "title", "shelf", "left"),
    [
        ("no fur", "Oak Bench", "Furniture", True),
        ("no fragrance", "Plain Soap", "Fragrance-free soaps", True),
        ("no cushions", "Velvet Square", "Cushion covers", False),
        ("no trekking poles", "Carbon Stick", "Trekking poles", False),
        ("不要登山", "碳纤维杖", "登山杖", False),
    ],
)
def test_what_is_not_wanted_is_a_word_of_the_shelf(said: str, title: str, shelf: str, left: bool) -> None:
    near, recorded = (Candidate(product_id="p", score=1.0),), Records(cast(Catalogue, Shelf(title, shelf)), "en")
    assert bool(unrefused(near, (wish(said),), Need(language="en"), recorded, near=True)) is left


class Sofas:
    """One of four is called what isn't wanted, another only described so."""

    TEXTS = {"a": ("Leather Sofa", ""), "b": ("Linen Sofa", "Beside any leather chair."), "c": ("Oak Bench", ""), "d": ("Pine Bench", "")}

    def products(self, ids: Sequence[str]) -> list[Product]:
        return [Product(id=name, title=self.TEXTS[name][0], description=self.TEXTS[name][1]) for name in ids]


@pytest.mark.parametrize(("found", "left"), [("abcd", "bcd"), ("ab", "b"), ("a", "a"), ("abcde", "cde")])
def test_what_states_what_is_not_wanted_is_left_out_where_others_are_found(found: str, left: str) -> None:
    """What only a description says counts where enough is left."""
    shop = Sofas()
    shop.TEXTS = {**Sofas.TEXTS, "e": ("Ash Bench", "")}
    candidates, recorded = tuple(Candidate(product_id=name, score=1.0) for name in found), Records(cast(Catalogue, shop), "en")
    kept = unrefused(candidates, (wish("no leather"),), Need(language="en"), recorded)
    assert "".join(one.product_id for one in kept) == left


def test_goods_whose_titles_belie_a_field_come_last() -> None:
    """Filed as black and original, and called magenta or compatible."""
    shop = Sofas()
    shop.TEXTS = {"a": ("Toner Magenta", ""), "b": ("Compatible Black Toner", ""), "c": ("Black Toner", "")}
    filed = [("attr.color", "contains", "Black", "black"), ("attr.type", "!=", "Compatible", "")]
    musts = tuple(Condition.model_validate({"id": name, "field": name, "op": op, "value": value, "text": text}) for name, op, value, text in filed)
    candidates, recorded = tuple(Candidate(product_id=name, score=1.0) for name in "abc"), Records(cast(Catalogue, shop), "en")
    found = liked_first(candidates, (), Need(language="en", conditions=musts), recorded)
    assert found[0].product_id == "c"
