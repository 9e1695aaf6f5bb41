"""A judgement read back from the folder that it was kept in: who won, to the judges that may judge."""

import json
from pathlib import Path

from ...schema.errors import InputError
from .calibration import calibrate
from .controls import Design
from .judging import PLANTED, VOTES
from .votes import Vote, Winners, panel, read_votes, winners


def kept_winners(folder: Path) -> tuple[Winners, dict[str, str]]:
    """By contest its winner (None: a tie), and in whose words. Raises InputError for a folder that `eval judge` didn't write."""
    votes, designs, on_controls = read_votes(folder / VOTES), *_controls(folder / PLANTED)
    sound = [judge for judge, found in winners(on_controls).items() if not calibrate(designs, found).faults]
    together = panel({judge: found for judge, found in winners(votes).items() if judge in sound})
    why = {
        vote.contest: f"{vote.judge}: {vote.why}" for vote in votes if vote.why and vote.judge in sound and vote.choice == together.get(vote.contest)
    }
    return together, why


def _controls(path: Path) -> tuple[list[Design], list[Vote]]:
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
        designs = {row["contest"]: Design(row["contest"], *(row.pop(name) for name in ("better", "longer", "numbers"))) for row in rows}
        return list(designs.values()), [Vote(**{**row, "order": tuple(row["order"])}) for row in rows]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise InputError(f"{path} can't be read ({error}); name a folder that `daogou eval judge` wrote.") from error
