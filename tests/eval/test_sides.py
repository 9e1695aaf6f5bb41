"""Both sides of a reply: the three turns over a small store, and what the part counts as a failure."""

from pathlib import Path

from daogou.catalogue.store import Store
from daogou.eval.handwritten import names, pages
from daogou.eval.sides import Tally, measure
from daogou.schema.need import Need
from daogou.schema.reply import Citation, Reply


def test_every_category_of_a_store_cites_both_sides(six_store: Path) -> None:
    report = measure(six_store)
    assert report.setting["replies"] > 0 and all(figure.reached for figure in report.figures), report.tables


def test_what_it_counts_as_a_failure(six_store: Path) -> None:
    catalogue, tally = Store(six_store).current(), Tally()
    product = Citation(n=1, kind="product", ref="bag-bamboo", title="a", quote="b")
    invented = Citation(n=2, kind="web", ref="https://www.which.co.uk/ups/en/0", title="a", quote="Never said.")

    def reply(text: str, *citations: Citation) -> Reply:
        return Reply(thread_id="t", turn=2, language="en", intent="pick", need=Need(), text=text, citations=citations)

    tally.take("one side, said", "pick", reply("There is no outside source.[1]", product), catalogue)
    tally.take("one side, not said", "pick", reply("This one.[1]", product), catalogue)
    tally.take("a mark without citation, an invented quote", "pick", reply("This one.[1][2][3]", product, invented), catalogue)
    assert (tally.replies, tally.both, tally.silent, tally.unmarked, tally.foreign) == (3, 1, 1, 1, 1)


def test_the_hand_written_pages_are_complete() -> None:
    known = names()
    assert len(known["zh"]) == len(known["en"]) >= 30
    for language, each in known.items():
        for name in each:
            found = pages(f"how to choose {name} buying guide", language)
            assert len(found) >= 2 and all(page["content"] for page in found), name
