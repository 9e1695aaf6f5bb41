"""Checks outside knowledge for `daogou doctor`: creates each configured provider, and sends each search engine one harmless query."""

from ..retrievers.outside.registry import NEAR, make, names, pages
from ..retrievers.search import SearchRequest
from ..schema.errors import InputError
from ..schema.settings import Settings

QUESTION = "OEKO-TEX Standard 100"
MENDS = {
    "searxng": "start it or correct DAOGOU_SEARCH_URL",
    "tavily": "check DAOGOU_TAVILY_API_KEY and DAOGOU_TAVILY_URL",
    "brave": "check DAOGOU_BRAVE_API_KEY and DAOGOU_BRAVE_URL",
    "bocha": "check DAOGOU_BOCHA_API_KEY and DAOGOU_BOCHA_URL, and the account's balance",
    "duckduckgo": "send fewer queries",
}


def check_providers(settings: Settings) -> tuple[bool, str]:
    """Return whether all answer, and a sentence about each. Raises InputError for an unknown name."""
    chains = names(settings)
    engines = list(dict.fromkeys(name for chain in chains for name in chain if name not in NEAR))
    good = [name for chain in chains for name in chain if name in NEAR]
    bad: list[str] = []
    for name in engines:
        try:
            good.append(f"{name} answers ({_asked(name, settings)} results)")
        except InputError as error:
            bad.append(str(error))
        except Exception as error:
            mend = f"{MENDS[name]}, or take" if name in MENDS else "Take"
            told = str(error) or type(error).__name__
            who = "" if told.casefold().startswith(name) else f"{name}: "
            bad.append(f"{who}{told.rstrip('.')}. {mend[0].upper()}{mend[1:]} {name} out of DAOGOU_SEARCH_PROVIDER.")
    if engines and settings.search_pages:
        try:
            pages(settings)
        except InputError as error:
            bad.append(str(error))
    return not bad, " ".join([*bad, ", ".join(good) + ("." if bad and good else "")]).strip() or "none"


def _asked(name: str, settings: Settings) -> int:
    asked = SearchRequest(QUESTION, "en", deadline_s=max(5.0, settings.search_timeout_s), limit=5)
    return len(make(name, settings).search(asked))
