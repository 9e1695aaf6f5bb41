"""What is declared is enough: for what runs by default, for what an extra promises, and for these tests."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
WEB = sorted({*(ROOT / "retrievers/web").glob("*.py"), ROOT / "ingest/site.py"})
OWNERS = packages_distributions()
INDIRECT = {"anyio", "httpx", "openai", "pydantic-core", "typing-extensions", "markupsafe"}
"""Parts of what is declared, which it can't be had without."""


@cache
def declared(*extras: str) -> set[str]:
    """By the base and these extras, with those that they take in."""
    found: set[str] = {canonicalize_name(Requirement(line).name) for line in PROJECT["dependencies"]}
    for line in (line for extra in extras for line in EXTRAS[extra]):
        wanted = Requirement(line)
        found |= declared(*wanted.extras) if wanted.name == "daogou" else {canonicalize_name(wanted.name)}
    return found


def lacking(line: str, extra: str, seen: set[tuple[str, str]]) -> Iterator[str]:
    """What a requirement wants and this environment hasn't, however far below; extras that old versions of pip can't find are wanted too."""
    wanted = Requirement(line)
    if (wanted.marker and not wanted.marker.evaluate({"extra": extra})) or wanted.name == "daogou":
        return
    try:
        found = distribution(wanted.name)
    except PackageNotFoundError:
        yield wanted.name
        return
    if not wanted.specifier.contains(found.version, prereleases=True):
        yield f"{wanted} (here: {found.version})"
    for taken in {"", *(canonicalize_name(name) for name in wanted.extras)}:
        if (step := (canonicalize_name(wanted.name), taken)) not in seen:
            seen.add(step)
            for below in found.requires or []:
                yield from lacking(below, taken, seen)


@pytest.mark.parametrize("line", sorted({*PROJECT["dependencies"], *EXTRAS["web"], *EXTRAS["mcp"], *EXTRAS["docs"], *EXTRAS["dev"]}))
def test_what_the_tests_need_is_here(line: str) -> None:
    """Whoever lacks it would skip tests, or fail in many that don't say why."""
    assert sorted(lacking(line, "", set())) == []


def undeclared(tree: ast.AST, *extras: str) -> list[str]:
    """The packages of others that are imported here and none of whose owners is declared; several may own a name (`langgraph`)."""
    known = declared(*extras) | INDIRECT
    found = {(node.module or "") for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and not node.level}
    found |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    owners = {name: {canonicalize_name(owner) for owner in OWNERS.get(name.split(".")[0], [])} for name in found}
    return sorted(name for name in found if owners[name] and not owners[name] & known)


@pytest.mark.parametrize("path", WEB, ids=lambda path: path.name)
def test_what_reads_the_web_is_in_its_extra(path: Path) -> None:
    assert undeclared(ast.parse(path.read_text(encoding="utf-8")), "web") == []


def promised() -> Iterator[tuple[str, str, ast.With]]:
    """Each block that names an extra to install, where an import of it fails: `with needing(extra): import …`."""
    for path in sorted(path for folder in ("ingest", "retrievers", "cli", "serving") for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.With) and isinstance(call := node.items[0].context_expr, ast.Call) and ast.unparse(call.func) == "needing":
                yield path.name, re.sub(r"\W", "", ast.unparse(call.args[0])), node


@pytest.mark.parametrize(("name", "extra", "block"), promised())
def test_an_extra_that_an_error_names_brings_what_was_missing(name: str, extra: str, block: ast.With) -> None:
    assert undeclared(block, extra) == [], name


@pytest.mark.parametrize(
    "folder",
    [
        "catalogue",
        "cli",
        "dialogue",
        "graphs",
        "ingest",
        "memory",
        "models",
        "nodes",
        "retrievers",
        "schema",
        "serving",
        "shown",
        "tools",
        "understanding",
    ],
)
def test_what_is_imported_is_declared(folder: str) -> None:
    extras = [extra for extra in EXTRAS if extra != "dev"]
    assert [name for path in (ROOT / folder).rglob("*.py") for name in undeclared(ast.parse(path.read_text(encoding="utf-8")), *extras)] == []


def test_a_page_of_the_web_needs_no_extra_of_an_extra() -> None:
    """justext asks for `lxml[html_clean]`, which the pip of Python 3.11 doesn't find in lxml: named by itself, it is installed all the same."""
    assert "lxml-html-clean" in declared("web") & declared("dev")


def test_tokens_are_counted_by_default() -> None:
    assert {"tiktoken", "bpe-openai"} <= declared()


def test_the_server_of_models_may_be_had_beside_the_shop() -> None:
    assert "vllm" in declared("vllm") and "vllm" not in declared("dev", "bench", "train")
