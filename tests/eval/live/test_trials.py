"""Two versions of a prompt at once: each buyer has his own, the log says which, and they are set side by side with what buyers thought."""

import json
from pathlib import Path

import pytest
from daogou.eval.live.traces import compared, exact, of_log
from daogou.eval.modelled.casts import helpful
from daogou.eval.modelled.suite import prompted
from daogou.graphs.opening import open as open_assistant
from daogou.models import trials
from daogou.models.language_model import Ask
from daogou.models.models import Models
from daogou.models.prompt_library import PromptLibrary
from daogou.models.scripted import ScriptedModel
from daogou.schema.settings import Settings

from ...cli.command import Command

TERSE = "Be terse."
BUYERS = [f"buyer-{number}" for number in range(12)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The package's prompt `write`, and another version of it, which half of the buyers get."""
    made, own = tmp_path / "prompts", PromptLibrary().get("write")
    made.mkdir()
    (made / "write.md").write_text(own.written, "utf-8")
    other = own.written.replace(f"version: '{own.head.version}'", "version: terse").replace("{% block system %}", f"{{% block system %}}{TERSE} ")
    assert "version: terse" in other and TERSE in other
    (made / "write-terse.md").write_text(other, "utf-8")
    trials.write(made, {"write": trials.Trial(version="terse", percent=50)})
    return made


def test_versions_are_logged_by_buyer_and_compared(
    settings: Settings, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def script(ask: Ask) -> str:
        return "nothing of the kind" if is_terse(ask) else helpful(prompted(ask))

    own, model = settings.model_copy(update={"turn_log": tmp_path / "log", "prompts": folder}), ScriptedModel(script)
    got: dict[str, set[bool]] = {}
    with open_assistant(settings=own, models=Models(PromptLibrary(folder), write=model)) as assistant:
        for buyer in BUYERS:
            for text in ("婴儿睡袋", "find a baby sleeping bag under 100 yuan"):
                model.asked.clear()
                reply = assistant.ask(text, thread=f"of-{buyer}", buyer=buyer)
                got.setdefault(buyer, set()).update(map(is_terse, model.asked))
            assistant.feedback.add(f"of-{buyer}", reply.turn, -1 if got[buyer] == {True} else 1, buyer=buyer)
        tersely = [buyer for buyer in BUYERS if got[buyer] == {True}]
        assert 0 < len(tersely) < len(BUYERS) and all(len(each) == 1 for each in got.values())
        trials.write(folder, {"write": trials.Trial(version=PromptLibrary().get("write").head.version, percent=100)})
        model.asked.clear()
        assistant.ask("婴儿睡袋", thread=f"of-{tersely[0]}", buyer=tersely[0])
        assert model.asked and not any(map(is_terse, model.asked))
    (found,) = compared(of_log(tmp_path / "log"))
    plain, terse = found.all
    assert (found.name, terse.version, terse.buyers, terse.turns, terse.up, terse.down) == (
        "write",
        "terse",
        len(tersely),
        2 * len(tersely),
        0,
        len(tersely),
    )
    others = len(BUYERS) - len(tersely)
    assert (plain.buyers, plain.turns, plain.up, plain.down, plain.failed) == (others + 1, 2 * others + 1, others, 0, 0)
    assert terse.failed == terse.turns and terse.tokens > 0 and (found.p or 1) < 0.05
    daogou = Command(monkeypatch, capsys)
    done = daogou("prompts", "compare", str(tmp_path / "log"), "--json")
    assert json.loads(done.out)[0]["versions"][1]["failed"] == terse.failed
    assert "write@terse" in daogou("prompts", "compare", str(tmp_path / "log")).out


def is_terse(ask: Ask) -> bool:
    return TERSE in str(ask.messages[0].content)


def test_chance_is_counted_exactly() -> None:
    assert exact(3, 1, 1, 3) == pytest.approx(34 / 70)
    assert exact(0, 0, 0, 0) == exact(5, 0, 5, 0) == 1.0
