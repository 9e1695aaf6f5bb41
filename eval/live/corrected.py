"""Corrected turns out of triage: the reply that was rated down, and the one that the same code gives with gold in the faulty stage's place."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..judging.contest import Message
from ..preferences.preference import Correction
from .traces import Trace
from .triage import Finding


def corrected(findings: Iterable[Finding], traces: Iterable[Trace]) -> Iterator[Correction]:
    """Only where it breaks no check and says something else."""
    by_thread = {trace.thread: trace for trace in traces}
    for finding in findings:
        *before, turn = by_thread[finding.thread].upto(finding.turn).turns
        if finding.right and finding.right != turn.reply.text:
            said = [
                message for one in before for message in (Message(role="user", content=one.said), Message(role="assistant", content=one.reply.text))
            ]
            yield Correction(
                prompt=(*(message for message in said if message.content), Message(role="user", content=turn.said)),
                wrong=turn.reply.text,
                right=finding.right,
                why=finding.why,
                source=f"triage: {finding.stage} of {finding.thread}/{finding.turn}",
                language=finding.language,
            )


def write(corrections: Iterable[Correction], file: Path) -> int:
    """As `daogou eval preferences --corrections` reads them; how many."""
    lines = [one.model_dump_json() + "\n" for one in corrections]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(lines), "utf-8")
    return len(lines)
