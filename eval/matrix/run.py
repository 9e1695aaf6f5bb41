"""A matrix: every prompt put to every model with every case. What was recorded is not asked again."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ...models.language_model import Ask
from ...models.prompt import Prompt
from ...schema.errors import InputError, OutsideError
from ..cassette import Recorded
from ..looped import wait
from ..patience import PAUSE_S, Patience
from ..texts import text_of
from .case import Cases, MatrixCase
from .checks import malformed, unmet
from .label import ordered


@dataclass(frozen=True)
class Result:
    """One answer. `form` says what is wrong with its shape, `missed` which checks don't hold; `failed` why there is no answer."""

    prompt: str
    model: str
    case: str
    text: str = ""
    form: str = ""
    missed: tuple[str, ...] = ()
    failed: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0
    replayed: bool = False

    @property
    def formed(self) -> bool:
        return not self.form and not self.failed

    @property
    def right(self) -> bool:
        """A wrong shape may still hold the right words; an answer that isn't there holds none."""
        return not self.missed and not self.failed

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def prompts_in(folder: Path) -> list[Prompt]:
    """Every prompt file of it, by name and version. Raises InputError where there is none, or two are one."""
    found = [Prompt.parsed(text_of(path, "a prompt is a text (docs/models.md)"), str(path)) for path in sorted(folder.glob("*.md"))]
    labels = [prompt.label for prompt in found]
    if not found:
        raise InputError(f"{folder} has no prompts; a prompt is a file NAME.md with front matter and two blocks (docs/models.md).")
    if len(set(labels)) < len(labels):
        raise InputError(f"{folder}: two prompts are {next(label for label in labels if labels.count(label) > 1)}; give each a version of its own.")
    return sorted(found, key=lambda prompt: ordered(prompt.label))


def run(
    prompts: Sequence[Prompt],
    models: Sequence[Recorded],
    cases: Cases,
    *,
    deadline_s: float = 60.0,
    at_once: int = 4,
    pause_s: float = PAUSE_S,
    heard: Callable[[], None] = lambda: None,
) -> list[Result]:
    """In the order prompt, model, case. Raises InputError for a hole that a case doesn't fill, before anybody is asked."""
    for prompt in prompts:
        for case in cases.cases:
            prompt.messages(**case.values)
    return wait(_all(prompts, models, cases, deadline_s, at_once, pause_s, heard))


async def _all(
    prompts: Sequence[Prompt],
    models: Sequence[Recorded],
    cases: Cases,
    deadline_s: float,
    at_once: int,
    pause_s: float,
    heard: Callable[[], None],
) -> list[Result]:
    places, patience = asyncio.Semaphore(at_once), {model.name: Patience(pause_s) for model in models}

    async def one(prompt: Prompt, model: Recorded, case: MatrixCase) -> Result:
        async with places:
            found = await _asked(prompt, model, case, cases, deadline_s, patience[model.name])
        heard()
        return found

    return await asyncio.gather(*(one(prompt, model, case) for prompt in prompts for model in models for case in cases.cases))


async def _asked(prompt: Prompt, model: Recorded, case: MatrixCase, cases: Cases, deadline_s: float, patience: Patience) -> Result:
    ask = Ask(prompt.messages(**case.values), deadline_s, cases.shape, temperature=0.0)
    try:
        take = await patience.ask(lambda: model.take(ask))
    except OutsideError as error:
        return Result(prompt.label, model.name, case.id, failed=str(error))
    text, usage = take.answer.text, take.answer.usage
    return Result(
        prompt.label,
        model.name,
        case.id,
        text,
        malformed(text, cases),
        unmet(text, case),
        "",
        usage.prompt_tokens,
        usage.completion_tokens,
        take.seconds,
        take.replayed,
    )
