"""What a server must compute of each turn's prompts, and what it has from before: `python -m daogou.eval.bench prefixes`.

Counted from the prompts, as a prefix cache of vLLM's would hold them (whole blocks of 16 tokens). Where DAOGOU_LLM_BASE_URL names a vLLM, that is
asked, and its own counters stand beside.
"""

import re
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Iterable
from itertools import cycle
from os.path import commonprefix

from ..models.language_model import Answer, Ask, LanguageModel
from ..models.models import Models, make_models
from ..models.prompt_library import PromptLibrary
from ..models.scripted import ScriptedModel
from ..models.tokens import counter
from ..models.window import Window
from ..schema.errors import Unreachable
from ..schema.reply import Usage
from .assistants import catalogue_of, opened
from .report import Cells, Figure, Report
from .stores import Bench
from .talk import LANGUAGES, Kind, Talk

BLOCK = 16
COURSE: tuple[Kind, ...] = ("search", "refine", "pick", "compare", "brand", "new topic")
"""A conversation's turns, again and again. Those that search end with words that no record speaks of, so that a model is asked to rank."""
UNREAD = {"zh": "，要有高级感", "en": ", with a cloud-like feel"}
LINE = "chat"
"""What it reads: a line that changes nothing beside the built-in reader's."""
SAID = {"Fitting": '{"fits": []}', "Summary": '{"claims": []}', "Worded": '{"lines": []}'}
ROLES = {"": "read", "Fitting": "rank", "Summary": "sum up", "Worded": "write"}
GROWTH = 1.2
_SHOWN = (1, 2, 3, 5, 6, 10, 15, 20, 25, 30)

Tokens = Counter[tuple[int, str, str]]
"""By turn, role, and "all" or "new" of the prompts, or the most that may be answered."""


class Prefixes:
    """The prompts that a server has seen, a tenant's apart from another's."""

    def __init__(self) -> None:
        self._seen: dict[str | None, list[str]] = {}

    def new(self, ask: Ask) -> tuple[int, int]:
        """Tokens of the prompt, and those of them that no earlier one begins with."""
        text = "".join(f"<{message.type}>{message.text}" for message in ask.messages)
        seen = self._seen.setdefault(ask.salt, [])
        known = max((len(commonprefix([text, before])) for before in seen), default=0)
        seen.append(text)
        count = counter()
        return count(text), count(text) - count(text[:known]) // BLOCK * BLOCK


class Counted:
    """A model whose prompts are counted before it gets them."""

    def __init__(self, model: LanguageModel, count: Callable[[Ask], None]) -> None:
        self.name, self._model, self._count = model.name, model, count

    async def window(self) -> Window:
        return await self._model.window()

    async def complete(self, ask: Ask) -> Answer:
        self._count(ask)
        return await self._model.complete(ask)

    async def stream(self, ask: Ask) -> AsyncGenerator[str | Usage, None]:
        self._count(ask)
        async for piece in self._model.stream(ask):
            yield piece


class Server:
    """vLLM's counters: tokens of prompts, and those of them that its prefix cache had."""

    def __init__(self, base_url: str | None) -> None:
        self._url = f"{base_url.rstrip('/').removesuffix('/v1')}/metrics" if base_url else None
        self._last = self._read()

    def since(self) -> tuple[int, int]:
        """All and new since the last time; (0, 0) without a server."""
        now, last = self._read(), self._last
        self._last = now
        return now[0] - last[0], now[0] - last[0] - (now[1] - last[1])

    def _read(self) -> tuple[int, int]:
        import httpx

        try:
            text = httpx.get(self._url, timeout=10).text if self._url else ""
        except httpx.HTTPError as error:
            raise Unreachable(f"{self._url} didn't answer: start vLLM, or unset DAOGOU_LLM_BASE_URL.") from error
        found = [re.findall(rf"^vllm:prefix_cache_{name}_total\{{.*\}} (\S+)$", text, re.MULTILINE) for name in ("queries", "hits")]
        return int(sum(map(float, found[0]))), int(sum(map(float, found[1])))


def measure(products: int, turns: int, conversations: int, bench: Bench) -> Report:
    """`conversations` of `turns` turns, in both languages; tokens are the mean over them."""
    tokens, seen, turn = Tokens(), Prefixes(), 0
    server = Server(bench.settings.llm_base_url)

    def count(ask: Ask) -> None:
        role = ROLES[ask.shape["title"] if ask.shape else ""]
        for kind, number in zip(("all", "new"), seen.new(ask), strict=True):
            tokens[turn, role, kind] += number
        tokens[turn, role, "answer"] += ask.max_tokens

    asked, scripted = make_models(bench.settings), ScriptedModel(lambda ask: SAID.get(str(ask.shape["title"]), "") if ask.shape else LINE)
    models = Models(PromptLibrary(bench.settings.prompts), Counted(asked.read or scripted, count), Counted(asked.write or scripted, count))
    with opened(bench.store(products), bench.settings, models, reader="model") as assistant:
        for number, language in zip(range(conversations), cycle(LANGUAGES), strict=False):
            talk = Talk(catalogue_of(assistant), number)
            for turn, kind in zip(range(1, turns + 1), cycle(COURSE), strict=False):
                text = talk.message(kind, language).text + (UNREAD[language] if kind in ("search", "refine", "new topic") else "")
                assistant.ask(text, thread=f"t{number}", language=language)
                for what, of_server in zip(("all", "new"), server.since(), strict=True):
                    tokens[turn, "vLLM", what] += of_server
    return _report(tokens, products, turns, conversations, bench)


def _report(tokens: Tokens, products: int, turns: int, conversations: int, bench: Bench) -> Report:
    setting = {"products": products, "turns": turns, "conversations": conversations, "model": bench.settings.llm_model or "scripted"}
    report = Report("prefixes", "Prompt tokens that a prefix cache doesn't have, by turn", setting)
    roles = [role for role in (*ROLES.values(), "vLLM") if any(key[1] == role for key, count in tokens.items() if count)]

    def told(turn: int, role: str) -> str:
        every, new = (round(tokens[turn, role, kind] / conversations) for kind in ("all", "new"))
        return f"{new:,} of {every:,}" if every else "–"

    report.table(
        "new tokens of all, mean", ("turn", *roles), [(str(turn), *(told(turn, role) for role in roles)) for turn in _SHOWN if turn <= turns]
    )

    def total(role: str, kind: str, some: Iterable[int] = range(1, turns + 1)) -> int:
        return sum(tokens[turn, role, kind] for turn in some)

    every = conversations * turns
    costs: list[Cells] = [
        (role, *(round(total(role, kind) / every) for kind in ("all", "new", "answer"))) for role in roles if role in ROLES.values()
    ]
    report.table("tokens a turn, mean", ("role", "prompts", "of them new", "answers, at most"), costs)
    middle = (turns + len(COURSE)) // 2  # the first round of the course is left out of the growth: nothing is known yet
    first, second = range(len(COURSE) + 1, middle + 1), range(middle + 1, turns + 1)
    for role in roles:
        before, after = (total(role, "new", some) / max(len(some), 1) / conversations for some in (first, second))
        name = f"{role}: new tokens, turns {middle + 1} to {turns} / {len(COURSE) + 1} to {middle}"
        growth, cached = after / before if before else float("nan"), 100 * (1 - total(role, "new") / total(role, "all"))
        report.figures += [
            Figure(name, growth, GROWTH, "<=", "x", f"{after:.0f} / {before:.0f} a turn"),
            Figure(f"{role}: from the cache", cached, None, ">=", " %", f"of {total(role, 'all') // every} tokens a turn"),
        ]
    return report
