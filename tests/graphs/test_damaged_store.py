"""A store of which one file is missing, cut short or garbled: one sentence that names what and says what to do."""

import shutil
from pathlib import Path

import pytest
from daogou.catalogue.layout import current_generation, generation_folder
from daogou.graphs.opening import open as open_assistant
from daogou.schema.errors import StoreError
from daogou.schema.settings import Settings

FILES = [
    "manifest.json", "facets.json", "columns.json", "columns.npz", "catalogue.sqlite", "vectors.npy", "passages/vectors.npy",
    "passages/lexical/meta.json", "lexical/products/meta.json", "lexical/forward/vocabulary.json",
]  # fmt: skip


HOW = (("missing", "cut"), ("empty", "garbled"))


@pytest.fixture
def copied(six_store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(six_store, tmp_path / "store"))


def generation(store: Path) -> Path:
    return generation_folder(store, current_generation(store) or "")


@pytest.mark.parametrize(("name", "how"), [(name, how) for at, name in enumerate(FILES) for how in HOW[at % 2]])
def test_a_damaged_file_is_a_store_error(copied: Path, tmp_path: Path, name: str, how: str) -> None:
    file = generation(copied) / name
    whole = file.read_bytes()
    file.unlink()
    if how != "missing":
        file.write_bytes({"empty": b"", "cut": whole[: len(whole) // 2], "garbled": b"\xff" * len(whole)}[how])
    with pytest.raises(StoreError, match="is damaged|are damaged") as caught:
        open_assistant(copied, settings=Settings(state=tmp_path / "state"))
    assert "daogou ingest" in str(caught.value)
    if how != "garbled":
        assert name in str(caught.value)


def test_every_file_of_the_indexes_is_missed(copied: Path, tmp_path: Path) -> None:
    for file in sorted((generation(copied) / "lexical").rglob("*")):
        if file.is_file() and not file.name.startswith("."):
            hidden = file.rename(copied / "hidden")
            with pytest.raises(StoreError, match=r"is damaged \(lexical/"):
                open_assistant(copied, settings=Settings(state=tmp_path / "state"))
            hidden.rename(file)
    open_assistant(copied, settings=Settings(state=tmp_path / "state")).close()


@pytest.mark.parametrize("pointer", [b"\xff\xfe", b"g\x00", b"../..", b"", "g\u0661".encode()])
def test_a_damaged_pointer_is_a_store_error(copied: Path, tmp_path: Path, pointer: bytes) -> None:
    (copied / "CURRENT").write_bytes(pointer)
    with pytest.raises(StoreError, match="damaged"):
        open_assistant(copied, settings=Settings(state=tmp_path / "state"))


def test_a_damaged_store_is_not_built_upon(copied: Path, tmp_path: Path) -> None:
    from daogou.ingest.ingest import ingest

    (generation(copied) / "vectors.npy").unlink()
    with pytest.raises(StoreError, match=r"vectors\.npy"):
        ingest([Path(__file__).parents[1] / "catalogues" / "six"], copied)
