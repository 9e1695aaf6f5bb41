"""How to choose among products."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ...schema.evidence import Evidence
from ...schema.guide import Criterion
from ...schema.product import AttributeValue, Certification, Scalar
from ...schema.reply import ComparisonRow
from .offer import Offer
from .on_file import Line
from .reviews import Quoted


@dataclass(frozen=True)
class AppliedCriterion:
    """A criterion with the offers it separates: `groups` are (value, positions), most common first; `unknown` those that state none; both of
    the offers that the guides speak of. `met` are for each of `criteria` the positions that meet its sentence, `shared` those sentences that all
    offers meet in one way. `unread` are (sentence, word, positions): what no attribute knows of a sentence, and the records among those that meet it
    that write it. `half` are (sentence, attribute, positions): who meets a sentence but for a part that asks about an attribute that isn't stated.
    `judged` are the sentences that every value stated either meets or doesn't. `disputes` are criteria that contradict one of `criteria`, of another
    source."""

    attribute: str
    criteria: tuple[tuple[Criterion, Evidence], ...]
    groups: tuple[tuple[AttributeValue, tuple[int, ...]], ...]
    unknown: tuple[int, ...]
    disputes: tuple[tuple[Criterion, Evidence], ...] = ()
    met: tuple[tuple[int, ...], ...] = ()
    shared: frozenset[str] = frozenset()
    unread: tuple[tuple[str, str, tuple[int, ...]], ...] = ()
    half: tuple[tuple[str, str, tuple[int, ...]], ...] = ()
    judged: frozenset[str] = frozenset()


@dataclass(frozen=True)
class AskedStandard:
    """A standard that an outside source asks for: by position the certificates on record that are valid, `expired` ones, `stated` in an attribute of
    the record (name, value) without a certificate, and `silent` records."""

    words: tuple[str, ...]
    statement: str
    evidence: Evidence
    valid: dict[int, Certification]
    expired: tuple[int, ...]
    silent: tuple[int, ...]
    stated: dict[int, tuple[str, AttributeValue]] = field(default_factory=dict)


@dataclass(frozen=True)
class Advice:
    """ "If you care most about `aspect`, take offer `position`: the evidence is `value` against the others'."""

    aspect: str
    position: int
    value: str


class Serving(NamedTuple):
    """A measure that a wish goes by; `end`: whether it serves best by the least, the most or another value, all are alike, or the place `ahead`
    serves better."""

    attribute: str
    end: Literal["least", "most", "value", "alike", "behind"]
    ahead: int


@dataclass(frozen=True)
class Best:
    """The offer that is recommended, by `place`: names of the `wishes` and conditions that it meets and not all do, `words` of the buyer's that its
    record has, what guides ask for that it meets (`criteria`), the aspects in which it is alone the best; what it breaks, wishes too, and what isn't
    known; `against` are his words with what its record says otherwise, or names of the machine that it is to fit.
    `likely` are words that its record may mean, `heard` the lines in which its seller says those that it hasn't; `second` is the place of the next
    best; `serving` are the measures that wishes (`by_number`) go by; `silent` are words that no record has and no guide speaks of; `unfit` are the
    places of those that break something of what he said."""

    place: int
    wishes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    criteria: tuple[AppliedCriterion, ...] = ()
    failed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    against: tuple[tuple[str, tuple[str, ...]], ...] = ()
    best_in: tuple[str, ...] = ()
    serving: tuple[Serving, ...] = ()
    by_number: tuple[str, ...] = ()
    second: int = 0
    silent: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()
    heard: dict[str, Line] = field(default_factory=dict)
    unfit: frozenset[int] = frozenset()

    @property
    def told(self) -> bool:
        """Whether something that the buyer said speaks for it."""
        return bool(self.wishes or self.words or any(one.end != "alike" for one in self.serving))


@dataclass(frozen=True)
class Choice:
    """How to choose among the offers. `question` is (attribute, values): the answer that would narrow the choice most among
    the `total` products that meet the need, or of a list where `among` is "shown".

    `ruled_out` are by position the attribute, and the value stated, against which a criterion is a rule: such an offer is advised for nothing.
    `standards` are those that outside sources ask for; `beside` what the web says best where no criterion is from there, and `untold` the attribute
    that it asks about where none of the offers states it. `few`: how many the buyer wants to be told of; `numbers`
    by which he calls them; `how`: he asks how such goods are chosen; `rows` what is stated of two that are set side by side; `asked` the attributes
    that he wants to choose by; `cheaper`: where all of those pointed at are dearer than may be, what of all such goods keeps the limit, else is
    cheaper; `noted` is the general note on how such goods are chosen.
    """

    offers: tuple[Offer, ...]
    criteria: tuple[AppliedCriterion, ...]
    general: tuple[Evidence, ...]
    advice: tuple[Advice, ...]
    question: tuple[str, tuple[Scalar, ...]] | None
    total: int = 0
    among: Literal["meeting", "shown", "all"] = "meeting"
    wishes: dict[int, tuple[str, ...]] = field(default_factory=dict)
    standards: tuple[AskedStandard, ...] = ()
    beside: Quoted | None = None
    untold: str | None = None
    ruled_out: dict[int, tuple[str, AttributeValue]] = field(default_factory=dict)
    best: Best | None = None
    few: int | None = None
    numbers: tuple[int, ...] = ()
    how: bool = False
    rows: tuple[ComparisonRow, ...] = ()
    asked: tuple[str, ...] = ()
    cheaper: Offer | None = None
    noted: Evidence | None = None
