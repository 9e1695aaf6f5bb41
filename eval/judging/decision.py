"""What a comparison comes to, in a word and a reason: better, worse, no difference shown, or undecided where the judges can't be trusted with it."""

from dataclasses import dataclass
from typing import Literal

from .estimate import Estimate

Word = Literal["better", "worse", "no difference shown", "undecided"]
_WORDS: dict[int, Word] = {1: "better", -1: "worse", 0: "no difference shown"}


@dataclass(frozen=True)
class Decision:
    word: Word
    why: str


def decide(seen: Estimate, true: Estimate | None, faults: tuple[str, ...] = ()) -> Decision:
    """`seen` are the verdicts as they came, `true` with the judges' errors and pulls taken out; both must say the same, or nothing is decided."""
    if true is None:
        return Decision("undecided", "; ".join(faults) or "no judge gave a verdict")
    if true.sign == seen.sign:
        return Decision(_WORDS[true.sign], f"win rate {true.said}, ties half")
    if seen.sign and not true.sign:
        return Decision("undecided", f"the verdicts ({seen.said}) are no more than what the judges' pulls and errors explain ({true.said})")
    if not seen.sign:
        return Decision("no difference shown", f"win rate {seen.said} as judged; a difference appears only in the correction ({true.said})")
    return Decision("undecided", f"the verdicts ({seen.said}) turn round when the judges' pulls are taken out ({true.said})")
