"""What markets and trades are called, and whose rules hold where."""

import pytest
from daogou.schema.errors import InputError
from daogou.schema.fact import Fact
from daogou.understanding.tokens.fact_names import known_value, name_of, trade_in


@pytest.mark.parametrize(
    ("words", "trade"), [("小精品店", "boutique"), ("a gift shop", "gift_shop"), ("亚马逊卖家", "amazon_seller"), ("杭州的天气", None)]
)
def test_a_trade_is_known_by_its_names(words: str, trade: str | None) -> None:
    assert trade_in(words) == trade


@pytest.mark.parametrize(("kind", "value"), [("market", "DE"), ("trade", "boutique")])
def test_every_fact_has_a_name_in_both_languages_and_is_known_by_either(kind: str, value: str) -> None:
    names = {name_of(Fact.model_validate({"kind": kind, "value": value}), language) for language in ("zh", "en")}
    assert len(names) == 2 and {known_value(kind, name) for name in names} == {value}
    with pytest.raises(InputError):
        known_value(kind, "nowhere")
