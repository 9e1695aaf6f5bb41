"""Digests of the corpus that the weights were trained on, to detect stale weights."""

import hashlib
import json
from pathlib import Path

from .labels import ACTS, LABELS
from .network import WEIGHTS


def digest(corpus: Path) -> str:
    """SHA-256 of all rows, whatever the files' names, and of the acts and labels."""
    rows = sorted({line for file in corpus.glob("*.txt") for line in file.read_text("utf-8").splitlines() if line.strip() and line[0] != "#"})
    return hashlib.sha256("\n".join((*ACTS, *LABELS, *rows)).encode()).hexdigest()


def made_from(folder: Path = WEIGHTS) -> str:
    """The digest of the corpus that the weights were trained on."""
    told: str = json.loads((folder / "made.json").read_text("utf-8"))["corpus"]
    return told
