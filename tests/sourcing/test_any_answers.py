"""Whatever is answered in whatever order: a letter goes out only as it was when somebody said yes to it, and only once."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.schema.errors import InputError
from daogou.schema.mailing import Answer, Mailing
from daogou.schema.settings import Settings
from daogou.sourcing.letters import answered, drafted
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from .test_letters import report

NOW = datetime(2026, 12, 1, tzinfo=UTC)
LINE = some.fixed_dictionaries(
    {"line": some.integers(1, 4)}, optional={"quantity": some.integers(1, 300), "target": some.integers(1, 50), "drop": some.booleans()}
)
EDIT = some.fixed_dictionaries(
    {"letter": some.integers(1, 3)}, optional={"text": some.sampled_from(["hello", " ", "yes"]), "lines": some.lists(LINE, max_size=2)}
)
ANSWER = some.fixed_dictionaries(
    {"answer": some.sampled_from(["yes", "no", "changed", "resend", "confirm", "remind", "counter"]), "ahead": some.sampled_from([0, 0, 0, -1, 1])},
    optional={"letters": some.lists(some.integers(1, 3), min_size=1, max_size=2), "edits": some.lists(EDIT, max_size=2)},
)


@pytest.fixture(scope="module")
def begun(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Assistant, Mailing]]:
    with open_assistant(settings=Settings(store=six_store, state=tmp_path_factory.mktemp("state"))) as opened:
        yield opened, drafted(report(opened), "cheapest", opened.shopfront.current(), "m", NOW)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=some.lists(ANSWER, max_size=8), outbox=some.sampled_from(["off", "file"]), fails=some.booleans())
def test_a_letter_goes_out_only_as_it_was_approved(begun: tuple[Assistant, Mailing], answers: list[dict[str, Any]], outbox: str, fails: bool) -> None:
    assistant, mailing = begun
    mailing = mailing.model_copy(update={"outbox": outbox})
    out: dict[str, str] = {}
    for place, said in enumerate(answers):
        version = max(1, mailing.version + said.pop("ahead"))
        with suppress(InputError):
            mailing = answered(mailing, Answer.model_validate({**said, "version": version}), "Li", "test", NOW, assistant.shopfront.current())
        letters = []
        for each in mailing.letters:
            if each.status == "released" and fails and place % 2:
                each = each.model_copy(update={"status": "failed"})
            elif each.status == "released":
                assert each.id not in out
                out[each.id] = each.text
                each = each.model_copy(update={"status": "sent"})
            letters.append(each)
        mailing = mailing.model_copy(update={"letters": tuple(letters)})
    yes = {(id, digest) for entry in mailing.log if entry.answer == "yes" for id, digest in entry.texts.items()}
    assert {(id, sha256(text.encode()).hexdigest()) for id, text in out.items()} <= yes
    approved = [each for each in mailing.letters if each.status in ("approved", "failed")]
    assert {(each.id, sha256(each.text.encode()).hexdigest()) for each in approved} <= yes
    assert outbox == "file" or not out
