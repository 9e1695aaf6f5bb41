"""Says what holds of the buyer."""

from collections.abc import Iterable
from typing import Literal, cast

from ...schema.fact import Fact
from ...understanding.tokens.fact_names import name_of
from ..wording.plain import plain
from ..wording.wording import Wording


def standing(facts: Iterable[Fact], wording: Wording) -> str:
    """ "开精品店、卖到德国和法国"; "you run a boutique, you sell to Germany": each once."""
    said = [(fact.kind, name_of(fact, cast("Literal['zh', 'en']", wording.language)), fact.text) for fact in facts]
    markets = [name for kind, name, _ in said if kind == "market"]
    parts = [wording.say("fact.trade", trade=plain(name)) if name == text else name for kind, name, text in said if kind == "trade"]
    whom = [name for kind, name, _ in said if kind == "audience"]
    parts += [wording.say("fact.audience", whom=wording.listed(whom))] if whom else []
    parts += [wording.say("fact.market", markets=wording.listed(markets))] if markets else []
    return wording.say("list_comma").join(parts)
