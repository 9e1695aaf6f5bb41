"""Names of what goods are measured by, said as if they were goods: which goods state it."""

from ...understanding.tokens.lexer import tokens
from ..shop import Shop

KINDS = 3


def measured_by(query: str, shop: Shop) -> tuple[str, tuple[str, ...]] | None:
    """The first word of `query` that names a measured attribute (TOG, lumens), with the categories most of whose products state it; None where it has
    no such word, or names goods: of bodysuits in three sizes no suitcase is told."""
    vocabulary = shop.reader.vocabulary
    said = tokens(query, vocabulary)
    if any(token.has("head", "category") for token in said):
        return None
    for token in said:
        named = [vocabulary.attributes[name] for names in token.values("attribute") for name in names]
        kinds = [leaf for facet in named if facet.kind == "number" for leaf, _ in facet.categories if vocabulary.shelf(leaf).states(facet.name)]
        if kinds:
            return token.text, tuple(dict.fromkeys(kinds))[:KINDS]
    return None
