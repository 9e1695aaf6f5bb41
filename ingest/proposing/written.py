"""A proposal as a YAML mapping file, with all that the user must judge in comments."""

import json
from collections.abc import Iterator
from shlex import quote
from typing import Any

import yaml

from ..mapping import load_mapping, shipped_text
from .proposal import Proposal
from .proposed_source import Proposed

_WIDE = 44  # column where comments begin
_SHOWN = 600  # characters of a row


def written(proposal: Proposal, name: str) -> str:
    return "\n".join(_lines(proposal, name)) + "\n"


def _lines(proposal: Proposal, name: str) -> Iterator[str]:
    if proposal.known:
        yield from _known(proposal, name)
    else:
        yield from _own(proposal, name)
    yield "# Rows as they would be ingested:"
    yield from (f"#   {kind}: {_short(row.model_dump_json(exclude_defaults=True))}" for kind, row in proposal.shown)
    yield from (f"# {_short(note)}" for note in proposal.notes)
    for kind in dict.fromkeys(kind for kind, _ in proposal.rejected):
        why = [reason for each, reason in proposal.rejected if each == kind]
        yield f"# {len(why):,} of {proposal.read:,} rows would be rejected as {kind}, the first as {_short(why[0])}."
    if proposal.broken:
        yield f"# {len(proposal.broken):,} rows can't be read, the first in line {proposal.broken[0].line}: {_short(proposal.broken[0].reason)}."


def _known(proposal: Proposal, name: str) -> Iterator[str]:
    """The packaged mapping as it is."""
    rules = load_mapping(proposal.known)
    currency = " --currency USD" if rules.asks_currency else ""
    yield f"# {_short(name)} has the head of {rules.description}, which Daogou reads with a packaged mapping:"
    yield f"#     daogou ingest {_short(quote(name))} --map {proposal.known}{currency} --store DIR"
    if rules.asks_currency:
        yield "# --currency applies to prices without one; give yours. The mapping follows; change it where your file differs."
    yield shipped_text(proposal.known).rstrip("\n")


def _own(proposal: Proposal, name: str) -> Iterator[str]:
    by = f"by the names, types and values of its columns, from {proposal.read:,} rows"
    yield f"# Proposed for {_short(name)} {by}. Check it, save it as my.yaml, then:"
    yield f"#     daogou ingest {_short(quote(name))} --map my.yaml --store DIR"
    yield "sources:"
    for source in proposal.sources:
        yield f"  - files: {_flow(proposal.files)}"
        yield f"    kind: {source.kind}"
        yield from _source(source)


def _source(source: Proposed) -> Iterator[str]:
    yield "    fields:"
    for each in source.fields:
        share = f"; in {_percent(each.column.share)} of rows" if each.column is not None else ""
        yield f"{f'      {_flow(each.field)}: {_flow(each.spec)}':<{_WIDE}}  # {_short(each.why)}{share}"
    if source.gathered:
        yield "    attributes:"
        for loose in source.gathered:
            share = _percent(max(column.share for column in loose.columns))
            yield f"{f'      - {_flow(loose.spec)}':<{_WIDE}}  # {_short(loose.why)}; in up to {share} of rows"
    if source.unplaced:
        yield "    # Placed nowhere:"
        yield from (f"    #   {_short(column.path)}: {_short(why)}; in {_percent(column.share)} of rows" for column, why in source.unplaced)


def _percent(share: float) -> str:
    return "under 1%" if 0 < share < 0.01 else f"{int(share * 100)}%"


def _flow(value: Any) -> str:
    """The value as one line of YAML."""
    dumped: str = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10**9)
    dumped = dumped.removesuffix("\n").removesuffix("\n...")
    if dumped.isprintable():
        return dumped
    text = json.dumps(value, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else f"\\U{ord(letter):08x}" for letter in text)


def _short(text: str) -> str:
    """The text as one line, so that it can't leave its comment."""
    plain = "".join(letter if letter.isprintable() else " " for letter in " ".join(text.split()))
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"
