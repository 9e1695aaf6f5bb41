"""What the buyer's market asks of the goods found."""

from datetime import date

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.fact import Fact
from daogou.schema.need import Need
from daogou.schema.reading import Reading
from daogou.tools.searching.market import market_rules

from ..acting import act, do

TODAY = date(2026, 11, 25)
BAGS = Need(category="婴儿睡袋", query="婴儿睡袋")


def need(*markets: str) -> Need:
    return BAGS.model_copy(update={"facts": tuple(Fact(kind="market", value=market) for market in markets)})


@pytest.mark.parametrize(("market", "certificates"), [("US", {"CPC"}), ("DE", {"EN 16781", "REACH"}), ("EU", {"EN 16781", "REACH"})])
def test_a_new_topic_hears_what_the_market_asks(assistant: Assistant, market: str, certificates: set[str]) -> None:
    shop = assistant.shopfront.current()
    [rule] = market_rules(shop, Reading(intent="search", language="zh", topic="new"), need(market), TODAY)
    assert set(rule.certificates) == certificates and rule.source and 0 <= rule.count <= 4


def test_it_is_told_once(assistant: Assistant) -> None:
    shop, going, fact = assistant.shopfront.current(), Reading(intent="refine", language="zh"), Fact(kind="market", value="US")
    assert market_rules(shop, going, need("US"), TODAY) == ()
    assert market_rules(shop, going.model_copy(update={"facts": (fact,)}), need("US"), TODAY)
    assert len(market_rules(shop, Reading(intent="search", language="zh", topic="new"), need("DE", "FR"), TODAY)) == 1


@pytest.mark.parametrize(("market", "certificate"), [("US", "CPC"), ("EU", "EN 16781")])
@pytest.mark.parametrize("text", ["要什么证书", "which certificates do they need?"])
def test_which_papers_goods_need_goes_with_where_they_are_sold(assistant: Assistant, text: str, market: str, certificate: str) -> None:
    act(assistant, "t", do("tell", fact="market", value=market), do("seek", goods="婴儿睡袋"), text=text)
    reply = act(assistant, "t", do("learn", subject=text, fields=["certification"]), text=text)
    assert reply.intent == "product_question" and certificate in reply.text
