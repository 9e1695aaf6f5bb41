"""What a reply says of an outside source beside its number: kind, year, whether it may be out of date, how many more say so."""

from ...schema.evidence import Evidence
from ...understanding.language.text import language_of
from ..claims.fused import is_outside
from ..wording.wording import Wording


def note(evidence: Evidence, quote: str, wording: Wording) -> str:
    """ "(review, 2019, may be out of date)"; of the catalogue's records and the store's guides only that they are in another language.

    No host's name: that stands in the citation.
    """
    foreign = evidence.kind != "review" and language_of(quote) not in (None, wording.language)  # of reviews it is said before
    parts = [wording.say("source.foreign")] if foreign else []
    if not is_outside(evidence):
        return wording.say("source.note", parts=parts[0]) if parts else ""
    parts.append(wording.say(f"source.{evidence.source_kind or 'guide'}"))
    if evidence.published:
        parts.append(wording.say("source.year", year=evidence.published[:4]))
    if evidence.old:
        parts.append(wording.say("source.old"))
    others = next((len(claim.also) for claim in evidence.claims if claim.text == quote), 0)
    if others:
        parts.append(wording.say("source.also", count=others))
    return wording.say("source.note", parts=wording.say("list_comma").join(parts))
