"""Whether replies are true: `python -m daogou.eval checked` holds every reply of the scenario suite against the records, then plants errors."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import yaml
from rich.progress import track

from ...catalogue.catalogue import Catalogue
from ...graphs.opening import Assistant
from ...graphs.opening import open as open_assistant
from ...ingest.demo import demo_store
from ...schema.reply import Reply
from ...schema.settings import Settings
from ..figure import Figure
from ..report import Report
from ..scenario import scenarios
from ..scenarios import TODAY, Outcome, play
from .checker import Fault, faults
from .judged import judged, models
from .planting import KINDS, plant
from .soil import Planted

BY_CODE = 24
"""Errors of each kind."""
MANY = {"quality": 6, "relation": 6, "negation": 3}
"""Times as many: more than half of all are qualities and relations."""
_PATIENCE_S = 60.0  # a busy machine must not decide
Said = tuple[str, ...]


def planted(replies: Sequence[tuple[Reply, Said]], catalogue: Catalogue, each: int = BY_CODE, seed: int = 1) -> Iterator[Planted]:
    """As many errors of each kind, of different rules and in both languages, as far as the replies have places for them."""
    random, found = Random(seed), defaultdict[str, list[Planted]](list)
    for reply, said in random.sample(replies, len(replies)):
        for one in plant(reply, catalogue, TODAY.date(), random, said):
            if len(found[one.kind]) < 18 * each:
                found[one.kind].append(one)
    for kind in KINDS:
        random.shuffle(found[kind])
        yield from found[kind][: each * MANY.get(kind, 1)]


def by_hand(assistant: Assistant) -> Iterator[Planted]:
    rows = yaml.safe_load(files(__package__).joinpath("planted.yaml").read_text("utf-8"))
    for number, row in enumerate(rows):
        said, reply = tuple(row["say"]), None
        for text in said:
            reply = asyncio.run(_asked(assistant, text, f"by-hand-{number}"))
        for lie in row["lies"]:
            assert reply is not None
            yield Planted(lie["kind"], reply.model_copy(update={"text": f"{reply.text}\n{lie['text']}"}), "", lie["text"], said)


async def _asked(assistant: Assistant, text: str, thread: str) -> Reply:
    async for event in assistant.stream(text, thread=thread):
        if isinstance(event.data, Reply):
            return event.data
    raise AssertionError(text)


def measure(store: Path | None = None) -> Report:
    """Every reply of every wording; the planted errors that were found, by kind. `store` None is the demo store."""
    with TemporaryDirectory(prefix="daogou-checked-") as state:
        own = Settings(redis_url=None, state=Path(state), retrieval_timeout_s=_PATIENCE_S, search_timeout_s=_PATIENCE_S)
        with open_assistant(store or demo_store(own), settings=own) as assistant:
            outcomes = [asyncio.run(play(assistant, each)) for each in track(list(scenarios()), "scenarios", transient=True)]
            catalogue = assistant.shopfront.current().catalogue
            wrong = _wrong(outcomes, catalogue)
            replies = [each for outcome in outcomes for each in zip(outcome.replies, outcome.said, strict=True)]
            ranked = _judged(assistant.shopfront.store.path, own)
            wrong += [("by a model", fault) for reply, said in ranked for fault in faults(reply, catalogue, TODAY.date(), said)]
            replies += ranked
            lies = [*planted(replies, catalogue), *by_hand(assistant)]
            found = [(lie, faults(lie.reply, catalogue, TODAY.date(), lie.said)) for lie in track(lies, "planted", transient=True)]
    return _reported(len(replies), wrong, found)


def _judged(store: Path, own: Settings) -> list[tuple[Reply, Said]]:
    with open_assistant(store, settings=own, models=models()) as assistant:
        return list(judged(assistant))


def _wrong(outcomes: Sequence[Outcome], catalogue: Catalogue) -> list[tuple[str, Fault]]:
    return [
        (outcome.scenario.id, fault)
        for outcome in track(outcomes, "checked", transient=True)
        for reply, said in zip(outcome.replies, outcome.said, strict=True)
        for fault in faults(reply, catalogue, TODAY.date(), said)
    ]


def _reported(replies: int, wrong: list[tuple[str, Fault]], found: list[tuple[Planted, list[Fault]]]) -> Report:
    report = Report("checked", "Statements held against the records", {"replies": replies, "planted errors": len(found)})
    total, caught = Counter(lie.kind for lie, _ in found), Counter(lie.kind for lie, faults in found if faults)
    report.table("planted errors, by kind", ("kind", "planted", "found"), [(kind, total[kind], caught[kind]) for kind in KINDS])
    words = total["quality"] + total["relation"]
    report.figures = [
        Figure("replies said to be untrue that nobody falsified", len(wrong), 0, "=", "", f"statements, over {replies} replies"),
        Figure(
            "planted errors found",
            sum(caught.values()) / max(len(found), 1),
            1.0,
            ">=",
            "",
            f"{sum(caught.values())} of {len(found)}; {words} qualities and relations",
        ),
    ]
    if wrong:
        report.table(
            "said to be untrue", ("scenario, kind", "statement, why"), [(f"{id} {one.kind}", f"{one.where}\n  {one.why}") for id, one in wrong]
        )
    if missed := [(lie.kind, f"{lie.where}\n  {lie.what}") for lie, faults in found if not faults]:
        report.table("planted and not found", ("kind", "where, what"), missed)
    return report
