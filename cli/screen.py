"""Consoles: answers go to stdout, progress and errors to stderr."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.status import Status

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def interactive() -> bool:
    """True if both input and output are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


@contextmanager
def lifted(status: Status) -> Iterator[None]:
    """Remove the spinner's line while something is printed: both consoles may share a terminal."""
    status.stop()
    yield
    status.start()


def printable(text: str) -> str:
    """Remove control characters, so that a product's title can't move the cursor or colour the screen."""
    return "".join(char for char in text if char in "\n\t" or (char.isprintable() or char == "\u3000"))
