"""What other currencies are worth in a store's: by the shop's rates, else by published reference rates."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ...dialogue.grounding import Rate

NONE = "none"
"""The setting of a shop that wants nothing converted."""


def worth(currency: str, setting: str | None, *, published: bool = True) -> Mapping[str, Rate]:
    """By code, for one unit each. `setting`: `DAOGOU_RATES`, as USD=7.1,EUR=8.3; `none`: no rates at all. `published`: with rates of a past day for
    currencies that the shop sets none for."""
    if setting == NONE:
        return {}
    said = (each.partition("=") for each in (setting or "").split(",") if each)
    return {**(_published(currency) if published else {}), **{unit.upper(): Rate(float(number)) for unit, _, number in said}}


@cache
def _published(currency: str) -> Mapping[str, Rate]:
    told: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("reference_rates.yaml").read_text("utf-8"))
    euro: dict[str, float] = told["euro"]
    if currency not in euro:
        return {}
    return {unit: Rate(float(f"{euro[currency] / number:.4g}"), told["day"].isoformat()) for unit, number in euro.items() if unit != currency}
