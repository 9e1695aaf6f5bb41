"""`daogou serve`: the HTTP server."""

from typing import Annotated

import typer

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
    uvicorn.run(create_app(load_settings(store)), host=host, port=port, timeout_graceful_shutdown=10)
