"""Words that say nothing about a product, and units in their one spelling (words.yaml)."""

from pathlib import Path

import yaml

_WORDS = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text("utf-8"))

STOP_WORDS = frozenset(word for words in _WORDS["stop_words"].values() for word in words.split())
DEGREES = frozenset(_WORDS["degrees"].split())
UNITS: dict[str, str] = {spelling: unit for unit, spellings in _WORDS["units"].items() for spelling in spellings.split()}
ATTACHED = frozenset(_WORDS["attached"].split())
