"""A patrol's last round for Prometheus: a textfile for node_exporter, or a port to be scraped."""

from pathlib import Path

from prometheus_client import CollectorRegistry, Gauge, start_http_server, write_to_textfile

from ...schema.errors import InputError
from .watch import Report

KINDS = ("down", "slow", "refused", "garbage", "regression", "drift", "known")


class Metrics:
    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._found = Gauge("daogou_patrol_found", "Findings of the last round, by kind", ["kind"], registry=self.registry)
        self._case = Gauge("daogou_patrol_case_ok", "1 where a case raised nothing in the last round", ["case"], registry=self.registry)
        self._turns = Gauge("daogou_patrol_turns", "Turns of the last round", ["outcome"], registry=self.registry)
        self._seconds = Gauge("daogou_patrol_turn_seconds", "Seconds of a turn in the last round", ["quantile"], registry=self.registry)
        self._at = Gauge("daogou_patrol_last_round_timestamp_seconds", "When the last round began", registry=self.registry)
        self._up = Gauge("daogou_patrol_up", "1 where the server answered at all", registry=self.registry)

    def tell(self, report: Report, cases: list[str], at: float) -> None:
        raised = {one.case for one in report.raised}
        for kind in KINDS:
            self._found.labels(kind).set(sum(one.kind == kind for one in report.found))
        for case in cases:
            self._case.labels(case).set(case not in raised)
        for outcome, count in (("right", report.right), ("wrong", report.turns - report.right), ("degraded", report.degraded)):
            self._turns.labels(outcome).set(count)
        for share, ms in (("0.5", report.p50_ms), ("0.95", report.p95_ms)):
            self._seconds.labels(share).set(ms / 1000 if ms is not None else float("nan"))
        self._at.set(at)
        self._up.set(not any(one.kind == "down" for one in report.found))

    def write(self, file: Path) -> None:
        try:
            write_to_textfile(str(file), self.registry)
        except OSError as error:
            raise InputError(f"The metrics can't be written to {file} ({error.strerror or error}); name another file.") from error

    def serve(self, port: int) -> None:
        try:
            start_http_server(port, addr="127.0.0.1", registry=self.registry)
        except OSError as error:
            raise InputError(f"Port {port} can't be listened on ({error.strerror or error}); name another.") from error
