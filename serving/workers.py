"""Processes that serve."""

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
    """This process, until it is stopped."""
    tracing.configure()
    uvicorn.run(app, host=host, port=port, limit_concurrency=room(), **OPTIONS)


def run_several(host: str, port: int, workers: int) -> None:
    """Each opens its own app over the settings of the environment; they share the port, and are begun anew where they die."""
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="daogou-metrics-"))
    patient: dict[str, Any] = {"timeout_worker_healthcheck": HEALTHY_S, "limit_concurrency": room(), **OPTIONS}
    config = uvicorn.Config("daogou.serving.workers:worker_app", factory=True, host=host, port=port, workers=workers, **patient)
    supervisor = Supervisor(config, [config.bind_socket()], Settings().drain_s + SPARE_S)
    supervisor.run()
    if supervisor.failed:
        raise DaogouError("No worker could begin; the log says why.")


def worker_app() -> FastAPI:
    """In a process of its own, which must be told again how to log."""
    from .app import create_app  # a second or two, which the process above needn't spend before it begins its workers

    configure()
    tracing.configure()
    try:
        return create_app()
    except DaogouError as error:
        log.error("a worker can't begin", error=str(error))
        sys.exit(STARTUP_FAILURE)


def room() -> int:
    """How many connections a worker keeps: as many as it may open files, less its own. Raised first where the system allows it, since many give a
    process 1,024, and one that can open no more accepts nobody."""
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
"""Beyond what turns may take, before a worker that was told to stop is killed."""
HEALTHY_S = 60
"""What a worker may take until it serves, while it may not answer its parent at all: it opens a store on a busy machine."""
OPTIONS: dict[str, Any] = {
    "timeout_graceful_shutdown": 10, "server_header": False, "access_log": False, "log_config": None, "ws": "none",
    "proxy_headers": False, "http": Connection, "h11_max_incomplete_event_size": MAX_HEAD,
}  # fmt: skip
