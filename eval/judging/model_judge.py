"""A language model as a judge: by a rubric, of what code can't judge. Any OpenAI-compatible server (models/server_model.py), or a scripted one."""

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast

import yaml
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, create_model, model_validator

from ...models.language_model import Ask, LanguageModel
from ...models.server_model import ServerModel
from ...models.structured import structured
from ...schema.base import Noun
from ...schema.errors import InputError, OutsideError, Unreachable, Unserved, Unshaped
from ...schema.reading import Language
from ..model_calls import PAUSE_S, Cassette, Patience, Recorded, wait
from ..texts import text_of
from .ballots import Ballot, JudgeAway, JudgeError, Opinion

OWN = Path(__file__).parent / "rubrics" / "reply.yaml"
TIE = "tie"
QUOTED = 80
"""Characters of an answer that couldn't be read, as an example."""


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


class ModelJudge:
    """Its opinion is JSON by a schema of this ballot's labels, put right once (`structured`), and asked again once where the server was away."""

    def __init__(self, model: LanguageModel, rubric: Rubric | None = None, *, deadline_s: float = 60.0, pause_s: float = PAUSE_S) -> None:
        self.name = model.name
        self._model, self._rubric = model, rubric or read_rubric()
        self._deadline_s, self._patience = deadline_s, Patience(pause_s)

    def choose(self, ballot: Ballot) -> Opinion:
        shape = shape_of(self._rubric, ballot.labels)
        ask = Ask(messages(ballot, self._rubric), self._deadline_s, max_tokens=1000)
        try:
            found = wait(self._patience.ask(lambda: structured(self._model, ask, shape)))
        except (Unreachable, Unserved) as error:
            raise JudgeAway(str(error)) from error
        except Unshaped as error:
            raise JudgeError(f"{error} It answered {shortened(error.text)}.") from error
        except OutsideError as error:
            raise JudgeError(str(error)) from error
        told = found.model_dump()
        return Opinion(None if told["better"] == TIE else told["better"], told["why"], told["scores"])


def seated(
    names: Sequence[str], base_url: str | None, api_key: SecretStr | None, tape: Path, rubric: Path = OWN, deadline_s: float = 60.0
) -> list[ModelJudge]:
    """Models at `base_url`; what the recording `tape` has is not asked again, and without a server nothing else is."""
    criteria, cassette = read_rubric(rubric), Cassette(tape)
    if base_url is None and not cassette.known:
        raise InputError("A judge is a model: name its server (--base-url or DAOGOU_LLM_BASE_URL), or recorded replies (--cassette).")
    served = {name: None if base_url is None else ServerModel(name, base_url, api_key, "judge", retries=2) for name in names}
    return [ModelJudge(Recorded(cassette, name, server), criteria, deadline_s=deadline_s) for name, server in served.items()]


def shortened(text: str) -> str:
    """One line of it, quoted."""
    plain = " ".join(text.split())
    return repr(plain if len(plain) <= QUOTED else f"{plain[:QUOTED]}…")


def messages(ballot: Ballot, rubric: Rubric) -> list[BaseMessage]:
    """The rubric, the same for every ballot; then the ballot as JSON, so that no reply can look like the end of itself."""
    conversation = [message.model_dump() for message in ballot.conversation]
    shown = {"conversation": conversation, "records": ballot.records, "replies": dict(zip(ballot.labels, ballot.replies, strict=True))}
    return [SystemMessage(rubric.told(ballot.language)), HumanMessage(json.dumps(shown, ensure_ascii=False))]


def shape_of(rubric: Rubric, labels: Sequence[str]) -> type[BaseModel]:
    """`why` comes first, so that a model reasons before it decides; every criterion has a score for every label."""
    return _shape(tuple(criterion.name for criterion in rubric.criteria), rubric.scale, tuple(sorted(labels)))


@lru_cache(maxsize=1024)
def _shape(criteria: tuple[str, ...], scale: tuple[int, int], labels: tuple[str, ...]) -> type[BaseModel]:
    strict, step = ConfigDict(extra="forbid"), cast(Any, (int, Field(ge=scale[0], le=scale[1])))
    by_label: Any = (create_model("ByLabel", __config__=strict, **dict.fromkeys(labels, step)), ...)
    scores: Any = create_model("Scores", __config__=strict, **dict.fromkeys(criteria, by_label))
    better: Any = Literal[(*labels, TIE)]
    return create_model("Opinion", __config__=strict, why=(str, ...), scores=(scores, ...), better=(better, ...))
