"""The audience that an age belongs to: "4 month old" is a baby, 5岁 a child."""

from ..schema.reading import Language
from .ages import aged

_STAGES: tuple[tuple[float, dict[Language, str]], ...] = ((24, {"zh": "婴儿", "en": "baby"}), (144, {"zh": "儿童", "en": "kids"}))
"""Upper limit in months -> name by language."""


def stage(text: str, language: Language) -> str:
    """The audience of an age; "" without one, or for adults."""
    age = aged(text)
    return next((names[language] for until, names in _STAGES if age is not None and age.low < until), "")
