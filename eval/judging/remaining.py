"""What is left for a judge of a comparison that was played (`daogou eval compare`): code has held its replies against schema and records already.

Where form or content differ between the sides, the records have decided. A judge is asked only where they are alike and the words differ.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from ...schema.errors import InputError
from ...schema.reading import Language
from ..compare.kept import pairs_of
from ..compare.pair import Pair
from .biases import Share
from .contest import Contest, Message

BASE, NEW = "base", "new"


@dataclass(frozen=True)
class Remaining:
    """`contests` for judges; of the rest, how many the records decided for each side, and in how many both said the same."""

    contests: Sequence[Contest]
    for_base: int = 0
    for_new: int = 0
    same: int = 0
    formed: tuple[Share, Share] = (Share(0, 0), Share(0, 0))
    right: tuple[Share, Share] = (Share(0, 0), Share(0, 0))

    @property
    def nothing(self) -> str:
        """What is said where nothing is left."""
        return f"Nothing is left for a judge: the records decide {self.for_base + self.for_new} turns, {self.same} are alike."

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        return [
            ("of the shape it must have", self.formed[0].said, self.formed[1].said),
            ("all that was expected holds, by the records", self.right[0].said, self.right[1].said),
            ("the records decide for it", str(self.for_base), str(self.for_new)),
            ("left for the judges; the same words", str(len(self.contests)), str(self.same)),
        ]


def remaining(pairs: Iterable[Pair]) -> Remaining:
    """Of every turn that both sides answered."""
    answered = [pair for pair in pairs if pair.base.form is not None and pair.new.form is not None]
    before: dict[tuple[str, str], list[Pair]] = {}
    contests, for_base, for_new, same = [], 0, 0, 0
    for pair in answered:
        earlier = before.setdefault((pair.base.suite, pair.base.case), [])
        worth = [(row.form or 0.0, row.content) for row in (pair.base, pair.new)]
        if worth[0] != worth[1]:
            for_base, for_new = for_base + (worth[0] > worth[1]), for_new + (worth[1] > worth[0])
        elif pair.base.text == pair.new.text:
            same += 1
        else:
            contests.append(contest_of(pair, earlier))
        earlier.append(pair)
    sides = ([pair.base for pair in answered], [pair.new for pair in answered])
    formed = [Share(sum(row.form == 1 for row in rows), len(rows)) for rows in sides]
    right = [Share(sum(row.content == 1 for row in rows), len(rows)) for rows in sides]
    return Remaining(contests, for_base, for_new, same, (formed[0], formed[1]), (right[0], right[1]))


def of_folder(folder: Path) -> Remaining:
    """Of a folder that `eval compare` wrote. Raises InputError where it is none."""
    try:
        return remaining(pairs_of(folder))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise InputError(f"{folder} is no folder of `daogou eval compare`; name one, or a file of contests.") from error


def contest_of(pair: Pair, earlier: Sequence[Pair]) -> Contest:
    """What an assistant said before is told only where both sides said it: neither may profit from its own history."""
    said = []
    for one in earlier:
        said.append(Message(role="user", content=one.base.said))
        if one.base.text == one.new.text:
            said.append(Message(role="assistant", content=one.base.text))
    language = cast(Language, pair.base.slices.get("language", ("zh",))[0])
    return Contest(
        id=pair.unit,
        language=language,
        conversation=(*said, Message(role="user", content=pair.base.said)),
        replies={BASE: pair.base.text, NEW: pair.new.text},
        source=pair.base.source,
        slice=pair.base.owner,
    )
