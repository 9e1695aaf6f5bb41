"""Words put into somebody's mouth: tell buyers that…, answer that…, the assistant must…"""

from .kinds import Found, before, ends_with, of, says_any

_VERBS = ("says", "steers", "speakers")


def puts_words(text: str) -> bool:
    if not says_any(text, _VERBS):
        return False
    said = any(_said(text, verb) and is_ordered(before(text, verb)) for verb in of("says").finditer(text))
    return said or any(_steered(text, verb) and is_ordered(before(text, verb)) for verb in of("steers").finditer(text)) or _cast(text)


def _said(text: str, verb: Found) -> bool:
    """Whether something is to be said: to buyers, whom a text for buyers calls you, or at all."""
    behind = text[verb.end() :].lstrip()
    hearers = of("hearers").match(behind)
    return not behind[hearers.end() :].lstrip().startswith("to ") if hearers else of("content").match(behind) is not None


def _steered(text: str, verb: Found) -> bool:
    return of("hearers").match(text[verb.end() :].lstrip()) is not None


def _cast(text: str) -> bool:
    """Whether who answers is told what he is, or must do."""
    for speaker in of("speakers").finditer(text):
        who = before(text, speaker)
        ordered = (not who or of("any").fullmatch(who)) and of("urges").match(text[speaker.end() :].lstrip())
        if of("roles").match(who) or ordered:
            return True
    return False


def is_ordered(clause: str) -> bool:
    """Whether what stands before a verb names nobody who does it but him whom the sentence speaks to."""
    while (last := ends_with("urges", clause)) is not None:
        clause = clause[: last.start()].strip()
    return not clause or of("cases").match(clause) is not None or any(ends_with(kind, clause) for kind in ("speakers", "addressed"))
