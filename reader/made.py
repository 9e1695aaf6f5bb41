"""From which corpus the weights were made, so that stale ones are noticed."""

import hashlib
import json
from pathlib import Path

from .labels import ACTS, LABELS
from .network import WEIGHTS


def digest(corpus: Path) -> str:
    """Of the rows of all files, whatever these are called, and of the acts and labels."""
    rows = sorted({line for file in corpus.glob("*.txt") for line in file.read_text("utf-8").splitlines() if line.strip() and line[0] != "#"})
    return hashlib.sha256("\n".join((*ACTS, *LABELS, *rows)).encode()).hexdigest()


def made_from(folder: Path = WEIGHTS, rows: str = "corpus") -> str:
    """The digest of the corpus that the network was trained on; of the "added" rows that its heads alone have taken in since."""
    told: str = json.loads((folder / "made.json").read_text("utf-8"))[rows]
    return told
