"""What comes of an honest model's words: `python -m daogou.eval honest` gives each message the answers that a good model would give (honest.yaml),
and lines of replies the wordings of one (worded.yaml).

Beside the casts, which show that no model can do harm, this shows of how much use a good one is.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from pydantic import BaseModel, ConfigDict

from ...graphs.opening import Assistant
from ...graphs.opening import open as open_assistant
from ...ingest.demo import demo_store
from ...models.language_model import Ask
from ...models.models import Models
from ...models.prompt_library import PromptLibrary
from ...models.scripted import ScriptedModel
from ...schema.reply import Reply
from ...schema.settings import Settings
from ...tools.wording.glossary import CHINESE
from ..figure import Figure
from ..report import Report
from .playing import PATIENCE_S
from .prompted import fits, wishes
from .worded import Talk, report_on, talks

TARGET = 0.9


class Row(BaseModel):
    """`means`: answers, each quotes with plain words; `comes`: field to a part of its value; `goods` the category that a follow-up is to offer."""

    model_config = ConfigDict(extra="forbid")

    say: str
    means: list[dict[str, str]]
    comes: dict[str, str] = {}
    goods: str = ""

    @property
    def language(self) -> str:
        return "zh" if CHINESE.search(self.say) else "en"

    @property
    def useful(self) -> bool:
        return bool(self.comes or self.goods)


@dataclass(frozen=True)
class Came:
    """What came of one answer: all that was to (`taken`), or anything else (`wrong`)."""

    row: Row
    answer: dict[str, str]
    taken: bool
    wrong: str


def rows() -> list[Row]:
    return [Row.model_validate(each) for each in yaml.safe_load(files(__package__).joinpath("honest.yaml").read_text("utf-8"))]


def measure(store: Path | None = None, chosen: Sequence[Row] | None = None, worded: Sequence[Talk] | None = None) -> Report:
    """`store` None is the demo store."""
    at = store or demo_store(Settings())
    came = list(_played(at, chosen or rows()))
    useful = [each for each in came if each.row.useful]
    report = Report("honest", "An honest model's words", {"messages": len({each.row.say for each in came}), "answers": len(came)})
    table = [(language, *_counted([each for each in came if each.row.language == language])) for language in ("zh", "en")]
    report.table("by language", ("language", "useful answers", "taken", "wrong"), table)
    share, wrong = sum(each.taken for each in useful) / max(len(useful), 1), [each for each in came if each.wrong]
    report.figures.append(Figure("useful answers taken", share, TARGET, ">=", "", f"{sum(each.taken for each in useful)} of {len(useful)}"))
    report.figures.append(Figure("wrong ones", len(wrong), 0, "=", "", f"over {len(came)} answers"))
    missed = [(each.row.say, f"{each.answer} {each.wrong}") for each in came if each.wrong or (each.row.useful and not each.taken)]
    if missed:
        report.table("not taken, or wrong", ("message", "answer"), missed)
    report_on(at, report, talks() if worded is None else worded)
    return report


def _counted(came: Sequence[Came]) -> tuple[int, int, int]:
    useful = [each for each in came if each.row.useful]
    return len(useful), sum(each.taken for each in useful), sum(bool(each.wrong) for each in came)


def _played(store: Path, chosen: Sequence[Row]) -> Iterator[Came]:
    answer: dict[str, str] = {}
    model = ScriptedModel(lambda ask: _said(ask, answer))
    with TemporaryDirectory(prefix="daogou-honest-") as state:
        own = Settings(
            redis_url=None, state=Path(state), cache=False, llm_timeout_s=PATIENCE_S, retrieval_timeout_s=PATIENCE_S, search_timeout_s=PATIENCE_S
        )
        with open_assistant(store, settings=own, models=Models(PromptLibrary(), read=model)) as assistant:
            for row in chosen:
                answer.clear()
                alone = assistant.ask(row.say)
                for each in row.means:
                    answer.clear()
                    answer.update(each)
                    yield _came(row, each, assistant, alone)


def _said(ask: Ask, answer: dict[str, str]) -> str:
    shape = str((ask.shape or {}).get("title", ""))
    return wishes(*answer.items()) if shape == "Reworded" else fits([]) if shape == "Fitting" else json.dumps({"claims": []})


def _came(row: Row, answer: dict[str, str], assistant: Assistant, alone: Reply) -> Came:
    reply = assistant.ask(row.say)
    inferred = [one for one in reply.need.active if one.status == "inferred"]
    met = {one.field for one in inferred if row.comes.get(one.field, "\0") in str(one.value)}
    wrong = [one.name for one in inferred if one.field not in met or one.hard]
    wrong += [one.name for one in reply.need.hard if one not in alone.need.hard] + [one.name for one in alone.need.hard if one not in reply.need.hard]
    wrong += ["goods"] if (reply.need.query != alone.need.query or reply.suggestions != alone.suggestions) and not row.useful else []
    offered = not row.goods or any(assistant.ask(one.text).need.category == row.goods for one in reply.suggestions)
    return Came(row, answer, met == set(row.comes) and offered and not wrong, ", ".join(wrong))
