"""The utterances that intents are measured on: enough of them, in both languages."""

from collections import Counter

from daogou.eval.utterance import INTENTS, utterances


def test_there_are_enough_in_both_languages() -> None:
    counts = Counter(one.language for one in utterances())
    assert len(utterances()) >= 2000 and min(counts.values()) >= 900


def test_each_intent_has_templates_in_both_languages() -> None:
    templates = Counter((intent, language) for intent, language, _ in {(o.intent, o.language, o.template) for o in utterances()})
    assert min(templates[intent, language] for intent in INTENTS for language in ("zh", "en")) >= 20


def test_every_hole_is_filled() -> None:
    assert not any("{" in one.text for one in utterances())
