"""Goods asked for in many ways: every frame holds its noun, and a small store is measured whole."""

from pathlib import Path

import pytest
from daogou.eval.frames import frames, measure


def test_each_language_has_a_dozen_frames_that_hold_the_noun() -> None:
    for framed in frames().values():
        assert len(framed) >= 12
        assert all(text.count("{}") == 1 for text in framed.values())


def test_what_was_asked_for_is_shown_in_every_frame(six_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    report = measure({"six": six_store}, most=40)
    assert all(figure.reached for figure in report.figures if figure.wanted)
