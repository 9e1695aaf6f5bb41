"""LangGraph store on plain Redis >= 6.2, Valkey and their clusters; usable on its own."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import orjson
import redis
from langgraph.store.base import BaseStore, GetOp, Item, ListNamespacesOp, Op, PutOp, Result, SearchItem, SearchOp, TTLConfig

from . import connection, keys, scripts
from .foreign import is_foreign, remove
from .items import Found, Root, found_in, item, matches, namespaces_of, rank
from .record import Damaged

PREFIX = "daogou:store"
MINUTE_MS = 60_000


class RedisStore(BaseStore):
    """Items whose namespaces share the first two labels (their root) are one hash, so that a `batch` on a root is one atomic round trip. `search` and
    `list_namespaces` above a root SCAN all roots.

    `url`: as for redis-py (`redis+cluster://` for a cluster); or a blocking `client` of your own. `ttl`: as in LangGraph, in minutes. No semantic
    search: `query` is ignored, as by InMemoryStore without an index. Raises OutsideError if Redis is down.
    """

    supports_ttl = True

    def __init__(self, url: str | None = None, *, client: Any = None, ttl: TTLConfig | None = None, prefix: str = PREFIX) -> None:
        if (url is None) == (client is None):
            raise ValueError("RedisStore takes either a url or a client")
        self.address = connection.address(url) if url else "the client's address"
        self.client = client if client is not None else connection.connect(url or "")
        self.prefix, self.ttl_config = prefix, ttl
        self._owned = client is None
        self._script = self.client.register_script(scripts.source("items"))
        self._threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="daogou-store")  # threads, so that the store belongs to no event loop

    def batch(self, ops: Iterable[Op]) -> list[Result]:
        """Run the operations: reads see the state before the batch's writes, and the last of several writes to an item wins."""
        every = list(ops)
        results: list[Result] = [None] * len(every)
        reads: dict[Root, list[tuple[int, GetOp | SearchOp]]] = {}
        writes: dict[Root, dict[str, PutOp]] = {}
        for place, op in enumerate(every):
            if isinstance(op, PutOp):
                root, field = Root.of(op.namespace, op.key)
                writes.setdefault(root, {})[field] = op
            elif isinstance(op, GetOp) or (isinstance(op, SearchOp) and Root.whole(op.namespace_prefix)):
                name = op.namespace if isinstance(op, GetOp) else op.namespace_prefix
                reads.setdefault(Root.of(name)[0], []).append((place, op))
            else:
                results[place] = self._wide(op)
        with connection.redis_trouble(self.address):
            for root in dict.fromkeys((*reads, *writes)):
                self._root(root, reads.get(root, []), writes.get(root, {}), results)
        return results

    async def abatch(self, ops: Iterable[Op]) -> list[Result]:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.batch, list(ops))

    def close(self) -> None:
        self._threads.shutdown()
        if self._owned:
            self.client.close()

    def _root(self, root: Root, reads: Sequence[tuple[int, GetOp | SearchOp]], writes: dict[str, PutOp], results: list[Result]) -> None:
        asked: list[Any] = [len(reads)]
        for _, op in reads:
            asked += [Root.of(op.namespace, op.key)[1] if isinstance(op, GetOp) else "", int(op.refresh_ttl)]
        for field, put in writes.items():
            asked += [field, "" if put.value is None else orjson.dumps(put.value), int((put.ttl or 0) * MINUTE_MS)]
        answers = self._answers(root, asked)
        for (place, op), answer in zip(reads, answers, strict=True):
            found = found_in(root, answer)
            results[place] = next((item(Item, one) for one in found), None) if isinstance(op, GetOp) else _searched(found, op)

    def _answers(self, root: Root, asked: Sequence[Any]) -> Any:
        key = root.key(self.prefix)
        try:
            *answers, spoilt = self._script(keys=[key], args=asked)
            if not spoilt:
                return answers
            raise Damaged(f"{spoilt} of what was stored under {'.'.join(root.labels)} could not be read and was removed; store it again.")
        except redis.ResponseError as error:
            if not is_foreign(error):
                raise
        remove(self.client, {key: "hash"})
        raise Damaged(
            f"What was stored under {'.'.join(root.labels)} is damaged (its key in Redis was of another type) and was removed; store it again."
        )

    def _wide(self, op: Op) -> Result:
        """Run an operation that spans several roots."""
        if isinstance(op, SearchOp):
            inside = [one for root in self._roots() if root.under(op.namespace_prefix) for one in self._all(root, op.refresh_ttl)]
            return _searched(inside, op)
        if isinstance(op, ListNamespacesOp):
            return namespaces_of((one.namespace for root in self._roots() for one in self._all(root, False)), op)
        raise ValueError(f"There is no such operation on a store: {type(op).__name__}")

    def _roots(self) -> Iterator[Root]:
        with connection.redis_trouble(self.address):
            for key in self.client.scan_iter(match=keys.pattern(self.prefix, "items"), count=1000):
                yield Root.at(self.prefix, key.decode())

    def _all(self, root: Root, refresh: bool) -> Sequence[Found]:
        with connection.redis_trouble(self.address):
            return found_in(root, self._script(keys=[root.key(self.prefix)], args=[1, "", int(refresh)])[0])


def _searched(found: Iterable[Found], op: SearchOp) -> list[SearchItem]:
    """Filter and page the items, last updated first."""
    fitting = sorted((one for one in found if matches(one, op)), key=rank)
    return [item(SearchItem, one) for one in fitting[op.offset : op.offset + op.limit]]
