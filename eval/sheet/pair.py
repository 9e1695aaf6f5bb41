"""A blind pair: what a person sees of two systems' replies, and the key that says, elsewhere, who is who."""

import json
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import combinations
from pathlib import Path
from random import Random

from pydantic import ValidationError

from ...schema.base import Noun
from ...schema.errors import InputError
from ...schema.reading import Language
from ..judging.ballot import shown
from ..judging.contest import Contest, Message


class Pair(Noun):
    """`id` is a number of this sheet, `check` tells a row of this sheet from one of another; neither says anything of the systems."""

    id: str
    check: str
    language: Language
    conversation: tuple[Message, ...]
    left: str
    right: str


class Opened(Noun):
    """What the key says of a pair: its contest, and which systems stood left and right; `content` is of the conversation and both replies."""

    id: str
    check: str
    contest: str
    left: str
    right: str
    content: str


class Key(Noun):
    pairs: tuple[Opened, ...]

    def by_id(self) -> dict[str, Opened]:
        return {opened.id: opened for opened in self.pairs}


def blind(contests: Sequence[Contest], seed: int = 0) -> tuple[list[Pair], Key]:
    """Each two systems of each contest, shuffled: the pairs among each other, and left and right."""
    random = Random(f"{seed}/sheet")
    drawn = [(contest, two) for contest in contests for two in combinations(contest.systems, 2)]
    random.shuffle(drawn)
    digits = len(str(len(drawn)))
    found = [_pair(f"P{number:0{digits}}", contest, two, random, seed) for number, (contest, two) in enumerate(drawn, 1)]
    return [pair for pair, _ in found], Key(pairs=tuple(opened for _, opened in found))


def _pair(id: str, contest: Contest, two: tuple[str, str], random: Random, seed: int) -> tuple[Pair, Opened]:
    left, right = two if random.random() < 0.5 else two[::-1]
    texts = shown(contest)
    check = _digest(str(seed), id, texts[left], texts[right])
    pair = Pair(id=id, check=check, language=contest.language, conversation=contest.conversation, left=texts[left], right=texts[right])
    return pair, Opened(id=id, check=check, contest=contest.id, left=left, right=right, content=content(contest, two))


def content(contest: Contest, two: Iterable[str]) -> str:
    """What was rated: a rating of other words is none of these."""
    return _digest(*(message.content for message in contest.conversation), *(contest.replies[system] for system in sorted(two)))


def write_key(key: Key, path: Path) -> None:
    path.write_text(key.model_dump_json(indent=1) + "\n", "utf-8")


def read_key(path: Path) -> Key:
    try:
        return Key.model_validate(json.loads(path.read_text("utf-8")))
    except OSError as error:
        raise InputError(f"The key {path} can't be read ({error.strerror}); name the one that `sheet export` wrote.") from error
    except (ValueError, ValidationError) as error:
        raise InputError(f"{path} is no key of a sheet; name the one that `sheet export` wrote.") from error


def _digest(*parts: str) -> str:
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
