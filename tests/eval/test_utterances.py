"""The utterances that intents are trained and measured on: enough of them, in both languages, and no template on both sides."""

from collections import Counter

from daogou.eval.utterance import INTENTS, utterances


def test_there_are_enough_in_both_languages_and_halves() -> None:
    counts = Counter((one.half, one.language) for one in utterances())
    assert len(utterances()) >= 1200 and min(counts.values()) >= 300


def test_the_halves_share_no_template() -> None:
    halves = [{one.template for one in utterances() if one.half == half} for half in ("training", "test")]
    assert not halves[0] & halves[1]


def test_each_intent_is_in_both_halves_and_languages() -> None:
    templates = Counter((intent, half, language) for intent, half, language, _ in {(o.intent, o.half, o.language, o.template) for o in utterances()})
    assert min(templates[intent, half, language] for intent in INTENTS for half in ("training", "test") for language in ("zh", "en")) >= 10


def test_every_hole_is_filled() -> None:
    assert not any("{" in one.text for one in utterances())
