"""Free questions about one product, asked where the conversation opened on it: `make eval PARTS=on-product DATA=FOLDER`.

The rows (`on_product/questions.jsonl`) were written from records, descriptions and reviews alone, before the mechanism was mended for them, so they
are a regression; those of `fresh.jsonl` are of other products, and were mended for after their first figure too. `says` are the words
of the source that an answer must have: one of each group. "open": nothing on file answers.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import orjson

from ..schema.base import Noun
from ..schema.reply import Reply
from ..tools.wording.wording import Wording
from .assistants import asker, foreign
from .report import Figure, Report

QUESTIONS = Path(__file__).parent / "on_product" / "questions.jsonl"
FRESH = QUESTIONS.with_name("fresh.jsonl")
DEMO, LITEMALL = "demo", "litemall-zh"
Outcome = Literal["right", "missed", "false", "honest", "silent"]
_SILENT = ("details.nearest", "details.unchecked", "details.unknown", "knowledge.none")
_MANNERS = ("is", "has", "able", "will")
_PLACE = "\x00"


class Question(Noun):
    """`answer`: "yes", "no", "value" (neither), "both" (sources disagree) or "open"."""

    id: str
    store: str
    product: str
    language: str
    text: str
    answer: Literal["yes", "no", "value", "both", "open"]
    says: tuple[tuple[str, ...], ...] = ()


def questions(file: Path = QUESTIONS) -> list[Question]:
    return [Question.model_validate(orjson.loads(line)) for line in file.read_text("utf-8").splitlines()]


def measure(store: Path, data: Path | None = None, file: Path = QUESTIONS, name: str = "on-product") -> Report:
    """Of the demo's rows alone where no folder of real data is given."""
    stores = {DEMO: store, **({"litemall": found[LITEMALL]} if data and LITEMALL in (found := foreign(data)) else {})}
    asked = [one for one in questions(file) if one.store in stores]
    told: dict[str, Outcome] = {}
    for held_by, path in stores.items():
        with asker(path) as assistant:
            told |= {one.id: outcome(one, assistant.ask(one.text, product_id=one.product)) for one in asked if one.store == held_by}
    return reported(asked, told, name)


def outcome(asked: Question, reply: Reply) -> Outcome:
    """Strictly: what is told in answer and isn't the answer is false. "silent" is said of an open question that nothing is told of, and that
    isn't said to be open either."""
    words, own = _words(asked.language), _plain(reply.text)
    open_ = bool(words["silent"].search(reply.text))
    yes, no = (bool(words[side].search(reply.text)) for side in ("yes", "no"))
    about = reply.intent == "product_question" and any(card.product_id == asked.product for card in reply.cards)
    if asked.answer == "open":
        return "false" if yes or no or (about and not open_) else "honest" if open_ else "silent"
    if (asked.answer == "yes" and no) or (asked.answer == "no" and yes):
        return "false"
    said = about and all(any(_plain(one) in own for one in group) for group in asked.says)
    return "right" if said else "false" if about and not open_ else "missed"


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text).replace("×", "*").casefold()


@cache
def _words(language: str) -> Mapping[str, re.Pattern[str]]:
    """How the reply says that nothing is stated, yes, and no."""
    book = Wording(language)

    def parts(key: str) -> list[str]:
        return [re.escape(part.strip()) for part in book.say(key, label=_PLACE, fact=_PLACE, term=_PLACE, nearest="").split(_PLACE)]

    on_file = [re.escape(part) for part in book.say("details.on_file", wanted=_PLACE, value=_PLACE).split(_PLACE)]

    silent = "|".join((*(max(parts(key), key=len) for key in _SILENT), rf"{on_file[0]}.{{1,80}}?{on_file[1]}"))
    sides = {side: "|".join(dict.fromkeys(parts(f"details.{side}_{manner}")[0] for manner in _MANNERS)) for side in ("yes", "no")}
    found = {side: re.compile(rf"(?:^|[:：;；]\s?)(?:{pattern})", re.MULTILINE) for side, pattern in sides.items()}
    return {**found, "silent": re.compile(silent)}


def reported(asked: Sequence[Question], told: Mapping[str, Outcome], name: str) -> Report:
    known = [one for one in asked if one.answer != "open"]
    count = Counter(told[one.id] for one in known)
    of_open = Counter(told[one.id] for one in asked if one.answer == "open")
    report = Report(name, "Questions about one product", {"questions": len(asked)})
    report.figures = [
        Figure("answer on file: right", count["right"] / max(1, len(known)), 0.8, ">=", "", f"of {len(known)}"),
        Figure("answer on file: false", count["false"], 0, "=", ""),
        Figure("nothing on file: said so", of_open["honest"] / max(1, sum(of_open.values())), 0.95, ">=", "", f"of {sum(of_open.values())}"),
        Figure("nothing on file: false", of_open["false"], 0, "=", ""),
    ]
    report.table("not right", ("", "asked", ""), [(one.id, one.text, told[one.id]) for one in asked if told[one.id] not in ("right", "honest")])
    return report
