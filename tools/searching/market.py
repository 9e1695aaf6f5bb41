"""What the buyer's market asks of goods like these, and how many of those found show it: told when he names the market, for a new topic,
and where he asks which papers they need."""

from datetime import date

from ...schema.asked import KNOWLEDGE
from ...schema.condition import Condition
from ...schema.need import Need
from ...schema.reading import Reading
from ...understanding.markets import kinds_of, requirements
from ...understanding.tokens.fact_names import bloc
from ..decisions.listing import MarketRule
from ..shop import Shop


def market_rules(shop: Shop, reading: Reading, need: Need, today: date) -> tuple[MarketRule, ...]:
    """One for each market with a rule for the category; none where the buyer has asked for its certificates already."""
    told = reading.facts or reading.topic == "new" or KNOWLEDGE in reading.asked
    if not told or need.category is None:
        return ()
    goods, known = kinds_of(shop.reader.vocabulary, need.category), requirements()
    found: dict[tuple[str, ...], MarketRule] = {}
    for fact in (fact for fact in need.facts if fact.kind == "market"):
        rule = next((known[market, kind] for market in (fact.value, bloc(fact.value)) for kind in goods if (market, kind) in known), None)
        if rule is None or rule.words in found or _asked(need, rule.words):
            continue
        wanted = Condition(id="market", field="certification", op="contains", value=rule.words)
        brings = shop.retriever.count(need.model_copy(update={"conditions": (*need.conditions, wanted)}), today=today)
        found[rule.words] = MarketRule(fact, rule.words, rule.source, brings)
    return tuple(found.values())


def _asked(need: Need, words: tuple[str, ...]) -> bool:
    asked = [each.value if isinstance(each.value, tuple) else (str(each.value),) for each in need.active if each.field == "certification"]
    return any(set(each) & set(words) for each in asked)
