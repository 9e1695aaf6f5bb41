"""Writes which goods are for the machine that they are to fit, by what their records name."""

from collections.abc import Sequence

from ...retrievers.fits import Machine, fitted
from ..decisions.offer import Offer
from ..decisions.told import Told
from ..facts.terms_asked import key_words
from ..searching.wish import Record, wish
from ..wording.plain import plain
from ..wording.wording import Wording

LONG = 40
"""Letters of what a record names in its place."""


def wished(text: str, wording: Wording) -> str:
    """A wish as it is told: one that goods fit a machine in the buyer's language."""
    machine = fitted(text)
    return plain(text if machine is None else wording.say("fits.wish", machine=machine.text))


def called(text: str, wording: Wording) -> str:
    """What is asked, by its few words in quotes; "that" where it takes a sentence."""
    named = text if fitted(text) is not None else key_words(text)
    return wording.say("quoted", text=wished(named, wording)) if named else wording.say("details.this")


def is_for(text: str, offer: Offer, wording: Wording) -> bool:
    """Whether a record names the machine that goods are to fit, or its series, and more than its brand."""
    told = wish(text).told(Record.of(offer.product, wording.language))
    return told is not None and told.met and (not told.partly or any(map(str.isdigit, "".join(told.words))))


def fitting(machine: Machine, told: Sequence[Told | None], wording: Wording) -> str:
    """One line of all goods shown: whose records name the machine, its brand alone or another, and whose say nothing."""
    rows: dict[str, list[int]] = {}
    for place, one in enumerate(told):
        rows.setdefault(_said(one, machine, wording), []).append(place)
    order = sorted(rows.items(), key=lambda row: -_rank(told[row[1][0]]))
    parts = [said if len(rows) == 1 and len(told) == 1 else wording.say("fits.of", who=wording.positions(who), said=said) for said, who in order]
    named = any(one is not None and one.met and not one.partly for one in told)
    none = wording.say("fits.none", model=_model(machine)) if machine.ways and not named else ""
    return wording.say("fits.line", machine=plain(machine.text), none=none, said=wording.say("semicolon").join(parts))


def fits(told: Told, machine: Machine, wording: Wording) -> str:
    """Of one product: yes or no first, then what its record names."""
    key = "other" if not told.met else "partly" if told.partly else "named"
    return wording.say(f"fits.{key}", words=_words(told), model=_model(machine))


def _said(one: Told | None, machine: Machine, wording: Wording) -> str:
    key = "silent" if one is None else "others" if not one.met else "brand" if one.partly else "names"
    return wording.say(f"fits.{key}", words="" if one is None else _words(one), model=_model(machine))


def _rank(one: Told | None) -> int:
    return 1 if one is None else (3 if one.partly else 4) if one.met else 0


def _words(told: Told) -> str:
    said = plain(" ".join(told.words))
    return said if len(said) <= LONG else f"{said[:LONG].rsplit(' ', 1)[0]}…"


def _model(machine: Machine) -> str:
    """Its models as far as records name them; the machine itself where a brand alone is wanted."""
    return plain("/".join(" ".join(way).upper() for way in machine.ways) or machine.text)
