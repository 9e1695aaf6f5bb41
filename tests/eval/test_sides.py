"""Both sides of a reply: the three turns over a small store, and what the part counts as a failure."""

from pathlib import Path

from daogou.catalogue.store import Store
from daogou.eval.sides import FOREIGN, ONE_SIDED, SILENT, UNMARKED, failures, measure
from daogou.schema.need import Need
from daogou.schema.reply import Citation, Reply


def test_every_category_of_a_store_cites_both_sides(six_store: Path) -> None:
    report = measure(six_store)
    assert report.setting["replies"] > 0 and all(figure.reached for figure in report.figures), report.tables


def test_what_it_counts_as_a_failure(six_store: Path) -> None:
    catalogue = Store(six_store).current()
    product = Citation(n=1, kind="product", ref="bag-bamboo", title="a", quote="b")
    invented = Citation(n=2, kind="web", ref="https://www.which.co.uk/ups/en/0", title="a", quote="Never said.")

    def reply(text: str, *citations: Citation) -> Reply:
        return Reply(thread_id="t", turn=2, language="en", intent="pick", need=Need(), text=text, citations=citations)

    def failed(*given: Reply) -> list[list[str]]:
        return [[how for how, _ in failures("pick", each, catalogue)] for each in given]

    said, silent = reply("There is no outside source.[1]", product), reply("This one.[1]", product)
    assert failed(said, silent, reply("This one.[1][2][3]", product, invented)) == [[ONE_SIDED], [ONE_SIDED, SILENT], [UNMARKED, FOREIGN]]
