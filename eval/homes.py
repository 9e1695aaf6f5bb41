"""Where passages could lie: `python -m daogou.eval.homes` holds the files of a generation against Chroma, in its folder and as a server.

Over the demo's guides with the frozen outside pages, for the questions that guides are measured by and those that the pages answer: how often the
passage that answers is among the first five, by vectors; how long a query takes once it is embedded; how much lies on the
disk. And how both do with many more passages (the same vectors, each moved a little), where Chroma's search is no longer exact.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from tempfile import TemporaryDirectory
from time import monotonic, perf_counter, sleep
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from ..models.embedding import Embedder, Vectors
from ..retrievers.chroma import ChromaVectors
from ..retrievers.passage import Passage, of_guide
from ..retrievers.vectors import load, save
from ..schema.guide import Guide
from ..tools.shop import Shop
from .answering import HELD_OUT, QUESTIONS, questions, shops
from .figure import Figure
from .outside import pages
from .outside import questions as asked_outside
from .report import Report
from .samples import Samples, Timings

FIRST, DEPTH, ROUNDS = 5, 60, 5
MANY = 20_000
_STARTS_S = 60.0

Rows = NDArray[np.int64]
Home = Callable[[Vectors], Rows]
"""From a question's vector to the rows of the nearest passages, nearest first."""


@dataclass(frozen=True)
class Asked:
    """`right` are the rows of the passages that answer."""

    text: str
    language: str
    vector: Vectors
    right: frozenset[int]


def measure(whole: Shop) -> Report:
    embedder = whole.embedder
    guides = list(whole.passages._index.guides)
    passages = [*guides, *_of_pages()]
    own = load(whole.catalogue.path / "passages" / "vectors.npy")
    vectors = np.concatenate([own, embedder.passages([one.embedded_text for one in passages[len(guides) :]])])
    asked = list(_asked(passages, embedder))
    report = Report("homes", "Where passages lie", {"passages": len(passages), "questions": len(asked), "model": embedder.name})
    with TemporaryDirectory() as folder:
        for name, rows in {"": vectors, f", {MANY:,} passages": _moved(vectors, MANY)}.items():
            times = Timings()
            with _homes(Path(folder) / (name.strip(", ") or "own"), rows) as homes:
                exact = {one.text: _scan(rows)(one.vector) for one in asked}
                for home, (query, size, made) in homes.items():
                    found = {one.text: query(one.vector) for one in asked}
                    times[home] = samples = Samples()
                    for one in asked * ROUNDS:
                        with samples.timed():
                            query(one.vector)
                    report.figures.append(Figure(f"{home}{name}: on the disk", size / 1e6, None, "<=", " MB", f"made in {made:.1f} s"))
                    same = [len({*found[one.text][:FIRST]} & {*exact[one.text][:FIRST]}) / FIRST for one in asked]
                    report.figures.append(Figure(f"{home}{name}: of the {FIRST} nearest found", float(np.mean(same)), None, ">=", ""))
                    if not name:
                        report.figures.append(_recall(f"{home}: right passage among the first {FIRST}", asked, found))
            report.times(f"A query{name}, once it is embedded", times)
    return report


def _recall(name: str, asked: Sequence[Asked], found: dict[str, Rows]) -> Figure:
    good = sum(bool(one.right & {*found[one.text][:FIRST].tolist()}) for one in asked)
    return Figure(name, good / len(asked), None, ">=", "", f"{good} of {len(asked)}")


def _of_pages() -> Iterator[Passage]:
    for page in pages().values():
        yield from of_guide(Guide(id=page.url, title=page.title, text=page.text, lang=page.lang))


def _asked(passages: Sequence[Passage], embedder: Embedder) -> Iterator[Asked]:
    rows: list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]
    rows = [(each.ask, each.language, (each.answer, *each.also), ()) for file in (QUESTIONS, HELD_OUT) for each in questions(file)]
    texts = {page.id: page.url for page in pages().values()}
    rows += [(each.ask, each.language, each.says, tuple(texts[one] for one in each.sources)) for each in asked_outside() if each.says]
    for (text, language, said, refs), vector in zip(rows, embedder.queries([row[0] for row in rows]), strict=True):
        if refs:
            right = [at for at, one in enumerate(passages) if one.ref in refs and all(re.search(each, one.text, re.IGNORECASE) for each in said)]
        else:
            right = [at for at, one in enumerate(passages) if any(each and each in one.text for each in said)]
        if right:
            yield Asked(text, language, vector, frozenset(right))


def _moved(vectors: Vectors, count: int) -> Vectors:
    """So many, each one of them moved a little and of length 1."""
    chance = np.random.default_rng(7)
    some = vectors[chance.integers(0, len(vectors), count)] + chance.normal(0, 0.03, (count, vectors.shape[1])).astype(np.float32)
    return np.asarray(some / np.linalg.norm(some, axis=1, keepdims=True), np.float32)


def _scan(vectors: Vectors) -> Home:
    def nearest(vector: Vectors) -> Rows:
        scores = vectors @ vector
        best = np.argpartition(-scores, min(DEPTH, len(scores) - 1))[:DEPTH]
        return np.asarray(best[np.argsort(-scores[best])], np.int64)

    return nearest


@contextmanager
def _homes(folder: Path, vectors: Vectors) -> Iterator[dict[str, tuple[Home, int, float]]]:
    """By name: how it is asked, the bytes that it takes, and the seconds that it took to make."""
    folder.mkdir(parents=True)
    begin = perf_counter()
    save(folder / "vectors.npy", vectors)
    held = load(folder / "vectors.npy")
    homes = {"file": (_scan(held), (folder / "vectors.npy").stat().st_size, perf_counter() - begin)}
    with _server(folder / "server") as url:
        for name, address in {"Chroma": None, "Chroma's server": url}.items():
            begin = perf_counter()
            collection = ChromaVectors(folder / "chroma", address, "passages")
            collection.upsert(range(len(vectors)), vectors)
            made = perf_counter() - begin
            size = sum(file.stat().st_size for file in (folder / ("server" if address else "chroma")).rglob("*") if file.is_file())
            homes[name] = ((lambda vector, own=collection: own.query(vector, DEPTH)), size, made)  # type: ignore[misc]
        yield homes
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    """A Chroma server of its own, as `DAOGOU_CHROMA_URL` names one."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name("chroma")
    told = [str(program), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        ends = monotonic() + _STARTS_S
        while monotonic() < ends:
            with socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def main(store: Annotated[Path | None, typer.Option(help="A store of the demo pack; unset: the demo store.", show_default=False)] = None) -> None:
    with shops(store) as (whole, _):
        measure(whole).publish()


if __name__ == "__main__":
    typer.run(main)
