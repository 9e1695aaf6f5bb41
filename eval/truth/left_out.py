"""What a rule is against is left out of a comparison: the rule that is quoted must ask for another value than the product has."""

import re
from collections.abc import Iterator

from .claim import Claims, Found, value_of
from .quoting import folded
from .statement import Statement, numbers_named
from .vocabulary import fields_named, words
from .world import World

left_out = Claims()
_ASKS = re.compile(r"(?:\bmust\b|\bshall\b|\bonly\b|必须|只能|应当?)(?P<for>[^,.;，。；]*)", re.IGNORECASE)
_FORBIDS = re.compile(r"(?:must not|shall not|\bnever\b|\bno\b|\bnot\b|不得|不能|不可|不要|禁)(?P<what>[^,.;，。；]*)", re.IGNORECASE)


@left_out(
    r"没有?算进来：(?P<zh>[^。，；]+)(?P<above>，不符合上面引用的规定)?"
    r"|left out of this: (?P<en>[^.;,]+)(?P<quoted>, which the rule quoted above does(?: not|n't) allow)?"
)
def against_a_rule(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    field, value = _field(found["zh"] or found["en"], world.reply.language)
    quotes = [one.quote for one in world.reply.citations if one.kind in ("guide", "web")]
    for known in statement.about or ():
        stated = {folded(str(one)) for one in value_of(known, field) or ()}
        if folded(value) not in stated:
            yield "attribute", f"{field} of {known.names[0][:30]}: {stated}"
        elif not any(_rules_out(world, field, stated, quote) for quote in quotes):
            yield "relation", f"no rule that is quoted is against {value}"


def _field(said: str, language: str) -> tuple[str, str]:
    """`size 为 M`, `size M` -> the field, and what is stated there."""
    for label in sorted((one for labels in words(language).fields.values() for one in labels), key=len, reverse=True):
        if said.casefold().startswith(label.casefold()):
            names = fields_named(label, language)
            return names[0], re.sub(r"^\s*[为:：]?\s*", "", said[len(label) :])
    return "", said


def _rules_out(world: World, field: str, stated: set[str], quote: str) -> bool:
    """It asks for a value of that field that isn't the product's, or forbids the product's."""
    facet = world.catalogue.facets().attribute(field.removeprefix("attr."))
    others = {folded(each) for value in (facet.values if facet else ()) for each in (value.value, *value.aliases)} - stated
    if any(one in folded(found["what"]) for found in _FORBIDS.finditer(quote) for one in stated):
        return True
    return any(
        any(one in folded(found["for"]) for one in others) and not any(one in folded(found["for"]) for one in stated)
        for found in _ASKS.finditer(quote)
    )


@left_out(r"余下的只有它|it's the only one left|余下的里面|of those left,?")
def what_is_left(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    out = world.left_out
    if not out or "只有" in found[0] and len(world.listed) - len(out) != 1 or "only" in found[0] and len(world.listed) - len(out) != 1:
        yield "relation", f"left out are {sorted(out)} of {len(world.listed)}"
    elif out & set(numbers_named(statement.line)):
        yield "relation", f"{sorted(out)} are left out"
