"""Pictures of a merchant's folder: those in it and nothing else."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from daogou.schema.errors import InputError
from daogou.schema.settings import Settings
from daogou.serving.app import create_app

from .server import Local


@pytest.fixture(scope="module")
def shown(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    root = tmp_path_factory.mktemp("shown")
    inside = root / "pictures" / "img"
    inside.mkdir(parents=True)
    (inside / "红 1.JPG").write_bytes(b"a picture")
    (inside / "notes.txt").write_text("none of yours")
    (inside / "drawn.svg").write_text("<svg onload='alert(1)'/>")
    (root / "secret.png").write_bytes(b"secret")
    (root / "pictures2").mkdir()
    (root / "pictures2" / "beside.png").write_bytes(b"secret")
    (inside / "out.png").symlink_to(root / "secret.png")
    (inside / "up").symlink_to(root)
    (inside / "loop.png").symlink_to(inside / "loop.png")
    with Local(create_app(Settings(store=six_store, state=root / "state", picture_folder=root / "pictures"))) as server:
        yield server


def test_a_picture_is_served_as_one(shown: Local) -> None:
    answer = httpx.get(f"{shown.url}/pictures/img/红 1.JPG")
    assert (answer.status_code, answer.content, answer.headers["content-type"]) == (200, b"a picture", "image/jpeg")
    assert answer.headers["x-content-type-options"] == "nosniff" and "max-age" in answer.headers["cache-control"]
    same = httpx.get(f"{shown.url}/pictures/img/红 1.JPG", headers={"If-None-Match": answer.headers["etag"]})
    assert same.status_code in (200, 304)


@pytest.mark.parametrize(
    "path",
    [
        "img/notes.txt",
        "img",
        "img/..%2f..%2fsecret.png",
        "%ff.png",
    ],
)
def test_nothing_else_is(shown: Local, path: str) -> None:
    assert httpx.get(f"{shown.url}/pictures/{path}").status_code == 404


def test_a_folder_that_is_not_there_is_said_at_once(six_store: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="DAOGOU_PICTURE_FOLDER"):
        create_app(Settings(store=six_store, state=tmp_path, picture_folder=tmp_path / "nowhere"))
