"""The word lists of both languages (words/*.yaml), loaded once as phrases with their meanings. docs/reading.md says how to add a word."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from ...catalogue.certificates import certificates
from .phrases import Meaning, Phrases

WORDS = Path(__file__).parents[1] / "words"
LANGUAGES = ("zh", "en")
_PLAIN = {  # list in a language's file -> kind of its words in the grammar
    "goods": "goods",
    "negation": "not", "negation_after": "not_after",
    "trifle": "trifle", "in_case": "in_case",
    "softener": "soft", "softener_after": "soft_after", "must": "must",
    "either": "or", "both": "and", "breaks": "break", "measures": "measure",
    "kinds": "kinds",
    "drop": "drop", "drop_after": "drop_after",
    "drop_noun": "drop_noun", "certificate_words": "certificate_word", "place_words": "place_word",
    "filler": "filler", "stop": "stop", "blockers": "word",
    "verified": "verified", "ordinary": "ordinary", "measured": "measured",
    "except_after": "except_after", "any_of": "any_of",
    "suppliers": "supplier_noun", "accept": "accept",
    "placing": "placing", "subjects": "subject",
    "liking": "liking",
    "kin": "kin",
}  # fmt: skip
_KEYED = {
    "nth": "nth", "ordinals": "ordinal", "references": "reference", "sort": "sort", "supplier_kind": "supplier_kind",
    "verified_kind": "verified_kind", "audience": "audience", "named": "named",
}  # fmt: skip


@dataclass(frozen=True)
class Lexicon:
    """`grammar`: phrases that conditions are made of. `cues`: phrases that tell an intent, matched anywhere and overlapping. `questions`: phrases
    that mark a question. `dimensions`: unit code -> dimension. `dozens`: unit of count -> pieces."""

    grammar: Phrases = field(default_factory=lambda: Phrases(close=True))
    cues: Phrases = field(default_factory=Phrases)
    questions: Phrases = field(default_factory=Phrases)
    dimensions: dict[str, str] = field(default_factory=dict)
    dozens: dict[str, int] = field(default_factory=dict)


def load(name: str) -> dict[str, Any]:
    """The content of one word file."""
    content: dict[str, Any] = yaml.load((WORDS / f"{name}.yaml").read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return content


@cache
def lexicon() -> Lexicon:
    """Both languages in one set of phrases, since a message may mix them."""
    found = Lexicon()
    for language in LANGUAGES:
        _language(found, load(language))
    for dimension, units in load("units").items():
        for code, unit in units.items():
            found.dimensions[code] = dimension
            if dimension == "count" and unit["factor"] > 1:
                found.dozens[code] = unit["factor"]
            _add(found.grammar, unit["words"], Meaning("unit", code))
    for kind, values in load("pointers").items():
        for value, words in values.items():
            _add(found.grammar, words, Meaning(kind, value))
    for name, use in load("uses").items():
        _add(found.grammar, use["says"], Meaning("use", name))
    _certificates(found.grammar, certificates())
    _add(found.grammar, load("markets")["towards"], Meaning("towards"))
    for kind in ("they", "product_word", "each"):
        _add(found.grammar, load("inquiries")[kind], Meaning(kind))
    for language in LANGUAGES:
        for word in load("asides")[language]:
            found.grammar.add(str(word), Meaning("stop"))
    _places(found.grammar, load("places"))
    _relatives(found.grammar, load("relatives"))
    return found


def of_kin(word: str) -> bool:
    """True if `word` is an adult for whom the buyer shops (mum, 女朋友). Records state nothing about adults."""
    return any(meaning.kind == "kin" for meaning in lexicon().grammar.get(word))


def _add(phrases: Phrases, words: Any, meaning: Meaning) -> None:
    for word in words:
        phrases.add(str(word), meaning)


def _language(found: Lexicon, words: dict[str, Any]) -> None:
    for name, kind in _PLAIN.items():
        for word in words.get(name, ()):
            found.grammar.add(str(word), Meaning(kind, str(word)))
    for name, kind in _KEYED.items():
        for value, items in words.get(name, {}).items():
            _add(found.grammar, items, Meaning(kind, value))
    for value, items in words["intents"].items():
        _add(found.cues, items, Meaning("intent", value))
    for unit, numbers in words.get("amounts", {}).items():
        for number, items in numbers.items():
            _add(found.grammar, items, Meaning("said_amount", (number, unit)))
    _add(found.questions, words["question"], Meaning("question"))
    _add(found.questions, words.get("openers", ()), Meaning("opener"))
    for kind, items in words["whether"].items():
        _add(found.questions, items, Meaning(f"whether_{kind}"))
    _add(found.grammar, words["exactly"], Meaning("bound", "=")) if "exactly" in words else None
    for phrases, meaning in _numbers(words):
        _add(found.grammar, phrases, meaning)


def _numbers(words: dict[str, Any]) -> Iterator[tuple[list[str], Meaning]]:
    """The words around a number: comparators, ranges, fields."""
    for op, places in words["bounds"].items():
        yield places["before"], Meaning("bound", op)
        yield places["after"], Meaning("bound_after", op)
    for kind, phrases in words["range"].items():
        yield phrases, Meaning(kind)
    for name, places in words["fields"].items():
        yield places["name"], Meaning("field", name)
        yield places["tail"], Meaning("tail", name)


def _certificates(phrases: Phrases, words: dict[str, Any]) -> None:
    for row in words["names"]:
        _add(phrases, [row["word"], *row["says"]], Meaning("certificate", (row["word"],)))
    for row in words["classes"]:
        _add(phrases, row["says"], Meaning("class", (row["word"],)))
    for row in words["purposes"]:
        says = [*row["says"], *map("".join, product(row["of"], words["between"], words["papers"]))]
        _add(phrases, says, Meaning("certificate", tuple(row["words"])))
        _add(phrases, says, Meaning("source", row["source"]))


def _places(phrases: Phrases, words: dict[str, Any]) -> None:
    for name, others in words["places"].items():
        _add(phrases, [name, *others], Meaning("place", (name,)))
    for name, region in words["regions"].items():
        _add(phrases, [name, *region["says"]], Meaning("place", tuple(region["places"])))


def _relatives(phrases: Phrases, words: dict[str, Any]) -> None:
    """Comparatives get "stop" as a second meaning in Chinese only, all other words in both languages: unused, they are no words to search by."""
    for row in words.pop("comparatives"):
        meaning = Meaning("comparative", (row["kind"], tuple(row["of"])))
        for language in LANGUAGES:
            for word in row[language]:
                phrases.add(word, meaning, *((Meaning("stop", word),) if language == "zh" else ()))
        _add(phrases, row.get("bare", ()), Meaning("bare", meaning.value))
        _add(phrases, row.get("most", ()), Meaning("most", (row["kind"], tuple(row["of"]))))
    for kind, by_language in words.items():
        for word in (word for language in LANGUAGES for word in by_language[language]):
            phrases.add(word, Meaning(kind), Meaning("stop", word))
