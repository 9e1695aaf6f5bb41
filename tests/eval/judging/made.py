"""Contests for tests."""

from collections.abc import Iterable
from pathlib import Path

from daogou.eval.judging.ballots import Contest, Message
from daogou.schema.reading import Language


def contest(id: str = "c1", asked: str = "warmth price", language: Language = "en", /, **replies: str) -> Contest:
    said = replies or {"new": "The warmth and the price are known.", "base": "Nothing is known."}
    return Contest(id=id, language=language, conversation=(Message(role="user", content=asked),), replies=said)


def many(count: int = 12) -> list[Contest]:
    """`new` says all that was asked, `base` half of it."""
    return [_one(number) for number in range(count)]


def _one(number: int) -> Contest:
    one, other = (f"{kind}{chr(97 + number % 26)}{chr(97 + number // 26)}" for kind in ("thing", "colour"))
    return contest(f"c{number}", f"{one} {other}", new=f"Here is what we know: {one}, and {other}.", base=f"Here is what we know: {one}.")


def write_contests(contests: Iterable[Contest], path: Path) -> None:
    path.write_text("".join(contest.model_dump_json(exclude_defaults=True) + "\n" for contest in contests), "utf-8")
