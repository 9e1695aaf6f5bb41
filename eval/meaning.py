"""Whether two conditions say the same: by their numbers, or by what they let through of the catalogue, not by how they are written."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..catalogue.catalogue import Catalogue
from ..catalogue.conditions import Judge
from ..catalogue.verdicts import MET
from ..schema.condition import Condition
from ..schema.need import Need
from ..understanding.ledger.where import parse_where

_BOUNDS = ("<", "<=", ">", ">=")
_NEAR = 0.011  # 20000 for 300 pieces is 66.67 or 66.66 each


class Meaning:
    """Conditions as `need` judges them, among the products of its category."""

    def __init__(self, catalogue: Catalogue, need: Need, today: date) -> None:
        self.catalogue, self._need = catalogue, need
        self._judge = Judge(catalogue.columns, today, need.quantity)

    def unlike(self, expected: Sequence[str], active: Sequence[Condition]) -> tuple[list[str], list[Condition]]:
        """(expected and not there, there and not expected). Each expected one is `~` soft, `&` of every value, `?` free to be
        there, and may name others after `|`."""
        left, missing = list(active), []
        for text in expected:
            found = next((each for each in left if self._is(text.removeprefix("?"), each)), None)
            if found is not None:
                left.remove(found)
            elif not text.startswith("?"):
                missing.append(text)
        return missing, left

    def meets(self, product_id: str, conditions: Iterable[Condition]) -> bool:
        row = self.catalogue.row(product_id)
        return row is not None and all(self._judge.verdicts(each)[row] == MET for each in conditions)

    def _is(self, text: str, condition: Condition) -> bool:
        return any(self._same(_wanted(one.strip()), "~" in one, condition) for one in text.split("|"))

    def _same(self, wanted: Condition, soft: bool, got: Condition) -> bool:
        if wanted.field != got.field or soft == got.hard:
            return False
        if not wanted.field.startswith("attr.") and wanted.op in _BOUNDS:
            near = isinstance(got.value, (int, float)) and abs(float(got.value) - float(wanted.value)) < _NEAR  # type: ignore[arg-type]
            return near and wanted.op == got.op and (wanted.unit or "CNY") == (got.unit or "CNY")
        return bool((self._lets_through(wanted) == self._lets_through(got)).all())

    def _lets_through(self, condition: Condition) -> NDArray[np.bool_]:
        through: NDArray[np.bool_] = self._judge.verdicts(condition)[self._rows] == MET
        return through

    @cached_property
    def _rows(self) -> NDArray[np.intp]:
        category = Condition(id="", field="category", op="=", value=self._need.category or "")
        mask = self._judge.mask([category] if self._need.category else [])
        return np.flatnonzero(mask)


def spelled(conditions: Iterable[Condition]) -> str:
    return ", ".join(("" if each.hard else "~") + each.name for each in conditions) or "none"


def _wanted(text: str) -> Condition:
    wanted = parse_where(text.lstrip("~&"))[0]
    return wanted.model_copy(update={"every": text.startswith(("&", "~&"))})
