"""Regression: conditions read from messages of our own: `python -m daogou.eval conditions`.

The files are named after what they were to an earlier reader: tuned on, held out, written afterwards. A message counts
as right where its conditions (with their units), quantity and order are exactly the row's, and the notes that the row names are among its notes.
"""

from ..schema.need import Need
from ..tools.shop import Shop
from .figure import Figure
from .heard import demo_shop, heard
from .report import Report
from .wordings import HALVES, Wording, unlike, wordings

TARGET = 0.90


def missed(wording: Wording, shop: Shop) -> str | None:
    """What a turn would read instead; None where it is right."""
    return unlike(heard(wording.text, shop, Need(category=wording.within, query=wording.within) if wording.within else None), wording)


def measure(shop: Shop | None = None) -> Report:
    """The share read exactly, by file and slice; every miss is a row of the last table."""
    shop = shop or demo_shop()
    every = [(half, each, missed(each, shop)) for half in HALVES for each in wordings(half)]
    report = Report("conditions", "Regression: conditions read from messages", {"messages": len(every)})
    rows = []
    for name in dict.fromkeys(each.slice for _, each, _ in every):
        own = [wrong is None for _, each, wrong in every if each.slice == name]
        rows.append((name, sum(own), len(own), sum(own) / len(own)))
    report.table("read exactly, by slice", ("slice", "right", "of", "share"), rows)
    for title, half in (("read exactly", None), *((f"  {half}", half) for half in HALVES)):
        own = [wrong is None for where, _, wrong in every if half in (None, where)]
        report.figures.append(Figure(title, sum(own) / len(own), None if half else TARGET, ">=", "", f"{sum(own)} of {len(own)} messages"))
    misses = [(half, each.slice, each.text, wrong) for half, each, wrong in every if wrong is not None]
    if misses:
        report.table("missed", ("file", "slice", "message", "read instead"), misses)
    return report
