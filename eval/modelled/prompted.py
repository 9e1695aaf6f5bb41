"""What stands in a request to a language model: which role it is, the lines to be worded, the buyer's words, the texts of others."""

import json
import re
from dataclasses import dataclass

_LINE = re.compile(r"^\[(f?\d+)\] (.*)$", re.MULTILINE)
LINE = ""
"""The shape of what reads a message: it answers with one line of commands."""
_TITLE = re.compile(r"^\d+\. (.*)$", re.MULTILINE)
_READ = re.compile(r"(?:\d+\. .*\n)*(?:The shop asked: .*\n)?(?:\[[^\]\n]*\] )?(.*) =>", re.DOTALL)
_SENTENCE = re.compile(r"[^\n。！？!?.]{8,}")


@dataclass(frozen=True)
class Prompted:
    """`shape` is the title of the answer's schema, or LINE; `text` the user's part of the prompt."""

    shape: str
    text: str

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Of a request to write or to sum up: number and line, follow-ups last (f1, f2, …)."""
        return _LINE.findall(self.text.split("These wordings")[0])

    @property
    def message(self) -> str:
        """The buyer's."""
        found = _READ.fullmatch(self.text) if self.shape == LINE else None
        return found[1] if found else self.text.rsplit("essage:\n", 1)[-1].strip()

    @property
    def titles(self) -> list[str]:
        """Of a request to read: the products that were shown."""
        return _TITLE.findall(self.text)

    @property
    def letters(self) -> list[str]:
        """Of a request to rank: the products."""
        return re.findall(r"^([A-Z])$", self.text, re.MULTILINE)

    @property
    def sentences(self) -> list[str]:
        """Whatever is said in it."""
        return [each.strip(" -") for each in _SENTENCE.findall(self.text)]


def worded(found: dict[str, str]) -> str:
    return json.dumps({"lines": [{"id": id, "text": text} for id, text in found.items()]}, ensure_ascii=False)


def summed(found: dict[str, str]) -> str:
    """By the sentence's number: its quote."""
    return json.dumps({"claims": [{"id": id, "quote": quote} for id, quote in found.items()]}, ensure_ascii=False)


def fits(letters: list[str]) -> str:
    return json.dumps({"fits": letters})
