"""Finds Chinese personal names after words that announce a person; jieba's tags give their length."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import platformdirs
import yaml

from .patterns import Found

_WORDS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("people.yaml").read_text("utf-8"))
_CUE = re.compile(rf"(?:(?:{'|'.join(_WORDS['before'])})(?:[是叫])?|(?:{'|'.join(_WORDS['self'])})(?:[\u4e00-\u9fff]{{1,4}}的)?)[:：\s]*$")
_FURTHER = ("nr", "nrt", "ng", "ns")
_LONGEST = 4


def people(text: str) -> Iterator[Found]:
    """Yield each name with its position."""
    if not _near(text):
        return
    words, at = _tagged(text), 0
    for place, (word, tag) in enumerate(words):
        if (tag.startswith("nr") or word in _WORDS["compound"]) and _CUE.search(text[:at]):
            name = _whole(words[place:])
            yield at, at + len(name), "name", name
        at += len(word)


def _whole(words: list[tuple[str, str]]) -> str:
    """The name, joined from the tokens into which jieba splits a rare one (司马懿 德)."""
    name = words[0][0]
    for word, tag in words[1:]:
        if tag not in _FURTHER or len(name + word) > _LONGEST or (len(word) > 1 and name not in _WORDS["compound"]):
            break
        name += word
    return name


def _near(text: str) -> bool:
    """True if the text has an announcing word; skips the slow tagger otherwise."""
    return any(cue in text for cue in (*_WORDS["before"], *_WORDS["self"]))


def _tagged(text: str) -> list[tuple[str, str]]:
    return [(pair.word, pair.flag) for pair in _tagger().cut(text)]


@cache
def _tagger() -> Any:
    import logging

    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    words = jieba.Tokenizer()
    words.tmp_dir = str(platformdirs.user_cache_path("daogou", ensure_exists=True))
    words.initialize()
    return jieba.posseg.POSTokenizer(words)
