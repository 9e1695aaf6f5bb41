"""Whether a product's texts say a thing after all, however it is written and in either language: looked up before a reply denies that they do."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from ...catalogue.verdicts import NEGATIVE
from ...retrievers.lines.features import is_numbered
from ...schema.condition import Condition
from ...schema.evidence import Evidence
from ...schema.need import Need
from ...schema.product import Product
from ...understanding.tokens.capabilities import capabilities_in, meant
from ...understanding.vocabulary.vocabulary import Vocabulary
from ..decisions.offer import Offer
from ..decisions.on_file import Line
from ..decisions.reviews import Quoted
from ..searching.counts import counted
from ..searching.wish import Wish, wish
from ..wording.wording import Wording
from .alike import alike
from .answers import Answers
from .describing import offering
from .holding import described_of, holding
from .terms_asked import wants_number

_PARTS = re.compile(r"[,，;；|]\s*|\s[-–]\s|(?<=[㐀-鿿])\s+|\s+(?=[㐀-鿿])")


class Written:
    """Of one store's products, in the buyer's language."""

    def __init__(self, answers: Answers, vocabulary: Vocabulary) -> None:
        self._answers, self._vocabulary = answers, vocabulary
        self._found: dict[tuple[str, str], Line | None] = {}

    def __call__(self, offer: Offer, condition: Condition) -> Line | None:
        """The line that speaks of what the condition wants, None where no text does; that something isn't there is said by its own
        words alone, or by what a field of the same kind has in its place: wool, of a filling that isn't down."""
        key = offer.id, condition.name
        if key not in self._found:
            self._found[key] = (self._without if condition.op in NEGATIVE else self._of)(offer.product, condition)
        return self._found[key]

    def meets(self, offer: Offer, condition: Condition) -> bool:
        """Whether that line says what is wanted."""
        line = self(offer, condition)
        return line is not None and says(line, condition, self._answers.wording)

    def says(self, product: Product, phrases: Iterable[str], *, sellers: bool = False, named: bool = True) -> Line | None:
        """The line with one of the phrases; what nothing but a number answers is said by no line without one. `sellers`: none that buyers wrote;
        not `named`: the name of a field says nothing."""
        lines = [
            line
            for line in (*self._answers.lines(product), *_certified(product, self._answers.wording.language))
            if not (sellers and line.source == "review")
        ]
        for said in phrases:
            numbered = wants_number(said)
            wanted = wish(said)
            found = (
                line
                for line in lines
                if (is_numbered(line.text) or not numbered)
                and (told := wanted.told_by(line.text if named else line.quoted.quote)) is not None
                and (named or told.met)
            )
            if (line := next(found, None)) is not None:
                return _narrowed(line, partial(_tells, wanted))
        return None

    def _without(self, product: Product, condition: Condition) -> Line | None:
        """The record's line of a field of the same kind that has none of what is refused."""
        attribute = condition.field.removeprefix("attr.")
        kin = alike(product, attribute, self._vocabulary) if attribute != condition.field else ()
        refused = [wish(each) for each in phrases(condition.model_copy(update={"op": "in"}), self._answers.wording)]
        stated = (line for line in self._answers.lines(product) if kin and line.source == "record" and line.attribute in kin)
        return next((line for line in stated if all((told := one.told_by(line.text)) is None or not told.met for one in refused)), None)

    def _of(self, product: Product, condition: Condition) -> Line | None:
        wording, attribute = self._answers.wording, condition.field.removeprefix("attr.")
        quoted = described_of(product, attribute, wording, self._vocabulary) if attribute != condition.field else None
        wanted = tuple(map(wish, phrases(condition, wording)))
        if quoted is not None and wanted and all(one.told_by(quoted.quote) is None for one in wanted):  # it may but name the field
            quoted = holding(product, attribute, wording.label(condition.field), wording.language, self._vocabulary)
        if condition.field == "supplier.capability" and isinstance(condition.value, tuple) and (name := meant(condition.value)):
            quoted = offering(product, name, wording.language)
            if quoted is not None and quoted.in_title:
                return _narrowed(Line(quoted.quote, quoted, "title"), lambda text: name in capabilities_in(text))
        if quoted is not None:
            return Line(quoted.quote, quoted, "title" if quoted.in_title else "description")
        return self.says(product, phrases(condition, wording), sellers=True)


def says(line: Line, condition: Condition, wording: Wording) -> bool:
    """Whether a line says what the condition wants, and not another value: of wool no goose down."""
    if condition.every and isinstance(condition.value, tuple):
        return all(says(line, condition.model_copy(update={"value": one, "every": False, "text": ""}), wording) for one in condition.value)
    wanted = tuple(map(wish, phrases(condition, wording)))
    if not wanted and condition.unit and not isinstance(condition.value, (bool, str, tuple)):
        wanted = (wish(f"{condition.op} {condition.value:g} {condition.unit}"),)
    return not wanted or any((told := one.told_by(line.quoted.quote)) is not None and told.met for one in wanted)


def phrases(condition: Condition, wording: Wording) -> Iterator[str]:
    """What meets a condition as texts may have it: its values in both languages, so many of what is counted, and the buyer's own words."""
    if condition.op in NEGATIVE:
        return
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    tongues = [wording.in_language(language) for language in ("zh", "en")]
    attribute = condition.field.removeprefix("attr.")
    for one in values:
        if isinstance(one, str):
            yield from dict.fromkeys((one, *(tongue.word(condition.field, one) for tongue in tongues)))
        elif not isinstance(one, bool) and condition.op in ("=", "in") and (so_many := counted(one, attribute, wording.language)):
            yield so_many
    if condition.text and not all(map(str.isdecimal, condition.text)):
        yield condition.text


def _tells(wanted: Wish, text: str) -> bool:
    return wanted.told_by(text) is not None


def _narrowed(line: Line, says: Callable[[str], bool]) -> Line:
    """Of a title the part that says it: what the goods are called is known."""
    parts = [part for part in _PARTS.split(line.quoted.quote) if part] if line.source == "title" else []
    quote = next((part for part in parts if says(part)), line.quoted.quote)
    return replace(line, quoted=replace(line.quoted, quote=quote))


def _certified(product: Product, language: str) -> Iterator[Line]:
    for one in product.text(language).certifications or product.certifications:
        evidence = Evidence(kind="product", ref=product.id, title=product.title, text=one.name, lang=product.lang)
        yield Line(one.name, Quoted(evidence, one.name), "record", "certification")


def in_their_texts(found: Sequence[Offer], need: Need, written: Written) -> tuple[Offer, ...]:
    """Near misses that break nothing, of which titles or descriptions write all that their records don't tell of what must be met."""
    hard = {one.name: one for one in need.hard}
    unbroken = (one for one in found if hard.keys().isdisjoint(one.candidate.failed))
    return tuple(one for one in unbroken if all(written.meets(one, hard[name]) for name in one.candidate.unknown if name in hard))
