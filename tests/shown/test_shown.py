"""Nouns in a notebook: everything of a reply is there, hostile text stays text, and nothing is loaded from anywhere."""

import re
from html.parser import HTMLParser

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.condition import Condition
from daogou.schema.need import Need
from daogou.schema.reply import Card, Cards, Citation, Comparison, ComparisonRow, Reply, Suggestion
from daogou.shown.timeline import Timeline

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'><svg onload=alert(1)>",
    "</style></div><script>alert(1)</script>",
    "![x](https://evil.example/p.png) [y](javascript:alert(1)) <https://evil.example>",
    "{{ style }}{% raw %}",
)
TAGS = {"div", "style", "p", "ol", "ul", "li", "h4", "table", "thead", "tbody", "tr", "th", "td", "b", "br", "span", "details", "summary", "svg"} | {
    "strong", "em", "code", "pre", "rect", "text"
}  # fmt: skip


class Read(HTMLParser):
    """Every tag, every attribute, and all text outside of the style."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in ("br", "rect"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag != "rect":
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += "" if self.open[-1:] == ["style"] else data


def full(text: str) -> Reply:
    """A reply that says `text` wherever it says anything."""
    card = Card(product_id=text, title=text, price=text, currency=text, moq=3, supplier=text, met=(text,), failed=(text,), unknown=(text,))
    condition = Condition(id=text, field=text, op="=", value=text, unit=text, text=text)
    return Reply(
        thread_id=text,
        turn=1,
        language="en",
        intent="search",
        need=Need(category=text, query=text, audience=text, conditions=(condition,)),
        text=text,
        cards=(card,),
        comparison=Comparison(product_ids=(text,), rows=(ComparisonRow(field=text, label=text, values=(text,), winner=0),), verdict=text),
        citations=(Citation(n=1, kind="web", ref=text, title=text, quote=text, source=text, url=text),),
        suggestions=(Suggestion(text=text, kind="narrow"),),
        degraded=(text,),
        timings_ms={text: 1.0},
    )


def all_shown(reply: Reply) -> list[str]:
    assert reply.comparison is not None
    shown = (reply, reply.need, reply.comparison, Cards(reply.cards), Timeline(reply.timings_ms))
    return [one._repr_html_() for one in shown]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    for html in all_shown(full(text)):
        read = Read(html)
        assert read.tags <= TAGS and read.open == []
        assert read.attributes <= {"class", "title", "value", "viewbox", "role", "aria-label", "x", "y", "width", "height", "rx"}
        assert text in read.text


def test_nothing_is_loaded_and_colours_are_the_notebooks() -> None:
    for html in all_shown(full("plain")):
        assert not re.search(r"url\(|@import|src=|href=|https?:", html)
        assert "color: inherit" in html and "fill: currentColor" in html


@pytest.mark.parametrize(("language", "labels"), [("zh", ("起订量", "供应商", "依据")), ("en", ("MOQ", "supplier", "Citations"))])
def test_a_real_reply_shows_what_it_holds(assistant: Assistant, language: str, labels: tuple[str, ...]) -> None:
    reply = assistant.ask({"zh": "给宝宝找睡袋,100元以内", "en": "baby sleeping bags under 100"}[language], language=language)
    text = Read(reply._repr_html_()).text
    assert reply.cards and reply.citations
    for card in reply.cards:
        assert all(
            part in text for part in (card.title, card.price or "", card.supplier or "", str(card.moq or ""), *card.met, *card.failed, *card.unknown)
        )
    assert all(citation.quote in text for citation in reply.citations)
    assert all(label in text for label in labels)
    assert all(condition.name in Read(reply.need._repr_html_()).text for condition in reply.need.conditions)


def test_a_comparison_is_a_table_under_its_titles(assistant: Assistant) -> None:
    assistant.ask("给宝宝找睡袋", thread="compared")
    reply = assistant.ask("对比第一款和第二款", thread="compared")
    assert reply.comparison is not None
    html = reply._repr_html_()
    by_id = {card.product_id: card.title for card in reply.cards}
    assert all(f"<th>{by_id[product]}</th>" in html for product in reply.comparison.product_ids)
    assert html.count('class="win"') == sum(row.winner is not None for row in reply.comparison.rows) > 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_a_search_finds_is_a_list_that_shows_itself(assistant: Assistant, language: str) -> None:
    found = assistant.search("sleeping bag" if language == "en" else "睡袋", where="price<=100", k=3, language=language)
    assert isinstance(found, list) and all(isinstance(card, Card) for card in found) and found.language == language
    assert all(card.title in Read(found._repr_html_()).text for card in found)
    assert "no products" in Cards()._repr_html_()
