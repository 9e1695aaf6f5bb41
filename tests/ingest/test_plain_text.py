"""Descriptions in HTML as their text."""

import pytest
from daogou.ingest.mapped import plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One<br>two</p><ul><li>a &amp; b</li><li>c</li></ul>", "One\ntwo\na & b\nc"),
        ("26&quot; x 26&quot;", '26" x 26"'),
        ("<p>", ""),
        ("棉<em>质</em>&nbsp;柔软", "棉质 柔软"),
    ],
)
def test_what_a_reader_sees(html: str, text: str) -> None:
    assert plain_text(html) == text
