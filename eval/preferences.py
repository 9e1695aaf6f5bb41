"""Preferences: two replies to one conversation of which one is known to be better, and corrected turns, without what names a person.

They come from what records decided, people rated, and what somebody wrote in place of a reply; in the shapes that TRL's trainers take
 ("Dataset formats and types"): `prompt`, `chosen`, `rejected`; `messages`.
"""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ..memory.redaction.redaction import Redaction
from ..schema.base import Noun
from .compare.cases import Pair
from .contests import Contest, Message, Rating, content


class Row(Noun):
    """`why` says on what it rests (a rater's words, what the records say); `source` where it is from."""

    prompt: tuple[Message, ...]
    why: str
    source: str
    language: str

    def told(self) -> dict[str, Any]:
        raise NotImplementedError

    def as_row(self, bare: bool = False) -> dict[str, Any]:
        return self.told() if bare else {**self.told(), "why": self.why, "source": self.source, "language": self.language}


class Preference(Row):
    chosen: str
    rejected: str

    def told(self) -> dict[str, Any]:
        return {"prompt": _said(self.prompt), "chosen": _answered(self.chosen), "rejected": _answered(self.rejected)}


class Correction(Row):
    """A turn whose reply was wrong, with the one that it should have been; also a preference of the one over the other."""

    wrong: str
    right: str

    def told(self) -> dict[str, Any]:
        return {"messages": [*_said(self.prompt), *_answered(self.right)]}

    @property
    def preference(self) -> Preference:
        return Preference(prompt=self.prompt, chosen=self.right, rejected=self.wrong, why=self.why, source=self.source, language=self.language)


def write(rows: Iterable[Preference | Correction], path: Path, bare: bool = False) -> int:
    """How many; each once."""
    lines = dict.fromkeys(json.dumps(row.as_row(bare), ensure_ascii=False) for row in rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return len(lines)


def _said(messages: Sequence[Message]) -> list[dict[str, str]]:
    """Roles alternate, as most chat templates want it: what one said in a row is one message."""
    rows: list[dict[str, str]] = []
    for message in messages:
        if rows and rows[-1]["role"] == message.role:
            rows[-1]["content"] += f"\n{message.content}"
        else:
            rows.append(message.model_dump())
    return rows


def _answered(text: str) -> list[dict[str, str]]:
    return [{"role": "assistant", "content": text}]


def history(turns: Iterable[tuple[str, str]], asked: str) -> tuple[Message, ...]:
    """What was said and answered, then what is asked."""
    said = (each for one, other in turns for each in (Message(role="user", content=one), Message(role="assistant", content=other)))
    return (*(each for each in said if each.content), Message(role="user", content=asked))


def of_records(pairs: Iterable[Pair]) -> Iterator[Correction]:
    """Of turns answered in the right form by both, where all that was expected holds on one side only: the reason is what the other missed.

    The conversation before is the right one's own.
    """
    before: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        earlier = before[pair.base.suite, pair.base.case]
        right, wrong = sorted((pair.base, pair.new), key=lambda row: -row.content)
        if right.content == 1.0 != wrong.content and right.form == wrong.form == 1 and right.text != wrong.text:
            turns = [one.base if right is pair.base else one.new for one in earlier]
            prompt = history(((row.said, row.text) for row in turns), right.said)
            language, source = pair.base.slices.get("language", ("zh",))[0], f"records: {pair.base.source}"
            why = "; ".join(wrong.missed)
            yield Correction(prompt=prompt, wrong=wrong.text, right=right.text, why=why, source=source, language=language)
        earlier.append(pair)


def of_people(contests: Sequence[Contest], gold: Iterable[Rating]) -> Iterator[Preference]:
    """What more raters preferred than the other; a tie gives none. Only of the words that were rated."""
    said: dict[tuple[str, str], list[Rating]] = defaultdict(list)
    for rating in gold:
        said[rating.contest, rating.content].append(rating)
    for contest in contests:
        for (id, words), ratings in said.items():
            two = ratings[0].systems
            if id != contest.id or not set(two) <= set(contest.systems) or content(contest, two) != words:
                continue
            rejected, chosen = sorted(two, key=lambda system: sum(rating.choice == system for rating in ratings))
            if sum(rating.choice == chosen for rating in ratings) > sum(rating.choice == rejected for rating in ratings):
                why = "; ".join(dict.fromkeys(rating.why for rating in ratings if rating.why and rating.choice == chosen))
                yield _preference(contest, chosen, rejected, why or f"{len(ratings)} raters", "people")


def _preference(contest: Contest, chosen: str, rejected: str, why: str, source: str) -> Preference:
    replies, source = contest.replies, f"{source}: {contest.source or contest.id}"
    return Preference(
        prompt=contest.conversation, chosen=replies[chosen], rejected=replies[rejected], why=why, source=source, language=contest.language
    )


def redacted(rows: Iterable[Preference | Correction], known: Collection[str] = ()) -> Iterator[Preference | Correction]:
    """One redaction a row, so that a mark means the same in the whole conversation. A row whose two replies differ in nothing else is left out."""
    for row in rows:
        clean = Redaction(known).of
        prompt = tuple(Message(role=message.role, content=clean(message.content)) for message in row.prompt)
        two = ("chosen", "rejected") if isinstance(row, Preference) else ("wrong", "right")
        texts = {name: clean(getattr(row, name)) for name in (*two, "why")}
        if len({re.sub(r"\[([a-z]+)-\d+\]", r"[\1]", texts[name]) for name in two}) == 2:
            yield row.model_copy(update={"prompt": prompt, **texts})
