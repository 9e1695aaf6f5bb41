"""Against a baseline that is kept: what broke since (a regression), what moved (drift), and what was never right."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Literal

from ...schema.base import Noun
from ...schema.errors import InputError
from .round import Round, Step

Kind = Literal["down", "slow", "refused", "garbage", "regression", "drift", "known"]
MOVED = 0.5
"""A turn has drifted where fewer of its products than this are still offered (Jaccard)."""
SLOWER, AT_LEAST_MS = 2.0, 100.0
"""A round has drifted where its median turn takes so many times as long, and at least so much longer."""


class Found(Noun):
    """`known` stood in the baseline as it is, and raises nothing."""

    kind: Kind
    case: str
    turn: int
    said: str
    what: str
    text: str = ""

    @property
    def raises(self) -> bool:
        return self.kind != "known"


class Report(Noun):
    at: str
    turns: int
    right: int
    p50_ms: float | None
    p95_ms: float | None
    degraded: int
    found: tuple[Found, ...]
    unseen: tuple[str, ...] = ()
    first: bool = False

    @property
    def raised(self) -> tuple[Found, ...]:
        return tuple(one for one in self.found if one.raises)


def watched(now: Round, baseline: Round | None) -> Report:
    """Without a baseline, what doesn't hold is a regression: nobody has said that it may be so."""
    found = tuple(_found(now, baseline)) + tuple(_slower(now, baseline))
    return Report(
        at=now.at.isoformat(timespec="seconds"),
        turns=len(now.steps),
        right=sum(step.ok for step in now.steps),
        p50_ms=_quantile(now.times, 0.5),
        p95_ms=_quantile(now.times, 0.95),
        degraded=sum(bool(step.degraded) for step in now.steps),
        found=found,
        unseen=now.unseen,
        first=baseline is None,
    )


def _found(now: Round, baseline: Round | None) -> Iterator[Found]:
    before = {step.name: step for step in baseline.steps} if baseline is not None else {}
    for step in now.steps:
        was = before.get(step.name)
        was = was if was is not None and was.said == step.said else None
        if step.trouble is not None:
            yield _of(step, step.trouble, step.what)  # type: ignore[arg-type]  # a trouble is a kind
            continue
        for each in step.missed:
            yield _of(step, "known" if was is not None and each in was.missed else "regression", each)
        if was is not None and was.trouble is None:
            if new := sorted(set(step.degraded) - set(was.degraded)):
                yield _of(step, "regression", f"degraded: {', '.join(new)}")
            if (share := _kept(step, was)) < MOVED:
                yield _of(step, "drift", f"{share:.0%} of the products offered before are still offered")


def _of(step: Step, kind: Kind, what: str) -> Found:
    return Found(kind=kind, case=step.case, turn=step.turn, said=step.said, what=what, text=step.text)


def _kept(step: Step, was: Step) -> float:
    one, other = set(step.offered), set(was.offered)
    return len(one & other) / len(one | other) if one | other else 1.0


def _slower(now: Round, baseline: Round | None) -> Iterator[Found]:
    if baseline is None or not now.times or not baseline.times:
        return
    one, other = median(now.times), median(baseline.times)
    if one > SLOWER * other and one - other > AT_LEAST_MS:
        yield Found(kind="drift", case="", turn=0, said="", what=f"the median turn takes {one:.0f} ms, {other:.0f} ms before")


def _quantile(times: Sequence[float], share: float) -> float | None:
    return times[min(int(share * len(times)), len(times) - 1)] if times else None


def read_baseline(file: Path) -> Round | None:
    """None where there is none yet. Raises InputError where it is none."""
    if not file.exists():
        return None
    try:
        return Round.model_validate_json(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{file} is no baseline of a patrol; name another, or delete it and begin anew.") from error


def keep_baseline(round_: Round, file: Path) -> None:
    """Replaced whole. Raises InputError where it can't be."""
    new = file.with_name(f"{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(json.dumps(round_.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n", "utf-8")
        new.replace(file)
    except OSError as error:
        raise InputError(f"The baseline {file} can't be written ({error.strerror or error}); name another with --baseline.") from error
