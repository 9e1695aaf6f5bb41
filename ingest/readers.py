"""Readers of files: JSON Lines, JSON, CSV, TSV, XLSX, YAML, Parquet, XML feeds, Markdown with front matter, documents, and zips of these."""

import csv
import io
import json
import re
import zipfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from html.entities import html5
from itertools import islice
from pathlib import Path, PurePath
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, ParseError

import orjson
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from ..retrievers.outside.engine import needing
from ..retrievers.web.charset import decoded
from ..retrievers.web.paragraphs import unwrapped
from ..schema.errors import InputError
from .documents import document
from .row import Broken, Raw, Row
from .spreadsheet import workbook

_FEEDS = ("rss", "feed", "RDF")
_ITEMS = ("item", "entry")
_ROOT = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)\b[^>]*>")
_ITEM = re.compile(rb"<(?P<tag>item|entry)\b.*?</(?P=tag)\s*>", re.S)
_AMPERSAND = re.compile(rb"<!\[CDATA\[.*?\]\]>|&(?:(#\d+|#x[\da-fA-F]+|[a-zA-Z]\w*);|())", re.S)
_CHUNK, _LONGEST = 1 << 20, 1 << 26  # bytes; an item must be shorter
_OWN = "{http://base.google.com/ns/"  # Google's namespace wins over the feed's own field of the same name
Reader = Callable[[BinaryIO, str], Iterator[Row | Broken]]
_TEXT_CELLS = re.compile(r"\.(?:csv|tsv|txt|xlsx)(?:/|$)", re.I)


def read_file(path: Path, name: str, file_format: str | None = None, sheets: str | None = None) -> Iterator[Row | Broken]:
    """The rows of a file, with `name` as their file name; `sheets` (a glob) selects sheets of a workbook. An unreadable file gives one Broken. Raises
    OSError."""
    reader = _reader(name, file_format)
    if sheets is not None and reader is workbook:
        reader = partial(workbook, sheets=sheets)
    return _closing(path.open("rb"), name, reader)


def _closing(file: BinaryIO, name: str, reader: Reader) -> Iterator[Row | Broken]:
    with file:
        yield from reader(file, name)


def has_text_cells(name: str) -> bool:
    """True if the file's cells are text: numbers, paths, JSON."""
    return _TEXT_CELLS.search(name) is not None


def reader_for(name: str) -> Reader | None:
    """The reader for the name's ending; None if it is no data file."""
    return READERS.get(PurePath(name).suffix.lower().removeprefix("."))


def _reader(name: str, file_format: str | None) -> Reader:
    reader = READERS.get(file_format) if file_format else reader_for(name)
    if reader is None:
        raise InputError(f"{name} can't be read: {file_format or PurePath(name).suffix!r} is no known format, which are {', '.join(READERS)}.")
    return reader


def _whole(reader: Callable[[bytes, str], Iterator[Row | Broken]]) -> Reader:
    """The reader of a format that is parsed as a whole."""
    return lambda file, name: reader(file.read(), name)


def _jsonl(data: bytes, name: str) -> Iterator[Row | Broken]:
    for line, text in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if text.strip():
            yield _json_row(text, name, line)


def _json_row(text: bytes, name: str, line: int) -> Row | Broken:
    try:
        return _entry(_loads(text), name, line)
    except ValueError as error:
        return Broken(name, line, f"the line is not JSON: {error}", text.decode("utf-8", "replace").strip()[:2000])


def _loads(text: bytes) -> Any:
    """Accepts NaN and Infinity too, so that validation rejects the row with its field."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        try:
            return json.loads(text)
        except ValueError:
            raise error from None


def _entry(value: Any, name: str, line: int) -> Row | Broken:
    if isinstance(value, dict):
        return Row(name, line, value)
    return Broken(name, line, "a row must be an object with named fields", value)


def _json(data: bytes, name: str) -> Iterator[Row | Broken]:
    try:
        value = _loads(data)
    except ValueError as error:
        if data.lstrip()[:1] == b"{" and data.strip().count(b"\n"):
            yield from _jsonl(data, name)
        else:
            yield Broken(name, getattr(error, "lineno", 1), f"the file is not JSON: {error}", None)
        return
    yield from _list(value, name)


def _list(value: Any, name: str) -> Iterator[Row | Broken]:
    """Rows of a list of objects, or of an object with exactly one list."""
    if isinstance(value, dict):
        lists = [item for item in value.values() if isinstance(item, list)]
        value = lists[0] if len(lists) == 1 else [value]
    if not isinstance(value, list):
        yield Broken(name, 1, "the file holds no list of rows", None)
        return
    for line, item in enumerate(value, start=1):
        yield _entry(item, name, line)


def _yaml(data: bytes, name: str) -> Iterator[Row | Broken]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        value = yaml.load(data, loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        yield Broken(name, mark.line + 1 if mark else 1, f"the file is not YAML: {getattr(error, 'problem', None) or error}", None)
        return
    yield from _list(value, name)


def _csv(data: bytes, name: str) -> Iterator[Row | Broken]:
    text = _table(data)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    yield from _cells(csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter), name)


def _tsv(data: bytes, name: str) -> Iterator[Row | Broken]:
    """If quotes don't enclose whole cells, they are read as inches and the like."""
    text = _table(data)
    try:
        deque(csv.reader(io.StringIO(text, newline=""), strict=True, delimiter="\t"), maxlen=0)
        lines = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter="\t")
    except csv.Error:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    yield from _cells(lines, name)


def _table(data: bytes) -> str:
    csv.field_size_limit(16 * 1024 * 1024)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")  # "Unicode text" of spreadsheets
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")  # the default of Chinese spreadsheets


def _cells(lines: Any, name: str) -> Iterator[Row | Broken]:
    try:
        header = [column.strip() for column in next(lines, [])]
        for cells in lines:
            if any(cells):
                yield _csv_row(header, cells, name, lines.line_num)
    except csv.Error as error:
        yield Broken(name, lines.line_num, f"the file is not CSV from here on: {error}", None)


def _csv_row(header: list[str], cells: list[str], name: str, line: int) -> Row | Broken:
    if len(cells) > len(header):
        return Broken(name, line, f"the row has {len(cells)} cells and the header {len(header)}", cells)
    return Row(name, line, {column: cell for column, cell in zip(header, cells, strict=False) if column and cell.strip()})


def _parquet(data: bytes, name: str) -> Iterator[Row | Broken]:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        table = parquet.ParquetFile(io.BytesIO(data))
    except (pa.ArrowInvalid, OSError) as error:
        yield Broken(name, 1, f"the file is not Parquet: {error}", None)
        return
    line = 0
    for batch in table.iter_batches():
        for item in batch.to_pylist(maps_as_pydicts="lossy"):
            line += 1
            yield Row(name, line, _without_empty(item))


def _without_empty(value: Any) -> Any:
    """Drop null and NaN at any depth: Parquet has every column in every row, and pandas writes a missing value as NaN."""
    if isinstance(value, dict):
        return {key: _without_empty(item) for key, item in value.items() if item is not None and item == item}
    return [_without_empty(item) for item in value] if isinstance(value, list) else value


def _markdown(data: bytes, name: str) -> Iterator[Row | Broken]:
    import frontmatter
    import yaml

    try:
        post = frontmatter.loads(_text(data))
    except yaml.YAMLError as error:
        yield Broken(name, 1, f"the front matter can't be read: {error}", None)
        return
    if not post.metadata:
        yield from document(data, name)
        return
    yield Row(name, 1, {"id": PurePath(name).stem, **post.metadata, "text": unwrapped(post.content)})


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        with needing("web", "Documents that aren't UTF-8", ""):
            return decoded(data)


def _zip(file: BinaryIO, name: str) -> Iterator[Row | Broken]:
    try:
        archive = zipfile.ZipFile(file)
        members = [member for member in archive.namelist() if reader_for(member) and not member.startswith("__MACOSX/")]
        if not members:
            yield Broken(name, 1, "the archive holds no data file", None)
        for member in members:
            yield from _reader(member, None)(io.BytesIO(archive.read(member)), f"{name}/{member}")
    except (zipfile.BadZipFile, RuntimeError) as error:  # RuntimeError: encrypted
        yield Broken(name, 1, f"the archive can't be read: {error}", None)


def columns_of(rows: Iterable[Row]) -> set[str]:
    """All columns of `rows`."""
    return {column for row in rows for column in row.raw}


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


READERS: dict[str, Reader] = {
    "jsonl": _whole(_jsonl), "ndjson": _whole(_jsonl), "json": _whole(_json), "csv": _whole(_csv), "tsv": _whole(_tsv), "xlsx": workbook, "xml": feed,
    "yaml": _whole(_yaml), "yml": _whole(_yaml), "parquet": _whole(_parquet), "md": _whole(_markdown), "zip": _zip,
    "html": _whole(document), "htm": _whole(document), "xhtml": _whole(document), "pdf": _whole(document),
}  # fmt: skip
