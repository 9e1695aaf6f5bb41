"""Scenarios: each turn of each wording against the end state that it must reach; suggestions: what each reply offers next, tapped in a fork."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from ....catalogue.catalogue import Catalogue
from ...broken import broken
from ...scenario import FOLDER, WORDINGS, Expect, Scenario, Wording, scenarios, unmet
from ..cases import Answers, Case, Row, Slices
from ..conversation import converse, malformed, seen, shown, slices_of, tapped
from ..player import Player
from ..suite import NOW, Swaps

PERSONAS = {"consumer": "consumer", "wholesale": "wholesaler"}
WANTED = 3
SEARCHES = ("search", "refine")


class Scenarios:
    """`name` by which the command line knows it."""

    name: str = "scenarios"
    stage = None

    def play(self, case: Case, player: Player, record: bool = False, swaps: Swaps = ()) -> Answers:
        return converse(case, player, record, swaps)

    def cases(self) -> Iterator[Case]:
        for scenario in scenarios():
            for wording in WORDINGS:
                yield case_of(scenario, wording, self.name)

    def rows(self, case: Case, answers: Answers, catalogue: Catalogue) -> list[Row]:
        turns: Sequence[Any] = case.gold.turns  # those of a scenario, or of a thread in one wording
        language = case.slices["language"][0]
        found = []
        for number, turn in enumerate(turns, 1):
            answer = answers[number - 1] if number <= len(answers) else {"said": "", "lost": "the conversation ended before"}
            missed, total = _missed(turn.expect, answers[:number], catalogue, case, language) if "reply" in answer else ((answer["lost"],), 1)
            intent: Slices = {"intent": (turn.expect.intent,)} if isinstance(turn.expect.intent, str) else {}  # both in one slice, whatever they read
            found.append(row(case, number, answer, 1 - min(len(missed), total) / total, missed, intent))
        return found


def case_of(scenario: Scenario, wording: Wording, suite: str) -> Case:
    place = WORDINGS.index(wording)
    turns: list[Any] = [turn.say[place] if turn.tap is None else turn.tap.model_dump(exclude_none=True) for turn in scenario.turns]
    slices: Slices = {"language": (scenario.language(wording),), "wording": (wording,), "owner": (scenario.slice,)}
    slices["persona"] = (PERSONAS.get(scenario.slice, "either"),)
    script = {"now": NOW, "turns": turns}
    return Case(f"{scenario.id}/{wording}", suite, script, scenario.slice, f"eval/{FOLDER.name}/{scenario.slice}.yaml", slices, scenario.id, scenario)


def row(
    case: Case, number: int, answer: dict[str, Any], content: float, missed: tuple[str, ...], gold: dict[str, tuple[str, ...]] | None = None
) -> Row:
    """Of a turn of a conversation."""
    reply = answer.get("reply")
    wrong = malformed(answer) if reply else ()
    usage = (reply or {}).get("usage", {})
    slices = {**slices_of(answer["said"], number, reply), **case.slices, **(gold or {})}
    missed, form = (*missed, *(f"form: {one}" for one in wrong)), float(not wrong) if reply else None
    return Row(
        f"{case.id}/{number}", case.id, case.cluster or case.id, case.suite, case.owner, case.source, slices, content, form, missed, answer["said"],
        (reply or {}).get("text", ""), answer.get("ms", {}), usage.get("prompt_tokens", 0) + usage.get("completion_tokens", 0),
        answer.get("calls", 0), shown(reply),
    )  # fmt: skip


def _missed(expect: Expect, answers: Answers, catalogue: Catalogue, case: Case, language: Any) -> tuple[tuple[str, ...], int]:
    """What doesn't hold, and out of how many: what is expected, the language, and that no hard condition is broken."""
    now = seen(answers, catalogue, case.script["now"], language)
    if now is None:
        return ("a reply isn't of the schema",), 1
    missed = [f"{expected}; got {got[:300]}" for expected, got in unmet(now, expect)]
    if broke := broken(now.reply, catalogue, now.today):
        missed.append(f"hard conditions broken: {'; '.join(f'{product} {name}' for product, name in broke[:5])}")
    return tuple(missed), len(expect.model_fields_set | {"language"}) + 1


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
    told = {name: reply[name] for name in ("intent", "need", "question", "degraded")}
    told["said"] = bool(reply["cards"] or reply["citations"] or reply["inquiries"] or reply["comparison"])
    return {"suggestion": suggestion, "reply": {**told, "meeting": sum(not card["failed"] for card in reply["cards"])}}


def amiss(before: dict[str, Any], tap: dict[str, Any]) -> str | None:
    """What is wrong with where it led; None where nothing is."""
    kind, after = tap["suggestion"]["kind"], tap["reply"]
    if kind == "decide":
        return None if after["said"] else "led to nothing"
    if after["intent"] not in SEARCHES:
        return f"read as {after['intent']}"
    if not after["meeting"]:
        return "led to nothing"
    (old, category, query), (new, *now) = _held(before["need"]), _held(after["need"])
    if kind == "widen" and category and (old, category) == (new, now[0]):
        return "gave up nothing"
    return "narrowed nothing" if kind == "narrow" and (old, category, query) == (new, *now) else None


def _held(need: dict[str, Any]) -> tuple[set[str], Any, Any]:
    """Hard conditions in force, the category, the words."""
    active = [one for one in need["conditions"] if one["hard"] and one["status"] in ("current", "inherited")]
    return {f"{one['field']} {one['op']} {one['value']}" for one in active}, need["category"], need["query"]
