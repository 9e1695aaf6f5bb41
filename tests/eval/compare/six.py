"""Cases over the six-product store, and sides that are this checkout with one text changed."""

from collections.abc import Iterator
from pathlib import Path

from daogou.eval.compare.cases import Case
from daogou.eval.compare.manifest import Asked
from daogou.eval.compare.side import Edit, Side, edited, side
from daogou.eval.compare.suites.scenarios import Scenarios, case_of
from daogou.eval.scenario import WORDINGS, Scenario

ASKED = Asked(("scenarios",))
SAYS = {
    "price": ("婴儿睡袋，100元以内", "婴儿睡袋,100元以内", "infant sleeping bags under 100 yuan", "你好，想要婴儿睡袋，100元以内的"),
    "first": ("第一款多少钱？", "第一款多少钱", "how much is the first one?", "那第一款多少钱呢？"),
    "choose": ("怎么选", "咋么选", "how do I choose?", "这些怎么选呀"),
}
EXPECT: dict[str, dict[str, object]] = {
    "price": {"category": "婴儿睡袋", "conditions": ["price<=100"], "cards": {"min": 1, "all": ["price<=100"]}},
    "first": {"intent": "product_question", "about": {"turn": 1, "positions": [1]}},
    "choose": {"intent": "pick"},
}


class Six(Scenarios):
    """Eight scenarios that are one said in turn, so that there are clusters enough to tell times apart."""

    def __init__(self, count: int = 2) -> None:
        self._count = count

    def cases(self) -> Iterator[Case]:
        turns = [{"say": SAYS[name], "expect": EXPECT[name]} for name in SAYS]
        for number in range(self._count):
            scenario = Scenario.model_validate({"id": f"six-{number}", "lang": "zh", "slice": "six", "turns": turns})
            for wording in WORDINGS:
                yield case_of(scenario, wording, self.name)


def here(store: Path) -> Side:
    return side(".", store)


def changed(original: Side, file: str, old: str, new: str) -> Side:
    return Side("changed", edited(original.tree, "changed", [Edit(file, old, new)]), original.overlay, original.store)
