"""What somebody of an age is called, as goods for him are: "4 month old" is a baby, 5岁 a child."""

from ..schema.reading import Language
from .ages import ages

_STAGES: tuple[tuple[float, dict[Language, str]], ...] = ((24, {"zh": "婴儿", "en": "baby"}), (144, {"zh": "儿童", "en": "kids"}))
"""Months until which somebody is called so."""


def stage(text: str, language: Language) -> str:
    """Of the first age that the text speaks of; "" where it speaks of none, or of grown-ups."""
    low = next((age.low for age in ages(text.casefold())), None)
    return next((names[language] for until, names in _STAGES if low is not None and low < until), "")
