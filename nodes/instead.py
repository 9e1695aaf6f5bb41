"""What is asked of products that break what the same message newly demands of them: it is answered, and the goods are looked for anew."""

from collections.abc import Sequence
from datetime import date

from ..dialogue.references import these
from ..schema.need import Need
from ..schema.reading import Reading
from ..schema.reference import Reference
from ..tools.searching.offers import judged
from ..tools.shop import Shop


def instead(reading: Reading, need: Need, focus: Sequence[str], turn: int, shop: Shop, today: date) -> Reading:
    """`reading` as a search with the question beside it, where every product in `focus` breaks a condition of this `turn` that others meet. What is
    asked of a superlative, or of goods by their name, is asked of those found; what is asked of these very products is answered ahead of the list."""
    new = {one.name for one in need.active if one.turn == turn and not one.pages}
    asks = reading.intent == "product_question" and bool(reading.references) and not (reading.also or reading.relative or reading.dropped)
    if not asks or not reading.conditions or not focus or not new:
        return reading
    if shop.retriever.count(need, today=today) == 0 or not all(new.intersection(one.failed) for one in judged(shop.catalogue, focus, need, today)):
        return reading
    anew = all(one.kind == "extreme" or (one.place is not None and one.place.about) for one in reading.references)
    pointers: tuple[Reference, ...] = tuple(one for one in reading.references if one.kind == "extreme") if anew else (these(focus),)
    question = reading.model_copy(update={"conditions": (), "words": (), "notes": (), "facts": (), "references": pointers, "ahead": not anew})
    search = {"intent": "refine", "asked": (), "supposed": (), "references": (), "pieces": None, "also": (question,)}
    return reading.model_copy(update=search)
