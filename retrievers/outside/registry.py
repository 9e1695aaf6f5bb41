"""The providers by name: a new one is a file and a row."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...schema.errors import InputError
from ...schema.settings import Settings
from ..search import SearchProvider
from ..web.gate import Gate
from .calls import Caller
from .chain import Chain
from .outside import Outside

if TYPE_CHECKING:
    from ..passages import PassageRetriever

NEAR = ("guides", "documents", "notes")
"""Those that read what is in the house: they are asked in the need's own words, since nothing leaves it."""
ENGINES = {
    "searxng": "searxng:SearxngSearch",
    "tavily": "tavily:TavilySearch",
    "brave": "brave:BraveSearch",
    "bocha": "bocha:BochaSearch",
    "duckduckgo": "duckduckgo:DuckDuckGoSearch",
}
"""Name -> module of this folder and class, made with the Settings. Each has an extra of its name."""
_DEADLINE = 0.93  # of the node's own, so that what has come is handed over before the node is given up


def names(settings: Settings) -> list[list[str]]:
    """DAOGOU_SEARCH_PROVIDER as chains. Raises InputError for a name that isn't known."""
    chains = [[name.strip() for name in part.split(">") if name.strip()] for part in settings.search_provider.split(",")]
    chains = [chain for chain in chains if chain and chain != ["none"]]
    for chain in chains:
        for name in chain:
            if ":" not in name and (name not in ENGINES and (name not in NEAR or len(chain) > 1)):
                known = ", ".join((*NEAR, *ENGINES, "none"))
                raise InputError(f"DAOGOU_SEARCH_PROVIDER has {name!r}; choose from {known}, or name a module:function of yours.")
    return chains


def make(name: str, settings: Settings) -> SearchProvider:
    """A search engine. Raises InputError where its package, address or key is missing."""
    module, _, attribute = ENGINES.get(name, name).partition(":")
    try:
        made: Callable[[Settings], Any] = getattr(import_module(f".{module}", __package__) if name in ENGINES else import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise InputError(f"{name} can't be loaded ({error}); put DAOGOU_SEARCH_PROVIDER right.") from error
    provider: SearchProvider = made(settings)
    return provider


def outside(settings: Settings, passages: "PassageRetriever", cache: Path | None = None) -> Outside:
    """All that the settings name."""
    from .guides import DocumentSearch, GuideSearch, NoteSearch

    chains = names(settings)
    named = {name for chain in chains for name in chain}
    near: list[SearchProvider] = [
        kind(passages) for kind in (GuideSearch, DocumentSearch) if kind.name in named and (kind is GuideSearch or passages.has_documents)
    ]
    near += [NoteSearch()] if NoteSearch.name in named else []
    far = [Chain([Caller(make(name, settings)) for name in chain]) for chain in chains if chain[0] not in NEAR]
    return Outside(
        near,
        far,
        pages(settings, cache) if far and settings.search_pages else None,
        seconds=settings.search_timeout_s * _DEADLINE,
        budget=settings.search_budget,
        most_pages=settings.search_pages,
    )


def pages(settings: Settings, cache: Path | None = None) -> Any:
    """What reads the pages that engines find. Raises InputError where the extra for it is not installed."""
    from .engine import needing

    with needing("web", "Reading pages", "set DAOGOU_SEARCH_PAGES=0"):
        import httpcore  # noqa: F401
        import protego  # noqa: F401
        import trafilatura  # noqa: F401
    from ..web.pages import Pages

    return Pages(Gate(only=frozenset(hosts(settings.search_hosts))), cache)


def hosts(listed: str | None) -> tuple[str, ...]:
    return tuple(host.strip().lower().removeprefix("www.") for host in (listed or "").split(",") if host.strip())
