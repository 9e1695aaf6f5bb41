"""Questions whether a value suits a case, and not which products have both: B类适合新生儿吗."""

import re
from functools import cache

from ..language.lexicon import LANGUAGES, load
from .asked import REVIEW
from .situation import Situation

_HAVE = re.compile(r"\s*[那还]?[有没]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def of_fitness(text: str, now: Situation) -> tuple[str, ...]:
    """The fields of the values and the case, which may be a person (audience) or what he has measured; () where it asks for goods, points at some, or
    says one thing."""
    fields = tuple(dict.fromkeys(each.field for each in now.gathered.conditions))
    goods = now.subject.category or "search" in now.cues.intents or now.cues.of("whichever") or now.gathered.references or now.gathered.relative
    asks = now.cues.question and not goods and not _HAVE.match(text)
    measured = bool(now.gathered.case)
    case = len(fields) + bool(now.subject.audience) + measured > 1 and all(field.startswith("attr.") for field in fields)
    return fields if fields and case and asks and (measured or _fits().search(text) or permits(text, now)) else ()


def permits(text: str, now: Situation) -> bool:
    """Whether it asks what may be done with goods of the values it names, or what becomes of them: no wish for such goods."""
    gathered = now.gathered
    other = gathered.references or gathered.relative or gathered.sort or gathered.quantity or now.subject.category or now.cues.acts
    fields = {each.field for each in gathered.conditions}
    if (
        other
        or not (now.cues.question and fields)
        or not all(each.startswith("attr.") for each in fields)
        or any(name not in fields and not name.startswith(REVIEW) for name in now.asked)
    ):
        return False
    if _HAVE.match(text) or now.cues.intents.keys() & {"search", "onward", "whichever"}:
        return False
    if _CHINESE.search(text):
        start = min(found for each in gathered.conditions if (found := text.find(each.text)) >= 0)
        return any(found.start() > start for found in _modal("zh").finditer(text))
    return _modal("en").match(text) is not None


@cache
def _modal(language: str) -> re.Pattern[str]:
    words = load("permitting")
    said, wanting = ("|".join(re.escape(str(word)) for word in words[name]) for name in (language, "wanting"))
    return re.compile(f"(?:{said})(?!{wanting})" if language == "zh" else rf"\W*(?:{said})\s+(?!(?:{wanting})\b)", re.IGNORECASE)


def value_said(now: Situation) -> str:
    """The words of the value that is to suit the case: class B, of newborns and class B."""
    cases = [token.text for token in now.tokens if token.has("audience", "use")]
    said = [each.text for each in now.gathered.conditions]
    return next((text for text in said if text not in cases), said[0])


@cache
def _fits() -> re.Pattern[str]:
    words = [str(word) for language in LANGUAGES for word in load("fits")[language]]
    return re.compile("|".join(re.escape(word) if _CHINESE.search(word) else rf"\b{re.escape(word)}\b" for word in words), re.IGNORECASE)
