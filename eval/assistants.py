"""Assistants as benchmarks use them: opened over a store with a state of their own, asked, conversations forked; and stores of data sets."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, cast
from uuid import uuid4

from langchain_core.runnables import RunnableConfig

from ..catalogue.catalogue import Catalogue
from ..catalogue.store import Store
from ..graphs.opening import Assistant
from ..graphs.opening import open as open_assistant
from ..ingest.demo import demo_store
from ..ingest.ingest import ingest
from ..models.embedding import Embedder, Vectors, make_embedder
from ..models.models import Models
from ..nodes.state import Message, State
from ..schema.command import AnyCommand
from ..schema.context import Context
from ..schema.plan import Plan
from ..schema.product import Product
from ..schema.reading import Reading
from ..schema.reply import Reply
from ..schema.settings import Settings
from ..tools.decisions.decision import Decision
from ..tools.shop import Shopfront

CACHE = Path(".cache")
MAPPINGS = {"chorus-icecat": "chorus", "retail-demo-store": "retail-demo-store", "litemall-zh": "litemall"}
"""Folder of real data -> how it is read."""
PATIENT: dict[str, Any] = {"retrieval_timeout_s": 60.0, "search_timeout_s": 60.0, "profile_timeout_s": 60.0}
"""Settings by which a busy machine decides nothing."""


class Wrapped:
    """An embedder that does everything as `base` does it, under its name."""

    def __init__(self, base: Embedder) -> None:
        self.base = base

    @property
    def name(self) -> str:
        return self.base.name

    @property
    def dimensions(self) -> int:
        return self.base.dimensions

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self.base.queries(texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self.base.passages(texts)


class Unremembered(Wrapped):
    """Embeds every query anew, by the same model: the memory below knows a text with its spaces, and the model doesn't see those."""

    def __init__(self, base: Embedder) -> None:
        super().__init__(base)
        self._spaces = cycle(range(1, 1024))  # more than the memory keeps

    def queries(self, texts: Sequence[str]) -> Vectors:
        around = (divmod(next(self._spaces), 32) for _ in texts)  # a model that is given hundreds in a row cuts the text
        return self.base.queries([f"{' ' * before}{text}{' ' * behind}" for text, (before, behind) in zip(texts, around, strict=True)])


@contextmanager
def opened(
    store: Path, settings: Settings, models: Models | None = None, wrap: type[Wrapped] = Unremembered, **changes: object
) -> Iterator[Assistant]:
    """No model unless there are `models`, no Redis, no cache but by `changes` to the settings. Conversations lie in SQLite in a temporary folder."""
    with TemporaryDirectory(prefix="daogou-bench-") as state:
        own = settings.model_copy(update={"state": Path(state), "store": store, "redis_url": None, "cache": False, **changes})
        with Assistant(Shopfront(Store(store), own, wrap(make_embedder(own))), own, models) as assistant:
            assistant.shopfront.current()
            yield assistant


@contextmanager
def held(store: Path | None, models: Models | None = None, **changes: Any) -> Iterator[Assistant]:
    """As buyers have it, but patient: with the models that the settings name, over the demo store where `store` is None."""
    with TemporaryDirectory(prefix="daogou-eval-") as state:
        own = Settings(**{**PATIENT, "redis_url": None, "state": Path(state), **changes})
        with open_assistant(store or demo_store(own), settings=own, models=models) as assistant:
            yield assistant


def catalogue_of(assistant: Assistant) -> Catalogue:
    return assistant.shopfront.current().catalogue


class Turn(NamedTuple):
    """What the buyer said, what was read, planned and decided (None: a first reply given before), what he got; `state` is the conversation's after
    it."""

    text: str
    reading: Reading
    plan: Plan
    decision: Decision
    reply: Reply
    state: State


class Turns:
    """Takes turns of the whole graph in conversations of an assistant whose state lies in SQLite."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    async def take(self, text: str, thread: str, commands: Sequence[AnyCommand] = (), context: Context | None = None) -> Turn:
        """By its words, or by the commands of a tap in their place."""
        found: dict[str, Any] = {}
        config, graph = _config(thread), self._assistant.graph
        asked: Message = {"text": text, "commands": tuple(commands)} if commands else {"text": text}
        async for update in graph.astream(asked, config, context=context or Context(), stream_mode="updates", durability="exit"):
            for part in update.values():
                found |= part or {}
        read, plan, decision = cast(Reading, found.get("reading")), cast(Plan, found.get("plan")), cast(Decision, found.get("decision"))
        return Turn(text, read, plan, decision, found["reply"], cast(State, (await graph.aget_state(config)).values))

    def fork(self, thread: str) -> str:
        """A new thread that stands where `thread` stands."""
        checkpoints, fork = self._assistant.threads.checkpoints, f"fork-{uuid4().hex}"
        found = checkpoints.get_tuple(_config(thread))
        assert found is not None
        checkpoints.put(_config(fork), found.checkpoint, found.metadata, found.checkpoint["channel_versions"])
        return fork


def _config(thread: str) -> RunnableConfig:
    return {"configurable": {"thread_id": thread, "checkpoint_ns": ""}}


def foreign(data: Path) -> dict[str, Path]:
    """The stores of the real data that is there, ingested where they aren't yet."""
    return {name: _made(data / name, mapping) for name, mapping in MAPPINGS.items() if (data / name).is_dir()}


def own() -> dict[str, Path]:
    """The catalogues that the checkout's tests have, ingested; none where it runs from a wheel."""
    folder = Path(__file__).parent.parent / "tests" / "catalogues"
    return {each.name: _made(each, None) for each in sorted(folder.glob("*")) if (each / "products.jsonl").exists()}


def _made(folder: Path, mapping: str | None) -> Path:
    store = CACHE / (mapping or folder.name)
    if not (store / "CURRENT").exists():
        ingest([folder], store, mapping=mapping)
    return store


@contextmanager
def asker(store: Path) -> Iterator[Assistant]:
    """Of the catalogue alone: what an outside search would say is no part of it, nor is how busy the machine is."""
    with opened(store, Settings(search_provider="none", probe_timeout_s=30, retrieval_timeout_s=30)) as assistant:
        yield assistant


def products_of(assistant: Assistant, found: Reply | str, most: int) -> list[Product]:
    """Those of a reply's first cards, or what a bare search for words finds."""
    cards = found.cards[:most] if isinstance(found, Reply) else assistant.search(found, k=most, language="en")
    return catalogue_of(assistant).products([card.product_id for card in cards])
