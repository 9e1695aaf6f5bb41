"""What people said, kept: a JSON line a rating, by contest and content, so that no rating is taken for one of other words."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import ValidationError

from ...schema.errors import InputError
from ..judging.agreement import Ratings
from ..judging.contest import Contest
from ..texts import text_of
from .pair import content
from .ratings import Rating, Reject


def keep(ratings: Iterable[Rating], path: Path) -> int:
    """Add those that aren't there yet; how many were added. A rater's second rating of a pair stands beside the first; the last counts."""
    known = set(read_gold(path)) if path.exists() else set()
    new = [rating for rating in ratings if rating not in known]
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.writelines(rating.model_dump_json() + "\n" for rating in new)
    return len(new)


def read_gold(path: Path) -> list[Rating]:
    """The last rating of each pair by each rater. Raises InputError that names the line."""
    found: dict[tuple[str, str, str], Rating] = {}
    for number, line in enumerate(text_of(path, "name a file that `sheet read` wrote").splitlines(), 1):
        if line.strip():
            try:
                rating = Rating.model_validate_json(line)
            except ValidationError as error:
                raise InputError(f"{path}, line {number}, is no rating; name a file that `sheet read` wrote.") from error
            found[rating.rater, rating.contest, rating.content] = rating
    return list(found.values())


def ratings_of(gold: Iterable[Rating]) -> Ratings:
    """By rater: pair -> choice."""
    found: dict[str, dict[str, str | None]] = defaultdict(dict)
    for rating in gold:
        found[rating.rater][f"{rating.contest}/{rating.content}"] = rating.choice
    return found


def rated(gold: Iterable[Rating], contests: Sequence[Contest], base: str, new: str) -> dict[str, float]:
    """By contest whose words are still those that were rated: the mean of what people said, 1 for `new`, -1 for `base`."""
    wanted = {(contest.id, content(contest, (base, new))) for contest in contests}
    said: dict[str, list[int]] = defaultdict(list)
    for rating in gold:
        if (rating.contest, rating.content) in wanted:
            said[rating.contest].append({new: 1, base: -1}.get(rating.choice or "", 0))
    return {contest: sum(values) / len(values) for contest, values in said.items()}


def keep_rejects(rejects: Iterable[Reject], path: Path) -> None:
    rows = ({"file": each.file, "line": each.line, "reason": each.reason, "row": each.row} for each in rejects)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
