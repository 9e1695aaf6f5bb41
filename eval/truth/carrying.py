"""Which words of a text nothing carries: those that neither state nothing nor stand in the evidence."""

import re

from .spoken import HAN, NOT, Both, Text, latin, text_of
from .vocabulary import words

_LONGEST = 10
Evidence = Text | Both


def uncarried(text: str, language: str, evidence: Evidence) -> list[str]:
    """Stretches of Chinese and stems of Latin words."""
    plain, other = words("zh").plain, words("en").plain
    wrong = [piece for run in HAN.findall(text) for piece in _uncovered(run, plain, evidence)]
    own = text_of([text])
    wrong += [word for word in latin(text) if word in own.words and word not in other and word not in evidence.words]
    return wrong + sorted(word for word in own.denied if word not in evidence.denied and (word in NOT or word not in other))


def _uncovered(run: str, plain: frozenset[str], evidence: Evidence) -> list[str]:
    """What is left of a run when as much of it as can be is put together of plain words and of what the evidence states."""
    best = [(0, 0)]  # by end: signs left over, where the last piece begins
    for end in range(1, len(run) + 1):
        options = [(best[end - 1][0] + 1, end - 1)]
        for start in range(max(0, end - _LONGEST), end):
            piece = run[start:end]
            if piece in plain or evidence.states(piece):
                options.append((best[start][0], start))
        best.append(min(options))
    marks, end = ["1"] * len(run), len(run)
    while end:
        start = best[end][1]
        if best[end][0] == best[start][0]:
            marks[start:end] = ["0"] * (end - start)
        end = start
    return [run[found.start() : found.end()] for found in re.finditer("1+", "".join(marks))]
