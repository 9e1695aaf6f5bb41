"""Where text goes: answers to stdout, progress and errors to stderr."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.status import Status

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def interactive() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


@contextmanager
def lifted(status: Status) -> Iterator[None]:
    """While something is printed, the spinner's line is off the screen: both may be on one terminal, and neither console knows of the other."""
    status.stop()
    yield
    status.start()


def printable(text: str) -> str:
    """Without control characters: a product's title must not move the cursor or colour the screen."""
    return "".join(char for char in text if char in "\n\t" or (char.isprintable() or char == "\u3000"))
