"""Runs pip, which works for minutes, and says how far it is: at a terminal in one line that changes, elsewhere in a line every ten seconds.

python .ci/steps.py COMMAND…    by the interpreter of the environment that is filled; ends as the command does, whose words stand where it fails
"""

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from sysconfig import get_path
from threading import Thread
from typing import IO

STEP = re.compile(r"\s*(Collecting|Downloading|Building wheel for|Installing collected packages:) (?:\S*/)?(\w[\w.]*(?:-[a-zA-Z]\w*)*)")
TOLD = re.compile(r"\s*(WARNING|ERROR|error|DEPRECATION):? ")
EVERY_S = {True: 0.2, False: 10.0}
"""By whether a person watches."""


class Steps:
    """What pip has said so far. Of the packages that it installs it says nothing; they are counted in the environment."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.collected = self.wanted = 0
        self.now = "starting"
        self._before = installed()

    def read(self, output: IO[str]) -> None:
        for line in output:
            self.words.append(line)
            if TOLD.match(line):
                show(line.strip(), stays=True)
            elif step := STEP.match(line):
                self._step(*step.groups(), line)

    def _step(self, what: str, name: str, line: str) -> None:
        self.collected += what == "Collecting"
        self.now = f"{what.lower()} {name}"
        if what.startswith("Installing"):
            self.wanted = line.count(",") + 1

    def __str__(self) -> str:
        if self.wanted:
            return f"installing: {installed() - self._before} of {self.wanted} packages"
        return f"{self.collected} packages found, {self.now}"


def installed() -> int:
    return len(list(Path(get_path("purelib")).glob("*.dist-info")))


def show(text: str, *, stays: bool = False) -> None:
    """On standard error: over the line before it, where a person watches and it needn't stay."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{text if stays else text[: shutil.get_terminal_size().columns - 1]}" + "\n" * stays)
    else:
        sys.stderr.write(f"  {text}\n")
    sys.stderr.flush()


def main(command: list[str]) -> int:
    began, steps = time.monotonic(), Steps()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace") as pip:
        assert pip.stdout is not None
        reader = Thread(target=steps.read, args=(pip.stdout,))
        reader.start()
        while reader.is_alive():
            reader.join(EVERY_S[sys.stderr.isatty()])
            show(str(steps))
        reader.join()
    if pip.returncode:
        show("".join(steps.words[-40:]), stays=True)
    else:
        show(f"{steps.wanted} packages installed in {time.monotonic() - began:.0f} s", stays=True)
    return pip.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
