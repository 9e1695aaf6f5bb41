"""The matrix as a configuration of promptfoo (promptfoo.dev, "Configuration Reference"), for who would rather run it there.

Prompts are rendered here: Jinja and Nunjucks differ, and what was measured must be what is sent. A test carries the messages of each prompt as a
variable, and a prompt is `{{ variable | dump }}`, as promptfoo's page on chat threads has it.
"""

import json
from collections.abc import Sequence
from typing import Any

import yaml

from ...models.prompt import Prompt
from .case import Cases, Check, MatrixCase
from .models import Served

_SCHEMA = "# yaml-language-server: $schema=https://promptfoo.dev/config-schema.json\n"
_ROLES = {"system": "system", "human": "user", "ai": "assistant"}
_NUMBERS = (
    "(() => { const all = text => new Set((text.match(/\\d+(?:,\\d{3})*(?:\\.\\d+)?/g) || []).map(one => Number(one.replaceAll(',', ''))));"
    " const said = typeof output === 'string' ? output : JSON.stringify(output), known = all(String(context.vars[%s]));"
    " return [...all(said)].every(one => known.has(one)); })()"
)
_JSON = (
    "(() => { try { const whole = typeof output === 'string' ? JSON.parse(output.match(/[{[][^]*[}\\]]/)[0]) : output;"
    " return JSON.stringify(%s.reduce((value, step) => value?.[step], whole)) === %s; } catch { return false; } })()"
)
"""promptfoo hands a text over as it is, but what came by `response_format` as the value it parsed."""


def configured(prompts: Sequence[Prompt], models: Sequence[Served], cases: Cases, description: str = "Daogou: prompts times models") -> str:
    """As YAML; its tests assert the form (is-json) and every check."""
    told = {
        "description": description,
        "prompts": [{"id": prompt.label, "label": prompt.label, "raw": f"{{{{ {_variable(prompt)} | dump }}}}"} for prompt in prompts],
        "providers": [_provider(model, cases) for model in models],
        "defaultTest": {"assert": _form(cases)} if cases.shape is not None else {},
        "tests": [_test(case, prompts) for case in cases.cases],
    }
    return _SCHEMA + yaml.dump({name: value for name, value in told.items() if value}, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=150)


class _Plain(yaml.SafeDumper):
    """Without anchors: every provider is readable by itself."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _provider(model: Served, cases: Cases) -> dict[str, Any]:
    config: dict[str, Any] = {"apiBaseUrl": model.base_url} if model.base_url else {}
    config |= {"apiKeyEnvar": "DAOGOU_LLM_API_KEY", "temperature": 0, "max_tokens": 800}
    if cases.shape is not None:
        shape = {"name": cases.shape.get("title", "answer"), "schema": cases.shape, "strict": True}
        config["response_format"] = {"type": "json_schema", "json_schema": shape}
    return {"id": f"openai:chat:{model.name}", "label": model.name, "config": config}


def _form(cases: Cases) -> list[dict[str, Any]]:
    return [{"type": "is-json", "value": cases.shape, "metric": "format"}]


def _test(case: MatrixCase, prompts: Sequence[Prompt]) -> dict[str, Any]:
    messages = {
        _variable(prompt): [{"role": _ROLES[message.type], "content": str(message.text)} for message in prompt.messages(**case.values)]
        for prompt in prompts
    }
    metadata = {"language": case.language, **({"slice": case.slice} if case.slice else {})}
    named = {check.value: case.values.get(check.value, "") for check in case.checks if check.kind == "numbers_from"}
    return {"description": case.id, "vars": {**named, **messages}, "assert": [_assertion(check) for check in case.checks], "metadata": metadata}


def _assertion(check: Check) -> dict[str, Any]:
    if check.kind == "json":
        steps = json.dumps([int(step) if step.isdecimal() else step for step in check.at.split(".") if step])
        wanted = json.dumps(json.dumps(check.value, ensure_ascii=False, separators=(",", ":")))
        told: dict[str, Any] = {"type": "javascript", "value": _JSON % (steps, wanted)}
    elif check.kind == "numbers_from":
        told = {"type": "javascript", "value": _NUMBERS % json.dumps(check.value)}
    else:
        kinds = {"equals": "equals", "contains": "icontains", "contains_any": "icontains-any", "not_contains": "not-icontains"}
        told = {"type": kinds[check.kind], "value": check.value}
    return {**told, "metric": "content"}


def _variable(prompt: Prompt) -> str:
    return f"{prompt.head.name}_{''.join(letter if letter.isalnum() else '_' for letter in prompt.head.version)}"
