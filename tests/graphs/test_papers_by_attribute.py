"""Papers that a store states as an attribute, in a list of several: whether one of them is there, and which there are."""

from collections.abc import Iterator

import pytest
from daogou.graphs.opening import Assistant

from .commanded import ask, nth, seek, shop_of, turn, want

PAPERS = ("CE, FCC, REACH", "CE, REACH", "FCC", "RoHS, CE")


@pytest.fixture(scope="module")
def stations(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    rows = [
        {
            "id": f"dock-{place}",
            "title": f"Docking station {place} with four ports",
            "category": ["Computers", "Docking stations"],
            "currency": "USD",
            "price": [{"min_qty": 1, "unit_price": 60 + place}],
            "attributes": {"certification": papers, "ports": 4},
            "lang": "en",
        }
        for place, papers in enumerate(PAPERS)
    ]
    with shop_of(tmp_path_factory.mktemp("papers"), rows) as opened:
        yield opened


def test_one_of_several_papers_is_confirmed(stations: Assistant) -> None:
    paper = "FCC"
    listed = turn(stations, paper, seek("docking stations"), language="en")
    place = next(n for n, card in enumerate(listed.cards, 1) if card.product_id == "dock-0")
    reply = turn(stations, paper, ask(of=nth(place), suppose=[want("certification", "=", paper)]), language="en")
    assert [card.product_id for card in reply.cards] == ["dock-0"] and not reply.cards[0].failed
    (asked,) = (one for one in reply.understood.commands if one.command == "ask")
    (supposed,) = asked.suppose
    assert supposed.field == "attr.certification"
    assert {*(supposed.value if isinstance(supposed.value, tuple) else (supposed.value,))} == {each for each in PAPERS if paper in each.split(", ")}
