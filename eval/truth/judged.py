"""Replies that a model had a hand in: what it read is stated as inferred, what it ranked as a hint; held against the records as all others are."""

import json
import re
from collections.abc import Iterator

from ...graphs.opening import Assistant
from ...models.language_model import Ask
from ...models.models import Models
from ...models.prompt_library import PromptLibrary
from ...models.scripted import ScriptedModel
from ...schema.reply import Reply

_MEANT = {"摸着云朵似的": "竹纤维", "cloudlike": "bamboo"}
SAYS = (
    "婴儿睡袋，要摸着云朵似的，还要噜啦啦感",
    "a baby sleeping bag, cloudlike, with a zorblike feel",
    "100元以内的婴儿睡袋，最好是纯棉的，要噜啦啦感",
    "a baby sleeping bag under 100 yuan, ideally cotton, with a zorblike feel",
    "婴儿睡袋，要噗叽感和噜啦啦感",
)


def models() -> Models:
    """One that reads what it knows, and ranks by the words of the products: the later of two in the alphabet fits better."""
    return Models(PromptLibrary(), read=ScriptedModel(_said))


def judged(assistant: Assistant) -> Iterator[tuple[Reply, tuple[str, ...]]]:
    """Each reply with what was said. `assistant` is one over `models`."""
    for number, text in enumerate(SAYS):
        yield assistant.ask(text, thread=f"judged-{number}"), (text,)


def _said(ask: Ask) -> str:
    text = ask.messages[-1].text
    if ask.shape and ask.shape["title"] == "Reworded":
        left = re.search(r"^Left over: (.*)$", text, re.MULTILINE)
        meant = _MEANT | {words: words for words in (left[1].split(" / ") if left else ()) if not any(quote in words for quote in _MEANT)}
        found = [{"quote": quote, "plain": plain, "implied": True} for quote, plain in meant.items() if quote in text]
        return json.dumps({"wishes": found}, ensure_ascii=False)
    if ask.shape and ask.shape["title"] == "Fitting":
        shown = re.findall(r"^([A-Z])\n((?:- .*\n)*)", text, re.MULTILINE)
        return json.dumps({"fits": [letter for letter, _ in sorted(shown, key=lambda each: each[1], reverse=True)]})
    return json.dumps({"claims": []})
