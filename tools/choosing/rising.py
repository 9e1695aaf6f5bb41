"""The measures of which the more is the better, as the trade has it: how long a battery lasts, how much a leash bears."""

from collections.abc import Collection

from ...understanding.vocabulary.concepts import concepts
from ...understanding.vocabulary.vocabulary import Vocabulary


def rising(attributes: Collection[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Those of the attributes."""
    known = [one for one in concepts() if one.floor or one.holds]
    return tuple(name for name in attributes if any(name in vocabulary.concepts.get(one.name, ()) for one in known))
