"""A wish that the buyer never meant: "no, I did not mean cotton", 我没说要棉的. It is taken back; nothing is asked for by such words, nor denied."""

from collections.abc import Callable, Sequence

from ...schema.condition import Condition
from ...schema.need import Need
from ...schema.reading import Language, Reading
from ..slots import slot, texts
from ..tokens.lexer import tokens
from ..vocabulary.vocabulary import Vocabulary
from .clauses import Clause, beyond, clause, clauses, letters
from .insisted import his_own
from .questioned import CONDITIONS, fields_of


def unsaid(text: str, need: Need | None, vocabulary: Vocabulary, language: Language, read: Callable[[str], Reading]) -> Reading | None:
    """The message as what it takes back; None where it speaks of no wish so. What else it says `read` reads.

    Where no such wish stands, it is told which conditions do.
    """
    said = list(clauses(text))
    at = next((place for place, each in enumerate(said) if each.says & {"unsaid", "unmeant"} and not each.amid), None)
    if at is None or text.rstrip().endswith(("?", "？")):
        return None
    standing = [each for each in need.active if not each.pages] if need is not None else []
    thing = clause(said[at].text[said[at].behind :])
    meant = _meant(thing, standing, need, vocabulary, read) if thing.left else _inferred(thing, standing)
    if meant is None:
        return None
    more = beyond(text, said[at], all(each.idle for each in said[:at]), read)
    if more is not None and more.topic == "new":
        return more
    softer = tuple(his_own(each).model_copy(update={"hard": False}) for each in meant if each.hard) if "insists" in thing.says else ()
    gone = () if "insists" in thing.says else tuple(dict.fromkeys(each.field if _alone(each, meant, standing) else each.id for each in meant))
    if more is not None:
        changed = {"conditions": (*softer, *more.conditions), "dropped": (*more.dropped, *gone), "correction": True}
        return more.model_copy(update=changed)
    if softer or gone:
        return Reading(intent="refine", language=language, conditions=softer, dropped=gone, correction=True)
    told = Reading(intent="product_question", language=language, asked=(CONDITIONS,))
    return told if standing else Reading(intent="chitchat", language=language, confidence=0.5)


def _inferred(thing: Clause, standing: Sequence[Condition]) -> list[Condition] | None:
    """What a model took his words for, where that is one thing: "that's not what I meant"."""
    found = [each for each in standing if each.status == "inferred" and each.origin == "said" and each.text]
    return found if len({each.text for each in found}) == 1 and "insists" not in thing.says else None


def _meant(
    thing: Clause, standing: Sequence[Condition], need: Need | None, vocabulary: Vocabulary, read: Callable[[str], Reading]
) -> list[Condition] | None:
    """Those of the conditions that are named, by their fields, in their words or by their values; None where anything else is."""
    if own := [each for each in standing if each.text and letters(each.text) == letters("".join(thing.left))]:
        return own
    found = [token for part in thing.left for token in tokens(part, vocabulary)]
    if all(fields_of(token) and not token.has("value") for token in found):
        return [each for each in standing if any(each.field in fields_of(token) for token in found)]
    said = read(thing.text)
    unread = said.references or said.asked or said.relative or any(kind in ("unread", "unchecked") for kind, _ in said.notes)
    if unread or not said.conditions or _other_goods(said, need):
        return None
    return [each for each in standing if any(_same(each, one) for one in said.conditions)]


def _other_goods(said: Reading, need: Need | None) -> bool:
    """Whether it names goods, and none that were asked for."""
    return bool(said.category and need is not None and said.category != need.category) or bool(said.query and not said.category)


def _same(one: Condition, other: Condition) -> bool:
    return slot(one) == slot(other) and bool(set(texts(one)) & set(texts(other)) or (one.text and letters(one.text) == letters(other.text)))


def _alone(condition: Condition, meant: Sequence[Condition], standing: Sequence[Condition]) -> bool:
    """Whether no other condition on its field stands."""
    return all(each in meant for each in standing if each.field == condition.field)
