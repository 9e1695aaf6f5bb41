"""What many values are called together, in either language: 化纤, synthetics."""

from collections.abc import Callable

from ...schema.condition import Condition
from ...understanding.language.atom import keys
from ...understanding.vocabulary.concepts import Concept, Group, Key, concepts, concepts_of, inside
from .glossary import CHINESE


def together(condition: Condition, language: str, english: Callable[[str], str]) -> tuple[str, ...]:
    """The words for the values of `condition` that the buyer's own words name; () where those don't account for every value, by its own name or
    the `english` one."""
    values = condition.value if isinstance(condition.value, tuple) else ()
    said = keys(condition.text)
    for concept in concepts():
        if concept.name not in concepts_of([condition.field.removeprefix("attr.")]):
            continue
        named = {name: group for name, group in concept.groups.items() if any(inside(keys(word), said) for word in group.words)}
        whole = [group for name, group in named.items() if not any(name in other.reaches for other in named.values())]
        words = {word for group in whole for word in _reached(group, concept)}
        if whole and all(any(inside(word, keys(text)) for word in words for text in (value, english(value))) for value in values):
            called = (next((word for word in group.words if bool(CHINESE.search(word)) == (language == "zh")), "") for group in whole)
            return found if all(found := tuple(called)) else ()
    return ()


def _reached(group: Group, concept: Concept) -> set[Key]:
    return {keys(word) for part in (group, *(concept.groups[name] for name in group.reaches)) for word in part.words}
