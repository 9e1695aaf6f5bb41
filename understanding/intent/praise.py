"""Thanks with a word of praise for a part of what was shown: 材质挺好的，谢谢 asks for nothing."""

import re
from functools import cache

from ..language.lexicon import LANGUAGES, load
from .situation import Situation

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LONG = 1  # characters of what is left of a word of degree: 挺


def praises(now: Situation) -> bool:
    """Whether all that it says beside the thanks is that a part is good: nothing asked, pointed at, wished or named anew."""
    parts = {token.text for token in now.tokens if token.has("attribute")}
    gathered = now.gathered
    wishes = gathered.sort or gathered.dropped or gathered.quantity or gathered.relative or gathered.facts
    wishes = wishes or any(each.text not in parts for each in gathered.conditions)
    other = now.cues.question or now.cues.acts or now.points or now.subject.category or now.cues.intents.keys() - {"chitchat"}
    if wishes or other or not now.shown or any(token.has("seeking", "goods", "must", "soft") for token in now.tokens):
        return False
    text = "".join(" " * token.gap + token.text for token in now.tokens)
    left = [word for word in now.unsifted.words if word not in parts and len(word) > _LONG and not _said("praise").fullmatch(word)]
    return bool(parts) and not left and all(_said(name).search(text) for name in ("thanks", "praise"))


@cache
def _said(name: str) -> re.Pattern[str]:
    words = [str(word) for language in LANGUAGES for word in load("praise")[name][language]]
    return re.compile("|".join(re.escape(word) if _CHINESE.search(word) else rf"\b{re.escape(word)}\b" for word in words), re.IGNORECASE)
