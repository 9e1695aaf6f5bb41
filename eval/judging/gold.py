"""What people said of two replies: a JSON line a rating, by contest and content, so that no rating is taken for one of other words."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path

from pydantic import ValidationError

from ...schema.base import Noun
from ...schema.errors import InputError
from ..texts import text_of
from .contest import Contest


class Rating(Noun):
    """`choice` is a system, None for a tie. `content` says which words were rated (`content` below)."""

    contest: str
    systems: tuple[str, str]
    choice: str | None
    rater: str
    content: str
    why: str = ""


def content(contest: Contest, systems: Iterable[str]) -> str:
    """A hash of the conversation and of the replies of these systems."""
    parts = (*(message.content for message in contest.conversation), *(contest.replies[system] for system in sorted(systems)))
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def read_gold(path: Path) -> list[Rating]:
    """The last rating of each contest by each rater. Raises InputError that names the line."""
    found: dict[tuple[str, str, str], Rating] = {}
    for number, line in enumerate(text_of(path, "name a file of ratings").splitlines(), 1):
        if line.strip():
            try:
                rating = Rating.model_validate_json(line)
            except ValidationError as error:
                raise InputError(f"{path}, line {number}, is no rating; docs/evaluation.md, People, says what one is.") from error
            found[rating.rater, rating.contest, rating.content] = rating
    return list(found.values())


def rated(gold: Iterable[Rating], contests: Sequence[Contest], base: str, new: str) -> dict[str, float]:
    """By contest whose words are still those that were rated: the mean of what people said, 1 for `new`, -1 for `base`."""
    wanted = {(contest.id, content(contest, (base, new))) for contest in contests}
    said: dict[str, list[int]] = defaultdict(list)
    for rating in gold:
        if (rating.contest, rating.content) in wanted:
            said[rating.contest].append({new: 1, base: -1}.get(rating.choice or "", 0))
    return {contest: sum(values) / len(values) for contest, values in said.items()}
