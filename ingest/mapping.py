"""Mapping files: how foreign columns become native fields."""

import math
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import orjson
import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator, model_validator

from ..schema.base import Record
from ..schema.errors import InputError
from ..schema.guide import Guide
from ..schema.order import Order
from ..schema.product import Product
from ..schema.review import Review
from ..schema.supplier import Supplier
from .readers import READERS
from .row import Kind, Raw

MODELS: dict[Kind, type[Record]] = {"products": Product, "suppliers": Supplier, "reviews": Review, "guides": Guide, "orders": Order}
_OPEN = ("attributes.", "translations.")  # target prefixes with names of the user's own
_SHIPPED = Path(__file__).parent / "mappings"


def _several(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else (value,)


def _full(spec: Any) -> Any:
    """The short form: a column or list of columns stands for `from`."""
    return {"from": spec} if isinstance(spec, str | list) else spec


T = TypeVar("T")
Several = Annotated[tuple[T, ...], BeforeValidator(_several)]
"""One stands for a tuple of it."""
ByColumn = dict[str, Several[str]]
Short = Annotated[T, BeforeValidator(_full)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class FieldMapping(_Strict):
    """A native field. `from`: a column, or several that become a list (one text with `join`); nested places as in `ColumnPath`. `constant`: the same
    for every row; beside `match`, used where it matches. `first`: alternatives, of which the first with a value counts. `when`: columns with the
    values ("*": any) that each must have for the field to be stated.
    The value passes, in this order: `none` (values that mean "not stated"), `html` (markup to text), `match` (a regular expression; its group or
    whole match, else nothing), `split` (text to list), `has` (true if it contains something), `number` (the number in a text; of a range or list the
    `low` or `high` end), `divide` (cents to money, exactly), `least` (a minimum), `unit` (appended to a number), `values` (replacements), `each`
    (fields for every element of a list).
    `optional`: the column may be missing from all rows. `asked`, for a currency: the user must give it if no row does.
    """

    columns: Several[str] = Field(default=(), alias="from")
    constant: Any = None
    first: "tuple[Short[FieldMapping], ...]" = ()
    when: ByColumn = {}
    none: Several[Any] = ()
    html: bool = False
    match: str | None = None
    split: str | None = None
    has: str | None = None
    number: bool | Literal["low", "high"] = False
    divide: int | float | None = None
    least: int | float | None = None
    unit: str | None = None
    values: dict[Any, Any] = {}
    each: "dict[str, Short[FieldMapping]]" = {}
    join: str | None = None
    optional: bool = False
    asked: bool = False

    @field_validator("match")
    @classmethod
    def _expression(cls, value: str | None) -> str | None:
        try:
            groups = re.compile(value or "").groups
        except re.error as error:
            raise ValueError(f"is no regular expression: {error}") from error
        if groups > 1:
            raise ValueError("may have one group in brackets, no more: what is taken")
        return value

    @field_validator("split")
    @classmethod
    def _not_empty(cls, value: str | None) -> str | None:
        if value == "":
            raise ValueError("needs the mark between two parts, such as '/'")
        return value

    @field_validator("divide")
    @classmethod
    def _divisor(cls, value: float | None) -> float | None:
        if value is not None and (value == 0 or not math.isfinite(value)):
            raise ValueError(f"a price can't be divided by {value}")
        return value

    @model_validator(mode="after")
    def _something(self) -> "FieldMapping":
        if not self.columns and self.constant is None and not self.first and not self.asked:
            raise ValueError("needs `from`, `first` or `constant`")
        return self


class AttributeMapping(_Strict):
    """Columns gathered into attributes. `columns`: a regular expression for whole column names, whose group is the attribute's name (repeated
    underscores removed). Or `from`: a nested column, whose keys are the names; for a list of pairs, `name` and `value` are the keys of its halves.
    `split` turns texts into lists."""

    columns: str | None = None
    source: str | None = Field(default=None, alias="from")
    name: str | None = None
    value: str | None = None
    split: str | None = None
    optional: bool = True

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        return re.compile(self.columns) if self.columns else None

    @model_validator(mode="after")
    def _one_way(self) -> "AttributeMapping":
        if (self.columns is None) == (self.source is None):
            raise ValueError("needs `columns` or `from`, and not both")
        if (self.name is None) != (self.value is None) or (self.name is not None and self.source is None):
            raise ValueError("`name` and `value` go together, with `from`")
        return self

    @field_validator("columns")
    @classmethod
    def _one_group(cls, value: str | None) -> str | None:
        try:
            groups = re.compile(value or "()").groups
        except re.error as error:
            raise ValueError(f"is no regular expression: {error}") from error
        if groups != 1:
            raise ValueError("needs one group in brackets: the attribute's name")
        return value


class ChoiceMapping(_Strict):
    """A choice between a product's variants. `name`: the column with the choice's name, or the name itself if there is no such column; `value`: the
    column with the choice; `none`: values that are no choice."""

    name: str
    value: str
    none: tuple[str, ...] = ()


def _chosen(one: Any) -> Any:
    return {"name": one, "value": one} if isinstance(one, str) else one


class VariantMapping(_Strict):
    """Rows with the same value in the first stated column of `by` are variants of one product, distinguished by `choices`. Attributes in `keep` take
    the values of all variants; others only what all variants share."""

    by: Several[str]
    choices: tuple[Annotated[ChoiceMapping, BeforeValidator(_chosen)], ...]
    keep: tuple[str, ...] = ()


class SourceMapping(_Strict):
    """Files named like `files` (a glob) hold `kind`; `sheets` (a glob): which sheets of a workbook. Every target field must exist. `plain_names`:
    match columns in lower case with "_" for spaces ("Image Link" is `image_link`). `unless`: columns with values that mean "not for sale". `during`:
    columns that count only in the ISO 8601 interval (from/to) of another column. `variants`: a product has several rows."""

    files: str
    kind: Kind
    format: str | None = None
    sheets: str | None = None
    plain_names: bool = False
    unless: ByColumn = {}
    during: dict[str, str] = {}
    variants: VariantMapping | None = None
    fields: dict[str, Short[FieldMapping]]
    attributes: tuple[AttributeMapping, ...] = ()

    def renamed(self, raw: Raw) -> Raw:
        """The row with this mapping's column names."""
        return {plain_name(name): value for name, value in raw.items()} if self.plain_names else raw

    @field_validator("format")
    @classmethod
    def _known_format(cls, value: str | None) -> str | None:
        if value is not None and value not in READERS:
            raise ValueError(f"{value!r} is unknown; valid are {', '.join(READERS)}")
        return value

    @model_validator(mode="after")
    def _targets_exist(self) -> "SourceMapping":
        valid = list(MODELS[self.kind].model_fields) if self.kind in MODELS else []
        for target in self.fields:
            if valid and target not in valid and not (self.kind in ("products", "suppliers") and target.startswith(_OPEN)):
                raise ValueError(f"{self.kind} have no field {target!r}; valid are {', '.join(valid)}, attributes.NAME, translations.LANG.FIELD")
        return self


def plain_name(column: str) -> str:
    return "_".join(column.removeprefix("g:").lower().split())


class Mapping(_Strict):
    """A whole mapping file. `digest` changes with its content, so that rows are mapped again. `heads`: sets of columns that identify a file of this
    format."""

    description: str = ""
    heads: tuple[tuple[str, ...], ...] = ()
    sources: tuple[SourceMapping, ...] = Field(min_length=1)

    @property
    def asks_currency(self) -> bool:
        return any((spec := source.fields.get("currency")) is not None and spec.asked for source in self.sources)

    @property
    def globs(self) -> str:
        return ", ".join(dict.fromkeys(source.files for source in self.sources))

    @cached_property
    def digest(self) -> bytes:
        return orjson.dumps(self.model_dump(mode="json"), option=orjson.OPT_SORT_KEYS)


def load_mapping(mapping: str | Path) -> Mapping:
    """Load a file, or a packaged mapping by name. Raises InputError with the fault and the valid values."""
    path = _path(mapping)
    try:
        return Mapping.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The mapping {mapping} can't be read: {error}.") from error
    except yaml.YAMLError as error:
        raise InputError(f"The mapping {mapping} is not YAML: {' '.join(str(error).split())}.") from error
    except ValidationError as error:
        raise InputError(f"The mapping {mapping} has a mistake: {'; '.join(_mistakes(error))}.") from error


def shipped_mappings() -> list[str]:
    return sorted(file.stem for file in _SHIPPED.glob("*.yaml"))


def shipped_text(name: str) -> str:
    """The text of a packaged mapping file."""
    return _path(name).read_text(encoding="utf-8")


def _path(mapping: str | Path) -> Path:
    if str(mapping) in shipped_mappings():
        return _SHIPPED / f"{mapping}.yaml"
    if not Path(mapping).is_file():
        raise InputError(f"There is no mapping {mapping}: give a YAML file, or one that comes with Daogou ({', '.join(shipped_mappings())}).")
    return Path(mapping)


def _mistakes(error: ValidationError) -> Iterator[str]:
    """Each mistake once, without errors of a whole that repeat those of its parts."""
    found = error.errors(include_url=False)
    parts = {item["loc"][:depth] for item in found for depth in range(1, len(item["loc"]))}
    for item in [item for item in found if item["loc"] not in parts][:5]:
        place = ".".join(str(part) for part in item["loc"])
        yield f"{place}: {item['msg'].removeprefix('Value error, ')}" if place else item["msg"]
