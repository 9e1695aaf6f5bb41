"""What a sentence asks of products: criteria on the catalogue's attributes, and certificates."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...catalogue.facets import AttributeFacet
from ...catalogue.quantities import unit_of, units
from ...retrievers.analysis import terms
from ...schema.condition import Condition
from ...schema.reading import Language
from ...understanding.reader import Reader
from ...understanding.tokens.lexer import tokens
from .cases import wishes
from .codes import of_another, recorded
from .in_hand import reader_of, usual
from .measured import criteria
from .measures import measures
from .papers import in_a_papers_name
from .sentences import Span, clauses
from .stance import asks_at, assertion, circumstances, without_circumstances

_OPS = ("=", "<", "<=", ">", ">=", "in", "contains")
_Read = Callable[[str], tuple[list[Condition], dict[str, Any]]]
_LOW, _HIGH = (">=", ">"), ("<=", "<")


@dataclass(frozen=True)
class Goods:
    """What is looked for: its names in both languages, the catalogue's category where it is one, attributes that such products state
    (none: nobody knows), and the titles of some. `kinds` are what those at hand state, where the catalogue's reader knows few of its attributes."""

    names: str = ""
    category: str | None = None
    attributes: frozenset[str] = frozenset()
    titles: tuple[str, ...] = ()
    kinds: tuple[AttributeFacet, ...] = ()


ANYTHING = Goods()


def asked(sentence: Span, language: Language, reader: Reader, goods: Goods) -> list[dict[str, Any]]:
    """What it asks in the words of the goods at hand, else in the catalogue's."""
    at_hand = reader_of(reader.vocabulary, goods.kinds) if goods.kinds else None
    usually = usual(goods.kinds) if goods.kinds else None
    own = _in_words(sentence, language, at_hand, goods, frozenset(at_hand.vocabulary.attributes), usually) if at_hand else []
    if any(each["says"] == "criterion" for each in own):
        return own
    return _in_words(sentence, language, reader, goods, goods.attributes or frozenset(reader.vocabulary.shelf(goods.category).counts), usually)


def _in_words(
    sentence: Span, language: Language, reader: Reader, goods: Goods, stated: frozenset[str], usually: Collection[str] | None
) -> list[dict[str, Any]]:
    """One thing of each attribute; where it names several values of one, each clause by itself.

    The case that it speaks of ("below 0 °C") is no wish about the product, unless it asks for nothing else.
    """
    named = frozenset(terms(goods.names))

    def read(text: str) -> list[Condition]:
        said = reader.read(assertion(text), goods.category).conditions
        told = (each for each in said if not set(terms(each.text)) <= named and not in_a_papers_name(each.text, text, reader.vocabulary))
        told = (each for each in told if not _is_the_case(each, text))
        return _once(own for each in told if (own := _own(each, stated, reader.vocabulary.concepts)) is not None)

    def wished(text: str) -> tuple[list[Condition], dict[str, Any]]:
        when, rest = circumstances(text), without_circumstances(text)
        apart = read(rest)
        if rest == text or any(_measured(each, when) for each in apart):
            return apart, when
        return read(text), {name: case for name, case in when.items() if name == "season"}

    found: list[dict[str, Any]] = []
    for wish in wishes(sentence.text):
        case = {**circumstances(wish.case), **({"case": wish.case.strip()} if any(measures(without_circumstances(wish.case))) else {})}
        found += _asked(wish.text, case, wished, stated, reader, usually)
    return _told_apart(found)


def _asked(
    text: str, case: dict[str, Any], wished: _Read, stated: frozenset[str], reader: Reader, usually: Collection[str] | None
) -> list[dict[str, Any]]:
    """Certificates, and criteria in the case: what is measured by its measures, the rest as a buyer's words are read."""
    conditions, when = wished(text)
    when = {**case, **when}
    standards = [{"says": "standard", "value": each.value} for each in conditions if each.field == "certification" and each.op != "!="]
    rest = without_circumstances(text) if when.keys() - {"season", "case"} else text
    found = [*criteria(assertion(_without(conditions, rest, reader)), stated, reader, usually), *recorded(text, stated, reader)]
    measured = [{"says": "criterion", **each, "when": when} for each in found]
    own = {each["attribute"] for each in measured}
    parts = [(conditions, when)] if _single(conditions) else [(found, {**case, **said}) for found, said in _by_clause(text, wished)]
    read = [each for found, said in parts if _single(found) for each in _criteria(found, said)]
    return standards + measured + [each for each in read if each["attribute"] not in own and not of_another(each["value"], text)]


def _without(conditions: Sequence[Condition], text: str, reader: Reader) -> str:
    """Without what it asks of a field that it names and that is no attribute: "sold more than 5000 in 90 days" measures no size."""
    for each in conditions:
        named = not _attribute(each) and any(token.has("field") for token in tokens(each.text, reader.vocabulary))
        text = text.replace(each.text, " ") if named else text
    return text


def _by_clause(text: str, wished: _Read) -> list[tuple[list[Condition], dict[str, Any]]]:
    return [wished(clause.text) for clause in clauses(Span(0, len(text), text))]


def _told_apart(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without two bounds of one kind on one attribute in one case: which of them is the case can't be told."""

    def key(each: dict[str, Any]) -> tuple[str, ...] | None:
        bound = each["says"] == "criterion" and each["op"] in (*_LOW, *_HIGH) and each.get("upto") is None
        return (each["attribute"], each["op"][0], repr(each["when"])) if bound else None

    counts = Counter(key(each) for each in found)
    return [each for each in found if (own := key(each)) is None or counts[own] == 1]


def _attribute(condition: Condition) -> str:
    """Its name; "" where the condition is on something else."""
    return condition.field.removeprefix("attr.") if condition.field.startswith("attr.") else ""


def _is_the_case(condition: Condition, text: str) -> bool:
    """Whether a use that it reads stands before what the sentence asks: "for flights it must not exceed 100 Wh" asks for 100 Wh."""
    return condition.value is True and 0 <= text.find(condition.text) < asks_at(text) - len(condition.text)


def _own(condition: Condition, stated: frozenset[str], concepts: Mapping[str, Sequence[str]]) -> Condition | None:
    """On the attribute that such products state: the one read, or another that means the same (power for output_power)."""
    attribute = _attribute(condition)
    if not attribute or not stated or attribute in stated:
        return condition
    alike = (name for names in concepts.values() if attribute in names for name in names if name in stated)
    other = next(alike, None)
    return condition.model_copy(update={"field": f"attr.{other}"}) if other else None


def _once(conditions: Iterable[Condition]) -> list[Condition]:
    return list({(each.field, each.op, repr(each.value), each.unit): each for each in conditions}.values())


def _single(conditions: Sequence[Condition]) -> bool:
    """Whether each field is asked for once, be it by a range."""
    kept = [(each.field, "low" if each.op in _LOW else "high" if each.op in _HIGH else "is") for each in conditions]
    ranged = {field for field, end in kept if end != "is"}
    return len(set(kept)) == len(kept) and not any(end == "is" and field in ranged for field, end in kept)


def _measured(condition: Condition, when: dict[str, Any]) -> bool:
    """Whether products can be measured by it. A season that the sentence speaks of is a case, and no wish."""
    return bool(_attribute(condition)) and condition.op in _OPS and not (condition.field.endswith("season") and "season" in when)


def _criteria(conditions: Sequence[Condition], when: dict[str, Any]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for condition in sorted((each for each in conditions if _measured(each, when)), key=lambda each: each.op in _HIGH):
        made = _criterion(condition, when)
        if made is None:
            continue
        lower = found.get(made["attribute"])
        if lower is None:
            found[made["attribute"]] = made
        elif lower["value"] <= made["value"]:
            lower["upto"] = made["value"]
    return list(found.values())


def _criterion(condition: Condition, when: dict[str, Any]) -> dict[str, Any] | None:
    attribute = _attribute(condition)
    value: Any = list(condition.value) if isinstance(condition.value, tuple) else condition.value
    op = "contains" if isinstance(value, (list, str)) else condition.op
    if isinstance(value, (int, float)) and not isinstance(value, bool) and condition.unit:
        own, said = unit_of(attribute), units().factors.get(condition.unit.lower())
        if own is None and said is not None and said[0] in units().one_scale:
            own = (said[0], 1.0)  # as where conditions are judged: a bare number of such a measure can mean nothing else
        if own is None or said is None or own[0] != said[0]:
            return None
        value = value * said[1] / own[1]
    return {"says": "criterion", "attribute": attribute, "op": op, "value": value, "when": when}
