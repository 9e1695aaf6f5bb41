"""Runs what serving.md shows as run, over the demo store, and puts in what comes out: `make docs`.

A block of code is a command up to its first empty line; what follows it in the block is its output.
"""

import argparse
import asyncio
import contextlib
import io
import json
import os
import socket
import subprocess
import sys
import tempfile
import textwrap
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

PAGE = Path(__file__).with_name("serving.md")
ADDRESS = "127.0.0.1:8080"
LINE = 260
IMPORTS = """
import mcp, openai
from langserve import RemoteRunnable
from mcp.client.streamable_http import streamable_http_client
"""
SECOND = '{"text": "第二款有什么认证？"}'
TYPE = "-H 'Content-Type: application/json'"
BETWEEN = f"curl -s {TYPE} -d '{SECOND}' {ADDRESS}/v1/threads/t-example/turns"
"""A second turn of the conversation that the examples look at."""


class Example(NamedTuple):
    """`starts` is how its command begins; `shown` cuts what came out."""

    starts: str
    shown: Callable[[str], list[str]]


def events(text: str) -> list[str]:
    """One of each kind and both of the first pieces of text, each cut."""
    seen: dict[str, int] = {}
    lines: list[str] = []
    for block in text.strip().split("\n\n"):
        told = json.loads(block.split("data: ", 1)[1])
        kind = told.get("name", told["type"])
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= (2 if kind in ("STEP_STARTED", "TEXT_MESSAGE_CONTENT") else 1):
            lines += [*(["", *block.split("\n")] if lines else block.split("\n"))]
    return [cut(line) for line in lines]


def named(*names: str) -> Callable[[str], list[str]]:
    """Of an object these fields; of a list of objects in it the first; of a need its conditions, a line each."""

    def shown(text: str) -> list[str]:
        told = json.loads(text)
        parts = [part for name in names for part in _field(name, told[name])]
        return [("{" if not place else " ") + part for place, part in enumerate(parts)] + [" …"]

    return shown


def _field(name: str, value: Any) -> list[str]:
    if isinstance(value, dict) and "conditions" in value:
        conditions = [f"  {cut(_json(one))}," for one in value["conditions"]]
        return [f'"{name}":{{"category":{_json(value["category"])}, …,"conditions":[', *conditions[:-1], f"{conditions[-1][:-1]}], …"]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [f'"{name}":[{cut(_json(value[0]))}{", …" if len(value) > 1 else ""}],']
    return [f'"{name}":{cut(_json(value))},']


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def lines(most: int) -> Callable[[str], list[str]]:
    """The first, and those of the table and the list at the end."""

    def shown(text: str) -> list[str]:
        found = [cut(line) for line in text.strip().split("\n")]
        table = next((place for place, line in enumerate(found) if line.startswith("|")), len(found))
        ends = next((place for place in range(table, len(found)) if not found[place].startswith("|")), len(found))
        rest = [line for line in found[ends:] if line]
        return found if len(found) <= most else [*found[:most], "…", *found[table : table + 3], "…", *rest]

    return shown


def cut(line: str) -> str:
    return line if len(line) <= LINE else f"{line[: LINE - 10]} …"


WHOLE = lines(4)
EXAMPLES = (
    Example("curl -N ", events),
    Example(BETWEEN, WHOLE),
    Example(
        f"curl -s {ADDRESS}/v1/threads/t-example", named("thread_id", "title", "turns", "started_at", "updated_at", "messages", "shown", "running")
    ),
    Example(f"curl -s {ADDRESS}/v1/threads/t-lamp/turns", named("thread_id", "intent", "text")),
    Example(f'curl -s {TYPE} -d \'{{"thread_id"', WHOLE),
    Example(f"curl -s '{ADDRESS}/v1/products/", WHOLE),
    Example("curl -s -X PATCH", named("version", "thread_id", "turn", "language", "intent", "need")),
    Example("client = openai", lines(3)),
    Example("async with streamable_http_client", WHOLE),
    Example("shop = RemoteRunnable", WHOLE),
)


class Block(NamedTuple):
    """Lines of the page, from `start` on: the command, and behind it up to `end` what came out."""

    start: int
    behind: int
    end: int
    command: str


def blocks(page: list[str]) -> Iterator[Block]:
    place = 0
    while place < len(page):
        if not page[place].startswith("    "):
            place += 1
            continue
        end = place
        while end < len(page) and (page[end].startswith("    ") or not page[end]):
            end += 1
        behind = next((number for number in range(place, end) if not page[number]), end)
        yield Block(place, behind, end, textwrap.dedent("\n".join(page[place:behind])))
        place = end


def run(command: str, port: int) -> str:
    """What it prints."""
    command = command.replace(ADDRESS, f"127.0.0.1:{port}")
    if command.startswith("curl"):
        return subprocess.run(["bash", "-c", command], check=True, capture_output=True, text=True).stdout
    out = io.StringIO()
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(out):
        exec(f"{IMPORTS}\nasync def work():\n{textwrap.indent(command, '    ')}\n", names)
        asyncio.run(names["work"]())
    return out.getvalue()


def rendered(page: str, port: int) -> str:
    """The page with what comes out now. Raises LookupError where an example isn't in it."""
    printed = page.split("\n")
    outputs = {}
    for example in EXAMPLES:
        found = next((block.command for block in blocks(printed) if block.command.startswith(example.starts)), None)
        if found is None and example.starts != BETWEEN:
            raise LookupError(f"serving.md has no example that begins with {example.starts!r}")
        outputs[found] = example.shown(run(found or BETWEEN, port))
    for block in reversed(list(blocks(printed))):
        if block.command in outputs:
            printed[block.behind : block.end] = ["", *(f"    {line}".rstrip() for line in outputs[block.command]), ""]
    return "\n".join(printed)


@contextlib.contextmanager
def serving(store: str | None) -> Iterator[int]:
    with socket.socket() as probe, tempfile.TemporaryDirectory() as state:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
        probe.close()
        env = {name: value for name, value in os.environ.items() if not name.startswith("DAOGOU_")}
        env |= {"DAOGOU_STATE": state, **({"DAOGOU_STORE": store} if store else {})}
        server = subprocess.Popen([sys.executable, "-P", "-m", "daogou.cli", "serve", "--port", str(port)], env=env, stderr=subprocess.DEVNULL)
        try:
            while server.poll() is None and not _ready(port):
                time.sleep(0.2)
            yield port
        finally:
            server.terminate()
            server.wait()


def _ready(port: int) -> bool:
    with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
        return bool(answer.status == 200)
    return False


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", help="a store of the demo pack; unset: the demo store")
    with serving(parser.parse_args().store) as port:
        PAGE.write_text(rendered(PAGE.read_text(encoding="utf-8"), port), encoding="utf-8")
