"""`daogou eval matrix`: versions of prompts times models."""

from pathlib import Path
from typing import Annotated

import typer

from .judge import BaseUrl, Deadline
from .options import load_settings


def matrix(
    prompts: Annotated[Path | None, typer.Option(help="Folder of prompt files (default: an example).", show_default=False)] = None,
    cases: Annotated[Path | None, typer.Option(help="What the prompts are filled with and what must come of it.", show_default=False)] = None,
    models: Annotated[list[str] | None, typer.Option("--model", help="NAME, NAME=URL or scripted:SKILL.", show_default=False)] = None,
    home: Annotated[str | None, typer.Option(help="The model that the prompts were made on (default: the first).", show_default=False)] = None,
    base_url: BaseUrl = None,
    cassette: Annotated[Path, typer.Option(help="Recorded replies: what it has is not asked again.")] = Path("reports/matrix/cassette.jsonl"),
    replay: Annotated[bool, typer.Option("--replay", help="Ask nobody; what isn't recorded fails.")] = False,
    promptfoo: Annotated[Path | None, typer.Option(help="Write it as promptfoo's configuration too.", show_default=False)] = None,
    margin: Annotated[float, typer.Option(min=0, max=1, help="A loss of so much still counts as carried over.")] = 0.1,
    deadline: Deadline = 60.0,
    at_once: Annotated[int, typer.Option("--at-once", min=1, help="Requests under way together.")] = 4,
    out: Annotated[Path, typer.Option(help="Folder for results and report.")] = Path("reports/matrix"),
) -> None:
    """Measure every prompt on every model and say which carry over. 1 where an answer is missing."""
    from ..eval.matrix.case import read_cases
    from ..eval.matrix.example import CASES, MODELS, PROMPTS
    from ..eval.matrix.models import named, opened
    from ..eval.matrix.promptfoo import configured
    from ..eval.matrix.run import prompts_in, run
    from ..eval.matrix.told import keep, told
    from .bars import bars
    from .screen import err

    settings = load_settings()
    some, wanted = prompts_in(prompts or PROMPTS), read_cases(cases or CASES)
    served = named(models or MODELS, base_url or settings.llm_base_url)
    first = home or served[0].name
    if first not in [model.name for model in served]:
        raise typer.BadParameter(f"--home {first} is none of the models.")
    if promptfoo is not None:
        promptfoo.write_text(configured(some, served, wanted), "utf-8")
    recorded = opened(served, settings.llm_api_key, cassette, replay)
    with bars() as bar:
        count = len(some) * len(recorded) * len(wanted.cases)
        results = run(some, recorded, wanted, deadline_s=deadline, at_once=at_once, heard=bar("answers", count))
    keep(results, out)
    told(results, first, margin).publish(out)
    if missing := [result for result in results if result.failed]:
        last = f"{missing[-1].model}: {missing[-1].failed}"
        err.print(f"{len(missing)} answers are missing and count for nothing ({last}) The same command asks for them again.", markup=False)
    raise typer.Exit(1 if any(result.failed for result in results) else 0)
