"""A merchant's own messages: what the heads learn of them, and what is wrong with a line."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from daogou.reader.corpus import CORPUS, corpus, row
from daogou.reader.corpus_digest import digest, made_from
from daogou.reader.heads import Heads
from daogou.reader.network import WEIGHTS, Network
from daogou.reader.refit import drawn, features, refit
from daogou.schema.errors import InputError

from ..waiting import HANG_S

OWN = [row(f"- | seek: we are after [{goods}](noun) in [{colour}](value)") for goods in ("zorbles", "flims", "quags") for colour in ("mauve", "ecru")]


def test_the_weights_are_of_this_corpus() -> None:
    """Else they are stale: `make train` makes them anew."""
    assert made_from() == digest(CORPUS)


def test_the_heads_take_in_messages_and_the_same_each_time() -> None:
    network, heads = Network(), Heads.load(WEIGHTS / "heads.npz")
    old, own = features(network, drawn(list(corpus()), 60)), features(network, OWN)
    first, second = refit(heads, old, own), refit(heads, old, own)
    assert all(np.array_equal(one, other) for one, other in zip(first, second, strict=True))

    def wrong(fitted: Heads) -> float:
        scores = fitted.scores(own.hidden)[2]
        return -float(scores[np.arange(len(own.tags)), own.tags].mean())

    assert wrong(first) < wrong(heads)


def test_a_line_that_is_no_row_is_named(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("- | seek: a [lamp](noun)\n- | buy: a [lamp](noun)\n", "utf-8")
    done = subprocess.run([sys.executable, "-m", "daogou.cli", "train", str(tmp_path)], capture_output=True, text=True, timeout=HANG_S)
    assert done.returncode == 2 and "own.txt:2" in done.stderr


@pytest.mark.parametrize("kept", [None, b"no heads", "other"])
def test_heads_that_cannot_be_used_are_named(tmp_path: Path, kept: bytes | str | None) -> None:
    file = tmp_path / "mine"
    if kept == "other":
        Heads(*(np.zeros((3, 2), np.float32) for _ in range(3))).save(file)
    elif isinstance(kept, bytes):
        file.write_bytes(kept)
    with pytest.raises(InputError, match="mine"):
        Heads.load(file)


def test_heads_are_kept_under_the_name_that_was_given(tmp_path: Path) -> None:
    heads = Heads.load(WEIGHTS / "heads.npz")
    heads.save(tmp_path / "mine")
    assert np.array_equal(Heads.load(tmp_path / "mine").acts, heads.acts)
