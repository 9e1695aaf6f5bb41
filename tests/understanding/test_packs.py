"""What a number of the buyer's counts, where it counts no pieces."""

import pytest
from daogou.schema.need import Need
from daogou.understanding.tokens.packs import in_packs


@pytest.mark.parametrize(
    ("text", "quantity", "pack", "pieces"),
    [
        ("打印纸200箱左右", 200, "箱", 200),
        ("we need 1,200 cartons of it", 1200, "cartons", 1200),
        ("4 dozen assorted", 4, "", 48),
        ("200支笔，20箱纸", 200, "", 200),
        ("12支一盒", 12, "", 12),
        ("200 pcs", 200, "", 200),
    ],
)
def test_cartons_are_no_pieces_and_a_dozen_are_twelve(text: str, quantity: int, pack: str, pieces: int) -> None:
    need = in_packs(Need(quantity=quantity), text, None)
    assert (need.pack, need.quantity) == (pack, pieces)
