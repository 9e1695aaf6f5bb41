"""A visit: turns said to a running server over HTTP, whatever it answers."""

from time import monotonic
from types import TracebackType
from typing import Any, Literal, NamedTuple
from uuid import uuid4

import httpx
import orjson
from pydantic import ValidationError

from ...schema.errors import DaogouError, InputError
from ...schema.reply import Reply

MOST_BYTES = 8 << 20
Trouble = Literal["down", "slow", "refused", "garbage"]


class VisitError(DaogouError):
    """`trouble`: nobody listens, no whole answer in time, an error of HTTP, or an answer that is no reply."""

    def __init__(self, trouble: Trouble, what: str) -> None:
        super().__init__(what)
        self.trouble: Trouble = trouble


class Answered(NamedTuple):
    reply: Reply
    ms: float


class Visit:
    """`patience_s` is for a whole answer, however slowly it drips. What was said is forgotten again, where the server lets us."""

    def __init__(self, url: str, patience_s: float = 30.0, token: str | None = None) -> None:
        try:
            known = httpx.URL(url)
        except (httpx.InvalidURL, TypeError):
            known = httpx.URL("")
        if known.scheme not in ("http", "https") or not known.host:
            raise InputError(f"{url!r} is no address of a server; write http://host:port.")
        self.url, self._patience = url.rstrip("/"), patience_s
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._client = httpx.Client(headers=headers, timeout=patience_s, follow_redirects=False, trust_env=False)
        self._threads: set[str] = set()

    def new_thread(self) -> str:
        thread = f"patrol-{uuid4().hex}"
        self._threads.add(thread)
        return thread

    def say(self, text: str, thread: str) -> Answered:
        """Raises VisitError."""
        begin = monotonic()
        content = self._post("/assistant/invoke", {"input": {"text": text, "thread_id": thread}}, begin + self._patience)
        ms = (monotonic() - begin) * 1000
        try:
            return Answered(Reply.model_validate(orjson.loads(content)["output"]), ms)
        except (ValueError, KeyError, TypeError, ValidationError) as error:
            first = str(error).splitlines()[0]
            raise VisitError("garbage", f"{self.url} answered what is no reply ({first}): {content[:80]!r}.") from error

    def _post(self, path: str, body: dict[str, Any], until: float) -> bytes:
        try:
            with self._client.stream("POST", self.url + path, json=body) as response:
                content = bytearray()
                for piece in response.iter_bytes():
                    content += piece
                    if len(content) > MOST_BYTES:
                        raise VisitError("garbage", f"{self.url} answered more than {MOST_BYTES >> 20} MB.")
                    if monotonic() > until:
                        raise httpx.ReadTimeout("the answer never ended")
        except httpx.TimeoutException as error:
            raise VisitError("slow", f"{self.url} gave no whole answer within {self._patience:g} s.") from error
        except (httpx.DecodingError, httpx.ProtocolError) as error:
            raise VisitError("garbage", f"{self.url} doesn't speak HTTP as it should ({type(error).__name__}: {error}).") from error
        except httpx.HTTPError as error:
            raise VisitError("down", f"{self.url} can't be reached ({type(error).__name__}: {error}).") from error
        if response.status_code != 200:
            raise VisitError("refused", f"{self.url} answered HTTP {response.status_code}: {bytes(content[:160])!r}.")
        return bytes(content)

    def close(self) -> None:
        for thread in self._threads:
            try:  # unread: an answer that never ends would hold us up
                with self._client.stream("DELETE", f"{self.url}/v1/threads/{thread}", timeout=min(self._patience, 5.0)):
                    pass
            except httpx.HTTPError:
                break
        self._client.close()

    def __enter__(self) -> "Visit":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
