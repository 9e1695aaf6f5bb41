"""What is known of the buyer, for him to see."""

from collections.abc import Iterable

from ...catalogue.catalogue import Catalogue
from ...schema.asked import FORGET
from ...schema.profile import Profile, Trait
from ...schema.reading import Reading
from ..decisions.known import Known
from .profile import Changes


def known(profile: Profile | None, done: Changes, reading: Reading, catalogue: Catalogue, language: str) -> Known:
    """`done` is what this turn has changed already."""
    gone = {trait.id for trait in done.forgotten}
    left = None if profile is None else Profile(buyer=profile.buyer, traits=tuple(trait for trait in profile.traits if trait.id not in gone))
    traits = (*(left.traits if left else ()), *done.forgotten)
    return Known(left, reading.asked[:1] == (FORGET,), done.forgotten, supplier_names(traits, catalogue, language))


def supplier_names(traits: Iterable[Trait], catalogue: Catalogue, language: str) -> dict[str, str]:
    """Of the suppliers that traits are about, by id; what the catalogue lacks keeps its id."""
    wishes = [trait.wish for trait in traits if trait.wish is not None and trait.wish.field == "supplier"]
    ids = dict.fromkeys(key for wish in wishes for key in (wish.value if isinstance(wish.value, tuple) else (str(wish.value),)))
    found = ((key, catalogue.supplier(key)) for key in ids)
    return {key: (supplier.text(language).name or key) if supplier else key for key, supplier in found}
