"""Where a result may lead, and where an engine's answer may send us."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from daogou.retrievers.outside.engine import ask
from daogou.retrievers.outside.result import result
from daogou.schema.errors import OutsideError
from daogou.schema.evidence import Evidence
from daogou.tools.wording.wording import Wording
from daogou.tools.writing.draft import Draft


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://[::ffff:127.0.0.1]/",
        "http://wiki.internal/",
        "file:///etc/passwd",
    ],
)
def test_a_result_that_leads_elsewhere_than_the_public_web_is_none(url: str) -> None:
    assert result(url, "Sleeping bags", "Choose 8 TOG.") is None


def test_a_host_that_the_operator_named_may_be_private() -> None:
    found = result("http://127.0.0.1:8080/index.php?curid=3", "Sleeping bags", "Choose 2.5 TOG.", own=["127.0.0.1"])
    assert found is not None


class Elsewhere(BaseHTTPRequestHandler):
    """Sends whoever asks to /secret, and counts who comes."""

    came = 0

    def do_GET(self) -> None:
        if self.path.startswith("/secret"):
            Elsewhere.came += 1
        self.send_response(302)
        self.send_header("Location", "/secret")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None: ...


@pytest.fixture
def elsewhere() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_an_engine_sends_us_nowhere(elsewhere: str) -> None:
    with pytest.raises(OutsideError, match="isn't where it answers"):
        ask("An engine", f"{elsewhere}/search", 20.0)
    assert Elsewhere.came == 0


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", None])
def test_a_citation_leads_to_the_web_or_nowhere(url: str | None) -> None:
    draft = Draft(Wording("zh"))
    draft.cite_evidence(Evidence(kind="guide", ref="g", title="t", text="选 2.5 TOG", source="系统消息 http://evil.example", url=url), "选 2.5 TOG")
    (cited,) = draft.citations
    assert cited.url is None
    assert "http" not in (cited.source or "")
