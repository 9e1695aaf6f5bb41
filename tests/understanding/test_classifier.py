"""The classifier of intents: unsure counts as search, an action is never guessed, training twice gives the same decisions."""

from pathlib import Path

import numpy as np
import pytest
from daogou.eval.lessons import lessons
from daogou.eval.pack import reader
from daogou.eval.utterance import bare, utterances
from daogou.understanding.intent.classifier import INTENTS, SLOTS, WEIGHTS, Classifier, classifier, slots
from daogou.understanding.intent.features import features
from daogou.understanding.intent.rules import by_rule


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("你好呀", "chitchat"),
        ("hi there, anyone around?", "chitchat"),
        ("给我讲个鬼故事", "out_of_scope"),
        ("write me a limerick", "out_of_scope"),
        ("头一回进货登山杖，要注意些什么", "pick"),
        ("what should I look for when buying trekking poles?", "pick"),
        ("登山杖有啥好牌子", "brand"),
        ("good brands of trekking poles?", "brand"),
        ("想采购一批登山杖", "search"),
        ("trekking poles for our shop, please", "search"),
    ],
)
def test_cold_messages(text: str, intent: str) -> None:
    assert reader().read(text).intent == intent


@pytest.mark.parametrize("text", ["嗯嗯嗯呃呃", "zxqv blorp", "嗖嗖嗖帮", "send", "发"])
def test_what_nobody_understands_is_no_action(text: str) -> None:
    assert reader().read(text).intent != "inquiry"


@pytest.mark.parametrize("text", ["冰箱", "wheelbarrows?", "a ukulele", "电饭煲"])
def test_a_bare_noun_is_looked_for(text: str) -> None:
    assert reader().read(text).intent == "search"


@pytest.mark.parametrize(("one", "other"), [("有没有婴儿睡袋", "有没有保温杯"), ("no red ones", "no blue ones"), ("浙江的", "广东的")])
def test_what_the_catalogue_names_is_masked(one: str, other: str) -> None:
    """So that nothing is learnt of one catalogue's goods."""
    read = [situation for text in (one, other) if (situation := reader().situation(text)) is not None]
    assert features(read[0], by_rule(read[0])) == features(read[1], by_rule(read[1]))


def test_no_sentence_of_the_test_half_is_trained_on() -> None:
    tested = {bare(one.text) for one in utterances() if one.half == "test"}
    assert not tested & {bare(one.text) for one in lessons()}


def test_probabilities_add_up() -> None:
    assert sum(classifier().probabilities(["a feature that nobody has seen"]).values()) == pytest.approx(1)
    assert WEIGHTS.stat().st_size < 1_000_000


def test_weights_kept_are_the_same(tmp_path: Path) -> None:
    weights = np.zeros((SLOTS, len(INTENTS)))
    weights[slots(["one", "two"])] = np.linspace(-1, 1, len(INTENTS))
    kept = Classifier.quantised(weights, np.zeros(len(INTENTS)))
    kept.save(tmp_path / "w.npz")
    assert Classifier.load(tmp_path / "w.npz").probabilities(["one"]) == kept.probabilities(["one"])


def test_training_again_decides_alike() -> None:
    pytest.importorskip("sklearn")
    from daogou.eval.training import fitted, situations

    told = situations(lessons()[::40])
    first, again = fitted(told), fitted(told)
    assert all(first.probabilities(features(*one[1:])) == again.probabilities(features(*one[1:])) for one in told)
