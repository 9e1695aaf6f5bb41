"""Regression: the intents of single messages, by class, with every miss: `python -m daogou.eval intents`.

Written for another reader, which was tuned on a part of them; the built-in reader has seen none.
"""

from collections import Counter
from collections.abc import Sequence

from ..schema.reading import Intent
from ..tools.shop import Shop
from .figure import Figure
from .heard import demo_shop, heard
from .report import Report
from .utterance import INTENTS, Utterance, utterances

TARGET = 0.90

Judged = tuple[Utterance, Intent]


def measure(shop: Shop | None = None) -> Report:
    """The intent that a turn would take each message for, from its text and what was shown before, against the label."""
    shop = shop or demo_shop()
    judged = [(one, heard(one.text, shop, one.need, one.shown).intent) for one in utterances()]
    report = Report("intents", "Regression: intents of single messages", {"utterances": len(judged)})
    _classes(judged, report)
    _confusion(judged, report)
    misses = [(one.text, one.intent, found, "listed" if one.topic else "cold") for one, found in judged if found != one.intent]
    report.table("misses", ("utterance", "is", "read as", "before it"), misses)
    return report


def _classes(judged: Sequence[Judged], report: Report) -> None:
    report.figures.append(_figure("accuracy", judged, TARGET))
    for intent in INTENTS:
        report.figures.append(_figure(f"  {intent}", [pair for pair in judged if pair[0].intent == intent], None))
    for language in ("zh", "en"):
        report.figures.append(_figure(f"accuracy in {language}", [pair for pair in judged if pair[0].language == language], None))


def _figure(name: str, judged: Sequence[Judged], target: float | None) -> Figure:
    right = sum(one.intent == found for one, found in judged)
    return Figure(name, right / len(judged), target, ">=", "", f"{right} of {len(judged)}")


def _confusion(judged: Sequence[Judged], report: Report) -> None:
    counts = Counter((one.intent, found) for one, found in judged)
    rows = [(intent, *(counts[intent, other] or "" for other in INTENTS)) for intent in INTENTS]
    report.table("what is (row) taken for what (column)", ("", *INTENTS), rows)
