"""The server's log goes to whatever standard error is, when a line is written."""

import io
import logging
import sys
from collections.abc import Iterator

import pytest
import structlog
from daogou.serving import logs


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    handlers, level = logging.root.handlers[:], logging.root.level
    yield
    structlog.reset_defaults()
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)


def test_a_line_is_written_after_the_stream_of_before_was_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    before = io.StringIO()
    monkeypatch.setattr(sys, "stderr", before)
    logs.configure()
    now = io.StringIO()
    monkeypatch.setattr(sys, "stderr", now)
    before.close()
    structlog.get_logger("daogou").warning("waiting", conversations=6)
    assert "waiting" in now.getvalue()
