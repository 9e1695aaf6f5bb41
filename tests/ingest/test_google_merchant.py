"""Feeds of Google Merchant Center, by the mapping that comes with the package."""

import io
from pathlib import Path

import pytest
from daogou.ingest.readers import feed
from daogou.ingest.row import Broken, Row
from daogou.schema.errors import InputError

from .shop import Shop
from .test_shopify import stored

FILES = Path(__file__).parent / "files"


def rows(text: str | bytes) -> list[Row | Broken]:
    return list(feed(io.BytesIO(text if isinstance(text, bytes) else text.encode()), "feed.xml"))


def test_an_rss_feed(shop: Shop) -> None:
    report = shop.ingest(FILES / "merchant.xml")
    found = stored(shop)
    assert {*found} == {"tj", "bn", "pt"}
    jacket = found["tj"]
    assert (jacket.title, jacket.description, jacket.brand) == ("Trail Jacket", "Light & dry.", "Fjord")
    assert (str(jacket.price_at(None)), jacket.currency, jacket.stock) == ("1120.00", "SEK", None)  # the sale is over
    assert (jacket.category, jacket.url, jacket.image) == (("Clothing", "Jackets"), "https://shop.example/tj?c=red&s=m", "https://img.example/tj.jpg")
    assert (jacket.attributes["size"], jacket.attributes["color"]) == (("M", "L"), ("Red", "Black"))
    assert jacket.attributes["gtin"] == "05901234123457" and not any("margin" in str(value) for value in jacket.attributes.values())
    assert report.notes[0].startswith("merchant.xml")


def test_prices_on_sale_stock_and_preorders(shop: Shop) -> None:
    shop.ingest(FILES / "merchant.xml")
    bolts, tent = stored(shop)["bn"], stored(shop)["pt"]
    assert (bolts.title, str(bolts.price_at(None)), bolts.stock, bolts.category) == ("Bolts & Nuts", "12.00", 0, ("Hardware", "Bolts"))
    assert (tent.currency, tent.stock, tent.attributes["availability"]) == ("EUR", None, "preorder")


def test_an_item_that_is_no_xml_costs_no_other(shop: Shop) -> None:
    """A bare "&" before it is read as what it says."""
    shop.ingest(FILES / "merchant.xml")
    (reject,) = shop.rejects
    assert reject["line"] == 4 and "item 4 is no XML" in reject["reason"] and "Torn" in reject["row"]


def test_an_atom_feed(shop: Shop) -> None:
    shop.ingest(FILES / "merchant.atom.xml")
    lamp = stored(shop)["lamp-1"]
    assert (lamp.title, lamp.description, lamp.url, str(lamp.price_at(None))) == ("Desk Lamp", "A lamp.", "https://shop.example/lamp", "20.00")


def test_a_table_with_tabs_in_the_spelling_of_the_sheet(shop: Shop) -> None:
    """Quotes are inches; a price without a currency needs one said."""
    shop.ingest(FILES / "merchant.tsv")
    assert {*stored(shop)} == {"t1"} and "--currency" in shop.rejects[0]["reason"]
    shop.ingest(FILES / "merchant.tsv", currency="EUR")
    monitor, tripod = stored(shop)["t1"], stored(shop)["t2"]
    assert (monitor.title, monitor.currency, tripod.title, tripod.currency) == ('24" Monitor', "USD", '"Mini" Tripod', "EUR")
    assert (monitor.attributes["material"], monitor.category[-1], monitor.image) == (("steel", "glass"), "Monitors", "https://img.example/t1.jpg")


def test_variants_of_other_titles_are_products_of_their_own(shop: Shop) -> None:
    item = "<item><g:id>{0}</g:id><g:item_group_id>g</g:item_group_id><g:title>Jeans {0}</g:title>"
    item += "<g:price>5 EUR</g:price><g:image_link>i</g:image_link></item>"
    text = f'<rss xmlns:g="http://base.google.com/ns/1.0"><channel>{item.format("a")}{item.format("b")}</channel></rss>'
    (shop.data / "f.xml").write_text(text, encoding="utf-8")
    shop.ingest()
    assert {key: product.title for key, product in stored(shop).items()} == {"a": "Jeans a", "b": "Jeans b"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel><item><id>&a;</id></item></channel></rss>', "defines entities"),
        ("<products><product/></products>", "no feed of products"),
        ("<rss><channel></channel></rss>", "holds no item"),
        ("not xml", "broken at its beginning"),
    ],
)
def test_what_is_no_feed_is_told(text: str | bytes, reason: str) -> None:
    (only,) = rows(text)
    assert isinstance(only, Broken) and reason in only.reason


def test_an_entity_bomb_is_refused_at_once() -> None:
    entities = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 12))
    (only,) = rows(f'<!DOCTYPE rss [<!ENTITY e0 "lol">{entities}]><rss><channel><item><id>&e11;</id></item></channel></rss>')
    assert isinstance(only, Broken) and "defines entities" in only.reason


def test_entities_of_html_are_their_letters_in_what_is_mended() -> None:
    text = "<rss><channel><item><id>1</id><title>Caf&eacute; &nosuch; &amp; R&D</title><d><![CDATA[a & b]]></d></item></channel></rss>"
    (row,) = rows(text)
    assert isinstance(row, Row) and row.raw == {"id": "1", "title": "Café &nosuch; & R&D", "d": "a & b"}


def test_a_feed_of_nothing_readable_is_an_error(shop: Shop) -> None:
    (shop.data / "goods.xml").write_text("<rss><channel><item><g:id>1</g:id></item></channel></rss>", encoding="utf-8")
    with pytest.raises(InputError, match="item 1 is no XML"):
        shop.ingest(shop.data / "goods.xml")
