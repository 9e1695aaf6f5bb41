"""What kind of source a host is, and how far it is trusted."""

from functools import lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

import yaml

SourceKind = Literal["authority", "document", "guide", "review", "retailer", "forum", "seller"]


class Source(NamedTuple):
    host: str
    kind: SourceKind
    trust: float


@lru_cache(maxsize=4096)
def source_of(url: str) -> Source:
    """By the longest name of hosts.yaml that the host lies at or below."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    labels = host.split(".")
    known, trust = _known()
    names = (".".join(labels[place:]) for place in range(len(labels)))
    kind: SourceKind = next((known[name] for name in names if name in known), "guide")
    return Source(host, kind, trust[kind])


@lru_cache(maxsize=1)
def _known() -> tuple[dict[str, SourceKind], dict[SourceKind, float]]:
    loaded = yaml.safe_load(files(__package__).joinpath("hosts.yaml").read_text("utf-8"))
    return {str(host): kind for kind, hosts in loaded["hosts"].items() for host in hosts}, loaded["trust"]
