"""What leaves the repository: every folder, every data file, no address of a package host, every setting by example."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from daogou.retrievers.outside.registry import ENGINES
from daogou.schema.settings import Settings

from .waiting import HANG_S

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FOLDERS = {path.name for path in ROOT.iterdir() if (path / "__init__.py").is_file()}
HOSTS = re.compile("|".join((r"pypi[.]org", r"pythonhosted[.]org", r"npmjs[.](?:org|com)", r"huggingface[.]co", r"download[.]pytorch")))


def tracked() -> list[Path]:
    """The files of the repository; a checkout without git (an unpacked archive) can't say."""
    try:
        done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [ROOT / name for name in done.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def test_every_package_folder_is_listed() -> None:
    folders = {path.parent.relative_to(ROOT) for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")}
    names = {"daogou", *(".".join(("daogou", *folder.parts)) for folder in folders)}
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == names


def test_the_wheel_has_the_data(tmp_path: Path) -> None:
    """Built without isolation, so that it takes a second and no network; setuptools is what the build needs."""
    source = tmp_path / "source"
    source.mkdir()
    for path in tracked():
        copy = source / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    build = f"import setuptools.build_meta as build; build.build_wheel({str(tmp_path)!r})"
    done = subprocess.run([sys.executable, "-P", "-c", build], cwd=source, capture_output=True, check=True, timeout=HANG_S)
    assert b"Warning" not in done.stdout + done.stderr
    names = set(zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist())
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"daogou"}
    assert {name for name in names if name.startswith(("daogou/tests", "daogou/docs", "daogou/."))} == set()
    data = [path for path in tracked() if path.relative_to(ROOT).parts[0] in FOLDERS]
    missing = [str(path.relative_to(ROOT)) for path in data if f"daogou/{path.relative_to(ROOT).as_posix()}" not in names]
    assert missing == []


def test_the_lock_holds_versions_and_no_addresses() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "://" in line or line.startswith("-") or "==" not in line] == []


def test_the_lock_has_every_dependency() -> None:
    locked = {line.split("==")[0].lower() for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()}
    extras = PROJECT["project"]["optional-dependencies"]
    wanted = [*PROJECT["project"]["dependencies"], *(name for extra, names in extras.items() if extra not in ("vllm", "train") for name in names)]
    names = {re.split(r"[><=\[; ]", name)[0].lower() for name in wanted}
    assert names - locked == {"daogou"}  # an extra that takes in another one


def test_an_engine_can_read_pages() -> None:
    """Each engine's extra brings what reads the pages of its results, so that one `pip install` is enough."""
    extras = PROJECT["project"]["optional-dependencies"]
    assert all("daogou[web]" in extras[name] for name in ENGINES)


def test_no_tracked_file_names_a_package_host() -> None:
    named = {}
    for path in tracked():
        if path.suffix not in (".npz", ".png", ".parquet", ".zip") and (found := HOSTS.search(path.read_text(encoding="utf-8", errors="ignore"))):
            named[str(path.relative_to(ROOT))] = found[0]
    assert named == {}


def test_every_setting_stands_in_the_example_with_its_default() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    defaults = {f"DAOGOU_{name.upper()}": "" if field.default is None else str(field.default) for name, field in Settings.model_fields.items()}
    assert dict(re.findall(r"^#(DAOGOU_\w+)=(.*)$", text, re.MULTILINE)) == defaults
    assert [field.description for field in Settings.model_fields.values() if not field.description or field.description not in text] == []
