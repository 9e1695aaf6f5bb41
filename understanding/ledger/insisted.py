"""A wish that stands said to be a must, without its words: "yes, it is a must", 材质是必须的."""

from collections.abc import Callable, Iterable, Sequence

from ...schema.condition import Condition
from ...schema.need import Need
from ...schema.reading import Language, Reading
from ...schema.reference import Shown
from ..tokens.cues import cues
from ..tokens.lexer import tokens
from ..vocabulary.vocabulary import Vocabulary
from .clauses import Clause, beyond, clause, clauses, letters
from .questioned import fields_of

WHICH = "which_must"
"""A note: one of the wishes is a must, and it isn't said which."""
Wish = tuple[Condition, ...]
"""The conditions of one wording ("around 20 yuan")."""


def insisted(
    text: str, need: Need | None, shown: Sequence[Shown], vocabulary: Vocabulary, language: Language, read: Callable[[str], Reading]
) -> Reading | None:
    """The message with the wishes that it makes hard; None where it says so of none.

    Unnamed, it is what the last reply ranked by; of several it is asked which. What else it says `read` reads.
    """
    wishes = _wishes(need)
    whole = clause(text)
    said = [whole] if _insists(whole) and _meant(whole, wishes, vocabulary) else list(clauses(text)) if wishes else []
    at = next((place for place, each in enumerate(said) if _insists(each)), None)
    if at is None or _asks(said[at:]):
        return None
    opens = all(each.idle for each in said[:at])
    meant = _meant(said[at], wishes, vocabulary) if said[at].left else _last(wishes, said[at], shown) if opens and "insists" in said[at].says else []
    if not meant:
        return None
    asks = len(meant) > 1 and not said[at].left and "all" not in said[at].says
    hard = () if asks else tuple(his_own(each).model_copy(update={"hard": True}) for wish in meant for each in wish)
    notes = ((WHICH, text),) if asks else ()
    more = beyond(text, said[at], opens, read)
    if more is None:
        return Reading(intent="refine", language=language, conditions=hard, notes=notes)
    fields = {each.field for each in more.conditions}
    wanted = (*more.conditions, *(each for each in hard if each.field not in fields))
    return more.model_copy(update={"conditions": wanted, "notes": (*more.notes, *notes)}) if more.topic == "same" else None


def _asks(said: Sequence[Clause]) -> bool:
    """Whether the first of these asks, or a mark behind it that nothing else is asked before: "it's a must, right?"."""
    told = next((place for place, each in enumerate(said) if place and not each.idle), len(said))
    return cues(said[0].text).question or any(each.text.rstrip().endswith(("?", "？")) for each in said[:told])


def _insists(said: Clause) -> bool:
    return bool(said.says & {"insists", "only"}) and not said.says & {"nay", "unsaid"}


def his_own(condition: Condition) -> Condition:
    """As the buyer says it himself now; what a model read out of words is no longer told by these."""
    inferred = condition.status == "inferred" and condition.origin == "said"
    return condition.model_copy(update={"status": "current", "origin": "said", "text": "" if inferred else condition.text})


def _wishes(need: Need | None) -> list[Wish]:
    found: dict[str, list[Condition]] = {}
    for each in need.active if need is not None else ():
        if not each.hard and not each.pages:
            found.setdefault(letters(each.text) or each.field, []).append(each)
    return [tuple(each) for each in found.values()]


def _last(wishes: list[Wish], said: Clause, shown: Sequence[Shown]) -> list[Wish]:
    """Those set with the list that was shown last; all of them where none was, or where all are meant."""
    turn = shown[-1].turn if shown else 0
    new = [wish for wish in wishes if any(each.turn == turn for each in wish)]
    return wishes if "all" in said.says else new or wishes


def _meant(said: Clause, wishes: list[Wish], vocabulary: Vocabulary) -> list[Wish]:
    """Those that it names by their fields or in their words; none where it says anything else."""
    words = letters("".join(said.left))
    if not words:
        return []
    if named := [wish for wish in wishes if words in (letters(wish[0].text), letters("".join(clause(wish[0].text).left)))]:
        return named
    found = [token for part in said.left for token in tokens(part, vocabulary)]
    names = [fields_of(token) for token in found if not token.has("value")]
    if "insists" not in said.says or len(names) < len(found) or not all(names):
        return []
    return [wish for wish in wishes if any(_speaks(name, wish) for name in names)] if all(_any(name, wishes) for name in names) else []


def _any(fields: Iterable[str], wishes: list[Wish]) -> bool:
    return any(_speaks(fields, wish) for wish in wishes)


def _speaks(fields: Iterable[str], wish: Wish) -> bool:
    return any(each.field in fields for each in wish)
