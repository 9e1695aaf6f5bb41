"""What comes of an honest writer's words: `python -m daogou.eval honest` gives lines of replies the wordings of one (worded.yaml).

Beside the casts, which show that no model can do harm, this shows of how much use a good one is.
"""

from collections.abc import Sequence
from pathlib import Path

from ...ingest.demo import demo_store
from ...schema.settings import Settings
from ..report import Report
from .worded import Talk, report_on, talks


def measure(store: Path | None = None, worded: Sequence[Talk] | None = None) -> Report:
    """`store` None is the demo store."""
    report = Report("honest", "An honest writer's words")
    report_on(store or demo_store(Settings()), report, talks() if worded is None else worded)
    return report
