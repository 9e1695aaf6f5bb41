"""Notebooks run as anybody's would, but see nothing of this machine's settings and leave no conversations in its folders."""

import os
from pathlib import Path
from tempfile import mkdtemp

import pytest


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
