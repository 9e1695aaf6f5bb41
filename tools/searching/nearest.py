"""What is nearest to words for which the catalogue has nothing, or few: goods are shown beside saying so."""

from collections.abc import Collection, Sequence
from datetime import date

from ...retrievers.analysis import normalise, words
from ...retrievers.products import ProductRetriever
from ...schema.candidate import Candidate, Retrieval
from ...schema.condition import Condition
from ...schema.need import Need
from ...understanding.tokens.lexer import tokens
from ..shop import Shop
from .wished import wanted

PAGE, FEW = 10, 3
FAIR = 0.2
"""Of the best score: what fills a page that has something has a word of it, or is much like it."""
LIKE = 0.3
"""Of what is nearest: as much of one shelf is of a kind."""
NAME = 3
"""Words of the name of a brand, a model or a kind of goods."""


def with_nearest(found: Retrieval, need: Need, text: str, shop: Shop, today: date, few: int | None = None) -> Retrieval:
    """`found` for the message `text` with what fills its page: where nothing is what was asked for, where goods of no known category are few, and
    where next to none of a shelf are called so: by others of it. Not where an order, a next page or so many (`few`) were asked for: what fills
    would come between. Of a name of which some record has a part nobody can say that it is lacking."""
    if found.uncalled and _close(found.uncalled) not in _close(text):  # words from here and there are no name
        found = found.model_copy(update={"uncalled": ""})
    short = need.category is None and len(found.candidates) < PAGE and not found.near_misses and bool(need.query)
    thin = need.category is not None and bool(need.query) and 0 < len(found.candidates) < FEW and not found.near_misses
    if not (found.nothing_near or short or thin) or (found.candidates and (need.sort or few)) or any(one.pages for one in need.active):
        return found
    known = {each.product_id for each in found.candidates}
    near = nearest(need, shop.retriever, today, known)[: PAGE - len(known)]
    if thin:
        own = {each.id for each in shop.catalogue.products([one.product_id for one in near]) if need.category in each.category}
        near = tuple(one for one in near if one.product_id in own)
    if best := max((each.score for each in found.candidates), default=0.0):
        near = tuple(each for each in near if each.score >= FAIR * best)
    named = lacking(need, found, text)
    return found.model_copy(update={"nearest": near, "lacking": named if named and (found.other_kind or lacks(named, shop)) else ""})


def lacking(need: Need, found: Retrieval, text: str) -> str:
    """What `text` asks for by a name that no record has; "" where something is near, or where more is said than a name."""
    said = need.query or need.category or ""
    if not found.nothing_near:
        return ""
    if found.other_kind:
        return said
    if len(words(said)) <= NAME and _close(said) in _close(text):
        return said
    return next((word for word in found.unseen if _close(word) in _close(text)), "")


def lacks(name: str, shop: Shop) -> bool:
    """Whether it may be said that there are no goods of that name: no record has the word or one that it is made of (a red pen, of pens), and the
    titles are in its language."""
    known = any(token.has("value", "category", "head") for token in tokens(name, shop.reader.vocabulary))
    return not known and shop.retriever.lacks(name)


def _close(text: str) -> str:
    return "".join(filter(str.isalnum, normalise(text)))


def nearest(need: Need, retriever: ProductRetriever, today: date, known: Collection[str] = ()) -> tuple[Candidate, ...]:
    """By words, those of wishes too, within the hard conditions; beyond them where they leave nothing."""
    said = " ".join((need.query or need.category or "", *wanted(need).words)).strip()
    if not said:
        return ()
    wished = [_wish(one) for one in need.active]
    for where in (need.active, wished):
        found = retriever.search(said, PAGE + len(known), where, today).candidates
        if found:
            alike = _of_a_kind(found, retriever)
            return tuple(each.model_copy(update={"near": True}) for each in alike if each.product_id not in known)
    return ()


def _of_a_kind(found: Sequence[Candidate], retriever: ProductRetriever) -> tuple[Candidate, ...]:
    """Without what alone of its shelf has come up: a word of a name."""
    shelves = [retriever.shelf(each.product_id) for each in found]
    alike = tuple(each for each, shelf in zip(found, shelves, strict=True) if shelves.count(shelf) >= LIKE * len(found))
    return alike or tuple(found)


def _wish(one: Condition) -> Condition:
    """What the buyer sent away stays away."""
    return one if one.field == "product" else one.model_copy(update={"hard": False})
