"""Limits the size of a model server's response: no endless bodies, no compressed bodies."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

MOST = 4 * 2**20
"""Bytes of a response. The longest wording of a reply, streamed token by token, takes about 2 % of it."""
PLAIN = {"Accept-Encoding": "identity"}
"""Asks for an uncompressed response, since a compressed one may expand a thousandfold."""


async def limit_response(response: "httpx.Response") -> None:
    """httpx response hook: count the body's bytes while it is read. Raises httpx.DecodingError for a compressed response."""
    import httpx

    if response.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        raise httpx.DecodingError("the response is compressed, although the request asked for identity", request=response.request)
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
