"""The turn that runs, seen at its nodes."""

import base64
import pickle
from time import perf_counter
from typing import Any

Swaps = dict[str, bytes]


class Staged:
    """How long each node took, what it wrote, what it is made to write instead, and what a language model worded."""

    def __init__(self) -> None:
        self.begin(False, {})

    def begin(self, record: bool, swaps: Swaps) -> None:
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
