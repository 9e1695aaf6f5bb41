"""What a document holds and nobody sees: it is taken out, since a reader would not find what we quote."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject

_UNSEEN = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0(?:\.0*)?(?![.\d])|font-size:0(?![.\d]*[1-9])|(?:left|top|right|text-indent|margin-left):-\d{3,}"
    r"|(?:^|;)color:(?:white|transparent|#fff(?:fff)?|rgba?\(255,255,255)|clip:rect\((?:0|1px)|(?:^|;)(?:width|height|max-height):0(?:px)?(?:;|$)"
)
"""Inline styles, lower case and without spaces. White is unseen where no background is set with it."""
_CLASSES = {"sr-only", "visually-hidden", "screen-reader-text", "screen-reader-only"}
_INVISIBLE = {3, 7}
"""Text rendering modes that paint nothing (ISO 32000-1, 9.3.6)."""
_SHOWS = {b"Tj", b"TJ", b"'", b'"'}
_WHITE = {b"g": [1], b"rg": [1, 1, 1], b"k": [0, 0, 0, 0]}
_GROUNDS = {b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"Do", b"BI"}
"""What paints something that white letters may stand on."""


def shown(html: Any) -> Any:
    """HTML, text or bytes, without the elements that hide themselves; as it came where it can't be parsed."""
    from lxml import etree
    from lxml import html as parser

    try:
        tree = parser.fromstring(html)
    except (ValueError, etree.ParserError):
        return html
    gone = [each for each in tree.iter() if isinstance(each.tag, str) and each is not tree and _hides(each)]
    for element in gone:
        if element.getparent() is not None:
            element.drop_tree()
    return parser.tostring(tree, encoding="unicode") if gone else html


def _hides(element: Any) -> bool:
    style = "".join((element.get("style") or "").lower().split())
    unseen = _UNSEEN.search(style)
    on_a_ground = unseen is not None and "color:" in unseen[0] and "background" in style
    return (
        element.tag == "template"
        or element.get("hidden") is not None
        or bool(_CLASSES & set((element.get("class") or "").split()))
        or (unseen is not None and not on_a_ground)
    )


def visible(page: "PageObject") -> "PageObject":
    """A page of a PDF without text that paints nothing, beside text that does; a scan whose text lies under its picture stays as it is."""
    from pypdf.generic import NameObject

    contents = page.get_contents()
    if contents is None:
        return page
    operations = contents.operations
    unseen = set(_unseen(operations, any(operator in _GROUNDS for _, operator in operations)))
    if unseen and any(operator in _SHOWS and place not in unseen for place, (_, operator) in enumerate(operations)):
        contents.operations = [each for place, each in enumerate(operations) if place not in unseen]
        page[NameObject("/Contents")] = contents
    return page


def _unseen(operations: list[tuple[Any, Any]], grounds: bool) -> Iterator[int]:
    """The places of what shows text that nobody sees; the graphics state is kept as 8.4 of the same has it."""
    state, before = (0, False), list[tuple[int, bool]]()
    for place, (operands, operator) in enumerate(operations):
        if operator == b"q":
            before.append(state)
        elif operator == b"Q" and before:
            state = before.pop()
        elif operator == b"Tr":
            state = int(operands[0]), state[1]
        elif operator in (*_WHITE, b"sc", b"scn", b"cs"):
            state = state[0], _WHITE.get(operator) == [*operands]
        elif operator in _SHOWS and (state[0] in _INVISIBLE or (state[1] and not grounds)):
            yield place
