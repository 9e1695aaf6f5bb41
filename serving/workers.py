"""Starts the server processes."""

import os
import sys
import tempfile
from typing import Any

import structlog
import uvicorn
from fastapi import FastAPI
from uvicorn.config import STARTUP_FAILURE

from ..schema.errors import DaogouError
from ..schema.settings import Settings
from . import tracing
from .connection import SPARE, Connection
from .limits import MAX_HEAD
from .logs import configure
from .supervisor import Supervisor

log = structlog.get_logger("daogou")


def run(app: FastAPI, host: str, port: int) -> None:
    """Serve in this process until it is stopped."""
    tracing.configure()
    uvicorn.run(app, host=host, port=port, limit_concurrency=room(), **OPTIONS)


def run_several(host: str, port: int, workers: int) -> None:
    """Serve with several workers that share the port; each creates its app from the environment's settings, and is restarted when it dies."""
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="daogou-metrics-"))
    patient: dict[str, Any] = {"timeout_worker_healthcheck": HEALTHY_S, "limit_concurrency": room(), **OPTIONS}
    config = uvicorn.Config("daogou.serving.workers:worker_app", factory=True, host=host, port=port, workers=workers, **patient)
    supervisor = Supervisor(config, [config.bind_socket()], Settings().drain_s + SPARE_S)
    supervisor.run()
    if supervisor.failed:
        raise DaogouError("No worker could start; see the log.")


def worker_app() -> FastAPI:
    """Create the app in a worker process, which must configure logging again."""
    from .app import create_app  # takes a second or two, which the parent process needn't spend

    configure()
    tracing.configure()
    try:
        return create_app()
    except DaogouError as error:
        log.error("a worker can't start", error=str(error))
        sys.exit(STARTUP_FAILURE)


def room() -> int:
    """Most connections of a worker: its limit of open files minus its own. First raises the limit if the system allows it, since the usual 1,024 may
    be too few."""
    if sys.platform == "win32":
        return MOST
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST + SPARE + OWN_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return MOST if soft == resource.RLIM_INFINITY else max(1, min(MOST, soft - SPARE - OWN_FILES))


MOST, OWN_FILES = 4_000, 256
SPARE_S = 20.0
"""Seconds beyond the drain time before a stopping worker is killed."""
HEALTHY_S = 60
"""Seconds for a worker to start serving, unresponsive meanwhile: it opens a store, perhaps on a busy machine."""
OPTIONS: dict[str, Any] = {
    "timeout_graceful_shutdown": 10, "server_header": False, "access_log": False, "log_config": None, "ws": "none",
    "proxy_headers": False, "http": Connection, "h11_max_incomplete_event_size": MAX_HEAD,
}  # fmt: skip
