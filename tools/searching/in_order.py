"""A need as it is searched where an order is wished for."""

from ...schema.need import Need
from ...understanding.vocabulary.vocabulary import Vocabulary


def in_order(need: Need, vocabulary: Vocabulary) -> Need:
    """Where the words only name the category, all of it is put in order, and not what has them in its title."""
    if not need.sort or need.category is None or not need.query:
        return need
    named = vocabulary.says(need.category, need.query) or all(vocabulary.says(need.category, word) for word in need.query.split())
    return need.model_copy(update={"query": need.category}) if named else need
