"""Stores of any size for benchmarks: the demo pack multiplied, its vectors moved a little, built through the real ingest once and kept.

A copy's title ends in a model code that nobody else has, so that it is a product by itself and its text tells which product it was made from
(`origin`): its vector is that one's, moved a little, and nothing is embedded twice.
"""

import hashlib
import json
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from inspect import Parameter, Signature, signature
from math import exp
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import orjson
import typer

from ..catalogue.manifest import FORMAT
from ..ingest.demo import take_vectors
from ..ingest.ingest import ingest
from ..models.embedding import Embedder, Vectors, make_embedder, unit_rows
from ..models.embedding_cache import EmbeddingCache
from ..schema.errors import InputError
from ..schema.settings import Settings
from .assistants import Wrapped
from .report import Report

Raw = dict[str, Any]
VERSION = 1  # raised when the same seed gives other products
SPREAD = 0.4  # length of the noise beside a vector of length 1: copies have a cosine of .93 with their origin, .86 among themselves
CACHE = Path(".cache/bench")
PACK = Path(__file__).parent.parent / "demo" / "data"
_CODE = re.compile(r" MX\d+\b")
_SHARE = 0.3  # of a copy's attributes, and of brands, that come from another product of its category


def origin(text: str) -> str:
    """The text as it was before it was multiplied."""
    return _CODE.sub("", text)


def multiplied(pack: Sequence[Raw], count: int, seed: int = 1) -> Iterator[Raw]:
    """`count` products: first the pack itself, then copies of each in turn."""
    rng = Random(seed)
    siblings: dict[tuple[str, ...], list[Raw]] = defaultdict(list)
    for product in pack:
        siblings[tuple(product.get("category", ()))].append(product)
    for number in range(count):
        source = pack[number % len(pack)]
        yield source if number < len(pack) else _copy(source, rng.choice(siblings[tuple(source.get("category", ()))]), number, rng)


def _copy(source: Raw, sibling: Raw, number: int, rng: Random) -> Raw:
    """Some attributes and brands are those of `sibling`, in all languages alike."""
    made, others = deepcopy(source), sibling.get("translations", {})
    made["id"] = f"{source['id']}-{number}"
    for text in (made, *made.get("translations", {}).values()):
        text |= {"title": f"{text['title']} MX{number}"} if text.get("title") else {}
    pairs = [(made, sibling), *((text, others[language]) for language, text in made.get("translations", {}).items() if language in others)]
    names = [name for name in made.get("attributes", {}) if name in sibling.get("attributes", {}) and rng.random() < _SHARE]
    brand = rng.random() < _SHARE
    for mine, theirs in pairs:
        for name in names:
            if name in mine.get("attributes", {}) and name in theirs.get("attributes", {}):
                mine["attributes"][name] = theirs["attributes"][name]
        mine |= {"brand": theirs["brand"]} if brand and theirs.get("brand") else {}
    price, factor = source["price"], exp(rng.gauss(0, 0.35))
    tiers = [{**tier, "unit_price": _scaled(tier["unit_price"], factor)} for tier in price] if isinstance(price, list) else _scaled(price, factor)
    made |= {"price": tiers, "moq": rng.choice((1, 2, 5, 10, 20, 50, 100, 200)), "stock": rng.choice((None, 0, 200, 1000, 5000))}
    made["rating"] = round(min(5.0, max(1.0, rng.gauss(4.5, 0.3))), 1)
    made["review_count"], made["sold_90d"] = int(exp(rng.gauss(3, 1.5))), int(exp(rng.gauss(5, 1.5)))
    return made


def _scaled(amount: Any, factor: float) -> float:
    return max(0.01, round(float(amount) * factor, 2))


class Perturbed(Wrapped):
    """A store that it made opens with the real model; queries are the real model's."""

    def __init__(self, base: Embedder, cache: EmbeddingCache) -> None:
        super().__init__(base)
        self._cache, self._known = cache, dict[str, Vectors]()

    def passages(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        origins = [origin(text) for text in texts]
        missing = list(dict.fromkeys(text for text in origins if text not in self._known))
        self._known.update(zip(missing, self._cache.embed(self.base, missing), strict=True))
        return unit_rows(np.stack([self._known[plain] + self._noise(text, plain) for text, plain in zip(texts, origins, strict=True)]))

    def _noise(self, text: str, plain: str) -> Vectors:
        """Always the same for the same text; none for a text that is no copy's."""
        if text == plain:
            return np.zeros(self.dimensions, np.float32)
        seed = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")
        noise = np.random.default_rng(seed).standard_normal(self.dimensions, dtype=np.float32)
        return noise * np.float32(SPREAD / np.sqrt(self.dimensions))


@dataclass(frozen=True)
class Bench:
    """What benchmarks run with: `cache` keeps the stores, `pack` is the folder of products that they are multiplied from."""

    settings: Settings = field(default_factory=Settings)
    cache: Path = CACHE
    pack: Path = PACK

    @property
    def model(self) -> str:
        return self.settings.embedding_model

    def store(self, count: int) -> Path:
        """The store of `count` products; made where it isn't there, or where the pack, the generator or the format of stores has changed."""
        store, source = self.cache / self.model / f"{count}", self.cache / f"source-{count}"
        stamp = json.dumps([FORMAT, VERSION, hashlib.blake2b((self.pack / "products.jsonl").read_bytes(), digest_size=8).hexdigest()])
        if (store / "BUILT").exists() and (store / "BUILT").read_text() == stamp:
            return store
        shutil.rmtree(store, ignore_errors=True)
        write_source(source, count, self.pack)
        store.mkdir(parents=True)
        take_vectors(store)
        base = EmbeddingCache(self.cache / "base.sqlite")
        try:
            ingest([source], store, embedder=Perturbed(make_embedder(self.settings), base), settings=self.settings)
        finally:
            base.close()
            shutil.rmtree(source)
        (store / "BUILT").write_text(stamp)
        return store


def write_source(folder: Path, count: int, pack: Path = PACK) -> None:
    """A folder to ingest: `count` products, and the pack's suppliers, reviews and guides."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "products.jsonl").write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in multiplied(read_pack(pack), count)))
    for file in (pack / "suppliers.jsonl", pack / "reviews.jsonl"):
        if file.exists():
            shutil.copy(file, folder)
    shutil.copytree(pack / "guides" if (pack / "guides").exists() else PACK.parent / "guides", folder / "guides")


def read_pack(pack: Path = PACK) -> list[Raw]:
    file = pack / "products.jsonl"
    if not file.exists():
        raise InputError(f"There is no {file}: give the folder of a pack that has products.jsonl.")
    return [orjson.loads(line) for line in file.read_bytes().splitlines() if line.strip()]


def as_program(measure: Callable[..., Report], usual: Sequence[Any]) -> None:
    """A benchmark as a program by itself: its first arguments are options, `usual` where they aren't given."""

    def main(**given: Any) -> None:
        measure(**given, bench=Bench()).publish()

    known = [name for name in signature(measure).parameters if name != "bench"]
    options = {name: Parameter(name, Parameter.KEYWORD_ONLY, default=value, annotation=type(value)) for name, value in zip(known, usual, strict=True)}
    main.__signature__ = Signature(list(options.values()))  # type: ignore[attr-defined]
    main.__annotations__, main.__doc__ = {name: type(value) for name, value in zip(known, usual, strict=True)}, measure.__doc__
    typer.run(main)
