"""What a message changes in what is known of a buyer, and what of it counts in a new topic."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ...schema.asked import FORGET
from ...schema.condition import Condition
from ...schema.fact import Fact
from ...schema.need import Need
from ...schema.product import Product
from ...schema.profile import Profile, Trait
from ...schema.reading import Reading
from ...understanding.ledger.ledger import remove, wished
from ...understanding.slots import leave_nothing, slot

_OF_THE_LIST = ("product", "quantity", "category", "stock")
"""Fields of what is looked for now, which say nothing of the buyer."""
_LIKED = ("brand", "supplier")
_EXCLUDING = ("!=", "not_in", "not_contains")


@dataclass(frozen=True)
class Place:
    """The conversation, turn and time in which something was `said`, in so many words."""

    thread: str = ""
    turn: int = 0
    said: str = ""
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(frozen=True)
class Changes:
    """To a profile: what is `kept` from now on, what was `forgotten`."""

    kept: tuple[Trait, ...] = ()
    forgotten: tuple[Trait, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.kept or self.forgotten)


def changes(profile: Profile, reading: Reading, need: Need, meant: Sequence[Product], place: Place) -> Changes:
    """What the message says of the buyer himself. `need` has taken it up, `meant` are the products that it points at."""
    if reading.asked[:1] == (FORGET,):
        return Changes(forgotten=tuple(trait for trait in profile.traits if _named(trait, reading.asked[1:])))
    facts = () if reading.stands == "once" else reading.facts
    kinds = {fact.kind for fact in facts}
    traits = [*(fact_trait(fact, place) for fact in facts), *_wishes(reading, need, meant, place)]
    kept = [_united(trait, profile.trait(trait.id)) for trait in traits]
    gone = (trait for trait in profile.traits if trait.fact is not None and trait.fact.kind in kinds and trait.id not in {each.id for each in kept})
    return Changes(tuple(trait for trait in kept if not _same(trait, profile.trait(trait.id))), tuple(gone))


def fact_trait(fact: Fact, place: Place) -> Trait:
    return Trait(id=f"{fact.kind}.{fact.value}", fact=fact, text=place.said or fact.text, thread=place.thread, turn=place.turn, at=place.at)


def wish_trait(condition: Condition, category: str | None, place: Place) -> Trait:
    """A price band is that of the `category` talked about; what is wished otherwise holds of all."""
    category = category if condition.field == "price" else None
    wish = condition.model_copy(update={"id": "profile", "hard": False, "status": "inferred", "origin": "profile", "turn": place.turn})
    name = ".".join(slot(condition)) + (f"@{category}" if category else "")
    return Trait(id=name, wish=wish, category=category, text=condition.text or place.said, thread=place.thread, turn=place.turn, at=place.at)


def recalled(need: Need, profile: Profile, reading: Reading, count: Callable[[Need], int]) -> Need:
    """The need of a topic that opens, with what is known of the buyer: facts of kinds that he told nothing of, and wishes that tell some of what
    was found from the rest, by `count`. What he says himself goes before them."""
    kinds = {fact.kind for fact in need.facts}
    facts = [trait.fact.model_copy(update={"origin": "profile"}) for trait in profile.traits if trait.fact and trait.fact.kind not in kinds]
    need = need.model_copy(update={"facts": (*need.facts, *facts)})
    if not (need.category or need.query):
        return need
    wishes = [trait.wish for trait in profile.traits if trait.wish and trait.category in (None, need.category)]
    found = count(need)
    return wished(need, [wish for wish in wishes if _counts(wish, need, reading) and 0 < count(_with(need, wish)) < found])


def without(need: Need, forgotten: Iterable[Trait]) -> Need:
    """The need without what was forgotten of the buyer."""
    gone = list(forgotten)
    facts = {(trait.fact.kind, trait.fact.value) for trait in gone if trait.fact is not None}
    wishes = {slot(trait.wish) for trait in gone if trait.wish is not None}
    for one in need.active if wishes else ():
        need = remove(need, one.id) if one.origin == "profile" and slot(one) in wishes else need
    return need.model_copy(update={"facts": tuple(fact for fact in need.facts if (fact.kind, fact.value) not in facts)})


def _counts(wish: Condition, need: Need, reading: Reading) -> bool:
    told = [each for each in need.active if each.field == wish.field]
    return wish.field not in reading.dropped and not any(slot(each) == slot(wish) or leave_nothing(each, wish) for each in told)


def _with(need: Need, wish: Condition) -> Need:
    return need.model_copy(update={"conditions": (*need.conditions, wish.model_copy(update={"hard": True, "status": "current"}))})


def _wishes(reading: Reading, need: Need, meant: Sequence[Product], place: Place) -> Iterator[Trait]:
    if reading.stands == "kept":
        standing = reading.conditions or (() if reading.facts else tuple(each for each in need.active if each.origin == "said"))
        for condition in standing:
            if condition.field not in _OF_THE_LIST and not condition.pages:
                yield wish_trait(condition, need.category, place)
    if reading.stands == "liked":
        for condition in reading.conditions:
            if condition.field in _LIKED:
                yield wish_trait(condition.model_copy(update={"op": "in", "value": _values(condition)}), None, place)
        suppliers = tuple(dict.fromkeys(product.supplier_id for product in meant if product.supplier_id))
        of = [each for each in reading.references if each.kind == "supplier" or reading.intent == "supplier"]
        if of and suppliers:
            yield wish_trait(Condition(id="profile", field="supplier", op="in", value=suppliers, text=of[0].text), None, place)


def _united(new: Trait, old: Trait | None) -> Trait:
    """What is avoided adds up, and so do suppliers and brands that he likes; other wishes replace."""
    if old is None or old.wish is None or new.wish is None or not (new.wish.op in _EXCLUDING or (new.wish.field in _LIKED and new.wish.op == "in")):
        return new
    op = "not_in" if new.wish.op in _EXCLUDING else "in"
    words = "; ".join(dict.fromkeys(text for text in (old.text, new.text) if text))
    values = tuple(dict.fromkeys((*_values(old.wish), *_values(new.wish))))
    return new.model_copy(update={"wish": new.wish.model_copy(update={"op": op, "value": values, "text": words}), "text": words})


def _values(condition: Condition) -> tuple[str, ...]:
    return condition.value if isinstance(condition.value, tuple) else (str(condition.value),)


def _same(new: Trait, old: Trait | None) -> bool:
    if old is None:
        return False
    if new.fact is not None and old.fact is not None:
        return True
    return (
        new.wish is not None and old.wish is not None and (new.wish.op, new.wish.value, new.wish.unit) == (old.wish.op, old.wish.value, old.wish.unit)
    )


def _named(trait: Trait, names: Sequence[str]) -> bool:
    about = trait.fact.kind if trait.fact is not None else trait.wish.field if trait.wish is not None else ""
    return "*" in names or trait.id in names or about in names
