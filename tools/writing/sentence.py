"""Sentences of others as they stand in a line of ours."""

from ..wording.plain import plain


def ended(statement: str) -> str:
    """Without its full stop, to go on behind it."""
    return plain(statement).rstrip("。. ")


def capital(label: str) -> str:
    return label[:1].upper() + label[1:]
