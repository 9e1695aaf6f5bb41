"""A claim: how it is written in both languages, and how it is worked out anew from the records."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from .known import Known
from .statement import Statement
from .world import World

Found = re.Match[str]
Wrong = Iterable[tuple[str, str]]
"""Kinds of fault, each with its reason."""
Check = Callable[[World, Statement, Found], Wrong]


@dataclass(frozen=True)
class Claim:
    """`asked`: it is one in a question too."""

    written: re.Pattern[str]
    check: Check
    asked: bool = False


class Claims(list[Claim]):
    """Claims of one kind, in the order in which they are looked for."""

    def __call__(self, written: str, asked: bool = False) -> Callable[[Check], Check]:
        def add(check: Check) -> Check:
            self.append(Claim(re.compile(written, re.IGNORECASE), check, asked))
            return check

        return add


def settle(world: World, statement: Statement, claims: Iterable[Claim]) -> None:
    """Works out every claim found in what is left of a statement, and takes it out, but for what its check keeps."""
    for claim in claims:

        def found(match: Found, claim: Claim = claim) -> str:
            if claim.asked or not statement.asks:
                for kind, why in claim.check(world, statement, match):
                    statement.fault(kind, why)
            kept, statement.kept = statement.kept, ""
            return kept or " "

        statement.left = claim.written.sub(found, statement.left)


def about(world: World, statement: Statement) -> list[Known]:
    """Whom it is about: who is named, else all that is shown."""
    return list(statement.about) if statement.about is not None else world.shown


def value_of(known: Known, name: str) -> Any:
    """A field's value, of the product or of its supplier."""
    if name in known.values:
        return known.values[name]
    return known.supplier.values.get(name.removeprefix("supplier.")) if known.supplier else known.values.get(name.removeprefix("supplier."))


def group(found: Found) -> str:
    """The one group that matched."""
    return next(each for each in found.groups() if each is not None)
