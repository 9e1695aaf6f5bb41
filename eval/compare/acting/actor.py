"""One side of a comparison: what it can be asked for."""

import asyncio
import base64
import pickle
from datetime import datetime
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

Asked = dict[str, Any]


def of(module: str) -> Any:
    """`of("graphs.opening")`: of whichever tree PYTHONPATH names, not of the one that this file belongs to."""
    return import_module(f"daogou.{module}")


def told(state: Any) -> Asked:
    """What is checked of a conversation's state."""
    pending = state.get("pending")
    return {
        "shown": [{"turn": one.turn, "product_ids": list(one.product_ids)} for one in state.get("shown", [])],
        "focus": list(state.get("focus") or ()),
        "pending": getattr(pending, "kind", None),
    }


def requests() -> int:
    """To language models so far, as the tree's own metric counts them."""
    from prometheus_client import REGISTRY

    counted = (sample for metric in REGISTRY.collect() if metric.name == "daogou_model_requests" for sample in metric.samples)
    return int(sum(sample.value for sample in counted if sample.name.endswith("_total")))


class Staged:
    """How long each node took, what it wrote, what it is made to write instead, and what a language model worded."""

    def __init__(self) -> None:
        self.begin(False, {})

    def begin(self, record: bool, swaps: dict[str, bytes]) -> None:
        self.ms: dict[str, float] = {}
        self.updates: dict[str, Any] = {}
        self.recorded: dict[str, str] = {}
        self.worded: list[dict[str, Any]] = []
        self._record, self._swaps = record, swaps

    def watch(self, graph: Any) -> Any:
        """Wraps every node of a graph that is built and not yet compiled."""
        from langchain_core.runnables import Runnable

        staged = self

        class Watched(Runnable):  # type: ignore[type-arg, misc, unused-ignore]
            def __init__(self, name: str, inner: Any) -> None:
                self.node, self.inner = name, inner

            def invoke(self, input: Any, config: Any = None, **kwargs: Any) -> Any:
                return self.inner.invoke(input, config, **kwargs)

            async def ainvoke(self, input: Any, config: Any = None, **kwargs: Any) -> Any:
                begin = perf_counter()
                update = await self.inner.ainvoke(input, config, **kwargs)
                staged.ms[self.node] = staged.ms.get(self.node, 0.0) + (perf_counter() - begin) * 1000
                return staged.written(self.node, update)

        for name, spec in graph.nodes.items():
            if not getattr(spec, "is_error_handler", False):
                spec.runnable = Watched(name, spec.runnable)
        return graph

    def hear(self, checking: Any) -> None:
        """Every wording that the module `checking` checks, and why it is refused; a tree without such a check has none."""
        check = getattr(checking, "faults", None)
        if check is None:
            return

        def heard(line: Any, wording: str) -> Any:
            why = check(line, wording)
            self.worded.append({"line": line.text, "wording": wording, "why": list(why)})
            return why

        checking.faults = heard

    def written(self, node: str, update: Any) -> Any:
        """What goes on into the state: the swap where there is one, with the node's own values for what can't leave a process."""
        if not isinstance(update, dict):
            return update
        if node in self._swaps:
            swap: dict[str, Any] = pickle.loads(self._swaps[node])  # of the other side's process in this very run, never of a file
            update = {**{name: update[name] for name in swap.pop("") if name in update}, **swap}
        self.updates[node] = update
        if self._record:
            self.recorded[node] = base64.b64encode(packed(update)).decode()
        return update


def packed(update: dict[str, Any]) -> bytes:
    """Pickled; "" names what can't be, which is the store's."""
    kept: dict[str, Any] = {"": ()}
    for name, value in update.items():
        if name in ("shop", "timings_ms"):
            kept[""] = (*kept[""], name)
            continue
        try:
            pickle.dumps(value)
            kept[name] = value
        except Exception:
            kept[""] = (*kept[""], name)
    return pickle.dumps(kept)


class Actor:
    """Its methods are the requests."""

    def __init__(self) -> None:
        self._staged = Staged()
        self._assistant: Any = None
        self._loop = asyncio.Runner()

    def hello(self, asked: Asked) -> Asked:
        """The settings that the tree knows, and where it lies."""
        return {"root": str(Path(of("schema").__file__).parents[1]), "settings": sorted(of("schema.settings").Settings.model_fields)}

    def store(self, asked: Asked) -> Asked:
        """The demo store as this tree makes it, in a folder of the tree's own."""
        settings = of("schema.settings").Settings()
        return {"store": str(of("ingest.demo").demo_store(settings, home=Path(asked["home"])))}

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
        now = datetime.fromisoformat(asked["now"])
        context = of("schema.context").Context(clock=lambda: now)
        self._staged.begin(bool(asked.get("record")), {node: base64.b64decode(swap) for node, swap in asked.get("swaps", {}).items()})
        calls, begin = requests(), perf_counter()
        async for _ in assistant.graph.astream({"text": asked["text"]}, config, context=context, stream_mode="updates", durability="exit"):
            pass
        total = (perf_counter() - begin) * 1000
        kept = (await assistant.graph.aget_state(config)).values
        replies = [update["reply"] for update in self._staged.updates.values() if update.get("reply") is not None]
        reply = replies[-1].model_dump(mode="json", exclude={"thread_id", "timings_ms"})
        ms = {name: round(ms, 3) for name, ms in {**self._staged.ms, "turn": total}.items()}
        recorded, worded = self._staged.recorded, self._staged.worded
        return {"reply": reply, "state": told(kept), "ms": ms, "recorded": recorded, "worded": worded, "calls": requests() - calls}

    def fork(self, asked: Asked) -> Asked:
        """A thread `to` that stands where `thread` stands."""
        checkpoints = self._assistant.threads.checkpoints
        configs = [{"configurable": {"thread_id": asked[name], "checkpoint_ns": ""}} for name in ("thread", "to")]
        found = checkpoints.get_tuple(configs[0])
        checkpoints.put(configs[1], found.checkpoint, found.metadata, found.checkpoint["channel_versions"])
        return {}

    def search(self, asked: Asked) -> Asked:
        """Product ids for a bare query, best first."""
        begin, today = perf_counter(), datetime.fromisoformat(asked["now"]).date()
        found = self._shop().retriever.search(asked["query"], asked["k"], today=today)
        ids, ms = [one.product_id for one in found.candidates], {"internal_retrieval": (perf_counter() - begin) * 1000}
        return {"ids": ids, "degraded": list(found.degraded), "ms": ms}

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
