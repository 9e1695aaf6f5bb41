"""A reply being written: paragraphs, and the footnotes that they stand on."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...schema.condition import Condition
from ...schema.evidence import Evidence, EvidenceKind
from ...schema.inquiry import Inquiry
from ...schema.product import Product
from ...schema.reply import Card, Citation, Comparison, Criterion, Relaxation
from ..decisions.offer import Offer
from ..decisions.on_file import Line
from ..searching.needs import is_circumstance
from ..searching.offers import supplier_name
from ..wording.names import short
from ..wording.plain import named, plain, quotable
from ..wording.wording import Wording
from .sources import note

_FILE = re.compile(r"(?<=\w)\.(?:md|markdown|html?|pdf)$", re.IGNORECASE)
LEFT = 3
"""Wishes that are told of to be compared, and that are named because nothing came of them."""
Akin = Callable[[str, Sequence[Product]], str | None]
"""From words and products to the attribute by which they may be judged."""
Written = Callable[[Offer, Condition], Line | None]
"""From an offer and a condition that its record doesn't tell of to the line of its texts that does."""
Heard = Callable[[Offer, str], Line | None]
"""From an offer and a wish that no word of its record is to the line of the seller's that says it in other words."""
MARK = re.compile(r"\[\d+\]")
_OF_ONE = ("- **", "**")
"""How the lines begin that tell of one product."""
_ITEM = re.compile(r"\s*(?:(?P<number>\d+\.)|(?P<bullet>-)) ")


def _once(lines: Sequence[str]) -> list[str]:
    """Without lines that say again what stands before, whatever they cite, and without a second blank behind another: a line of a product that has
    but the beginning of an earlier one is left out too."""
    said, kept = set[str](), list[str]()
    for line in lines:
        bare = MARK.sub("", line)
        begun = bare.rstrip(".。") if bare.startswith(_OF_ONE) else ""
        if (bare in said or (begun and any(each.startswith(begun) for each in said))) if bare else not kept or not kept[-1]:
            continue
        said.add(bare)
        kept.append(line)
    return kept


def _list(line: str) -> str | None:
    """The kind of list that a line is an item of, "number" or "bullet"; what is indented goes on with a bullet."""
    item = _ITEM.match(line)
    return item.lastgroup if item else "bullet" if line.startswith("  ") else None


@dataclass
class Draft:
    """What a writer fills. `short`: by setting, the first products and points alone; `retail`: nothing of what only a trader asks; `settled`: wishes
    that the reply tells of already; `unkept`: products, each with a condition that it is told to break or leave open; `on_cards`: attributes that
    the lines of a list tell; `found`: there are goods to tell them of; `left`: words of the buyer that nothing was made of yet, of which those
    beside an attribute that `akin` names come to `compared`, others to `unused`, and questions to `unanswered`; `reworded`: wishes of which sellers
    speak in other words; `personal` lines tell what is known of the buyer from elsewhere; `offered`: what isn't told can be asked of the seller,
    which stands last, once; `written` and `heard` are asked before anything is said to be stated nowhere. `cite…` return the mark to set behind a
    statement, "[1]"; the same quote keeps its number."""

    wording: Wording
    short: bool = False
    retail: bool = False
    lines: list[str] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    cards: tuple[Card, ...] = ()
    comparison: Comparison | None = None
    criteria: tuple[Criterion, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    question: str | None = None
    lacking: str = ""
    inquiries: tuple[Inquiry, ...] = ()
    settled: set[str] = field(default_factory=set)
    unkept: set[tuple[str, str]] = field(default_factory=set)
    on_cards: set[str] = field(default_factory=set)
    found: bool = True
    left: list[str] = field(default_factory=list)
    compared: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    reworded: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    offered: bool = False
    personal: list[str] = field(default_factory=list)
    akin: Akin = lambda words, products: None
    written: Written = lambda offer, condition: None
    heard: Heard = lambda offer, words: None

    def add(self, *lines: str) -> None:
        self.lines.extend(line for line in lines if line)

    def say(self, key: str, **values: object) -> None:
        self.add(self.wording.say(key, **values))

    def add_personal(self, *lines: str) -> None:
        """What is known of the buyer from other conversations, or of his orders."""
        self.add(*lines)
        self.personal.extend(line for line in lines if line)

    @property
    def private(self) -> tuple[str, ...]:
        """The personal lines, as they stand in the text."""
        return tuple(line for line in self.text.split("\n") if line in self.personal)

    @property
    def text(self) -> str:
        """Markdown, each line once; a list ends with a blank line, or what follows would join its last item."""
        spaced: list[str] = []
        for line in _once(self._whole()):
            if spaced and not line.startswith(" ") and _list(spaced[-1]) and _list(spaced[-1]) != _list(line):
                spaced.append("")
            spaced.append(line)
        return "\n".join(spaced)

    def _whole(self) -> list[str]:
        """The lines, and behind them in one what became of words that nothing decides; a question still comes last."""
        said = list(dict.fromkeys(self.compared))[:LEFT]
        untaken = list(dict.fromkeys((*self.left, *self.unused))) if self.found else []
        of_goods = [word for word in untaken if not is_circumstance(word)]
        for key, words in (
            ("note.unused", of_goods),
            ("note.unanswered", self.unanswered),
        ):
            if named := [word for word in dict.fromkeys(words) if all(word not in line for line in self.lines)][:LEFT]:
                said.append(self.wording.say(key, text=self.wording.listed([self.wording.say("note.word", text=each) for each in named])))
        line = (" " if self.wording.language == "en" else "").join(said)
        asked = [line for line in self.lines if line == self.question][:1]
        offer = [self.wording.say("details.ask")] if self.offered else []
        return [*(each for each in self.lines if each not in asked), *([line] if line else []), *offer, *asked]

    def cite(self, kind: EvidenceKind, ref: str, title: str, quote: str, retrieved_at: str | None = None, source: Evidence | None = None) -> str:
        quote = quotable(quote)
        for known in self.citations:
            if (known.ref, known.quote) == (ref, quote):
                return f"[{known.n}]"
        number = len(self.citations) + 1
        self.citations.append(Citation(n=number, kind=kind, ref=ref, title=title, quote=quote, retrieved_at=retrieved_at, **_source(source)))
        return f"[{number}]"

    def cite_evidence(self, evidence: Evidence, quote: str) -> str:
        """Cites a verbatim part of the evidence's text; of an outside source with what kind of source it is, and from when."""
        mark = self.cite(evidence.kind, evidence.ref, named(evidence.title), quote, evidence.retrieved_at, evidence)
        return mark + note(evidence, quote, self.wording)

    def cite_product(self, offer: Offer, said: Sequence[str] = ()) -> str:
        """Cites a product's record: its price, MOQ, rating, sales, what else the reply states of it (`said`), and its attributes as they stand."""
        product, wording = offer.product, self.wording
        unpriced = wording.say("cite.fact", label=wording.label("price"), value=wording.unknown)
        facts = [unpriced if offer.price is None else wording.say("cite.price", price=wording.money(offer.price, product.currency))]
        if product.moq is not None:
            facts.append(wording.say("cite.moq", count=wording.count(product.moq, "moq")))
        facts += [wording.rating(product.rating, product.review_count)] if product.rating is not None else []
        facts += self._traded(offer)
        attributes = product.text(wording.language).attributes
        stated = [(wording.label("attr." + name), plain(wording.value(value, name))) for name, value in list(attributes.items())[:12]]
        told = [wording.say("cite.fact", label=label, value=value) for label, value in stated]
        facts += [fact for fact in said if fact not in (*facts, *told)]
        facts += told
        return self.cite("product", product.id, short(offer, wording.language), wording.say("semicolon").join(facts))

    def _traded(self, offer: Offer) -> list[str]:
        """How much is sold, and how many of the supplier's buyers come back."""
        wording = self.wording
        sold = wording.count(offer.product.sold_90d, "sold_90d") if offer.product.sold_90d is not None else ""
        again = wording.share(offer.repurchase_rate) if offer.repurchase_rate is not None else ""
        said = ((wording.label("sold_90d"), sold), (wording.label("supplier.repurchase_rate"), again))
        return [wording.say("cite.fact", label=label, value=value) for label, value in said if value]

    def cite_supplier(self, offer: Offer, quote: str) -> str:
        supplier = offer.supplier
        return self.cite("supplier", supplier.id, named(supplier_name(offer, self.wording.language) or ""), quote) if supplier else ""


def _called(source: str) -> str:
    """A document by its name: "washing.md" would be told as "washing. md"."""
    return _FILE.sub("", source)


def _source(evidence: Evidence | None) -> dict[str, Any]:
    """What a citation tells of its source, where it has one."""
    if evidence is None:
        return {}
    told = evidence.source if evidence.kind == "web" or evidence.source is None else plain(_called(evidence.source))
    url = evidence.url if evidence.url and evidence.url.startswith(("http://", "https://")) else None
    return {"source": told, "source_kind": evidence.source_kind, "published": evidence.published, "url": url}
