"""A trie of phrases over atoms, searched for the longest match; the cost of a message grows with its own length only."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from .atom import JOINERS, Atom, keys


class Meaning(NamedTuple):
    """One meaning of a phrase: its kind in the grammar and its value there."""

    kind: str
    value: Any = None


class Phrases:
    """Phrases with their meanings. With `close`, Han characters of a phrase must stand together ("的 不要" is two words)."""

    def __init__(self, close: bool = False) -> None:
        self._close = close
        self._root: dict[str, Any] = {}

    def add(self, phrase: str, *meanings: Meaning) -> None:
        """Add meanings to those that `phrase` has."""
        path = keys(phrase)
        if not path:
            return
        node = self._root
        for key in path:
            node = node.setdefault(key, {})
        known: tuple[Meaning, ...] = node.get("", ())
        node[""] = known + tuple(meaning for meaning in meanings if meaning not in known)

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        """Every phrase as the keys of its atoms."""
        nodes: list[tuple[tuple[str, ...], dict[str, Any]]] = [((), self._root)]
        while nodes:
            path, node = nodes.pop()
            for key, below in node.items():
                if key == "":
                    yield path
                else:
                    nodes.append(((*path, key), below))

    def longest(self, text: Sequence[Atom], start: int) -> tuple[int, tuple[Meaning, ...]]:
        """The end and the meanings of the longest phrase that begins at `start`; (`start`, ()) if there is none."""
        node, place = self._root, start
        end, meanings = start, ()
        while place < len(text):
            key = text[place].key
            if self._close and place > start and text[place].gap and key >= "\u3400" and text[place - 1].key >= "\u3400":
                break
            if key not in node:
                if place == start or key not in JOINERS:
                    break
            else:
                node = node[key]
                if "" in node:
                    end, meanings = place + 1, node[""]
            place += 1
        return end, meanings

    def get(self, phrase: str) -> tuple[Meaning, ...]:
        """The meanings of exactly this phrase."""
        return self.at(keys(phrase))

    def at(self, path: Iterable[str]) -> tuple[Meaning, ...]:
        """The meanings of the phrase with exactly these keys."""
        node = self._root
        for key in path:
            node = node.get(key, {})
        return node.get("", ()) if node is not self._root else ()
