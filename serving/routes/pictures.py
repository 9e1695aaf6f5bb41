"""`/pictures/PATH`: product pictures from the merchant's folder, named in records by a relative path."""

import asyncio
from pathlib import Path

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse

from ...schema.errors import InputError
from ..place import Here
from ..refusal import Refusal
from ..tenants import Tenants

MEDIA = {".avif": "image/avif", ".gif": "image/gif", ".jpeg": "image/jpeg", ".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
"""No SVG, which may contain scripts that run when it is opened directly."""
KEPT = {"Cache-Control": "private, max-age=86400"}

router = APIRouter(include_in_schema=False)


def check_folders(tenants: Tenants) -> None:
    """Raise InputError if a configured folder doesn't exist."""
    for tenant in tenants:
        folder = tenant.assistant.settings.picture_folder
        if folder is not None and not folder.is_dir():
            raise InputError(f"DAOGOU_PICTURE_FOLDER: there is no folder {folder}; make it, or unset it.")


def some(tenants: Tenants) -> bool:
    """True if any tenant has a picture folder; otherwise the page requests none."""
    return any(tenant.assistant.settings.picture_folder is not None for tenant in tenants)


@router.get("/pictures/{path:path}")
async def picture(here: Here, path: str) -> Response:
    found = await asyncio.to_thread(_found, here.assistant.settings.picture_folder, path)
    if found is None:
        raise Refusal(404, "not_found", "There is no such picture.")
    return FileResponse(found, media_type=MEDIA[found.suffix.lower()], headers=KEPT)


def _found(folder: Path | None, path: str) -> Path | None:
    """The picture file; None for one outside the folder, also through links, or of another type."""
    if folder is None or "\0" in path:
        return None
    try:
        home = folder.resolve()
        file = (home / path).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):  # a loop of links, a name too long or not encodable
        return None
    return file if file.is_relative_to(home) and file.is_file() and file.suffix.lower() in MEDIA else None
