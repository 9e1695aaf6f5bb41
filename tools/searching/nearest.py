"""What is nearest to words for which the catalogue has nothing, or few: goods are shown beside saying so."""

from collections.abc import Collection, Sequence
from datetime import date

from ...retrievers.analysis import is_chinese, normalise, stem, words
from ...retrievers.dictionary import into_other
from ...retrievers.fits import fitted
from ...retrievers.held import held
from ...retrievers.lexicon import names_by_word
from ...retrievers.nouns import listed
from ...retrievers.products import ProductRetriever
from ...schema.candidate import Candidate, Retrieval
from ...schema.condition import Condition
from ...schema.need import Need
from ...schema.product import Product
from ...understanding.tokens.lexer import tokens
from ..shop import Shop
from .needs import trades_of
from .wished import wanted

PAGE, FEW, POOL = 10, 3, 40
FAIR = 0.2
"""Of the best score: what fills a page that has something has a word of it, or is much like it."""
LIKE = 0.3
"""Of what is nearest: as much of one shelf is of a kind."""
MEANT, CLOSE = 0.28, 0.85
"""Of the cosine of words and of goods in another language that they may mean, by itself and of the nearest's."""
NAME = 3
"""Words of the name of a brand, a model or a kind of goods."""
ENOUGH = 3
"""Goods found from which on others of their shelf aren't near: fewer leave the buyer little to choose from."""


def with_nearest(found: Retrieval, need: Need, text: str, shop: Shop, today: date, few: int | None = None) -> Retrieval:
    """`found` for the message `text` with what fills its page: where nothing is what was asked for, where goods of no known category are few, and
    where next to none of a shelf are called so: by others of it. Not where an order, a next page or so many (`few`) were asked for: what fills
    would come between. Of a name of which some record has a part nobody can say that it is lacking."""
    if found.uncalled and _close(found.uncalled) not in _close(text):  # words from here and there are no name
        found = found.model_copy(update={"uncalled": ""})
    short = need.category is None and len(found.candidates) < PAGE and not found.near_misses and bool(need.query)
    thin = need.category is not None and bool(need.query) and 0 < len(found.candidates) < FEW and not found.near_misses
    if thin and need.hard and shop.retriever.count(need.model_copy(update={"conditions": ()}), today=today) >= FEW:
        return found  # the conditions leave few of them, and nothing else is one
    fitting = not found.nothing_near and any(map(fitted, need.words))  # what is for another machine is no help
    if fitting or not (found.nothing_near or short or thin) or (found.candidates and (need.sort or few)) or any(one.pages for one in need.active):
        return found
    known = {each.product_id for each in found.candidates}
    closest = nearest(need, shop.retriever, today, known, within=thin)
    near = akin(closest, need, shop, beside=len(known) >= ENOUGH) or (() if known else meant(need, shop, known))
    near = near[: PAGE - len(known)]
    if not thin and (best := max((each.score for each in found.candidates), default=0.0)):
        near = tuple(each for each in near if each.score >= FAIR * best)
    named = lacking(need, found, text)
    return found.model_copy(update={"nearest": near, "lacking": named if named and (found.other_kind or lacks(named, shop)) else ""})


def akin(near: Sequence[Candidate], need: Need, shop: Shop, *, beside: bool = False) -> tuple[Candidate, ...]:
    """Those that lie on the need's shelf, or are called as the goods are that it asks for: by the thing itself, else in the other language, if that
    has no name for it, by any of its words; of a thing that is none (stuff, gifts) by those before it. Where shelves are called so only what lies
    there. Where it names no goods that we know, by what is wished for too. `beside` goods that are what was asked for only what its title calls by
    the thing itself: no pillow, beside pillow covers. What is called so at the end of its title comes first."""
    said = need.query or need.category or ""
    every = [word.term for word in words(said) if word.term not in {*map(stem, listed("vague"))}]
    own = [_thing(said)] if every and words(said)[-1].term == every[-1] else []
    names = _kinds(normalise(said).strip())
    wished = [] if names or trades_of((said,)) else [word.term for text in wanted(need).words for word in words(text)]
    products = {product.id: product for product in shop.catalogue.products([one.product_id for one in near])}
    shelves = {facet.path: " ".join(name for path in facet.aliases.values() for name in path) for facet in shop.catalogue.facets().categories}
    unknown = not shop.retriever.writes(said) and not into_other(said)
    terms = every if not own or (not beside and unknown) else own

    def titles(product: Product) -> dict[str, tuple[str, ...]]:
        """Each with its shelf; those in the script of what is said, where it has any."""
        own = (product.title, product.category), *((each.title, each.category) for each in product.translations.values())
        named = {title: shelf for title, shelf in own if title}
        return {title: shelf for title, shelf in named.items() if title.isascii() is said.isascii()} or named

    def is_akin(product: Product) -> bool:
        if beside:
            return any(held(term, title) > 0 for title in titles(product) for term in (*terms, *names))
        texts = [f"{title} {' '.join(shelf)} {shelves.get(product.category, '')}" for title, shelf in titles(product).items()]
        return need.category in product.category or any(held(term, text) > 0 for text in texts for term in (*terms, *wished, *names))

    def ends(product: Product) -> bool:
        return any(normalise(title).endswith(name) for title in titles(product) for name in names)

    def shelved(product: Product) -> bool:
        return any(held(term, f"{' '.join(shelf)} {shelves.get(product.category, '')}") > 0 for shelf in titles(product).values() for term in own)

    found = [one for one in near if one.product_id in products and is_akin(products[one.product_id])]
    found = [one for one in found if shelved(products[one.product_id])] or found
    return tuple(sorted(found, key=lambda one: not ends(products[one.product_id])))


def _thing(said: str) -> str:
    """The last word, with the one before it where it is a Chinese letter alone: 沙发套."""
    *before, last = [word.term for word in words(said)]
    return f"{before[-1]}{last}" if before and len(last) == 1 and is_chinese(last) and is_chinese(before[-1]) else last


def _kinds(said: str) -> frozenset[str]:
    """All names of goods of a name, of kinds of them, and of what they are a kind of by one of their names: a bone chopper, of cleavers."""
    end = f" {said}" if said.isascii() else said
    names = {other for name, others in names_by_word().items() if name == said or name.endswith(end) for other in others}
    heads = {name.split()[-1] for name in names if name.isascii() and " " in name}
    return frozenset(names.union(*(names_by_word().get(head, ()) for head in heads)))


def meant(need: Need, shop: Shop, known: Collection[str]) -> tuple[Candidate, ...]:
    """What comes nearest in meaning to words of the other language that no list and no dictionary has, where it is near enough."""
    said = need.query
    if not said or shop.retriever.writes(said) or names_by_word().get(normalise(said).strip()) or into_other(said):
        return ()
    found = [one for one in shop.retriever.closest(said, PAGE) if one[0] not in known]
    least = max(MEANT, CLOSE * max((cosine for _, cosine in found), default=0.0))
    return tuple(Candidate(product_id=name, score=cosine, near=True) for name, cosine in found if cosine >= least)


def shelves_beside(need: Need, shop: Shop) -> tuple[tuple[str, int], ...]:
    """Shelves of the trades that sell such goods, with how many they have, the most numerous first."""
    trades = {*trades_of((need.query or need.category or "",))}
    every = (facet for facet in shop.catalogue.facets().categories if facet.leaf)
    named = ((facet, (facet.path[-1], *(path[-1] for path in facet.aliases.values() if path))) for facet in every)
    found = [
        (facet.path[-1], facet.count) for facet, names in named if any(trades.intersection(trades_of((name.replace("_", " "),))) for name in names)
    ]
    return tuple(sorted(found, key=lambda one: -one[1])[:FEW])


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


def nearest(need: Need, retriever: ProductRetriever, today: date, known: Collection[str] = (), *, within: bool = False) -> tuple[Candidate, ...]:
    """By words, those of wishes too, within the hard conditions; beyond them where they leave nothing. `within`: of the need's shelf alone."""
    said = " ".join((need.query or need.category or "", *wanted(need).words)).strip()
    if not said:
        return ()
    wished = [_wish(one) for one in need.active]
    shelf = (Condition(id="shelf", field="category", op="=", value=need.category),) if within and need.category else ()
    for where in (need.active, wished):
        found = retriever.search(said, POOL + len(known), (*where, *shelf), today).candidates
        if found:
            alike = _of_a_kind(found, retriever)
            return tuple(each.model_copy(update={"near": True}) for each in alike if each.product_id not in known)
    return ()


def _of_a_kind(found: Sequence[Candidate], retriever: ProductRetriever) -> tuple[Candidate, ...]:
    """Without what alone of its shelf has come up: a word of a name."""
    shelves = [retriever.shelf(each.product_id) for each in found]
    alike = tuple(each for each, shelf in zip(found, shelves, strict=True) if shelves[:PAGE].count(shelf) >= LIKE * len(shelves[:PAGE]))
    return alike or tuple(found)


def _wish(one: Condition) -> Condition:
    """What the buyer sent away stays away."""
    return one if one.field == "product" else one.model_copy(update={"hard": False})
