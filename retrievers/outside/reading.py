"""From a search result to passages of its page."""

from collections.abc import Sequence

from ...schema.evidence import Evidence
from ...schema.guide import Guide
from ..analysis import terms
from ..passage import of_guide
from ..web.pages import Pages

_PASSAGES = 3


def passages(found: Evidence, query: str, pages: Pages) -> list[Evidence]:
    """The passages of the result's page that say most about the query. Raises OutsideError where the page may not or can't be read."""
    kept = pages.read(found.ref)
    page = kept.page
    assert page is not None  # `read` raises where there is none
    guide = Guide(id=found.ref, title=page.title or found.title, text=page.text, lang=page.lang)
    wanted = frozenset(terms(query))
    scored = [(share(wanted, f"{piece.heading} {piece.text}"), piece) for piece in of_guide(guide)]
    best = sorted((one for one in scored if one[0] > 0), key=lambda one: -one[0])[:_PASSAGES]
    return [
        found.model_copy(
            update={
                "title": guide.title,
                "text": piece.text,
                "lang": page.lang,
                "score": round(score, 4),
                "published": page.published or found.published,
                "retrieved_at": kept.fetched.isoformat(timespec="seconds"),
            }
        )
        for score, piece in best
    ]


def share(wanted: frozenset[str], text: str) -> float:
    """How many of the wanted terms the text has, 0-1."""
    return len(wanted & set(terms(text))) / len(wanted) if wanted else 0.0


def to_read(found: Sequence[Evidence], read: Sequence[str], most: int) -> list[Evidence]:
    """The results whose pages are worth reading next: the engine's order, one a host, so that no single voice fills the reply."""
    hosts = {url.split("/")[2] for url in read}
    chosen: list[Evidence] = []
    for piece in found:
        host = piece.ref.split("/")[2]
        if len(read) + len(chosen) < most and host not in hosts:
            hosts.add(host)
            chosen.append(piece)
    return chosen
