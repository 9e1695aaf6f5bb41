"""Notebooks run as anybody's would, but see nothing of this machine's settings and leave no conversations in its folders."""

import os
from pathlib import Path
from tempfile import mkdtemp

import pytest

LATER = ("change_a_prompt.ipynb", "change_the_ranking.ipynb")
"""What waits for `make test-long`: the slow ones that show no more of a turn than the other two."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.name in LATER:
            item.add_marker(pytest.mark.long)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A notebook is a process of its own in a folder of its own: it inherits variables, and a relative path in them would lead elsewhere."""
    if item.path.suffix != ".ipynb":
        return
    for name in [name for name in os.environ if name.startswith("DAOGOU_")]:
        del os.environ[name]
    os.environ["DAOGOU_STATE"] = mkdtemp(prefix="daogou-notebook-")
    if path := os.environ.get("PYTHONPATH"):
        os.environ["PYTHONPATH"] = os.pathsep.join(str(Path(part).absolute()) for part in path.split(os.pathsep))
