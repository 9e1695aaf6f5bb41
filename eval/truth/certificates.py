"""Certificates: who holds which, until when, and whether it is in force."""

import re
from collections.abc import Iterator
from datetime import date

from ...schema.product import Certification
from .claim import Claims, Found, about
from .known import Known
from .statement import Statement
from .world import World

certificates = Claims()
_DAY = r"(?P<day>\d{4}-\d{2}-\d{2})"


def _held(known: Known) -> list[Certification]:
    return [*known.translated, *(known.supplier.translated if known.supplier else ())]


def _folded(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()


def _named(said: str, held: list[Certification]) -> bool:
    """Whether one of what is named with "or", and each of what is named with "and", is held; a market may stand before it."""
    return all(
        any(_folded(part) in _folded(one.name) for either in re.split(r" ?或 ?| or ", each) for part in _ends(either) for one in held)
        for each in re.split(r" and | ?[和与及] ?", said.strip())
    )


def _ends(name: str) -> list[str]:
    """A name without the first of its words, and without the next."""
    words = name.split()
    return [part for place in range(len(words)) if len(_folded(part := " ".join(words[place:]))) > 1 and not part.isdecimal()]


@certificates(r"(?P<zh>[^；：（]+)（(?:有|已?登记|已有|有登记)）|(?P<en>[^;:(]+) \((?:on file|on record|held|yes)\)")
def simply_on_file(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    for known in about(world, statement):
        held = [one for one in _held(known) if one.valid_until is None or one.valid_on(world.today)]
        if not _named((found["zh"] or found["en"]).split(":")[-1], held):
            yield "certificate", f"held are {[one.name for one in held]}"


@certificates(
    rf"(?P<name>[^，、；;：:（(]*?)\s*[（(](?P<how>有效期至|valid until|expired|已于"
    rf"|on file until|on file but expired|有，到|有，但)\s*{_DAY}\s*(?P<after>已?过期)?[)）]"
)
def until(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    name = re.sub(r"^.*\b(?:and|in force|run out) |^.*[和]", "", found["name"]).strip()
    try:
        day = date.fromisoformat(found["day"])
    except ValueError:
        yield "date", f"{found['day']} is no day"
        return
    ending = [one for known in about(world, statement) for one in _held(known) if one.valid_until == day]
    if re.match(r"\s*(?:或|or\b)", found["name"]) and "file" not in found["how"] and "有，" not in found["how"]:
        yield "relation", "all that is listed is held, none instead of another"
    if not ending:
        yield "date", f"no certificate of it ends on {day}"
    elif "有，" in found["how"] or "file" in found["how"]:
        if not _named(found["name"], ending):
            yield "certificate", f"{found['name'].strip()!r} doesn't end on {day}, but {[one.name for one in ending]}"
    elif not any(_folded(one.name) in _folded(name) or _folded(name) in _folded(one.name) for one in ending):
        yield "certificate", f"{name!r} doesn't end on {day}, but {[one.name for one in ending]}"
    if (bool(found["after"]) or "expired" in found["how"]) != (day < world.today):
        yield "certificate", f"{day} is {'past' if day < world.today else 'to come'}"


@certificates(r"证书 (?P<a>\d+) 张，都在有效期内|certificates, all (?P<b>\d+) in force")
def all_in_force(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    for known in about(world, statement):
        valid = sum(one.valid_on(world.today) for one in known.certificates)
        if not len(known.certificates) == valid == int(found["a"] or found["b"]):
            yield "certificate", f"{valid} of {len(known.certificates)} are in force"


@certificates(r"证书 (?P<a>\d+) 张，其中 (?P<x>\d+) 张已过期|certificates, (?P<y>\d+) of (?P<b>\d+) expired")
def some_expired(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    for known in about(world, statement):
        expired = sum(not one.valid_on(world.today) for one in known.certificates)
        if (len(known.certificates), expired) != (int(found["a"] or found["b"]), int(found["x"] or found["y"])):
            yield "certificate", f"{expired} of {len(known.certificates)} have expired"


@certificates(r"没有登记企业证书|No company certificates on file|这不等于没有资质，(?:您)?可以要求(?:对方)?出示|That doesn't mean it has none")
def none_of_the_company(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if "登记" in found[0] or "file" in found[0]:
        for known in statement.about or tuple(world.suppliers.values())[:1]:
            if known.certificates:
                yield "certificate", f"{[one.name for one in known.certificates]} are on file"


@certificates(r"(?:(?:all|every|some|its|the) )?company certificates? (?:are|is) on file|企业证书(?:齐全|都有登记|均已登记)")
def company_on_file(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if not all(known.certificates for known in statement.about or tuple(world.suppliers.values())[:1]):
        yield "certificate", "none of the company is on file"


@certificates(r"在有效期内的企业证书|Company certificates in force")
def company_in_force(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    statement.about = statement.about or tuple(world.suppliers.values())
    if not any(one.valid_on(world.today) for known in statement.about for one in known.certificates):
        yield "certificate", "none is in force"


@certificates(r"已过期的企业证书|Company certificates that have run out")
def company_expired(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    statement.about = statement.about or tuple(world.suppliers.values())
    if all(one.valid_on(world.today) for known in statement.about for one in known.certificates):
        yield "certificate", "none has expired"


@certificates(r"(?P<zh>[^；：（]+)（没有登记）|(?P<en>[^;:(]+) \(none on file\)")
def not_on_file(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """Of what the rules ask for in a market, none is on file."""
    for name in re.split(r" 或 | or |[、，, ]", (found["zh"] or found["en"]).split(":")[-1]):
        for known in about(world, statement):
            if any(
                len(name) > 1 and name.isascii() and _folded(name) and _folded(one.name).startswith(_folded(name)) and one.valid_on(world.today)
                for one in known.certificates
            ):
                yield "negation", f"{name} is on file"


@certificates(r"没有登记(?P<zh>[^（]+)（登记的是|\bno (?P<en>[^,(]+) on record \(what is:")
def other_on_file(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    for known in about(world, statement):
        if any(_folded((found["zh"] or found["en"]).strip()) in _folded(one.name) and one.valid_on(world.today) for one in known.certificates):
            yield "negation", f"{found['zh'] or found['en']} is on file"


@certificates(r"(?<!款)有在有效期内的证书|valid on record")
def valid_of(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if statement.brand is None:
        for known in about(world, statement):
            if not any(one.valid_on(world.today) for one in _held(known)):
                yield "certificate", f"{known.names[0]} has none in force"
