"""A comparison made by hand, whose every text may be hostile."""

from collections.abc import Iterator

from daogou.eval.compare.blame import Blame
from daogou.eval.compare.case import Slices
from daogou.eval.compare.comparison import Comparison, compared
from daogou.eval.compare.gates import gates
from daogou.eval.compare.manifest import Asked, Manifest
from daogou.eval.compare.pair import Pair
from daogou.eval.compare.row import Row

SIDE = {
    "name": ".",
    "tree": "t",
    "commit": None,
    "folder": "/home/me/daogou",
    "store": None,
    "settings": {"DAOGOU_CACHE": "false"},
    "generation": "g",
    "model": "m",
    "products": 6,
}


def row(case: int, turn: int, content: float, text: str, said: str = "婴儿睡袋") -> Row:
    slices: Slices = {"language": ("zh" if case % 2 else "en",), "intent": (text,), "turn": (str(turn),)}
    shown = {"conditions": [text], "cards": [{"id": "P1", "title": text, "note": text}], "category": text, "degraded": [text]}
    return Row(
        f"c{case}/{turn}", f"c{case}", f"c{case}", "scenarios", text, text, slices, content, 1.0, () if content == 1 else (text,), said, text,
        {"turn": 20.0 + case, "fusion": 2.0}, 10, 1, {}, shown,
    )  # fmt: skip


def pairs(text: str, said: str = "婴儿睡袋") -> Iterator[Pair]:
    """Conversations of two turns; the second is lost in eight of them, all Chinese, and won in one."""
    for case in range(24):
        yield Pair(row(case, 1, 1.0, "plain"), row(case, 1, 1.0, "plain"), True)
        lost, won = case % 2 == 1 and case < 16, case == 2
        yield Pair(
            row(case, 2, 0.5 if won else 1.0, "as it was", said), row(case, 2, 0.0 if lost else 1.0, text if lost else "as it was", said), True
        )


def comparison(text: str = "no longer", name: str = "new", said: str = "婴儿睡袋") -> Comparison:
    blames = {f"scenarios/c{case}/2": Blame("intent", text) for case in (1, 3, 5)}
    return compared("main", name, list(pairs(text, said)), gates(), blames)


def manifest(text: str = "plain") -> Manifest:
    asked = Asked(("scenarios",), {"language": text}, 12)
    return Manifest(
        {"base": SIDE, "new": {**SIDE, "name": text, "settings": {"DAOGOU_X": text}}}, asked, "c", "m", {"scipy": "1"}, {"python": "3"}, [text], text
    )
