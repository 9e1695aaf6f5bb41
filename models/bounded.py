"""How much of an answer is taken from a server of models: none that grows without end, or unpacks to more than it was sent as."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

MOST = 4 * 2**20
"""Bytes of an answer: the longest wording of a reply is some 2 % of it, as a stream of single tokens too."""
PLAIN = {"Accept-Encoding": "identity"}
"""A header that asks for bytes as they are: what is packed may hold a thousand times what it weighs."""


async def bounded(response: "httpx.Response") -> None:
    """A hook of httpx's, run before the answer is read. Raises httpx.DecodingError where it comes packed."""
    import httpx

    if response.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        raise httpx.DecodingError("the answer is packed, which it was asked not to be", request=response.request)
    response.stream = _stream(response)


def _stream(response: "httpx.Response") -> "httpx.AsyncByteStream":
    import httpx

    request = response.request
    assert isinstance(response.stream, httpx.AsyncByteStream)
    whole: httpx.AsyncByteStream = response.stream

    class Counted(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            taken = 0
            async for piece in whole:
                taken += len(piece)
                if taken > MOST:
                    raise httpx.ReadError(f"the answer is longer than {MOST} bytes", request=request)
                yield piece

        async def aclose(self) -> None:
            await whole.aclose()

    return Counted()
