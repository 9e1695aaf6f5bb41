"""`/pictures/PATH`: the pictures of products that lie in a folder of the merchant's, where their records name them by a path within it."""

import asyncio
from pathlib import Path

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse

from ...schema.errors import InputError
from ..place import Here
from ..refusal import Refusal
from ..tenants import Tenants

MEDIA = {".avif": "image/avif", ".gif": "image/gif", ".jpeg": "image/jpeg", ".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
"""No SVG: it may hold a script, and who opens it by itself would run it."""
KEPT = {"Cache-Control": "private, max-age=86400"}

router = APIRouter(include_in_schema=False)


def check_folders(tenants: Tenants) -> None:
    """Raises InputError where a folder isn't there."""
    for tenant in tenants:
        folder = tenant.assistant.settings.picture_folder
        if folder is not None and not folder.is_dir():
            raise InputError(f"DAOGOU_PICTURE_FOLDER: there is no folder {folder}; make it, or unset it.")


def some(tenants: Tenants) -> bool:
    """Whether any tenant has such a folder; without one the page asks for none."""
    return any(tenant.assistant.settings.picture_folder is not None for tenant in tenants)


@router.get("/pictures/{path:path}")
async def picture(here: Here, path: str) -> Response:
    found = await asyncio.to_thread(_found, here.assistant.settings.picture_folder, path)
    if found is None:
        raise Refusal(404, "not_found", "There is no such picture.")
    return FileResponse(found, media_type=MEDIA[found.suffix.lower()], headers=KEPT)


def _found(folder: Path | None, path: str) -> Path | None:
    """The file, where it is a picture that lies in the folder itself: no way leads out of it, by no name and by no link."""
    if folder is None or "\0" in path:
        return None
    try:
        home = folder.resolve()
        file = (home / path).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):  # a loop of links, a name too long or of no encoding
        return None
    return file if file.is_relative_to(home) and file.is_file() and file.suffix.lower() in MEDIA else None
