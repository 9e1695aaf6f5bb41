"""Text from cases and replies within Markdown: read as it stands, never a sign, a tag, a link or a mention."""

import re

from markupsafe import Markup, escape

_SPECIAL = re.compile(r"([\\`*_\[\]|~]|(?<!&)#)")
_BEGINS = re.compile(r"^(\d{0,9})([-+.)]|[-=]+$)(?=\s|$)")
"""What makes a list, a rule or a heading where it begins a line."""
_LINKED = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp)(:)|\b(www)(\.)")


def plain(text: object) -> str:
    """One line."""
    return _BEGINS.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", inside(text)))


def inside(text: object) -> Markup:
    """One line in HTML within Markdown, where a backslash escapes nothing."""
    written = str(escape(" ".join(str(text).split()))).replace("@", "&commat;")
    return Markup(_LINKED.sub(lambda found: (found[1] or found[3]) + ("&colon;" if found[2] else "&period;"), written))
