"""Questions about the trade and not about a product: what TOG is, what OEKO-TEX means, which certificates a thing needs."""

import re
from collections.abc import Sequence
from functools import cache

from ...catalogue.certificates import standards
from ..tokens.cues import Cue, Cues
from ..tokens.found import Gathered
from ..tokens.token import Token
from .situation import Situation

KNOWLEDGE = "knowledge"
CARRIED = "carried"
"""Asked with it: whether it may go so on a journey."""
CASE = "case"
"""Asked with it: which value suits a case that was measured."""
_ARTICLES = ("a", "an", "the")
_JOINED = ("of", "and", "or", "和", "与", "跟", "、", "/", "-")
_WEAK = ("it", "that", "this", "它")  # what is asked about itself: "what is fill power and why does it matter?"
_SUBJECTS, _HAVE = ("it", "they", "these", "those"), ("have", "hold", "carry")
_POINTS = ("ordinal", "all", "focus", "other", "described", "extreme")
_DRESSED = ("wear", "wears", "dress")
"""What is asked of who sleeps there, and of no goods."""
_NEEDED = ("need", "needs", "needed", "require", "requires", "required")
_OURS = ("field", "attribute", "named")


def term(tokens: Sequence[Token], cues: Cues, gathered: Gathered, shown: bool) -> str | None:
    """What the message asks to have explained; None where it asks for no explanation. With products shown, "what is the colour" asks about them."""
    if any(each.kind in _POINTS and each.text.lower() not in _WEAK for each in gathered.references) or gathered.sort or gathered.quantity is not None:
        return None
    if any(not (each.field.startswith("attr.") or each.field == "certification") for each in gathered.conditions):
        return None
    if shown and _held(tokens):
        return None
    for cue in cues.of("needs"):
        clause = _clause(tokens, cue)
        if not (clause and clause[0].text.isascii()) or any(token.text.lower() in _NEEDED for token in clause):  # not which they HAVE
            return _joined(clause)
    for cue in (*cues.of("meaning"), *cues.of("explain")):
        found = _after(tokens, cue)
        if not found or all(token.has("certificate_word") for token in found):  # GB/T 14272是什么标准
            found = _before(tokens, cue) or found
        if found and not (cue.value == "explain" and shown and _ours(tokens, found)):
            return _joined(found)
    return _contrasted(tokens, gathered) if cues.of("compare") else None


def standard(said: str | None) -> bool:
    """Whether it is a standard's code, as of one that no record carries: GB/T 14272."""
    return said is not None and _code().fullmatch(said.casefold()) is not None


@cache
def _code() -> re.Pattern[str]:
    return re.compile(standards())


def of_itself(now: Situation) -> bool:
    """Whether it asks about a thing of the trade and not which products have it: "is aluminium dangerous?" is answered by no product's material.

    It points at no product, and beside what a record may state it says a word that no record can.
    """
    if not now.cues.question or now.gathered.references or now.gathered.relative or now.cues.of("whichever") or now.subject.category:
        return False
    known = " ".join(condition.text for condition in now.gathered.conditions).casefold()
    return bool(now.gathered.conditions) and any(word.casefold() not in known for word in now.unsifted.words)


def of_case(tokens: Sequence[Token], asked: Sequence[str], gathered: Gathered) -> str | None:
    """The attribute of which it asks what value suits a temperature that nothing else took: 18度选几TOG. No product's own value answers that."""
    if not asked or not all(name.startswith("attr.") for name in asked) or gathered.references or gathered.conditions or gathered.relative:
        return None
    left = [token for place, token in enumerate(tokens) if place not in gathered.used]
    named = next((token.text for token in left if token.has("attribute")), None)
    return named if measured(tokens, gathered) else None


def asking(tokens: Sequence[Token], gathered: Gathered) -> tuple[str, ...]:
    """What is asked of a term: what it is, else which value of it suits a case."""
    return (KNOWLEDGE, CASE) if measured(tokens, gathered) else (KNOWLEDGE,)


def measured(tokens: Sequence[Token], gathered: Gathered) -> bool:
    """Whether a temperature is told that nothing else took."""
    left = (token.value("amount") for place, token in enumerate(tokens) if place not in gathered.used)
    return any(amount.dimension == "temperature" for amount in left if amount is not None)


def of_surroundings(text: str, tokens: Sequence[Token], cues: Cues, gathered: Gathered) -> str | None:
    """Whether it asks of what was measured of his case, and of no goods: is a room of 21 degrees warm?"""
    other = gathered.references or gathered.conditions or gathered.sort or cues.acts or any(token.has("category", "head") for token in tokens)
    dressed = any(token.text.lower() in _DRESSED for token in tokens) and not any(token.has("attribute") for token in tokens)
    beside = cues.intents.keys() - ({"which", "pick", "explain"} if dressed else {"which"})
    return text.strip(" ?？!！.。") if cues.question and gathered.case and not other and not beside else None


def of_care(tokens: Sequence[Token]) -> str | None:
    """Goods and what is done to keep them, with nothing else: 羽绒服清洗 asks how, and for no washed jackets."""
    said = [token for token in tokens if any(map(str.isalnum, token.text)) and not (token.has("stop", "filler") and not token.has("care"))]
    goods = [token for token in said if token.has("category", "head")]
    care = [token for token in said if token.has("care")]
    return " ".join(token.text for token in said) if goods and care and len(said) == len(goods) + len(care) else None


def of_journey(text: str, tokens: Sequence[Token], cues: Cues, gathered: Gathered) -> str | None:
    """What asks, or says with nothing else, whether goods may be checked in on a journey: 充电宝能托运吗, 30000 mAh in checked luggage."""
    if gathered.references or cues.acts or cues.intents.keys() & {"search", "pick", "compare"} or not any(token.has("carried") for token in tokens):
        return None
    said = [token for token in tokens if any(map(str.isalnum, token.text)) and not token.has("stop", "filler")]
    alone = len(said) > 1 and said[-1].has("carried") and all(token.has("category", "head", "amount", "carried") for token in said)
    put = not said[-1].text.isascii() or tokens[tokens.index(said[-1]) - 1].text.lower() in ("in", "into", "inside")
    return text.strip(" ?？!！.。") if cues.question or (alone and put) else None


def _contrasted(tokens: Sequence[Token], gathered: Gathered) -> str | None:
    """A类和B类有什么区别: two words of the trade against each other, and no product."""
    several = len(gathered.conditions) > 1 or any(isinstance(each.value, tuple) for each in gathered.conditions)
    return " ".join(each.text for each in gathered.conditions) if several and not any(token.has("category") for token in tokens) else None


def _held(tokens: Sequence[Token]) -> bool:
    """Whether it asks what the products themselves have: "which certificates does it have?", and not what such a thing needs."""
    words = [token.text.lower() for token in tokens]
    return any(words[place : place + 2] in ([who, has] for who in _SUBJECTS for has in _HAVE) for place in range(len(words)))


def _clause(tokens: Sequence[Token], cue: Cue) -> list[Token]:
    """All that stands between the breaks around the cue, the cue too."""
    start = max((place + 1 for place, token in enumerate(tokens) if token.has("break") and token.end <= cue.start), default=0)
    end = next((place for place, token in enumerate(tokens) if token.has("break") and token.start >= cue.end), len(tokens))
    return list(tokens[start:end])


def _after(tokens: Sequence[Token], cue: Cue) -> list[Token]:
    """The words right behind the cue, an article aside: "what is (a) sleep sack"."""
    found: list[Token] = []
    for token in tokens:
        if token.start < cue.end or (not found and token.text.lower() in _ARTICLES):
            continue
        if not _says(token) and not (found and token.text in _JOINED):
            break
        found.append(token)
    return _trimmed(found)


def _before(tokens: Sequence[Token], cue: Cue) -> list[Token]:
    """The words right before it: TOG(值)是什么意思."""
    found: list[Token] = []
    for token in reversed([token for token in tokens if token.end <= cue.start]):
        if not _says(token) and not (found and token.text in _JOINED):
            break
        found.insert(0, token)
    return _trimmed(found)


def _says(token: Token) -> bool:
    """A word with a meaning of its own."""
    if token.has("break", "not", "soft", "soft_after", "sort") or not any(char.isalnum() for char in token.text):
        return False
    return not token.has("stop", "filler", "reference", "question") or token.has("value", "certificate", "class", "attribute", "category")


def _trimmed(found: list[Token]) -> list[Token]:
    while found and found[-1].text in _JOINED:
        found.pop()
    while found and found[0].text in _JOINED:
        found.pop(0)
    return found


def _ours(tokens: Sequence[Token], found: Sequence[Token]) -> bool:
    """Whether it names nothing but what cards state (颜色, "the weight"): letters inside Chinese, as in TOG值, are a word of the trade."""
    latin = any(token.text.isascii() for token in found) and any(token.text >= "\u3400" for token in tokens)
    article = any(token.text.lower() in ("the", "its", "their") and token.end <= found[0].start for token in tokens)
    return all(token.has(*_OURS) for token in found) and not latin and (article or found[0].text >= "\u3400")


def _joined(found: Sequence[Token]) -> str:
    out = ""
    for token in found:
        out += (" " if out and token.gap else "") + token.text
    return out.strip(" ?？!！.。")
