"""Opens an assistant for a command."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..schema.settings import Settings
from .labels import said_here
from .options import load_settings
from .screen import err

if TYPE_CHECKING:
    from ..graphs.opening import Assistant


@contextmanager
def assistant_over(store: Path | None) -> "Iterator[Assistant]":
    """Open an assistant on `store`, else on the configured or the demo store, with a status line while it loads."""
    with err.status(said_here("opening")):
        from ..graphs.opening import open as open_assistant
        from .unstored import TerminalParting

        log_to_stderr()
        settings = load_settings(store)
    folder = store_of(settings)
    with err.status(said_here("opening")):
        assistant = open_assistant(folder, settings=settings)
    assistant.threads.parting = TerminalParting()
    try:
        yield assistant
    finally:
        assistant.close()


def store_of(settings: Settings) -> Path:
    """The configured store, else the demo store, which is created with a progress bar at first use."""
    if settings.store is not None:
        return settings.store
    from ..ingest.demo import demo_store
    from .progress import Stages, progress_bar

    with progress_bar() as bars:
        return demo_store(settings, progress=Stages(bars))


def log_to_stderr() -> None:
    """Send logs to standard error, since programs read `--json` from standard output."""
    import structlog

    from ..schema.secret import unsecret

    told = [*(each for each in structlog.get_config()["processors"] if each is not unsecret), unsecret]
    structlog.configure(processors=told, logger_factory=lambda *_: structlog.PrintLogger(sys.stderr), cache_logger_on_first_use=False)
