"""The ledger: a reading applied to a need. Every function returns a new need."""

from collections.abc import Iterable, Sequence

from ...schema.asked import KNOWLEDGE
from ...schema.condition import Condition, Status
from ...schema.errors import InputError
from ...schema.fact import Fact
from ...schema.need import Need, Waiting
from ...schema.reading import Reading
from ..slots import adds_up, leave_nothing, narrows, slot, texts, values
from .united import both

KEPT = 20  # removed and relaxed conditions kept on record
WORDS = 6  # latest free-text wishes that rank
_SEARCHING = ("search", "refine")


def apply(need: Need | None, reading: Reading, turn: int) -> Need:
    """The need after `turn`: a new topic starts clean, a condition replaces the one with its field and direction, the rest is inherited."""
    if reading.intent in ("chitchat", "out_of_scope") and not reading.dropped:
        return _carried(need or Need(), reading, turn)
    if "*" in reading.dropped:
        need = _without_conditions(need or Need())
    elif need is None or (reading.topic == "new" and (need.category or need.query)):  # conditions stated before any product apply to the first one
        need = _opened(need, reading)
    kept = _without_shared_texts([_dropped(each, reading.dropped) for each in _inherited(need.conditions, turn)], need.active)
    if _changes(need, reading):
        kept = [_marked(each, "removed") if each.active and each.pages else each for each in kept]
    if reading.correction and reading.conditions and {each.field for each in reading.conditions} == {"certification"}:
        kept = [_marked(each, "removed") if each.active and each.field == "certification" else each for each in kept]  # "OEKO-TEX instead"
    for new in reading.conditions:
        kept = _with_condition(kept, new.model_copy(update={"turn": turn, "status": new.status if new.status == "inferred" else "current"}), turn)
    need = need.model_copy(update={**_subject(need, reading), "conditions": _pruned(kept), "facts": _facts(need, reading, turn)})
    return need.model_copy(update={"waiting": waiting(need, reading, turn)}) if reading.beside else need


def _opened(need: Need | None, reading: Reading) -> Need:
    """The need of a new topic: empty, or the waiting goods that it turns to."""
    new = Need(conditions=_record(need), facts=need.facts if need else (), currency=need.currency if need else "")
    goods = taken(need, reading) if need else None
    if need is None or goods is None:
        return new
    kept = list(new.conditions)
    for each in goods.conditions:
        kept.append(each.model_copy(update={"id": _next_id(kept), "status": "inherited"}))
    return new.model_copy(update={"conditions": _pruned(kept), "quantity": goods.quantity, "words": goods.words, "waiting": turned(need, goods)})


def _changes(need: Need, reading: Reading) -> bool:
    """True if the message asks for other products, so that products seen before may be shown again."""
    named = (reading.category not in (None, need.category), bool(reading.sort), reading.quantity not in (None, need.quantity))
    return any(named) or bool(reading.dropped) or any(not each.pages for each in reading.conditions)


def remove(need: Need, condition_id: str) -> Need:
    """The need with the condition marked as removed. Raises InputError for an unknown id."""
    if not any(each.id == condition_id for each in need.conditions):
        raise InputError(f"no condition {condition_id!r}; there are: {', '.join(each.id for each in need.active) or 'none'}")
    left = [_marked(each, "removed") if each.id == condition_id else each for each in need.conditions]
    return need.model_copy(update={"conditions": _pruned(_without_shared_texts(left, need.active))})


def relax(need: Need, condition_ids: Iterable[str]) -> Need:
    """The need with those conditions marked as relaxed, as the buyer agreed."""
    ids = set(condition_ids)
    left = [_marked(each, "relaxed") if each.id in ids else each for each in need.conditions]
    return need.model_copy(update={"conditions": _pruned(_without_shared_texts(left, need.active))})


def wished(need: Need, wishes: Iterable[Condition]) -> Need:
    """The need with wishes from elsewhere than the message, under new ids."""
    conditions = list(need.conditions)
    for wish in wishes:
        conditions.append(wish.model_copy(update={"id": _next_id(conditions)}))
    return need.model_copy(update={"conditions": _pruned(conditions)})


def _marked(condition: Condition, status: Status) -> Condition:
    return condition.model_copy(update={"status": status})


def _inherited(conditions: Iterable[Condition], turn: int) -> list[Condition]:
    """Mark conditions of earlier turns as inherited."""
    return [_marked(each, "inherited") if each.status == "current" and each.turn != turn else each for each in conditions]


def _carried(need: Need, reading: Reading, turn: int) -> Need:
    kept = tuple(_inherited(need.conditions, turn))
    return need.model_copy(update={"language": reading.language, "conditions": kept, "facts": _facts(need, reading, turn)})


def _facts(need: Need, reading: Reading, turn: int) -> tuple[Fact, ...]:
    """Facts about the buyer; a new one replaces those of its kind."""
    said = {fact.kind for fact in reading.facts}
    return (*(fact for fact in need.facts if fact.kind not in said), *(fact.model_copy(update={"turn": turn}) for fact in reading.facts))


def _without_conditions(need: Need) -> Need:
    return Need(language=need.language, conditions=_record(need), currency=need.currency)


def _record(need: Need | None) -> tuple[Condition, ...]:
    """The conditions of an old topic, marked as removed, so that an id is never reused in a conversation."""
    return () if need is None else _pruned(_marked(each, "removed") if each.active else each for each in need.conditions)


def _dropped(condition: Condition, dropped: Sequence[str]) -> Condition:
    return _marked(condition, "removed") if condition.active and (condition.field in dropped or condition.id in dropped) else condition


def _without_shared_texts(conditions: list[Condition], before: Sequence[Condition]) -> list[Condition]:
    """Clear the text of conditions that share it with one given up: "CCC and CE" after CE was dropped."""
    standing = {each.id for each in conditions if each.active}
    gone = {(each.field, each.text) for each in before if each.text and each.id not in standing}
    return [each.model_copy(update={"text": ""}) if each.active and (each.field, each.text) in gone else each for each in conditions]


def _subject(need: Need, reading: Reading) -> dict[str, object]:
    """The changed fields of the need other than conditions; what the message doesn't name stays."""
    named = {"category": reading.category, "audience": reading.audience, "quantity": reading.quantity, "sort": reading.sort or None}
    named |= {"currency": reading.currency or None}
    changes: dict[str, object] = {name: value for name, value in named.items() if value is not None}
    if "quantity" in reading.dropped:
        changes["quantity"] = None
    if KNOWLEDGE in reading.asked:  # its words are searched for in guides only
        return {**changes, "query": need.query or reading.category or "", "language": reading.language}
    if reading.intent in _SEARCHING or not need.query:
        changes["query"] = _query(need, reading)
    left = (each for each in need.words if each not in reading.dropped)
    changes["words"] = tuple(dict.fromkeys((*left, *reading.words)))[-WORDS:]
    return {**changes, "case": {**need.case, **reading.case}, "language": reading.language}


def _query(need: Need, reading: Reading) -> str:
    """The query: a refinement adds its words; naming the product again replaces them."""
    if not reading.query or reading.query == need.query:
        return need.query
    if reading.topic == "new" or reading.category is not None or not need.query:
        return reading.query
    words = [word for word in reading.query.split() if word not in need.query.split()]
    return " ".join([need.query, *words])[:300]


def _with_condition(conditions: list[Condition], new: Condition, turn: int) -> list[Condition]:
    """`conditions` with `new`, and with those that it replaces or contradicts marked as removed."""
    clashing = [each for each in conditions if each.active and _replaces(new, each, turn)]
    alike = [each for each in clashing if slot(each) == slot(new)]
    same = next((each for each in alike if adds_up(each, new)), alike[0] if alike else None)
    if same is not None and adds_up(same, new):
        new = _both_exclusions(same, new)
    if same is not None and _content(same) == _content(new):
        new = new.model_copy(update={"text": same.text or new.text, "turn": same.turn})  # repeated, it stays the same condition
    named = new.model_copy(update={"id": same.id if same is not None else _next_id(conditions)})
    kept = [named if each is same else (_narrowed(each, new) or _marked(each, "removed")) if each in clashing else each for each in conditions]
    return kept if same is not None else [*kept, named]


def _both_exclusions(old: Condition, new: Condition) -> Condition:
    """Two exclusions as one: no black, and no grey either."""
    added = tuple(value for value in values(new) if value.lower() not in texts(old))
    return both(old, new.model_copy(update={"value": added})).model_copy(update={"turn": new.turn, "status": new.status}) if added else old


def _content(condition: Condition) -> tuple[object, ...]:
    return condition.value, condition.op, condition.unit, condition.hard, condition.every, condition.shares


def _narrowed(old: Condition, new: Condition) -> Condition | None:
    """An exclusion without the values that are chosen now: "red is fine" turns "no red, no black" into "no black"; None if it can't be narrowed."""
    if slot(old)[1] != "not" or slot(new)[1] != "is" or not isinstance(old.value, tuple):
        return None
    left = tuple(value for value in old.value if value.lower() not in texts(new))
    return old.model_copy(update={"value": left, "text": ""}) if left else None


def _next_id(conditions: Iterable[Condition]) -> str:
    numbers = [int(each.id[1:]) for each in conditions if each.id[1:].isdecimal()]
    return f"c{max(numbers, default=0) + 1}"


def _replaces(new: Condition, old: Condition, turn: int) -> bool:
    """True if `new` has the slot of `old`, can't be met with it, or is a bound that meets an older soft bound or fixed number."""
    if new.field != old.field:
        return False
    ours, theirs = slot(new)[1], slot(old)[1]
    if ours == theirs and (narrows(new, old) or (old.turn == turn and narrows(old, new))):
        return False
    if ours == theirs == "not" and not (adds_up(old, new) or set(texts(old)) <= set(texts(new))):
        return False  # exclusions add up
    if ours == theirs or leave_nothing(new, old):
        return True
    if {ours, theirs} == {"upper", "lower"}:
        return old.turn != turn and not old.hard
    if old.turn == turn and {old.op, new.op} & {"="}:
        return False  # 20寸 能登机: another condition of the same message still holds
    return {"upper", "lower"} & {ours, theirs} != set() and "is" in (ours, theirs) and isinstance(new.value, (int, float))


def _pruned(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """`conditions` without the oldest removed and relaxed ones, so that a long conversation doesn't grow the state."""
    every = list(conditions)
    gone = [each for each in every if not each.active]
    forgotten = {id(each) for each in gone[: max(0, len(gone) - KEPT)]}
    return tuple(each for each in every if id(each) not in forgotten)


def taken(need: Need, reading: Reading) -> Waiting | None:
    """The waiting goods, named in an earlier message beside others, that this one turns to."""
    return next((one for one in need.waiting if one.category == reading.category), None)


def turned(old: Need, to: Waiting) -> tuple[Waiting, ...]:
    """The waiting goods once the buyer turns to `to`: the others, and the current ones."""
    left = tuple(one for one in old.waiting if one is not to)
    if not old.category:
        return left
    now = Waiting(category=old.category, query=old.query, words=old.words, quantity=old.quantity, audience=old.audience, conditions=old.active)
    return (*left, now)


def waiting(need: Need, reading: Reading, turn: int) -> tuple[Waiting, ...]:
    """The waiting goods with those that this message adds. They share its conditions, and where they go on with the topic those that stand,
    except those on attributes, products and brands."""
    shared = tuple(each for each in need.active if (each.turn == turn or reading.topic == "same") and _of_all(each))
    new = tuple(Waiting(category=name, quantity=reading.quantity, conditions=shared) for name in reading.beside if name != need.category)
    return (*(one for one in need.waiting if one.category not in reading.beside), *new)[-4:]


def _of_all(condition: Condition) -> bool:
    return not condition.field.startswith("attr.") and condition.field not in ("product", "category", "brand")
