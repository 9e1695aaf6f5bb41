"""What guides say for the buyer's own numbers, or of what his question names, where no line of theirs answers it for sure."""

import re
from collections.abc import Mapping, Sequence

from ...catalogue.wanted import flag_of
from ...retrievers.analysis import normalise
from ...retrievers.passages import PassageRetriever
from ...schema.evidence import Evidence
from ...schema.guide import Criterion, Guide
from ...schema.need import Need
from ...understanding.tokens.lexer import tokens
from ...understanding.vocabulary.vocabulary import Vocabulary
from ..decisions.knowledge import Measure
from ..facts.alternatives import LOOKED_AT, OWN
from ..facts.knowledge import PIECES
from ..facts.worded import says
from ..wording.called import for_another, whom
from ..wording.plain import citable
from .leading import number_of
from .logic import Case, case_of, fits, in_case

LINES = 2
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def for_numbers(subject: str, fields: Sequence[str], need: Need, guides: Sequence[Guide], vocabulary: Vocabulary) -> tuple[Evidence, ...]:
    """The sentences of guides to the goods in hand on an attribute that the question names, whose value or whose case is of its numbers (18 degrees;
    2.5 TOG) or of what the buyer told of his case before."""
    named = {*_attributes(subject, vocabulary), *(field.removeprefix("attr.") for field in fields)}
    numbers = {float(each) for each in _NUMBER.findall(subject)}
    found = [_evidence(guide, one) for guide, one in _every(need, guides) if one.attribute in named and _fits(one, numbers, need)]
    return tuple(found[:LINES])


def _attributes(subject: str, vocabulary: Vocabulary) -> set[str]:
    return {name for token in tokens(subject, vocabulary) for names in token.values("attribute") for name in names}


def _every(need: Need, guides: Sequence[Guide]) -> list[tuple[Guide, Criterion]]:
    """The sentences of guides to the goods in hand, but those for cats of a dog's bed."""
    own = [guide for guide in guides if need.category in guide.category and guide.lang in (None, need.language)]
    return [(guide, one) for guide in own for one in guide.criteria if citable(one.statement) and not for_another(one.statement, whom(need))]


def against_case(subject: str, need: Need, guides: Sequence[Guide]) -> tuple[Evidence, Measure] | None:
    """What a guide asks for in the buyer's case of what the question has another number of, or just that: 2.5 TOG in a room of 22 degrees."""
    numbers, case = {float(each) for each in _NUMBER.findall(subject)}, case_of(need)
    told = [(guide, one, value) for guide, one in _every(need, guides) if numbers and (value := number_of(one.value)) is not None]
    for guide, one, value in told:
        ranged = any(isinstance(of, list) and key in case for key, of in one.when.items()) and in_case(one, case)
        said = next((other for each, by, other in told if ranged and (each, by.attribute) == (guide, one.attribute) and other in numbers), None)
        if said is not None:
            above, below = (said > value and one.op != ">="), (said < value and one.op != "<=")
            return _evidence(guide, one), Measure(one.attribute, said, value, "above" if above else "below" if below else "fits")
    return None


def of_another_case(line: str, need: Need, guides: Sequence[Guide]) -> bool:
    """Whether it is a sentence for other measures than those of the buyer: for 24 to 27 degrees."""
    case, told = case_of(need), [one for _, one in _every(need, guides) if one.statement in line]
    return any(isinstance(value, list) and key in case and not fits(key, value, case) for one in told for key, value in one.when.items())


def for_what_is_named(subject: str, need: Need, guides: Sequence[Guide], vocabulary: Vocabulary) -> tuple[Evidence, ...]:
    """The sentences of guides to the goods in hand on a value that the question names, else on an attribute that it names: "is ceramide the right
    thing?", 尺码怎么选."""
    attributes, every = _attributes(subject, vocabulary), _every(need, guides)
    of_values = [(guide, one) for guide, one in every if any(says(subject, value) for value in _names(one))]
    of_names = [(guide, one) for guide, one in every if one.attribute in attributes or (one.label and says(subject, one.label))]
    return tuple(dict.fromkeys(_evidence(guide, one) for guide, one in of_values or of_names))[:LINES]


def _names(criterion: Criterion) -> tuple[str, ...]:
    """The values that it asks for, but yes and no."""
    every = criterion.value if isinstance(criterion.value, (list, tuple)) else (criterion.value,)
    return tuple(one for one in every if isinstance(one, str) and len(one) > 1 and flag_of(one) is None)


def _fits(criterion: Criterion, numbers: set[float], need: Need) -> bool:
    """By its own value; where that is none of them, by the range that it is for."""
    if numbers and isinstance(criterion.value, (int, float)) and not isinstance(criterion.value, bool) and float(criterion.value) in numbers:
        return True
    case = case_of(need)
    ranges = {key: value for key, value in criterion.when.items() if isinstance(value, list)}
    return any(fits(key, value, {key: tuple(numbers)} if numbers else case) for key, value in ranges.items())


def _evidence(guide: Guide, criterion: Criterion) -> Evidence:
    line = next((line.strip().removeprefix("- ") for line in guide.text.splitlines() if criterion.statement in line), criterion.statement)
    return Evidence(
        kind="guide", ref=guide.id, title=guide.title, text=guide.text, lang=guide.lang, line=line, sure=1.0, category=tuple(guide.category)
    )


def lines_of(subject: str, passages: PassageRetriever, language: str, category: str | None) -> list[Evidence]:
    """The lines of guides to such goods, the likeliest answers first."""
    if category is None:
        return []
    found = passages.answers(subject, language=language, category=category, k=LOOKED_AT)
    return [piece for piece in found if piece.topic in OWN and normalise(category) in map(normalise, piece.category)]


def of_surroundings(measured: Mapping[str, float], guides: Sequence[Guide], language: str) -> tuple[Evidence, ...]:
    """The lines of guides that hold for just what the buyer measured, a room of 21 degrees; one guide's, as each has its own bands."""
    case: Case = {name: (value,) for name, value in measured.items()}
    for guide in sorted((each for each in guides if each.lang in (None, language)), key=lambda each: (each.topic != OWN[0], each.id)):
        own = [one for one in guide.criteria if one.when and one.when.keys() <= case.keys() and in_case(one, case) and citable(one.statement)]
        if own:
            return tuple(_evidence(guide, one) for one in own[:PIECES])
    return ()
