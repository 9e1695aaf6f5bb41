"""Rows of an XML product feed, streamed: RSS items or Atom entries."""

import re
from collections.abc import Iterator
from html.entities import html5
from itertools import islice
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from .row import Broken, Raw, Row

_FEEDS = ("rss", "feed", "RDF")
_ITEMS = ("item", "entry")
_ROOT = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)\b[^>]*>")
_ITEM = re.compile(rb"<(?P<tag>item|entry)\b.*?</(?P=tag)\s*>", re.S)
_AMPERSAND = re.compile(rb"<!\[CDATA\[.*?\]\]>|&(?:(#\d+|#x[\da-fA-F]+|[a-zA-Z]\w*);|())", re.S)
_CHUNK, _LONGEST = 1 << 20, 1 << 26  # bytes; an item must be shorter
_OWN = "{http://base.google.com/ns/"  # Google's namespace wins over the feed's own field of the same name


def feed(file: BinaryIO, name: str) -> Iterator[Row | Broken]:
    """A row per item; `line` is its position. Fields are named without namespace; repeated fields become a list, nested ones an object. A file that
    defines entities is refused, since they could read other files or fill the memory."""
    place = 0
    items = _items(file)
    while True:
        try:
            item = next(items, None)
        except DefusedXmlException:
            yield Broken(name, place + 1, "the XML defines entities (<!DOCTYPE … [<!ENTITY …), which a feed doesn't need; remove them", None)
            return
        except (ParseError, ValueError, LookupError) as error:
            yield from _after_error(file, name, place, str(error))
            return
        if item is None:
            break
        if isinstance(item, str):
            yield Broken(name, 1, f"the XML is no feed of products (RSS or Atom): it begins with <{item}>", None)
            return
        place += 1
        yield Row(name, place, _row(item))
    if not place:
        yield Broken(name, 1, "the feed holds no item", None)


def _after_error(file: BinaryIO, name: str, place: int, error: str) -> Iterator[Row | Broken]:
    """The items after the first error, parsed one by one, so that a broken item costs no other."""
    file.seek(0)
    start = file.read(_CHUNK)
    root = _ROOT.search(start)
    found = False
    for number, item in enumerate(islice(_pieces(file, start[root.end() :]), place, None) if root else (), start=place + 1):
        found = True
        try:
            yield Row(name, number, _row(_parsed_alone(root[0] if root else b"", item)))
        except DefusedXmlException:
            yield Broken(name, number, "the item defines entities, which a feed doesn't need", None)
        except (ParseError, ValueError, LookupError) as wrong:
            yield Broken(name, number, f"item {number:,} is no XML: {wrong}", item.decode("utf-8", "replace")[:2000])
    if not found:
        yield Broken(name, place + 1, f"the XML is broken {f'after item {place:,}' if place else 'at its beginning'}: {error}", None)


def _pieces(file: BinaryIO, rest: bytes) -> Iterator[bytes]:
    """The XML text of each item."""
    while True:
        end = 0
        for match in _ITEM.finditer(rest):
            end = match.end()
            yield match[0]
        rest = rest[end:]
        chunk = file.read(_CHUNK)
        if not chunk or len(rest) > _LONGEST:
            return
        rest += chunk


def _parsed_alone(root: bytes, item: bytes) -> Element:
    """Parse an item under its feed's root, which declares the namespaces."""
    tag = root[1:].split(None, 1)[0].rstrip(b">")
    whole: Element = fromstring(root + _mended(item) + b"</" + tag + b">")
    return whole[0]


def _mended(item: bytes) -> bytes:
    """Escape a bare "&", and replace HTML entities, which XML lacks, by their characters."""
    return _AMPERSAND.sub(lambda match: match[0] if match[0][:1] == b"<" else _entity(match[1] or b""), item)


def _entity(name: bytes) -> bytes:
    letter = html5.get(f"{name.decode('ascii', 'replace')};")
    if name in (b"amp", b"lt", b"gt", b"quot", b"apos") or name.startswith(b"#"):
        return b"&" + name + b";"
    return b"&amp;" + name + (b";" if name else b"") if letter is None else "".join(f"&#{ord(one)};" for one in letter).encode()


def _items(file: BinaryIO) -> Iterator[Element | str]:
    """Each item as it ends, freed afterwards, so that one is in memory at a time. Yields the root's name if the file is no feed."""
    open_: list[Element] = []
    for event, element in iterparse(file, events=("start", "end")):
        if event == "start":
            if not open_ and _local_name(element.tag) not in _FEEDS:
                yield _local_name(element.tag)
                return
            open_.append(element)
            continue
        open_.pop()
        if _local_name(element.tag) in _ITEMS:
            yield element
            element.clear()
            if open_:
                open_[-1].remove(element)


def _row(item: Element) -> Raw:
    row: Raw = {}
    own: set[str] = set()
    for child in item:
        name, value = _local_name(child.tag), _value(child)
        if value is None or (name in own and not child.tag.startswith(_OWN)):
            continue
        if child.tag.startswith(_OWN) and name not in own:
            own.add(name)
            row[name] = value
        elif name not in row:
            row[name] = value
        else:
            row[name] = [*(row[name] if isinstance(row[name], list) else [row[name]]), value]
    return row


def _value(element: Element) -> Any:
    """The text, the parts of a nested field, or the address of an Atom link."""
    if len(element):
        return {_local_name(part.tag): value for part in element if (value := _value(part)) is not None} or None
    return (element.text or "").strip() or element.get("href") or element.get("term")


def _local_name(tag: Any) -> str:
    return str(tag).rpartition("}")[2]
