"""The audience that an age belongs to: "4 month old" is a baby, 5岁 a child."""

from ..schema.reading import Language
from .ages import ages

_STAGES: tuple[tuple[float, dict[Language, str]], ...] = ((24, {"zh": "婴儿", "en": "baby"}), (144, {"zh": "儿童", "en": "kids"}))
"""Upper limit in months -> name by language."""


def stage(text: str, language: Language) -> str:
    """The audience of the first age in the text; "" without one, or for adults."""
    low = next((age.low for age in ages(text.casefold())), None)
    return next((names[language] for until, names in _STAGES if low is not None and low < until), "")
