"""Processes that serve."""

import os
import tempfile
from typing import Any

import uvicorn
from fastapi import FastAPI

from . import tracing
from .app import create_app
from .logs import configure


def run(app: FastAPI, host: str, port: int) -> None:
    """This process, until it is stopped."""
    tracing.configure()
    uvicorn.run(app, host=host, port=port, **OPTIONS)


def run_several(host: str, port: int, workers: int) -> None:
    """Each opens its own app over the settings of the environment; they share the port, and are begun anew where they die."""
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="daogou-metrics-"))
    patient: dict[str, Any] = {"timeout_worker_healthcheck": HEALTHY_S, **OPTIONS}
    uvicorn.run("daogou.serving.workers:worker_app", factory=True, host=host, port=port, workers=workers, **patient)


def worker_app() -> FastAPI:
    """In a process of its own, which must be told again how to log."""
    configure()
    tracing.configure()
    return create_app()


HEALTHY_S = 60
"""A worker that opens a store on a busy machine may not answer its parent for a while; uvicorn's own five seconds killed it."""
OPTIONS: dict[str, Any] = {"timeout_graceful_shutdown": 10, "server_header": False, "access_log": False, "log_config": None}
