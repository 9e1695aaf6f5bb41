"""What buyers wrote of a product, counted."""

from dataclasses import dataclass

from ...schema.evidence import Evidence


@dataclass(frozen=True)
class Quoted:
    """A verbatim part of a piece of evidence; `in_title`: of a product's title, and not of its description."""

    evidence: Evidence
    quote: str
    in_title: bool = False


@dataclass(frozen=True)
class Heard:
    """Reviews that name an aspect: `mentions` of them, of which `good` and `bad` take one side only, each with a quote."""

    aspect: str
    mentions: int = 0
    good: int = 0
    bad: int = 0
    praise: Quoted | None = None
    complaint: Quoted | None = None


@dataclass(frozen=True)
class Low:
    """Reviews of few stars in which no complaint was made out: how many, the most stars that one of them gives, whether all give so many;
    a quote of the worst, where so few stars are a complaint in themselves."""

    count: int
    stars: float
    alike: bool
    complaint: Quoted | None = None


@dataclass(frozen=True)
class Reviews:
    """What a product's reviews say. `read` are on file, which may be fewer than the record counts (`recorded`); `poor` of them give two stars at
    most; of `low` no complaint was made out; `unclear`: another may be one, read as it can be."""

    product_id: str
    read: int
    recorded: int | None
    heard: tuple[Heard, ...] = ()
    poor: int = 0
    low: Low | None = None
    unclear: bool = False
