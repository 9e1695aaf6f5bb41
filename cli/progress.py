"""Progress bars: done of total, rate, time left."""

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from .labels import STAGES, spoken_here
from .screen import err


def progress_bar() -> Progress:
    """A progress bar on standard error, if that is a terminal."""
    columns = (
        TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn(),
        TimeElapsedColumn(),
    )  # fmt: skip
    return Progress(*columns, console=err, disable=not err.is_terminal)


class Stages:
    """Progress callback of ingest: one bar per stage, or one line without a terminal."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        if stage not in self._tasks:
            self._tasks[stage] = self._begin(stage, total)
        task = self._tasks[stage]
        self._bars.update(task, completed=done, total=total)
        speed = self._bars._tasks[task].speed
        self._bars.update(task, rate=f"{speed:,.0f}/s" if speed else "")

    def _begin(self, stage: str, total: int | None) -> TaskID:
        name = " / ".join(STAGES[language].get(stage, stage) for language in spoken_here())
        if self._bars.disable:
            err.print(f"{name} …", markup=False)
        return self._bars.add_task(name, total=total, rate="")
