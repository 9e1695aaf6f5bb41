"""What a model judges by: criteria with a scale and anchors, in a file, in both languages."""

from pathlib import Path

import yaml
from pydantic import Field, ValidationError, model_validator

from ...schema.base import Noun
from ...schema.errors import InputError
from ...schema.reading import Language
from ..texts import text_of

OWN = Path(__file__).parent / "rubrics" / "reply.yaml"


class Told(Noun):
    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def of(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


class Criterion(Told):
    """`anchors` say what some steps of the scale look like, the lowest and the highest among them."""

    name: str = Field(pattern=r"^[a-z][a-z_]*$")
    anchors: dict[int, Told]


class Rubric(Noun):
    name: str
    version: str
    scale: tuple[int, int]
    instructions: Told
    criteria: tuple[Criterion, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _anchored(self) -> "Rubric":
        low, high = self.scale
        if low >= high:
            raise ValueError("the scale goes from a lower to a higher number")
        for criterion in self.criteria:
            if not {low, high} <= set(criterion.anchors) or not all(low <= step <= high for step in criterion.anchors):
                raise ValueError(f"{criterion.name}: the anchors lie within the scale and say what {low} and {high} look like")
        if len({criterion.name for criterion in self.criteria}) < len(self.criteria):
            raise ValueError("two criteria have one name")
        return self

    def told(self, language: Language | str) -> str:
        """As a judge or a person reads it."""
        lines = [self.instructions.of(language).strip(), ""]
        for criterion in self.criteria:
            lines.append(f"{criterion.name} ({self.scale[0]}-{self.scale[1]}): {criterion.of(language)}")
            lines += [f"  {step}: {anchor.of(language)}" for step, anchor in sorted(criterion.anchors.items())]
        return "\n".join(lines)


def read_rubric(path: Path = OWN) -> Rubric:
    """Raises InputError that says what is wrong with it."""
    try:
        return Rubric.model_validate(yaml.safe_load(text_of(path, "a rubric is YAML (docs/evaluation.md)")))
    except yaml.YAMLError as error:
        raise InputError(f"The rubric {path} is no YAML: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"The rubric {path}: {'.'.join(map(str, first['loc'])) or 'it'}: {first['msg']}.") from error
