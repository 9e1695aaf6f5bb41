"""What a record says of a wish in words."""

from typing import NamedTuple


class Told(NamedTuple):
    """In its own words; `met` False: another thing in its place. `stated`: in the title or an attribute, and not only in what describes it; `partly`:
    of a machine the brand alone, or another model; `likely`: by what the wish may mean, and not by its own words."""

    met: bool
    words: tuple[str, ...]
    stated: bool = False
    partly: bool = False
    likely: bool = False
