"""`daogou serve`: the HTTP server."""

import socket
from typing import Annotated

import typer

from ..schema.errors import DaogouError
from .options import Store, load_settings
from .shop import log_to_stderr


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; there is no authentication yet, so think before you open it.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8080,
    store: Store = None,
) -> None:
    """Serve the assistant over HTTP until it is stopped."""
    import uvicorn

    from ..serving.app import create_app

    log_to_stderr()
    check_free(host, port)
    uvicorn.run(create_app(load_settings(store)), host=host, port=port, timeout_graceful_shutdown=10)


def check_free(host: str, port: int) -> None:
    """Before the store is opened: DaogouError where nothing can listen there."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server will: a port that was just let go is free
            probe.bind(address)
    except OSError as error:
        reason = error.strerror or error
        raise DaogouError(f"Nothing can listen on {host}, port {port} ({reason}); choose others with --host and --port.") from error
