"""An assistant for the length of a command."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from .options import load_settings

if TYPE_CHECKING:
    from ..graphs.opening import Assistant


@contextmanager
def assistant_over(store: Path | None) -> "Iterator[Assistant]":
    """Opens the store of `--store` and the settings. Making the demo store, the first time, is told of."""
    from ..graphs.opening import open as open_assistant

    log_to_stderr()
    assistant = open_assistant(settings=load_settings(store))
    try:
        yield assistant
    finally:
        assistant.close()


def log_to_stderr() -> None:
    """Standard output is for answers; a program that reads `--json` must find nothing else there."""
    import structlog

    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr), cache_logger_on_first_use=False)
