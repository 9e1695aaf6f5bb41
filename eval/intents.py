"""Accuracy of the intents over the test half of our utterances, by class, with every miss: `python -m daogou.eval.intents`."""

from collections import Counter
from collections.abc import Sequence
from time import perf_counter

from ..schema.reading import Intent
from .figure import Figure
from .pack import reader
from .report import Report
from .utterance import INTENTS, Utterance, utterances

OVERALL, EACH = 0.97, 0.95

Judged = tuple[Utterance, Intent]


def measure() -> Report:
    """The Reader's intent from the text and what was shown before, against the label; over the demo pack's words."""
    test = [one for one in utterances() if one.half == "test"]
    reader().read(test[0].text)
    begin = perf_counter()
    judged = [(one, reader().read(one.text, one.need, one.shown).intent) for one in test]
    spent = (perf_counter() - begin) / len(test)
    templates = len({(one.intent, one.template) for one in test})
    report = Report("intents", "Intents", {"utterances": len(utterances()), "test half": len(test), "of templates": templates})
    _classes(judged, report)
    _confusion(judged, report)
    misses = [(one.text, one.intent, found, "listed" if one.topic else "cold") for one, found in judged if found != one.intent]
    report.table("misses", ("utterance", "is", "read as", "before it"), misses)
    report.figures.append(Figure("a message read", spent * 1000, None, unit=" ms", detail=f"mean of {len(test)}"))
    return report


def _classes(judged: Sequence[Judged], report: Report) -> None:
    report.figures.append(_figure("accuracy", judged, OVERALL))
    for intent in INTENTS:
        report.figures.append(_figure(f"  {intent}", [pair for pair in judged if pair[0].intent == intent], EACH))
    for language in ("zh", "en"):
        report.figures.append(_figure(f"accuracy in {language}", [pair for pair in judged if pair[0].language == language], None))


def _figure(name: str, judged: Sequence[Judged], target: float | None) -> Figure:
    right = sum(one.intent == found for one, found in judged)
    return Figure(name, right / len(judged), target, ">=", "", f"{right} of {len(judged)}")


def _confusion(judged: Sequence[Judged], report: Report) -> None:
    counts = Counter((one.intent, found) for one, found in judged)
    rows = [(intent, *(counts[intent, other] or "" for other in INTENTS)) for intent in INTENTS]
    report.table("what is (row) taken for what (column)", ("", *INTENTS), rows)


if __name__ == "__main__":
    measure().publish()
