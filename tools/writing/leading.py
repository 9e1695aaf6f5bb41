"""Writes who comes first by what was asked of products side by side."""

from collections.abc import Iterable, Sequence

from ...schema.condition import FIELDS
from ..decisions.comparison import Lead, Measured
from ..wording.plain import plain
from ..wording.wording import Wording


def leads(lead: Lead, wording: Wording) -> list[str]:
    """A line for each measure that tells it, the winner first with all values; else what the records say in words, else that none tells."""
    if lead.measures:
        return [_measured(one, wording) for one in lead.measures]
    if lead.spoken:
        return [_spoken(lead, wording)]
    return [wording.say("compare.lead_none", asked=_called(lead.asked, wording))]


def _measured(measure: Measured, wording: Wording) -> str:
    values, who = measure.values, measure.first
    known = [place for place, value in enumerate(values) if value is not None]
    unknown = [place for place, value in enumerate(values) if value is None]
    silent = wording.positions(unknown) if unknown else ""
    told = {"label": measure.label, "silent": silent}
    if len(known) == 1:
        return wording.say("compare.lead_alone", who=wording.positions(known), value=values[known[0]], **told)
    if len({values[place] for place in known}) == 1:
        if measure.flag is not None and len(known) == len(values):
            return wording.say("compare.lead_all" if measure.flag else "compare.lead_no", **told)
        return wording.say("compare.lead_level" if len(known) == len(values) else "compare.lead_level_known", value=values[known[0]], **told)
    if not measure.numbered or not who:
        return wording.say("compare.lead_words", values=each(values, known, wording), **told) + _left(silent, wording)
    end = wording.say(f"compare.{'least' if measure.least else 'most'}_{'two' if len(known) == 2 else 'many'}")
    others = [place for place in known if place not in who]
    against = str(values[others[0]]) if len(values) == 2 and wording.language == "en" else each(values, others, wording)
    line = wording.say("compare.lead", who=wording.opening(wording.positions(who)), end=end, value=values[who[0]], others=against, **told)
    return line + _left(silent, wording)


def _left(silent: str, wording: Wording) -> str:
    return wording.say("compare.lead_silent", silent=wording.opening(silent)) if silent else ""


def each(values: Sequence[str | None], places: Iterable[int], wording: Wording) -> str:
    """Each value with who has it, the same ones together."""
    of: dict[str, list[int]] = {}
    for place in places:
        of.setdefault(str(values[place]), []).append(place)
    return wording.listed([wording.say("compare.lead_each", value=value, who=wording.positions(who)) for value, who in of.items()], "comma")


def _called(asked: str, wording: Wording) -> str:
    words = asked.removeprefix("said.")
    return wording.say("quoted", text=plain(words)) if words != asked else wording.label(asked if asked in FIELDS else f"attr.{asked}")


def _spoken(lead: Lead, wording: Wording) -> str:
    """Those whose records say that it is so, before those whose records say otherwise."""
    words = [wording.say("quoted", text=lead.spoken[place][0]) if place in lead.spoken else None for place in range(max(lead.spoken) + 1)]
    so, others = ([place for place, (_, is_so) in lead.spoken.items() if is_so is side] for side in (True, False))
    key = "compare.lead_so" if so and others else "compare.lead_only_so" if so else "compare.lead_not_so"
    return wording.say(key, asked=_called(lead.asked, wording), so=each(words, so or others, wording), others=each(words, others, wording))
