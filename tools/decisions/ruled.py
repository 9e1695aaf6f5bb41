"""A product that a rule is against."""

from dataclasses import dataclass

from ...schema.guide import Guide
from ...schema.product import AttributeValue


@dataclass(frozen=True)
class Ruled:
    """`value` is what its record states of `attribute`, `line` what the guide says of the rule, verbatim."""

    attribute: str
    value: AttributeValue
    line: str
    guide: Guide
