"""The meaning of a phrase as a value of a catalogue's attribute."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """`values`: the catalogue's spellings that the phrase covers. `whole`: False if they only contain it. `count`: products that state one of them.
    `stems`: the part of those spellings that equals the phrase ("Blue" of "Blue,White"). `mixed`: values that name it among others (the
    cotton-polyester blend, of polyester). `every`: all of `values` are meant, not any. `free`: the phrase may set a condition without the attribute's
    name beside it.
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
