"""What stands in a request to a language model: which role it is, the lines to be worded, the buyer's words, the texts of others."""

import json
import re
from dataclasses import dataclass

_LINE = re.compile(r"^\[(f?\d+)\] (.*)$", re.MULTILINE)
_SENTENCE = re.compile(r"[^\n。！？!?.]{8,}")


@dataclass(frozen=True)
class Prompted:
    """`shape` is the title of the answer's schema; `text` the user's part of the prompt."""

    shape: str
    text: str

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Of a request to write or to sum up: number and line, follow-ups last (f1, f2, …)."""
        return _LINE.findall(self.text.split("These wordings")[0])

    @property
    def message(self) -> str:
        return self.text.rsplit("essage:\n", 1)[-1].strip()

    @property
    def left(self) -> list[str]:
        """Words that the rules could not read."""
        found = re.search(r"^Left over: (.*)$", self.text, re.MULTILINE)
        return [word.strip() for word in found[1].split(" / ") if word.strip()] if found else []

    @property
    def shop(self) -> list[str]:
        """What the shop's goods state."""
        return [value.strip() for line in re.findall(r"^- (.*)$", self.text, re.MULTILINE) for value in re.split(r"[,、:：]", line) if value.strip()]

    @property
    def letters(self) -> list[str]:
        """Of a request to rank: the products."""
        return re.findall(r"^([A-Z])$", self.text, re.MULTILINE)

    @property
    def sentences(self) -> list[str]:
        """Whatever is said in it."""
        return [each.strip(" -") for each in _SENTENCE.findall(self.text)]


def wishes(*found: tuple[str, str]) -> str:
    return json.dumps({"wishes": [{"quote": quote, "plain": plain, "implied": False} for quote, plain in found]}, ensure_ascii=False)


def worded(found: dict[str, str]) -> str:
    return json.dumps({"lines": [{"id": id, "text": text} for id, text in found.items()]}, ensure_ascii=False)


def summed(found: dict[str, str]) -> str:
    """By the sentence's number: its quote."""
    return json.dumps({"claims": [{"id": id, "quote": quote} for id, quote in found.items()]}, ensure_ascii=False)


def fits(letters: list[str]) -> str:
    return json.dumps({"fits": letters})
