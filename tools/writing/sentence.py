"""Sentences of others as they stand in a line of ours."""

from ..wording.plain import plain


def first_sentence(text: str) -> str:
    """The first sentence of a passage, verbatim, without a list mark or heading."""
    line = next((line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")), text)
    line = line.removeprefix("- ").removeprefix("* ")
    ends = [line.find(end) + len(end.rstrip()) for end in ("。", ". ", "!", "?", "；") if line.find(end) > 0]
    return line[: min(ends)] if ends else line[:200]


def ended(statement: str) -> str:
    """Without its full stop, to go on behind it."""
    return plain(statement).rstrip("。. ")


def capital(label: str) -> str:
    return label[:1].upper() + label[1:]
