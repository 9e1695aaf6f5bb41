"""What the catalogue knows by a phrase: a value of one of its attributes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """`values` are the catalogue's own spellings that the phrase covers; `whole` False where they only contain it; `count` products that state one.

    `stems` are what the catalogue's values have in common with the phrase, in its spelling ("Blue" of "Blue,White").
    `mixed` are the further values that only name it: of polyester the cotton-polyester blend.
    `every`: all of `values` are meant, not any.
    `free` says whether the phrase may set a condition without the attribute's name beside it.
    """

    attribute: str
    values: tuple[str, ...]
    word: str
    whole: bool = True
    count: int = 0
    free: bool = True
    concept: bool = False
    flag: bool = False
    stems: tuple[str, ...] = ()
    mixed: tuple[str, ...] = ()
    every: bool = False
