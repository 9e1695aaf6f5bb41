"""Suggestions: what each reply of the scenarios' conversations offers next, tapped in a fork of the conversation."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import uuid4

from ....catalogue.catalogue import Catalogue
from ..case import Case
from ..conversing import tapped
from ..player import Player
from ..plays import Answers
from ..row import Row
from ..suite import Swaps
from .scenarios import Scenarios, row

WANTED = 3
SEARCHES = ("search", "refine")


class Suggestions:
    name = "suggestions"
    stage = None

    def cases(self) -> Iterator[Case]:
        for case in Scenarios().cases():
            if case.slices["wording"][0] in ("plain", "other"):
                yield replace(case, suite=self.name, gold=None, script={**case.script, "taps": True})

    def play(self, case: Case, player: Player, record: bool = False, swaps: Swaps = ()) -> Answers:
        """As a conversation, and behind each turn what its suggestions led to."""
        thread, answers = f"taps-{uuid4().hex}", Answers()
        for number, turn in enumerate(case.script["turns"]):
            text = turn if isinstance(turn, str) else tapped(turn, answers)
            if text is None:
                break
            asked: dict[str, Any] = {"now": case.script["now"], "record": record, "swaps": dict(swaps[number]) if number < len(swaps) else {}}
            answer = player.ask("say", thread=thread, text=text, **asked)
            taps = [_tapped(player, thread, one, case.script["now"]) for one in answer["reply"]["suggestions"]]
            answers.append({"said": text, **answer, "taps": taps})
        return answers

    def rows(self, case: Case, answers: Answers, catalogue: Catalogue) -> list[Row]:
        """The share of three suggestions that are there, lead somewhere and do what their kind says."""
        found = []
        for number, answer in enumerate(answers, 1):
            wrong = [f"{tap['suggestion']['text']}: {why}" for tap in answer["taps"] if (why := amiss(answer["reply"], tap))]
            few = WANTED - len(answer["taps"])
            missed = (*wrong, *((f"only {len(answer['taps'])} suggestions",) if few > 0 else ()))
            found.append(row(case, number, answer, max(0.0, 1 - (len(wrong) + max(few, 0)) / WANTED), missed))
        return found


def _tapped(player: Player, thread: str, suggestion: dict[str, Any], now: str) -> dict[str, Any]:
    """What it led to, without the weight of a whole answer."""
    fork = f"{thread}-{uuid4().hex}"
    player.ask("fork", thread=thread, to=fork)
    reply = player.ask("say", thread=fork, text=suggestion["text"], now=now)["reply"]
    kept = ("intent", "need", "question", "degraded")
    counts = {name: len(reply[name] or ()) for name in ("cards", "citations", "inquiries", "relaxations")}
    meeting = sum(not card["failed"] for card in reply["cards"])
    told = {**{name: reply[name] for name in kept}, **counts, "meeting": meeting, "compared": reply["comparison"] is not None}
    return {"suggestion": suggestion, "reply": told}


def amiss(before: dict[str, Any], tap: dict[str, Any]) -> str | None:
    """What is wrong with where it led; None where nothing is."""
    kind, after = tap["suggestion"]["kind"], tap["reply"]
    if kind == "decide":
        said = after["cards"] or after["citations"] or after["inquiries"] or after["compared"]
        return None if said else "led to nothing"
    if after["intent"] not in SEARCHES:
        return f"read as {after['intent']}"
    if not after["meeting"]:
        return "led to nothing"
    old, new = _hard(before["need"]), _hard(after["need"])
    if kind == "widen" and before["need"]["category"] and old == new and before["need"]["category"] == after["need"]["category"]:
        return "gave up nothing"
    if (
        kind == "narrow"
        and old == new
        and before["need"]["category"] == after["need"]["category"]
        and before["need"]["query"] == after["need"]["query"]
    ):
        return "narrowed nothing"
    return None


def _hard(need: dict[str, Any]) -> set[str]:
    active = [one for one in need["conditions"] if one["hard"] and one["status"] in ("current", "inherited")]
    return {f"{one['field']} {one['op']} {one['value']}" for one in active}
