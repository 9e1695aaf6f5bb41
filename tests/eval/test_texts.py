"""A file that is none of what a command wants is told of in a sentence, and nothing is made of it."""

from pathlib import Path

import pytest
from daogou.cli.main import main
from daogou.eval.compare.comparison import gates
from daogou.eval.compare.side import side
from daogou.schema.errors import InputError

COMMANDS = (
    "cases FILE --to OUT",
    "preferences FILE --gold FILE",
    "show FILE",
)


@pytest.mark.parametrize("line", COMMANDS)
def test_a_file_that_is_no_text_is_wrong_input_and_left_as_it_is(line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "图片.jsonl"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe\n\x00")
    with pytest.raises(SystemExit) as done:
        main(["eval", *({"FILE": str(file), "OUT": str(tmp_path / "out")}.get(word, word) for word in line.split())])
    said = capsys.readouterr().err
    assert done.value.code == 2 and "图片.jsonl" in said and "failed where it should not" not in said
    assert file.read_bytes() == b"\x89PNG\r\n\x1a\n\xff\xfe\n\x00" and not (tmp_path / "out").exists()
    with pytest.raises(InputError, match="no text in UTF-8"):
        gates(file)
    with pytest.raises(InputError, match="no text in UTF-8"):
        side(f"settings:{file}")
