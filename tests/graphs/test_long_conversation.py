"""A conversation of 200 turns with a wordy buyer, and models whose windows hold 2k, 8k, 32k and 128k tokens."""

import asyncio
import json
import re
from pathlib import Path

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.models.language_model import Ask
from daogou.models.models import Models
from daogou.models.prompt_library import PromptLibrary
from daogou.models.scripted import ScriptedModel
from daogou.models.tokens import counter
from daogou.models.window import Window
from daogou.schema.settings import Settings
from langchain_core.messages import AIMessage, HumanMessage

TURNS = 200
WINDOWS = (2_048, 8_192, 32_768, 131_072)
STORY = {"zh": "店里的客人都说去年那批用着挺顺手，", "en": "our customers were quite happy with last year's batch and "}
ASKED = {"zh": "婴儿睡袋,要摸着云朵似的", "en": "a baby sleeping bag that feels cloudlike"}


def says(ask: Ask) -> str:
    return "chat" if ask.shape is None else json.dumps({"fits": []} if "Fitting" in str(ask.shape) else {"lines": []})


def unbounded(folder: Path) -> PromptLibrary:
    """The package's prompts with a budget beyond every window, so that the window is what bounds them."""
    for name in ("commands", "write", "rank"):
        (folder / f"{name}.md").write_text(re.sub(r"budget: \d+", "budget: 1000000", PromptLibrary().get(name).written), "utf-8")
    return PromptLibrary(folder)


def talked(assistant: Assistant, language: str) -> list[str]:
    """All turns but the last, put into the graph's own state; what the buyer said."""
    said = [f"{turn} {STORY[language] * 30}"[:2000].strip() for turn in range(1, TURNS)]
    turns = [message for text in said for message in (HumanMessage(text), AIMessage(f"reply to {text}"))]
    config = {"configurable": {"thread_id": "t"}}
    asyncio.run(assistant.graph.aupdate_state(config, {"messages": turns, "turn": TURNS - 1}, as_node="follow_ups"))  # type: ignore[arg-type]
    return said


@pytest.mark.parametrize("language", STORY)
def test_every_prompt_fits_and_has_the_message_whole(six_store: Path, tmp_path: Path, language: str) -> None:
    model, count = ScriptedModel(says), counter()
    settings = Settings(store=six_store, state=tmp_path / "state", cache=False, reader="model", read_timeout_s=60.0)
    with open_assistant(settings=settings, models=Models(unbounded(tmp_path), read=model, write=model)) as assistant:
        assistant.ask(ASKED[language], thread="t", language=language)
        said = talked(assistant, language)
        for window in WINDOWS:
            model.asked.clear()
            model.reads = Window(window)
            reply = assistant.ask(ASKED[language], thread="t", language=language)
            assert reply.turn >= TURNS and reply.degraded == ()
            assert all(sum(count(message.text) for message in ask.messages) + ask.max_tokens <= window for ask in model.asked)
            prompts = [message.text for ask in model.asked for message in ask.messages]
            assert prompts and not [text for text in said for prompt in prompts if text in prompt]
            assert any(ASKED[language] in prompt for prompt in prompts)
