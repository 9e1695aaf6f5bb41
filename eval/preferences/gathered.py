"""Where preferences come from: what records decided, what people rated, what sound judges agreed on, and what somebody wrote in place of a reply."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from ...schema.errors import InputError
from ..compare.pair import Pair
from ..judging.contest import Contest, Message
from ..judging.gold import Rating, content
from ..judging.votes import Winners
from ..texts import text_of
from .preference import Correction, Preference


def of_records(pairs: Iterable[Pair]) -> Iterator[Correction]:
    """Of turns answered in the right form by both, where all that was expected holds on one side only: the reason is what the other missed.

    The conversation before is the right one's own.
    """
    for pair, earlier in _with_history(pairs):
        sides = {row.content: row for row in (pair.base, pair.new)}
        if len(sides) < 2 or 1.0 not in sides or pair.base.form != 1 or pair.new.form != 1 or pair.base.text == pair.new.text:
            continue
        right, wrong = sides[1.0], next(row for worth, row in sides.items() if worth != 1.0)
        before = [one.base if right is pair.base else one.new for one in earlier]
        said = [message for row in before for message in (Message(role="user", content=row.said), Message(role="assistant", content=row.text))]
        yield Correction(
            prompt=(*(message for message in said if message.content), Message(role="user", content=right.said)),
            wrong=wrong.text,
            right=right.text,
            why="; ".join(wrong.missed),
            source=f"records: {pair.base.source}",
            language=pair.base.slices.get("language", ("zh",))[0],
        )


def of_people(contests: Sequence[Contest], gold: Iterable[Rating]) -> Iterator[Preference]:
    """What more raters preferred than the other; a tie gives none. Only of the words that were rated."""
    said: dict[tuple[str, str], list[Rating]] = defaultdict(list)
    for rating in gold:
        said[rating.contest, rating.content].append(rating)
    for contest in contests:
        for (_, _), ratings in ((key, found) for key, found in said.items() if key[0] == contest.id and _rated(contest, key[1], found)):
            one, other = ratings[0].systems
            count = sum((rating.choice == one) - (rating.choice == other) for rating in ratings)
            if count:
                chosen, rejected = (one, other) if count > 0 else (other, one)
                why = "; ".join(dict.fromkeys(rating.why for rating in ratings if rating.why and rating.choice == chosen))
                yield _preference(contest, chosen, rejected, why or f"{len(ratings)} raters", "people")


def of_judges(contests: Sequence[Contest], winners: Winners, why: Mapping[str, str]) -> Iterator[Preference]:
    """Of contests of two systems that the judges decided."""
    for contest in contests:
        chosen = winners.get(contest.id)
        if chosen is not None and len(contest.systems) == 2:
            rejected = next(system for system in contest.systems if system != chosen)
            yield _preference(contest, chosen, rejected, why.get(contest.id, "in both orders"), "judges")


def corrections(path: Path) -> list[Correction]:
    """JSON Lines of {prompt, wrong, right, why, source, language}. Raises InputError that names the line."""
    found = []
    for number, line in enumerate(_lines(path), 1):
        if line.strip():
            try:
                found.append(Correction.model_validate_json(line))
            except ValidationError as error:
                first = error.errors()[0]
                raise InputError(f"{path}, line {number}: {'.'.join(map(str, first['loc'])) or 'the line'}: {first['msg']}.") from error
    return found


def _lines(path: Path) -> list[str]:
    return text_of(path, "name a file of JSON lines").splitlines()


def _preference(contest: Contest, chosen: str, rejected: str, why: str, source: str) -> Preference:
    return Preference(
        prompt=contest.conversation,
        chosen=contest.replies[chosen],
        rejected=contest.replies[rejected],
        why=why,
        source=f"{source}: {contest.source or contest.id}",
        language=contest.language,
    )


def _rated(contest: Contest, words: str, ratings: Sequence[Rating]) -> bool:
    return set(ratings[0].systems) <= set(contest.systems) and content(contest, ratings[0].systems) == words


def _with_history(pairs: Iterable[Pair]) -> Iterator[tuple[Pair, list[Pair]]]:
    before: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        earlier = before[pair.base.suite, pair.base.case]
        yield pair, list(earlier)
        earlier.append(pair)
