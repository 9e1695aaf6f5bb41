"""Where a search of goods ends whose words no title has: by a name in the other language that some title has, in both."""

from pathlib import Path

import pytest
from daogou.catalogue.store import Store
from daogou.dialogue.linking import Linked
from daogou.schema.settings import Settings
from daogou.tools.shop import Shopfront


@pytest.mark.parametrize(("words", "name"), [("订书机", "stapler"), ("staplers", "订书机"), ("stapler", "订书机")])
def test_a_search_is_of_the_name_that_titles_have(six_store: Path, words: str, name: str) -> None:
    kinds = {words: "cabinets", name: "office"}
    reader = Shopfront(Store(six_store), Settings(store=six_store)).current().reader
    linked = Linked(reader, vote=kinds.get, titled=lambda said: said == name)
    assert linked.goods(words)[0] == "office"
    assert Linked(reader, vote=kinds.get, titled=lambda said: said == words).goods(words)[0] == "cabinets"
