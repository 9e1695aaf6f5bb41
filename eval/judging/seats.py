"""Judges by what they are called: the scripted ones by their names, all others are models of a server."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import SecretStr

from ...models.language_model import LanguageModel
from ...models.server_model import ServerModel
from ...schema.errors import InputError
from ..cassette import Cassette, Recorded
from .judge import Judge
from .model_judge import ModelJudge
from .rubric import OWN, read_rubric
from .scripted import AtRandom, First, Longer, MoreNumbers, Right

SCRIPTED: dict[str, Judge] = {
    "first": First(), "longer": Longer(), "more-numbers": MoreNumbers(), "random": AtRandom(), "right": Right(),
}  # fmt: skip


def seated(
    names: Sequence[str],
    base_url: str | None,
    api_key: SecretStr | None,
    *,
    rubric: Path = OWN,
    cassette: Path | None = None,
    deadline_s: float = 60.0,
) -> list[Judge]:
    """`scripted:NAME`, or a model at `base_url`; with a cassette, what it has is not asked again, and without a server nothing else is."""
    criteria, tape = read_rubric(rubric), None if cassette is None else Cassette(cassette)
    found: list[Judge] = []
    for name in dict.fromkeys(names):
        if name.startswith("scripted:"):
            found.append(_scripted(name.removeprefix("scripted:")))
        else:
            found.append(ModelJudge(_model(name, base_url, api_key, tape), criteria, deadline_s=deadline_s))
    return found


def _scripted(name: str) -> Judge:
    if name not in SCRIPTED:
        raise InputError(f"There is no scripted judge {name!r}; there are {', '.join(SCRIPTED)}.")
    return SCRIPTED[name]


def _model(name: str, base_url: str | None, api_key: SecretStr | None, tape: Cassette | None) -> LanguageModel:
    if base_url is None and not tape:
        raise InputError(f"The judge {name!r} is a model: name its server (--base-url or DAOGOU_LLM_BASE_URL), or recorded replies (--cassette).")
    server = None if base_url is None else ServerModel(name, base_url, api_key, "judge", retries=2)
    if tape is not None:
        return Recorded(tape, name, server)
    assert server is not None
    return server
