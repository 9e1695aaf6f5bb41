"""Conversations: turns said one after another, words or taps on what the reply before offered."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from .case import Case
from .player import Player
from .plays import Answers
from .suite import Swaps


def converse(case: Case, player: Player, record: bool = False, swaps: Swaps = ()) -> Answers:
    """The script has `now` and `turns`, each a text or a tap; `state` is what the conversation begins with, `buyer` whose it is. A tap on what isn't
    there ends it."""
    script, thread, answers = case.script, f"play-{uuid4().hex}", Answers()
    for number, turn in enumerate(script["turns"]):
        text = turn if isinstance(turn, str) else tapped(turn, answers)
        if text is None:
            answers.append({"said": "", "lost": f"there is nothing to tap: {turn}"})
            break
        asked: dict[str, Any] = {"thread": thread, "text": text, "now": script["now"], "record": record}
        if number == 0 and script.get("state"):
            asked["state"] = script["state"]
        if number < len(swaps):
            asked["swaps"] = dict(swaps[number])
        answers.append({"said": text, **player.ask("say", **asked)})
    return answers


def tapped(tap: dict[str, Any], answers: Sequence[dict[str, Any]]) -> str | None:
    """The words that a tap on the last reply sends."""
    reply = answers[-1]["reply"]
    if (place := tap.get("relaxation")) is not None:
        found = reply["relaxations"]
        return found[place - 1]["say"] or None if place <= len(found) else None
    return next((one["text"] for one in reply["suggestions"] if one["kind"] == tap["suggestion"]), None)
