"""The server's log goes to whatever standard error is, when a line is written."""

import io
import logging
import sys
from collections.abc import Iterator

import pytest
import structlog
from daogou.schema.settings import Settings
from daogou.serving import logs
from pydantic import SecretStr


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


def test_a_secret_stands_in_no_line_whatever_field_and_form_it_comes_in(monkeypatch: pytest.MonkeyPatch) -> None:
    key, session, password = "Zx9'hunter2\\TOP", "“cookies’ secret”", "p@ss word1"
    settings = Settings(
        llm_api_key=SecretStr(f"  {key} "), session_secret=SecretStr(session), redis_url=SecretStr("redis://shop:p%40ss%20word1@127.0.0.1:1/0")
    )
    assert settings.llm_api_key is not None and settings.llm_api_key.get_secret_value() == key
    monkeypatch.setattr(sys, "stderr", written := io.StringIO())
    logs.configure()
    log = structlog.get_logger("daogou")
    for secret in (key, session, password):
        try:
            f"Bearer {secret}\ud800".encode("ascii")
        except UnicodeEncodeError as error:
            log.warning(f"refused {secret}", error=repr(error), headers={"Authorization": f"Bearer {secret}".encode()}, of=[secret])
            logging.getLogger("httpx").exception("it said %r", secret)
    told = written.getvalue()
    assert told.count("refused") == 3
    assert not [piece for piece in ("hunter2", "cookies", "word1") if piece in told]
