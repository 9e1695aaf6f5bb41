"""Whether a message only describes what is wished for, in words that no rule may know: "something my grandma can open", "a mouse that hums"."""

from .situation import Situation

_THING = ("something", "anything")
_TELLS = ("is", "was", "went", "has", "had", "happened", "wrong", "else", "'s")
"""Behind such a word it tells of something, or asks for other things."""
_THAT = ("that", "which")
_LEAST = 4  # words
_ARTICLES = ("a", "an", "the", "some", "any")


def described(now: Situation) -> bool:
    """By "something …", or by goods with "that …" right behind them; nothing is asked, and nothing pointed at."""
    said = [token for token in now.tokens if token.text.strip()]
    words = [token.text.lower().split()[0] for token in said]
    other = words[-1:] == ["?"] or now.cues.acts or now.asked or now.points or now.gathered.relative or now.cues.intents.keys() - {"search"}
    if len(said) < _LEAST or other:
        return False
    if words[0] in _THING:
        return not now.cues.question and words[1] not in _TELLS
    start = 1 if words[0] in _ARTICLES else 0
    return said[start].has("category", "head") and words[start + 1] in _THAT


def like_theirs(now: Situation) -> bool:
    """Whether all that it says is what titles of the goods in hand say of them: 前置开盖."""
    other = now.cues.question or now.cues.acts or now.points or now.asked or now.cues.intents
    return (
        now.going
        and now.subject.titled
        and not other
        and all(token.text in now.subject.words or token.has("stop", "filler") or not token.meanings for token in now.tokens)
    )
