"""What synonyms.yaml and accessories.yaml know: words for one thing, and words for things that go with another thing."""

from functools import lru_cache
from pathlib import Path

import yaml

_FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def synonym_groups() -> tuple[tuple[str, ...], ...]:
    """Words that name one thing, in both languages."""
    groups = yaml.safe_load((_FOLDER / "synonyms.yaml").read_text("utf-8"))
    return tuple(tuple(str(word) for word in group) for group in groups)


@lru_cache(maxsize=1)
def chinese_nouns() -> frozenset[str]:
    """Chinese words of the groups, which the segmenter must not cut."""
    return frozenset(word for group in synonym_groups() for word in group if len(word) > 1 and all("\u4e00" <= letter <= "\u9fff" for letter in word))


@lru_cache(maxsize=1)
def noun_phrases() -> frozenset[tuple[str, ...]]:
    """Every word of the groups and every accessory as terms: ("laptop",), ("phone", "case"), ("手机壳",)."""
    from .analysis import all_words

    words = (word for group in synonym_groups() for word in group)
    return frozenset(tuple(word.term for word in all_words(phrase)) for phrase in (*words, *accessories()))


@lru_cache(maxsize=1)
def accessories() -> tuple[str, ...]:
    """Things that go with another thing: bag, case, 支架."""
    return tuple(str(word) for word in yaml.safe_load((_FOLDER / "accessories.yaml").read_text("utf-8")))
