"""The goods without what is only said of them: "a sleeping bag, cloud-like" asks for sleeping bags, whatever a cloud may be."""

import re
from collections.abc import Callable, Sequence

from ...schema.need import Need
from ...schema.reading import Reading
from ...understanding.reworded.quoting import Unread
from ...understanding.tokens.lexer import tokens
from ...understanding.tokens.token import Token
from ...understanding.vocabulary.vocabulary import Vocabulary

_ALIKE = re.compile(r"像[\u3400-\u9fff]+|[a-z]+-like\b", re.IGNORECASE)


def goods_alone(text: str, reading: Reading, need: Need, vocabulary: Vocabulary, count: Callable[[Need], int]) -> tuple[Reading, Need]:
    """`reading` and `need` by the words that stand with the goods of the message, where nothing is near to all of its words and something to these:
    what stands in a clause that names no goods, or tells only what they are to be like, is no part of what they are called. It is told as unread,
    with what turns it (不透光).

    Only of goods whose category is nobody's; a category that is known takes such words for what they are by itself.
    """
    words = need.query.split()
    if need.category is not None or reading.intent != "search" or reading.topic != "new" or len(words) < 2:
        return reading, need
    named = _named(text, vocabulary)
    kept = [word for word in words if word.casefold() in named.casefold()]
    alone = need.model_copy(update={"query": " ".join(kept)})
    if not kept or len(kept) == len(words) or _near(need, count) or not _near(alone, count):
        return reading, need
    left = tuple(word for word in words if word not in kept)
    spans = Unread(text, left, need.active, vocabulary).spans or left
    told = dict.fromkeys((*reading.notes, *(("unread", each) for each in spans)))
    return reading.model_copy(update={"notes": tuple(told)}), alone


def _near(need: Need, count: Callable[[Need], int]) -> bool:
    return count(need.model_copy(update={"conditions": ()})) > 0


def _named(text: str, vocabulary: Vocabulary) -> str:
    """The clauses that name goods, up to what says only what these are like."""
    clauses: list[list[Token]] = [[]]
    for token in tokens(text, vocabulary):
        if token.has("break"):
            clauses.append([])
        else:
            clauses[-1].append(token)
    return " ".join(_ALIKE.sub(" ", _before_alike(text, clause)) for clause in clauses if any(each.has("head", "category") for each in clause))


def _before_alike(text: str, clause: Sequence[Token]) -> str:
    goods = next(place for place, token in enumerate(clause) if token.has("head", "category"))
    end = next((token.start for token in clause[goods + 1 :] if token.has("alike_to") and not token.text.startswith("-")), clause[-1].end)
    hyphen = text[end - 1 : end] == "-"
    return text[clause[0].start : clause[-1].end if hyphen else end]
