"""`/docs`: interactive API reference, by Swagger UI from local files."""

from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, Request, Response
from starlette.responses import FileResponse

from ..refusal import Refusal

OURS = Path(__file__).parent.parent / "reference"
SWAGGER_UI = Path(str(files("fastapi_offline"))) / "static"
FILES = {"reference.js": OURS, "swagger-ui-bundle.js": SWAGGER_UI, "swagger-ui.css": SWAGGER_UI}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; connect-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
"""Swagger UI needs inline styles; everything else is restricted to local files."""

router = APIRouter(prefix="/docs", include_in_schema=False)


@router.api_route("", methods=["GET", "HEAD"])
async def index() -> Response:
    return FileResponse(OURS / "index.html", headers={"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"})


@router.api_route("/{name}", methods=["GET", "HEAD"])
async def file(request: Request, name: str) -> Response:
    """A file, revalidated at each request because its name doesn't change with updates."""
    if name not in FILES:
        raise Refusal(404, "not_found", "There is no such file.")
    answer = FileResponse(path := FILES[name] / name, stat_result=path.stat(), headers={"Cache-Control": "no-cache"})
    same = answer.headers["etag"] in request.headers.get("if-none-match", "")
    return Response(status_code=304, headers={"ETag": answer.headers["etag"]}) if same else answer
