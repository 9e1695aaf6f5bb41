"""Where text goes: answers to stdout, progress and errors to stderr."""

import sys

from rich.console import Console

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def interactive() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def printable(text: str) -> str:
    """Without control characters: a product's title must not move the cursor or colour the screen."""
    return "".join(char for char in text if char in "\n\t" or (char.isprintable() or char == "\u3000"))
