"""`daogou serve`: the HTTP server."""

import os
import socket
from typing import Annotated

import typer

from ..schema.errors import DaogouError, InputError
from .options import Store, load_settings
from .screen import err
from .shop import store_of


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; anything but loopback needs DAOGOU_AUTH.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8080,
    store: Store = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Worker processes; more than one needs DAOGOU_REDIS_URL.")] = 1,
) -> None:
    """Serve the assistant over HTTP until it is stopped."""
    from ..serving.door.authentication import check_open
    from ..serving.logs import configure
    from ..serving.workers import run, run_several

    configure()
    settings = load_settings(store)
    check_open(settings, host)
    check_free(host, port)
    if err.is_terminal:
        store_of(settings)  # otherwise the demo store would be created silently
    if workers == 1:
        from ..serving.app import create_app  # slow to import

        run(create_app(settings, reread=lambda: load_settings(store)), host, port)
        return
    if settings.redis_url is None:
        raise InputError("Several workers share conversations only through Redis: set DAOGOU_REDIS_URL, or leave out --workers.")
    if store is not None:
        os.environ["DAOGOU_STORE"] = str(store.absolute())
    run_several(host, port, workers)


def check_free(host: str, port: int) -> None:
    """Raise DaogouError if the port can't be opened; checked before the store is opened."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # like the server, so that a port just released is free
            probe.bind(address)
    except OSError as error:
        reason = error.strerror or error
        others = "choose others with --host and --port (make serve: HOST=… PORT=…)"
        raise DaogouError(f"Nothing can listen on {host}, port {port} ({reason}); {others}.") from error
