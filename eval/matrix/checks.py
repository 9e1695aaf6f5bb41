"""Form and content of an answer, each held by code: form against a JSON schema, content against what the case says is true."""

import json
import re
from collections.abc import Callable
from typing import Any

from .case import Cases, Check, Kind, MatrixCase

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?", re.ASCII)
MISSING = object()


def malformed(text: str, cases: Cases) -> str:
    """What is wrong with its form; "" where nothing is."""
    from jsonschema import Draft202012Validator

    if cases.shape is None:
        return "" if text.strip() else "the answer is empty"
    try:
        answer = json.loads(text)
    except ValueError:
        return "the answer is no JSON"
    error = next(iter(Draft202012Validator(cases.shape).iter_errors(answer)), None)
    return f"{'.'.join(map(str, error.absolute_path)) or 'the whole'}: {error.validator} doesn't hold" if error else ""


def unmet(text: str, case: MatrixCase) -> tuple[str, ...]:
    """The checks that don't hold, each in words."""
    return tuple(told(check) for check in case.checks if not CHECKS[check.kind](text, check, case))


def told(check: Check) -> str:
    return f"{check.kind} {f'{check.at} ' if check.at else ''}{json.dumps(check.value, ensure_ascii=False)}"


def at(value: Any, path: str) -> Any:
    """MISSING where there is nothing."""
    for step in path.split(".") if path else ():
        if isinstance(value, dict) and step in value:
            value = value[step]
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return MISSING
    return value


def _json(text: str, check: Check, case: MatrixCase) -> bool:
    found = at(_lenient(text), check.at)
    return bool(found == check.value and isinstance(found, bool) == isinstance(check.value, bool))


def _lenient(text: str) -> Any:
    """The JSON in it, whatever stands around it: a wrong form is counted as form, not as content too."""
    for start in (place for place, letter in enumerate(text) if letter in "{["):
        try:
            return json.JSONDecoder().raw_decode(text, start)[0]
        except ValueError:
            continue
    try:
        return json.loads(text)
    except ValueError:
        return MISSING


def _numbers(text: str, check: Check, case: MatrixCase) -> bool:
    return _said(text) <= _said(str(case.values.get(check.value, "")))


def _said(text: str) -> set[float]:
    """Every number in it; 1,200 is one thousand two hundred."""
    return {float(found.replace(",", "")) for found in _NUMBER.findall(text)}


CHECKS: dict[Kind, Callable[[str, Check, MatrixCase], bool]] = {
    "equals": lambda text, check, case: text.strip().lower() == check.value.strip().lower(),
    "contains": lambda text, check, case: check.value.lower() in text.lower(),
    "contains_any": lambda text, check, case: any(str(word).lower() in text.lower() for word in check.value),
    "not_contains": lambda text, check, case: check.value.lower() not in text.lower(),
    "json": _json,
    "numbers_from": _numbers,
}
