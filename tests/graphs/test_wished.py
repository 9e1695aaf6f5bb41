"""Wishes that no field of a store is for: what meets them comes first, what says otherwise last, and the reply tells both by the records' words."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Literal

import pytest
from daogou.eval.truth.checker import faults
from daogou.graphs.opening import Assistant
from daogou.schema.reply import Reply
from daogou.tools.wording.wording import Wording

from ..acting import act
from .small_shop import small_shop

SOFAS = (
    ("Emerald Velvet Sofa", "With gray cushions.", 300),
    ("Cosy Reading Sofa", "Sits four.", 200),
    ("Modern Gray Linen Sofa", "For flats.", 900),
    ("Red Loveseat Sofa", "Compact.", 100),
    ("Leather Sofa in Charcoal", "Wipes clean.", 800),
)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Five sofas whose colours stand in titles alone."""
    rows = [
        {"id": title.split()[0].lower(), "title": title, "description": text, "category": ["sofas"], "price": price, "currency": "USD", "lang": "en"}
        for title, text, price in SOFAS
    ]
    with small_shop(tmp_path_factory.mktemp("sofas"), rows) as opened:
        yield opened


def ids(reply: Reply) -> Sequence[str]:
    return [card.product_id for card in reply.cards]


SEEK = {"command": "seek", "goods": "sofas"}


def test_what_says_it_comes_first_and_what_says_otherwise_last(shop: Assistant) -> None:
    reply = act(shop, "grey", SEEK, {"command": "want", "value": "grey", "strength": "wish"})
    assert {*ids(reply)[:2]} == {"modern", "leather"} and ids(reply)[2] == "cosy"
    (line,) = [line for line in reply.text.splitlines() if line.startswith('"grey"')]
    assert all(word in line for word in ("“gray”", "“charcoal”", "“emerald”", "“red”"))
    assert reply.understood.unused == ()


def test_what_must_be_so_in_words_shows_those_that_say_it(shop: Assistant) -> None:
    """Where several do; of one alone the others are shown behind it."""
    grey = act(shop, "must", SEEK, {"command": "want", "value": "grey"})
    assert {*ids(grey)} == {"modern", "leather"}
    velvet = act(shop, "one", SEEK, {"command": "want", "value": "velvet"})
    assert ids(velvet)[0] == "emerald" and len(ids(velvet)) == len(SOFAS)


def test_what_is_not_wanted_is_left_out_and_stays_unwanted(shop: Assistant) -> None:
    act(shop, "no red", SEEK, {"command": "want", "op": "!=", "value": "red"})
    reply = act(shop, "no red", {"command": "want", "field": "price", "op": "<=", "value": 850})
    assert ids(reply) and "red" not in ids(reply) and "not red" in reply.need.words


def test_what_no_record_says_is_named_once(shop: Assistant) -> None:
    reply = act(shop, "silent", SEEK, {"command": "want", "value": "scratch-proof"}, {"command": "want", "op": "!=", "value": "zips"})
    assert reply.text.count("scratch-proof") == reply.text.count("zips") == 1
    assert reply.understood.unused == ("scratch-proof",)  # that none has a zip was looked for


@pytest.mark.parametrize("language", ["zh", "en"])
def test_that_words_were_not_checked_denies_no_record(shop: Assistant, language: Literal["zh", "en"]) -> None:
    reply = act(shop, f"unchecked-{language}", SEEK, text="sofas for reading")
    said = reply.model_copy(update={"language": language, "text": Wording(language).say("note.unused", text="reading")})
    assert not faults(said, shop.shopfront.current().catalogue, datetime.now(UTC).date(), ("sofas for reading",))


def test_a_measure_that_no_field_is_for_is_kept_with_its_bound(shop: Assistant) -> None:
    reply = act(shop, "wide", SEEK, {"command": "want", "field": "width", "op": "<=", "value": 180, "unit": "cm"})
    assert reply.need.words == ("width ≤ 180 cm",)
