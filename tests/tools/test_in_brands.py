"""A word that a model understood is searched for no more where it hits a brand's name by chance."""

import pytest
from daogou.schema.product import Product, Translation
from daogou.tools.searching.in_brands import without_chance_hits


def bag(title: str, brand: str, **more: object) -> Product:
    return Product.model_validate({"id": title, "title": title, "brand": brand, "price": 10, **more})


BAGS = [
    bag("眠云朵 春秋睡袋", "眠云朵", translations={"en": Translation(title="Cloud Nine Sleep Sack", brand="Cloud Nine")}),
    bag("暖豆谷 睡袋", "暖豆谷", attributes={"style": "蘑菇"}),
]
LIKE_A_CLOUD = bag("云朵般柔软的睡袋", "暖豆谷", translations={"en": Translation(title="Sleep sack, soft as a cloud")})


@pytest.mark.parametrize(("query", "quote", "left"), [("婴儿睡袋 云朵", "云朵一样的", "婴儿睡袋"), ("sleep sack cloud", "Cloud-like", "sleep sack")])
def test_a_hit_in_a_brand_alone_is_chance_and_one_in_what_is_said_of_goods_is_not(query: str, quote: str, left: str) -> None:
    assert without_chance_hits(query, [quote], BAGS) == left
    assert without_chance_hits(query, [quote], [*BAGS, LIKE_A_CLOUD]) == query
    assert without_chance_hits(query, [], BAGS) == query


@pytest.mark.parametrize(("query", "quote"), [("婴儿睡袋 蘑菇", "蘑菇似的"), ("婴儿睡袋 咕噜", "咕噜噜"), ("云朵", "云朵"), ("sack clou", "clou")])
def test_what_no_brand_has_or_records_state_or_is_all_there_is_stays(query: str, quote: str) -> None:
    assert without_chance_hits(query, [quote], BAGS) == query
