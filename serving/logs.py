"""The server's log: JSON lines without personal data and secrets."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from ..memory.redaction.redaction import Redaction
from ..schema.secret import unsecret

_SECRET = re.compile(r"(?i)(bearer\s+|api[-_]?key\W+|dg-|sk-)[\w.~+/=-]{8,}|(?<=://)[^\s/@]+@")
_OURS = ("event", "level", "timestamp", "request", "logger")


def configure() -> None:
    """Configure structlog and the standard loggers to write to standard error; readable text on a terminal."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        cleaned,
    ]
    told: Any = structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer(ensure_ascii=False)
    structlog.configure(
        processors=[*shared, told, unsecret], logger_factory=lambda *_: structlog.PrintLogger(sys.stderr), cache_logger_on_first_use=False
    )
    handler = logging.StreamHandler(sys.stderr)
    last = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, told, unsecret]
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=last))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("uvicorn.error").setLevel(logging.INFO)


def cleaned(_: Any, __: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Structlog processor: redact all texts but our own fields."""
    redaction = Redaction()
    for name, value in entry.items():
        if name not in _OURS and isinstance(value, str):
            entry[name] = redaction.of(_SECRET.sub("…", value))
    return entry
