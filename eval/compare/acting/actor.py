"""One side of a comparison: what it can be asked for."""

import asyncio
import base64
import sys
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from .modules import of
from .staged import Staged
from .told import Asked, requests, state_of, told, traced


class Actor:
    """Its methods are the requests."""

    def __init__(self) -> None:
        self._staged = Staged()
        self._assistant: Any = None
        self._loop = asyncio.Runner()

    def hello(self, asked: Asked) -> Asked:
        """The settings that the tree knows, and where it lies."""
        return {
            "root": str(Path(of("schema").__file__).parents[1]),
            "settings": sorted(of("schema.settings").Settings.model_fields),
            "python": sys.version.split()[0],
        }

    def store(self, asked: Asked) -> Asked:
        """The demo store as this tree makes it, in a folder of the tree's own."""
        settings = of("schema.settings").Settings()
        return {"store": str(of("ingest.demo").demo_store(settings, home=Path(asked["home"])))}

    def ingest(self, asked: Asked) -> Asked:
        """A store of other files, made by this tree."""
        store = Path(asked["home"]) / "store"
        of("ingest.ingest").ingest(
            [Path(file) for file in asked["files"]], store, mapping=asked["mapping"], settings=of("schema.settings").Settings()
        )
        return {"store": str(store)}

    def open(self, asked: Asked) -> Asked:
        opening = of("graphs.opening")
        build = opening.build
        opening.build = lambda *given, **more: self._staged.watch(build(*given, **more))
        self._assistant = opening.open(asked["store"])
        for module in ("worded_follow_ups", "worded_reply", "phrase"):  # where a tree checks wordings
            self._staged.hear(of("nodes").__dict__.get(module))
        catalogue = self._assistant.shopfront.current().catalogue
        return {"generation": catalogue.generation, "model": catalogue.manifest.model, "products": int(catalogue.columns.alive.sum())}

    def say(self, asked: Asked) -> Asked:
        """A turn: what it gave, how long each node took, what each wrote."""
        return self._loop.run(self._say(asked))

    async def _say(self, asked: Asked) -> Asked:
        assistant = self._assistant
        config = {"configurable": {"thread_id": asked["thread"]}}
        if state := asked.get("state"):
            await assistant.graph.aupdate_state(config, state_of(state), as_node="follow_ups")
        now = datetime.fromisoformat(asked["now"])
        context = of("schema.context").Context(clock=lambda: now, buyer=asked.get("buyer"))
        self._staged.begin(bool(asked.get("record")), {node: base64.b64decode(swap) for node, swap in asked.get("swaps", {}).items()})
        calls, begin = requests(), perf_counter()
        async for _ in assistant.graph.astream({"text": asked["text"]}, config, context=context, stream_mode="updates", durability="exit"):
            pass
        total = (perf_counter() - begin) * 1000
        kept = (await assistant.graph.aget_state(config)).values
        replies = [update["reply"] for update in self._staged.updates.values() if update.get("reply") is not None]
        reply = replies[-1].model_dump(mode="json", exclude={"thread_id", "timings_ms"})
        return {
            "reply": reply,
            "state": told(kept),
            "ms": {name: round(ms, 3) for name, ms in {**self._staged.ms, "turn": total}.items()},
            "trace": traced(self._staged.updates),
            "recorded": self._staged.recorded,
            "worded": self._staged.worded,
            "calls": requests() - calls,
        }

    def fork(self, asked: Asked) -> Asked:
        """A thread `to` that stands where `thread` stands."""
        checkpoints = self._assistant.threads.checkpoints
        configs = [{"configurable": {"thread_id": asked[name], "checkpoint_ns": ""}} for name in ("thread", "to")]
        found = checkpoints.get_tuple(configs[0])
        checkpoints.put(configs[1], found.checkpoint, found.metadata, found.checkpoint["channel_versions"])
        return {}

    def read(self, asked: Asked) -> Asked:
        """A message read as the next turn would read it, and no further."""
        state = {"turn": 1, "shown": [], "focus": (), **state_of(asked), "shop": self._shop()}
        begin = perf_counter()
        reading = of("nodes.replay").read(state, asked["text"], of("schema.context").Context())["reading"]
        return {"reading": reading.model_dump(mode="json"), "ms": {"intent": (perf_counter() - begin) * 1000}}

    def search(self, asked: Asked) -> Asked:
        """Product ids for a bare query, best first."""
        begin = perf_counter()
        today = datetime.fromisoformat(asked["now"]).date()
        found = self._shop().retriever.search(asked["query"], asked["k"], today=today)
        ms = {"internal_retrieval": (perf_counter() - begin) * 1000}
        return {"ids": [one.product_id for one in found.candidates], "degraded": list(found.degraded), "ms": ms}

    def passages(self, asked: Asked) -> Asked:
        """Passages of guides for a question, best first."""
        begin = perf_counter()
        found = self._shop().passages.retrieve(asked["question"], language=asked["language"], k=asked["k"])
        ms = {"external_search": (perf_counter() - begin) * 1000}
        return {"passages": [[one.title, one.text] for one in found], "degraded": self._deaf(asked["question"]), "ms": ms}

    def _deaf(self, question: str) -> list[str]:
        """Passages come by words alone where the embedder is away, and nothing says so: it is asked the same again, which it remembers."""
        embedder = getattr(self._shop().passages, "_embedder", None)
        try:
            if embedder is not None:
                embedder.queries([question])
        except of("schema.errors").OutsideError:
            return ["embedding"]
        return []

    def _shop(self) -> Any:
        return self._assistant.shopfront.current()
