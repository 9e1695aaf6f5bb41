"""`/`: the page and its files; `/embed.js`: the page as an element for a shop's own site."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from fastapi import APIRouter, Request, Response

from ...schema.errors import InputError
from ..bundles import bundled
from ..refusal import Refusal
from .session import begin_session

FOLDER = Path(__file__).parent.parent / "page"
MEDIA = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
HEADS = {"page": ("app", "turns"), "embed": ("embed", "turns")}
"""Bundles of the page and of the element: for opening it, and for the conversation."""
OPEN = {"Cross-Origin-Resource-Policy": "cross-origin", "Vary": "Origin"}
"""Headers of files that other sites may load, as modules only origins in DAOGOU_CORS_ORIGINS; hence Vary."""
REM = re.compile(r"(\d*\.?\d+)rem\b")
PX = 16
LOADER = "loader"
"""Name of the script that isn't a module."""
HARDENED = {"Cross-Origin-Opener-Policy": "same-origin"}  # besides the door's headers

STRICT = "; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?")

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class Page:
    """The page with files named by content hash, for caching.

    `hosts`: external hosts of product pictures. `folder`: some tenant serves pictures from a folder.
    """

    hosts: tuple[str, ...] = ()
    folder: bool = False

    @cached_property
    def files(self) -> dict[str, dict[str, bytes]]:
        """The files of the page and of the element, by name."""
        style = (FOLDER / "page.css").read_text(encoding="utf-8")
        styles = {"page": {"page.css": style}, "embed": {"embed.css": rem_to_px(style)}}
        found = {which: styles[which] | {f"{name}.js": text for name, text in bundled(modules_of(which), HEADS[which]).items()} for which in HEADS}
        return {which: {name: text.encode() for name, text in of.items()} for which, of in found.items()}

    @cached_property
    def version(self) -> str:
        digest = sha256()
        for which, of in self.files.items():
            for name, content in of.items():
                digest.update(f"{which}/{name}".encode() + b"\0" + content)
        return digest.hexdigest()[:16]

    @cached_property
    def index(self) -> bytes:
        text = (FOLDER / "index.html").read_text(encoding="utf-8")
        return (
            text.replace("{version}", self.version)
            .replace("{hosts}", " ".join(self.hosts))
            .replace("{folder}", "/pictures/" if self.folder else "")
            .encode()
        )

    @cached_property
    def loader(self) -> bytes:
        """The script that a shop's page loads: small, because it is revalidated at each visit; it loads the rest by version."""
        known = {"hosts": self.hosts, "folder": "/pictures/" if self.folder else ""}
        text = (FOLDER / f"{LOADER}.js").read_text(encoding="utf-8")
        return text.replace("{version}", self.version).replace("{known}", json.dumps(known)).encode()

    @cached_property
    def etag(self) -> str:
        return f'"{sha256(self.index).hexdigest()[:16]}"'

    @property
    def policy(self) -> str:
        """Content-Security-Policy: own files only, nothing inline, no HTML from strings."""
        pictures = " ".join(f"https://{host}" for host in self.hosts)
        return f"default-src 'self'; img-src 'self' data: {pictures}".rstrip() + STRICT


def modules_of(which: str) -> dict[str, str]:
    """The modules by name, without those of the other entry point."""
    others = {LOADER, *(heads[0] for name, heads in HEADS.items() if name != which)}
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.js")) if path.stem not in others}


def rem_to_px(style: str) -> str:
    """Replace rem by px, since the embedding page may set another root font size."""
    return REM.sub(lambda size: f"{float(size[1]) * PX:g}px", style)


def page_of(setting: str | None, folder: bool = False) -> Page:
    """The page with the hosts of the setting. Raises InputError for an invalid host, since it goes into a policy."""
    hosts = tuple(each.strip() for each in (setting or "").split(",") if each.strip())
    if wrong := next((each for each in hosts if not HOST.fullmatch(each)), None):
        raise InputError(f"DAOGOU_PICTURE_HOSTS: {wrong!r} isn't a host; write names like img.example.com, with commas.")
    return Page(hosts, folder)


@router.api_route("/", methods=["GET", "HEAD"])
async def index(request: Request) -> Response:
    """The page, with a session cookie for a new browser."""
    page: Page = request.app.state.page
    headers = {"Content-Security-Policy": page.policy, "ETag": page.etag, "Cache-Control": "private, no-cache", **HARDENED}
    same = page.etag in request.headers.get("if-none-match", "")
    answer = Response(b"" if same else page.index, 304 if same else 200, headers, "text/html; charset=utf-8")
    await begin_session(request, answer)
    return answer


@router.api_route("/page/{version}/{name}", methods=["GET", "HEAD"])
async def file(request: Request, version: str, name: str) -> Response:
    return _file(request.app.state.page, "page", version, name)


@router.api_route("/embed/{version}/{name}", methods=["GET", "HEAD"])
async def embedded_file(request: Request, version: str, name: str) -> Response:
    return _file(request.app.state.page, "embed", version, name, OPEN)


def _file(page: Page, which: str, version: str, name: str, headers: Mapping[str, str] = MappingProxyType({})) -> Response:
    """The current file; for an old version (a page opened before an update) without caching."""
    content = page.files[which].get(name)
    if content is None:
        raise Refusal(404, "not_found", "There is no such file.")
    kept = "public, max-age=31536000, immutable" if version == page.version else "no-cache"
    return Response(content, media_type=MEDIA[Path(name).suffix], headers={"Cache-Control": kept, **headers})


@router.api_route("/embed.js", methods=["GET", "HEAD"])
async def loader(request: Request) -> Response:
    """The script that defines `<daogou-chat>` on a shop's page."""
    page: Page = request.app.state.page
    return Response(page.loader, media_type=MEDIA[".js"], headers={"Cache-Control": "no-cache", "ETag": f'"{page.version}"', **OPEN})
