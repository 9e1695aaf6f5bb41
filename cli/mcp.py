"""`daogou mcp`: the catalogue's tools for another agent, over standard input and output."""

from contextlib import nullcontext
from importlib.util import find_spec

from ..schema.errors import InputError
from .options import Buyer, Store
from .shop import assistant_over


def mcp(store: Store = None, buyer: Buyer = None) -> None:
    """Serve tools by the Model Context Protocol on standard input and output, until the input ends."""
    if find_spec("mcp") is None:
        raise InputError('The Model Context Protocol needs its SDK; install it with `pip install "daogou[mcp]"`.')
    from ..serving.agents.server import make_server

    with assistant_over(store) as assistant:
        make_server(lambda: nullcontext((assistant, buyer)), assistant.settings.mcp_write).run("stdio")
