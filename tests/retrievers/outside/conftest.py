from collections.abc import Iterator

import pytest

from ..web.site import Site, site


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as opened:
        yield opened
