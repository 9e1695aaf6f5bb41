"""Replies that a model had a hand in: what it ranked is told as a hint; held against the records as all others are."""

import json
import re
from collections.abc import Iterator

from ...graphs.opening import Assistant
from ...models.language_model import Ask
from ...models.models import Models
from ...models.prompt_library import PromptLibrary
from ...models.scripted import ScriptedModel
from ...schema.reply import Reply

SAYS = (
    "婴儿睡袋，要噜啦啦感",
    "a baby sleeping bag with a zorblike feel",
    "100元以内的婴儿睡袋，最好是纯棉的，要噜啦啦感",
    "a baby sleeping bag under 100 yuan, ideally cotton, with a zorblike feel",
    "婴儿睡袋，要噗叽感和噜啦啦感",
)


def models() -> Models:
    """One that ranks by the words of the products: the later of two in the alphabet fits better."""
    return Models(PromptLibrary(), read=ScriptedModel(_said))


def judged(assistant: Assistant) -> Iterator[tuple[Reply, tuple[str, ...]]]:
    """Each reply with what was said. `assistant` is one over `models`."""
    for number, text in enumerate(SAYS):
        yield assistant.ask(text, thread=f"judged-{number}"), (text,)


def _said(ask: Ask) -> str:
    if ask.shape and ask.shape["title"] == "Fitting":
        shown = re.findall(r"^([A-Z])\n((?:- .*\n)*)", ask.messages[-1].text, re.MULTILINE)
        return json.dumps({"fits": [letter for letter, _ in sorted(shown, key=lambda each: each[1], reverse=True)]})
    return json.dumps({"claims": []})
