"""A cluster of three real servers."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import redis

from ..ports import free_port
from .servers import server

SLOTS = 16384


@contextmanager
def three_nodes() -> Iterator[str]:
    """The URL of one of them, once every slot is served."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        config = {"cluster-enabled": "yes", "cluster-node-timeout": "2000"}
        buses = [str(free_port()) for _ in range(3)]
        servers = [stack.enter_context(server(folder / bus, **config, **{"cluster-port": bus})) for bus in buses]
        nodes = [stack.enter_context(each.client()) for each in servers]
        for place, node in enumerate(nodes):
            node.execute_command("CLUSTER ADDSLOTSRANGE", SLOTS * place // 3, SLOTS * (place + 1) // 3 - 1)
            node.execute_command("CLUSTER SET-CONFIG-EPOCH", place + 1)
            node.execute_command("CLUSTER MEET", "127.0.0.1", servers[0].port, buses[0])
        while not all(_whole(node) for node in nodes):
            time.sleep(0.05)
        yield f"redis+cluster://127.0.0.1:{servers[0].port}"


def _whole(node: redis.Redis) -> bool:
    told = str(node.execute_command("CLUSTER INFO"))  # type: ignore[no-untyped-call]
    return "ok" in told.split("cluster_state")[1][:8] and "3" in told.split("cluster_known_nodes")[1][:8]
