"""The suites' cases and measures, and judgements in the layouts of WANDS and ESCI."""

from collections import Counter
from pathlib import Path

import pyarrow as arrow
import pyarrow.parquet as parquet
import pytest
from daogou.catalogue.catalogue import Catalogue
from daogou.catalogue.store import Store
from daogou.eval.compare.case import Case
from daogou.eval.compare.form import malformed
from daogou.eval.compare.grounds import ungrounded
from daogou.eval.compare.judged import judged
from daogou.eval.compare.kept import pairs_of
from daogou.eval.compare.manifest import Asked
from daogou.eval.compare.pool import Pool
from daogou.eval.compare.run import How, run
from daogou.eval.compare.sample import sampled, work
from daogou.eval.compare.suites.registry import chosen, suites
from daogou.schema.errors import InputError

from .six import here

NOW = "2026-11-25T12:00:00+00:00"


@pytest.mark.parametrize("name", [name for name in suites() if name != "threads"])
def test_every_case_has_an_id_of_its_own_an_owner_a_source_and_a_language(name: str) -> None:
    cases = list(suites()[name]().cases())
    assert len({case.id for case in cases}) == len(cases) > 50
    assert all(case.owner and case.source.startswith("eval/") and case.slices["language"] for case in cases)
    root = Path(__file__).parents[3]
    assert all((root / source).is_file() for source in {case.source for case in cases})


@pytest.mark.parametrize("name", [name for name in suites() if name != "threads"])
def test_a_limit_leaves_no_owner_out_and_draws_the_same_again(name: str) -> None:
    suite = [suites()[name]()]
    owners = {case.owner for case in suite[0].cases()}
    drawn = [case.id for _, case in work(suite, {}, 4 * len(owners), 1)]
    assert drawn == [case.id for _, case in work(suite, {}, 4 * len(owners), 1)]
    assert {case.owner for _, case in work(suite, {}, 4 * len(owners), 1)} == owners


def test_a_large_cluster_leaves_room_for_every_owner() -> None:
    """Or a slice would be too small to be named whoever is hurt: of 160 pointers 68 were one wish, and 5 were ordinals."""
    cases = [*(Case(f"bulk{number}", "s", {}, "bulk", "f", cluster="one") for number in range(300))]
    cases += [Case(f"{owner}{number}", "s", {}, owner, "f", cluster=f"{owner}{number // 4}") for owner in "abcdefghij" for number in range(24)]
    drawn = sampled(cases, 110, 1)
    counts = Counter(case.owner for case in drawn)
    assert len({case.id for case in drawn}) == 110 and min(counts.values()) >= 8 and max(counts.values()) <= 16
    parts = Counter(case.cluster for case in drawn if case.owner != "bulk" and case.cluster != drawn[-1].cluster)
    assert set(parts.values()) == {4}
    assert {case.id for case in sampled(cases, 10_000, 1)} == {case.id for case in cases}


def test_a_suite_that_needs_data_says_so() -> None:
    with pytest.raises(InputError, match="--data"):
        chosen(("wands",))
    with pytest.raises(InputError, match="scenarios"):
        chosen(("nothing",))


@pytest.fixture(scope="module")
def answers(six_store: Path, pool: Pool) -> list[dict[str, object]]:
    player = pool.take(here(six_store))
    says = ("婴儿睡袋，100元以内", "第一款多少钱", "how many reviews does the first one have?")
    try:
        return [{"said": text, **player.ask("say", thread="t", text=text, now=NOW)} for text in says]
    finally:
        pool.give(player)


@pytest.fixture
def six(six_store: Path) -> Catalogue:
    return Store(six_store).current()


def test_what_daogou_says_is_grounded_and_well_formed(answers: list[dict[str, object]], six: Catalogue) -> None:
    for number, answer in enumerate(answers, 1):
        assert ungrounded(answers[:number], six)[0] == []
        assert malformed(answer) == ()


@pytest.mark.parametrize("said", ["，月销9876件", ", sold 9,876 times", "，编号 P999999", " at 61.37 yuan"])
def test_what_is_invented_has_no_ground(said: str, answers: list[dict[str, object]], six: Catalogue) -> None:
    reply = {**answers[1]["reply"], "text": answers[1]["reply"]["text"] + said}  # type: ignore[dict-item, index]
    assert len(ungrounded([answers[0], {**answers[1], "reply": reply}], six)[0]) == 1


@pytest.mark.parametrize(("text", "wrong"), [("", "empty"), ("a price [9]", "cites nothing"), ("costs {price}", "unfilled")])
def test_a_malformed_reply_is_told(text: str, wrong: str, answers: list[dict[str, object]]) -> None:
    reply = {**answers[1]["reply"], "text": text}  # type: ignore[dict-item]
    assert any(wrong in each for each in malformed({**answers[1], "reply": reply}))


def wands(folder: Path) -> None:
    files = {
        "query.csv": ["query_id\tquery\tquery_class", "0\twireless mouse\tMice", "1\tred kettle\tKettles", "2\tnothing right\tNone"],
        "product.csv": [
            "product_id product_name product_class category_hierarchy product_description product_features rating_count average_rating review_count"
            .replace(" ", "\t").replace("category_", "category "),
            "10\tWireless mouse, silent\tMice\tOffice / Mice\tA mouse.\tcolor : black|buttons : 3\t5\t4.5\t2",
            "11\tMouse pad\tPads\tOffice / Pads\tFor a mouse.\t\t\t\t",
            "12\tRed enamel kettle\tKettles\tKitchen / Kettles\tBoils water.\tcolor : red\t1\t4.0\t1",
        ],
        "label.csv": [
            "id\tquery_id\tproduct_id\tlabel", "0\t0\t10\tExact", "1\t0\t11\tPartial", "2\t0\t12\tIrrelevant", "3\t1\t12\tExact",
            "4\t2\t10\tIrrelevant",
        ],
    }  # fmt: skip
    for name, lines in files.items():
        (folder / name).write_text("\n".join(lines) + "\n", "utf-8")


def esci(folder: Path) -> None:
    examples = [
        {"example_id": n, "query": query, "query_id": n, "product_id": product, "product_locale": locale, "esci_label": label, "small_version": 1,
         "large_version": 1, "split": split}
        for n, (query, product, label, locale, split) in enumerate(
            [("usb c cable", "B1", "E", "us", "test"), ("usb c cable", "B2", "S", "us", "test"), ("usb c cable", "B3", "I", "us", "test"),
             ("kabel", "B4", "E", "es", "test"), ("hub", "B2", "E", "us", "train")]
        )
    ]  # fmt: skip
    products = [
        {"product_id": each, "product_title": title, "product_description": None, "product_bullet_point": "Durable", "product_brand": "Acme",
         "product_color": "Black", "product_locale": locale}
        for each, title, locale in [("B1", "USB C cable 1 m", "us"), ("B2", "USB A cable", "us"), ("B3", "Desk lamp", "us"), ("B4", "Cable", "es")]
    ]  # fmt: skip
    for name, rows in (("examples", examples), ("products", products)):
        parquet.write_table(arrow.Table.from_pylist(rows), folder / f"shopping_queries_dataset_{name}.parquet")


@pytest.mark.parametrize(("name", "write", "queries"), [("wands", wands, 2), ("esci", esci, 1)])
def test_judgements_are_read_by_their_published_layout_and_played(name: str, write: object, queries: int, six_store: Path, tmp_path: Path) -> None:
    pytest.importorskip("ranx")
    data = tmp_path / name
    data.mkdir()
    write(data)  # type: ignore[operator]
    assert list(judged(tmp_path)) == [name]
    side = here(six_store)
    run(side, side, Asked((name,), data=str(tmp_path)), How(timed=0, folder=tmp_path / "run"))
    pairs = pairs_of(tmp_path / "run")
    assert len(pairs) == queries
    assert all(pair.base.content == 1.0 for pair in pairs), [pair.base.missed for pair in pairs]
