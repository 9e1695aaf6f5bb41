"""`/`: the page, and the files that it loads. `/embed.js`: the same as an element in a page of a shop's own."""

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
from ..joined import joined
from ..refusal import Refusal
from .session import begin_session

FOLDER = Path(__file__).parent.parent / "page"
MEDIA = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
HEADS = {"page": ("app", "turns"), "embed": ("embed", "turns")}
"""What a first opening needs, and what a conversation: of the page by itself, and of the element."""
OPEN = {"Cross-Origin-Resource-Policy": "cross-origin", "Vary": "Origin"}
"""Files that pages of others may load, those that DAOGOU_CORS_ORIGINS names as modules too: an answer kept for one isn't another's."""
REM = re.compile(r"(\d*\.?\d+)rem\b")
PX = 16
LOADER = "loader"
"""No module: a script of a page that may know none."""
HARDENED = {"Cross-Origin-Opener-Policy": "same-origin"}  # the door adds what every answer has

STRICT = "; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?")

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class Page:
    """The page as it is sent: its files are named by what they hold, so that a browser keeps each for as long as it is the same.

    `hosts` are the only ones beside our own whose pictures of products it loads; `folder`: some tenant has pictures in a folder.
    """

    hosts: tuple[str, ...] = ()
    folder: bool = False

    @cached_property
    def files(self) -> dict[str, dict[str, bytes]]:
        """Of the page by itself, and of the element."""
        style = (FOLDER / "page.css").read_text(encoding="utf-8")
        styles = {"page": {"page.css": style}, "embed": {"embed.css": fixed(style)}}
        found = {which: styles[which] | {f"{name}.js": text for name, text in joined(modules_of(which), HEADS[which]).items()} for which in HEADS}
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
        """What a page of a shop's own loads: small, since it is asked for anew at each opening, and the rest by its version."""
        known = {"hosts": self.hosts, "folder": "/pictures/" if self.folder else ""}
        text = (FOLDER / f"{LOADER}.js").read_text(encoding="utf-8")
        return text.replace("{version}", self.version).replace("{known}", json.dumps(known)).encode()

    @cached_property
    def etag(self) -> str:
        return f'"{sha256(self.index).hexdigest()[:16]}"'

    @property
    def policy(self) -> str:
        """Nothing but ours, nothing inline, and no HTML made of strings."""
        pictures = " ".join(f"https://{host}" for host in self.hosts)
        return f"default-src 'self'; img-src 'self' data: {pictures}".rstrip() + STRICT


def modules_of(which: str) -> dict[str, str]:
    """The modules by name; the page by itself and the element each have a beginning of their own."""
    others = {LOADER, *(heads[0] for name, heads in HEADS.items() if name != which)}
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.js")) if path.stem not in others}


def fixed(style: str) -> str:
    """With sizes of its own: a rem is what the page around makes of it, and many make something else of it than 16 px."""
    return REM.sub(lambda size: f"{float(size[1]) * PX:g}px", style)


def page_of(setting: str | None, folder: bool = False) -> Page:
    """With the hosts of the setting. Raises InputError for what is no host, since it goes into a policy."""
    hosts = tuple(each.strip() for each in (setting or "").split(",") if each.strip())
    if wrong := next((each for each in hosts if not HOST.fullmatch(each)), None):
        raise InputError(f"DAOGOU_PICTURE_HOSTS: {wrong!r} is no host; write names like img.example.com, with commas.")
    return Page(hosts, folder)


@router.api_route("/", methods=["GET", "HEAD"])
async def index(request: Request) -> Response:
    """With the cookie that makes the browser a buyer of its own, where it has none yet."""
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
    """Of another version (a page opened before an update) the present one, not to be kept."""
    content = page.files[which].get(name)
    if content is None:
        raise Refusal(404, "not_found", "There is no such file.")
    kept = "public, max-age=31536000, immutable" if version == page.version else "no-cache"
    return Response(content, media_type=MEDIA[Path(name).suffix], headers={"Cache-Control": kept, **headers})


@router.api_route("/embed.js", methods=["GET", "HEAD"])
async def loader(request: Request) -> Response:
    """The script that a page of a shop's own names; it defines `<daogou-chat>`."""
    page: Page = request.app.state.page
    return Response(page.loader, media_type=MEDIA[".js"], headers={"Cache-Control": "no-cache", "ETag": f'"{page.version}"', **OPEN})
