"""The command line, called in this process: what it printed and how it ended."""

import io
from dataclasses import dataclass

import pytest
from daogou.cli.main import main


@dataclass(frozen=True)
class Done:
    status: int
    out: str
    err: str


class Command:
    """`run("ask", "睡袋")` is `daogou ask 睡袋` without a terminal; `env` are its DAOGOU_* variables."""

    def __init__(self, patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], **env: str) -> None:
        self._patch = patch
        self._capsys = capsys
        self.set(**env)

    def set(self, **env: str) -> None:
        for name, value in env.items():
            self._patch.setenv(f"DAOGOU_{name.upper()}", value)

    def __call__(self, *line: str, stdin: str = "") -> Done:
        self._patch.setattr("sys.stdin", io.StringIO(stdin))
        self._patch.setenv("COLUMNS", "200")
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as stop:
            main(line)
        printed = self._capsys.readouterr()
        assert isinstance(stop.value.code, int)
        return Done(stop.value.code, printed.out, printed.err)
