"""Goods that are set against each other by what they are: of carbon and of aluminium, whichever ranks better."""

from collections.abc import Sequence

from ...catalogue.catalogue import Catalogue
from ...schema.candidate import Candidate
from ...schema.need import Need


def of_each(candidates: Sequence[Candidate], need: Need, catalogue: Catalogue, most: int) -> tuple[Candidate, ...]:
    """`most` of the candidates: of each value that is compared in turns, then the others; in their order where none is."""
    compared = [
        one for one in need.active if one.op == "in" and one.field.startswith("attr.") and one.status == "current" and isinstance(one.value, tuple)
    ]
    if not compared:
        return tuple(candidates[:most])
    products = catalogue.products([each.product_id for each in candidates])
    stated = {product.id: product.attributes.get(compared[0].field.removeprefix("attr.")) for product in products}
    turns = dict[object, int]()
    ranked: list[tuple[int, int, Candidate]] = []
    for place, each in enumerate(candidates):
        value = stated.get(each.product_id)
        turn = turns[value] = turns.get(value, -1) + 1
        wanted = value in compared[0].value  # type: ignore[operator]  # a tuple
        ranked.append((turn if wanted else len(candidates), place, each))
    return tuple(each for _, _, each in sorted(ranked, key=lambda one: one[:2])[:most])
