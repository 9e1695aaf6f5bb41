"""Understanding: single messages, read. Intents over eval/utterances, conditions over eval/conditions."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from ....catalogue.catalogue import Catalogue
from ....schema.reading import Reading
from ...utterance import Utterance, utterances
from ...wordings import HALVES, Wording, unlike, wordings
from ..case import Case, Slices
from ..heard import length
from ..player import Player
from ..plays import Answers
from ..row import Row
from ..suite import Swaps

Gold = Utterance | Wording


class Understanding:
    name = "understanding"
    stage = "intent"

    def cases(self) -> Iterator[Case]:
        for number, one in enumerate(utterances()):
            yield _intent(number, one)
        for half in HALVES:
            for number, wording in enumerate(wordings(half)):
                yield _condition(half, number, wording)

    def play(self, case: Case, player: Player, record: bool = False, swaps: Swaps = ()) -> Answers:
        return [player.ask("read", **case.script)]

    def rows(self, case: Case, answers: Answers, catalogue: Catalogue) -> list[Row]:
        answer = answers[0]
        wrong = _wrong(case.gold, answer["reading"])
        missed = () if wrong is None else (wrong,)
        return [
            Row(
                case.id, case.id, case.cluster, self.name, case.owner, case.source, case.slices, float(wrong is None), None, missed,
                case.script["text"], ms=answer["ms"], trace={"intent": answer["reading"]},
            )
        ]  # fmt: skip


def _intent(number: int, one: Utterance) -> Case:
    script: dict[str, Any] = {"text": one.text}
    if one.topic:
        script["need"] = {"category": one.topic, "query": one.topic, "language": one.language}
        script["shown"] = [each.model_dump(mode="json") for each in one.shown]
    slices: Slices = {
        "language": (one.language,), "intent": (one.intent,), "measure": ("intent",), "length": (length(one.text),),
        "turn": ("2" if one.topic else "1",), "owner": (one.intent,),
    }  # fmt: skip
    return Case(f"intent-{number}", "understanding", script, one.intent, f"eval/utterances/{one.intent}.yaml", slices, one.template, one)


def _condition(half: str, number: int, one: Wording) -> Case:
    script: dict[str, Any] = {"text": one.text}
    if one.within:
        script["need"] = {"category": one.within, "query": one.within}
    fields = {_field(name) for name in one.wanted}
    slices: Slices = {
        "language": ("zh" if any(char >= "\u3400" for char in one.text) else "en",), "measure": ("conditions",), "field": tuple(sorted(fields)),
        "length": (length(one.text),), "conditions": (str(min(len(one.wanted), 4)),), "owner": (one.slice,), "turn": ("2" if one.within else "1",),
    }  # fmt: skip
    source, cluster = f"eval/conditions/{half}.yaml", f"{half}/{one.slice}/{'; '.join(one.wanted)}"
    return Case(f"condition-{half}-{number}", "understanding", script, one.slice, source, slices, cluster, one)


def _field(name: str) -> str:
    plain = name.lstrip("~")
    return "attribute" if plain.startswith("attr.") else "".join(char for char in plain.split(" ")[0].split("=")[0] if char.isalpha() or char == "_")


def _wrong(gold: Gold, told: dict[str, Any]) -> str | None:
    """What was read instead; None where it is right."""
    if isinstance(gold, Utterance):
        return None if told["intent"] == gold.intent else f"read as {told['intent']}"
    try:
        return unlike(Reading.model_validate(told), gold)
    except ValidationError:
        return "the reading isn't of the schema"
