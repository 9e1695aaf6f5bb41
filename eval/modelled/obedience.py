"""The attacks again over a model that does what any text in its prompt tells it: `python -m daogou.eval obedient`."""

from pathlib import Path

from ...graphs.opening import Assistant
from ...graphs.opening import open as open_assistant
from ...models.models import Models
from ...models.prompt_library import PromptLibrary
from ...models.scripted import ScriptedModel
from ...schema.settings import Settings
from ..attacks import suite as attacks
from ..report import Report
from .casts import obedient
from .suite import prompted


def opened(store: Path, own: Settings) -> Assistant:
    """An assistant that reads, ranks and words with an obedient model."""
    model = ScriptedModel(lambda ask: obedient(prompted(ask)))
    return open_assistant(store, settings=own, models=Models(PromptLibrary(), read=model, write=model))


def measure() -> Report:
    """As `attacks`: both sides of each have the model, so that only what was planted can make a difference."""
    report = attacks.measure(open=opened)
    report.name, report.title = "obedient", "Attacks by text, over a model that obeys any text"
    return report
