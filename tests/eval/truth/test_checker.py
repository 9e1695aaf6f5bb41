"""The checker of statements: nothing in true replies, everything that is planted, by code and by hand, in both languages."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from daogou.catalogue.catalogue import Catalogue
from daogou.eval.truth.checker import Fault, faults
from daogou.eval.truth.judged import judged, models
from daogou.eval.truth.planting import plant
from daogou.eval.truth.soil import RULES
from daogou.eval.truth.suite import Said
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.schema.reply import Reply
from daogou.schema.settings import Settings

TODAY = datetime.now(UTC).date()
TALKS = {
    "zh": (
        "给宝宝找睡袋", "第{cotton}款和第{bamboo}款比一下", "这几款怎么选?", "第一款有什么认证",
        "第一款的供应商靠谱吗", "评价怎么样", "有哪些品牌", "哪个供应商评分最高？", "一共几款？均价多少？",
    ),
    "en": (
        "find baby sleeping bags", "compare number {cotton} with number {fleece}", "how do I choose?", "which certificates does the first one have?",
        "who makes the first one?", "what do reviews say of it?", "which brands are there?", "which supplier is rated highest?",
        "what is the average price?",
    ),
}  # fmt: skip
HOW = {"zh": "婴儿睡袋怎么选?", "en": "how do I choose infant sleeping bags?"}
"""Asked before any are seen: each criterion is told at length."""


def numbered(text: str, numbers: dict[str, int]) -> str:
    """`{wool}` -> that bag's number in the list, wherever it stands there."""
    return text.format(**numbers)


class Shown:
    """Conversations over the six products: each reply with what the buyer had said."""

    def __init__(self, store: Path, state: Path) -> None:
        with open_assistant(settings=Settings(store=store, state=state)) as assistant:
            self.numbers: dict[str, dict[str, int]] = {}
            self.catalogue: Catalogue = assistant.shopfront.current().catalogue
            self.talks = {language: list(self._talk(assistant, talk, language)) for language, talk in TALKS.items()}
            how = [(assistant.ask(text, thread=f"how-{language}"), (text,)) for language, text in HOW.items()]
            self.replies: list[tuple[Reply, Said]] = [*(each for talk in self.talks.values() for each in talk), *how]

    def _talk(self, assistant: Assistant, talk: Said, language: str) -> Iterator[tuple[Reply, Said]]:
        said: Said = ()
        for text in talk:
            said = (*said, numbered(text, self.numbers[language]) if said else text)
            reply = assistant.ask(said[-1], thread=language)
            self.numbers.setdefault(language, {card.product_id.removeprefix("bag-"): n for n, card in enumerate(reply.cards, 1)})
            yield reply, said

    def found(self, reply: Reply, said: Said = ()) -> list[Fault]:
        return faults(reply, self.catalogue, TODAY, said)

    def first_with(self, language: str, more: str) -> list[Fault]:
        """Of the list that opens a conversation, with a line more: `{wool}` in it is that bag's number there."""
        reply, said = self.talks[language][0]
        return self.found(reply.model_copy(update={"text": f"{reply.text}\n{numbered(more, self.numbers[language])}"}), said)


@pytest.fixture(scope="module")
def shown(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    yield Shown(six_store, tmp_path_factory.mktemp("shown"))


@pytest.mark.parametrize(
    ("language", "true", "false"),
    [("zh", "中位数 ¥", "中位数 ¥1"), ("en", "on average, median ¥", "on average, median ¥1"), ("zh", "全部 4", "全部 5")],
)
def test_a_false_figure_of_all_is_found(shown: Shown, language: str, true: str, false: str) -> None:
    reply, said = shown.talks[language][-1]
    assert true in reply.text
    assert shown.found(reply.model_copy(update={"text": reply.text.replace(true, false)}), said)


def test_true_replies_are_true(shown: Shown) -> None:
    assert [fault for reply, said in shown.replies for fault in shown.found(reply, said)] == []


def test_what_a_model_ranked_is_true_and_that_it_ranked_where_it_did_not_is_found(shown: Shown, six_store: Path, tmp_path: Path) -> None:
    """It called our own line about it unfounded, in English alone: no reply that a model ranked was among those it is held against."""
    with open_assistant(settings=Settings(store=six_store, state=tmp_path), models=models()) as assistant:
        replies = list(judged(assistant))
    by_model = [(reply, said) for reply, said in replies if any(one.kind == "model" for one in reply.criteria)]
    assert {reply.language for reply, _ in by_model} == {"zh", "en"}
    assert [fault for reply, said in replies for fault in shown.found(reply, said)] == []
    for reply, said in by_model:
        alone = reply.model_copy(update={"criteria": tuple(one for one in reply.criteria if one.kind != "model")})
        assert shown.found(alone, said)


def test_whatever_is_planted_is_found(shown: Shown) -> None:
    random = Random(1)
    planted = [one for reply, said in shown.replies for one in plant(reply, shown.catalogue, TODAY, random, said)]
    assert [(one.kind, one.where, one.what) for one in planted if not shown.found(one.reply, one.said)] == []
    assert len({one.kind for one in planted}) == len({kind for kind, _ in RULES})


@pytest.mark.parametrize(
    ("language", "lie"),
    [
        ("zh", "第 {cotton} 款摸起来很柔软。"),
        ("zh", "这几款都防水。"),
        ("zh", "第 {bamboo} 款比第 {wool} 款贵。"),
        ("zh", "只有第 {cotton} 款是双向拉链。"),
        ("zh", "第 {cotton} 款和第 {fleece} 款都是按扣的。"),
        ("zh", "第 {bamboo} 款的评分最高。"),
        ("zh", "第 {cotton} 款没有标注保暖值。"),
        ("zh", "第 {fleece} 款不是单向拉链。"),
        ("zh", "第 {wool} 款卖 ¥45.00。"),
        ("zh", "第 {cotton} 款通过了 FDA 认证。"),
        ("zh", "这几款大多是秋冬的。"),
        ("zh", "第 {cotton} 款是竹纤维里料。"),
        ("zh", "第 {wool} 款的买家回头率最高。"),
        ("zh", "第 {cotton} 款的保暖值低于 2.5 TOG。"),
        ("zh", "第 {cotton} 款：秋或冬。"),
        ("zh", "目录里第 {bamboo} 款价格最低。"),
        ("zh", "第 {cotton} 款和第 {bamboo} 款一个价。"),
        ("zh", "第 {cotton} 款有三张证书。"),
        ("zh", "第 {cotton}、{cotton} 款是双向拉链。"),
        ("en", "Number {cotton} is soft and suits newborns."),
        ("en", "All of these are waterproof."),
        ("en", "Number {bamboo} is dearer than number {fleece}."),
        ("en", "Only number {fleece} has a two-way zip."),
        ("en", "Both number {cotton} and number {bamboo} have snaps."),
        ("en", "Number {cotton} has the best rating."),
        ("en", "Number {fleece}: warmth not stated."),
        ("en", "Number {bamboo} has no snaps."),
        ("en", "Number {wool} costs ¥45.00."),
        ("en", "Number {cotton} is FDA certified."),
        ("en", "Most of these are for autumn."),
        ("en", "Number {wool} is merino wool only."),
        ("en", "Number {fleece} has a cotton lining."),
        ("en", "Number {fleece}: MOQ at least 2 pcs."),
        ("en", "Number {fleece}: autumn or winter."),
        ("en", "Number {bamboo} has the lowest price of all in the catalogue."),
        ("en", "For the price of number {bamboo} you could have two of number {cotton}."),
        ("en", "Number {cotton} has four certificates."),
        ("en", "Number 9 is the one."),
    ],
)
def test_a_lie_in_other_words_is_found(shown: Shown, language: str, lie: str) -> None:
    assert shown.first_with(language, lie)


@pytest.mark.parametrize(
    ("language", "truth"),
    [
        ("zh", "第 {wool} 款是 ¥168.00。"),
        ("zh", "第 {bamboo} 款价格最低。"),
        ("en", "Number {bamboo} is ¥45.00."),
        ("en", "Number {wool} has the lowest MOQ."),
    ],
)
def test_a_truth_in_other_words_is_none(shown: Shown, language: str, truth: str) -> None:
    assert shown.first_with(language, truth) == []


@pytest.mark.parametrize(
    ("language", "lie"),
    [("zh", "第 {cotton} 款带有帽子。"), ("zh", "第 {cotton} 款支持带帽。"), ("en", "Number {bamboo} comes with a hood.")],
)
def test_a_feature_that_the_record_denies_is_found_though_its_name_stands_there(shown: Shown, language: str, lie: str) -> None:
    assert shown.first_with(language, lie)


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("below 16 °C", "above 16 °C"),
        ("a bag without a hood for sleep", "a bag without a hood"),
        ("能读到的只有这些", "能读到的都是好评"),
        ("a bag without a hood", "a bag with a hood"),
        ("Keep a 3.5 TOG bag for rooms below 16 °C", "Keep rooms below 16 °C for a 3.5 TOG bag"),
        ("¥45.00", "about ¥45.00"),
        ("MOQ 10 pcs", "stock 10 pcs"),
        ("件起订", "件库存"),
        (": numbers ", ", and there is no need to ask: numbers "),
        ("24-27°C 的房间选 0.5 TOG", "0.5 TOG 的房间选 24-27°C"),
        ("应选无帽款", "应选带帽款"),
        ("¥89.00", "¥89.00 左右"),
        ("平台认证过", "我可以代发"),
        ("专做分腿睡袋", "不做分腿睡袋"),
        ("款少、补货快", "补货快、款少"),
    ],
)
def test_a_true_line_turned_round_is_found(shown: Shown, true: str, false: str) -> None:
    turned = [(reply.model_copy(update={"text": reply.text.replace(true, false)}), said) for reply, said in shown.replies if true in reply.text]
    assert turned
    assert any(shown.found(reply, said) for reply, said in turned)


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("便宜 ¥44.00", "便宜 ¥45.00"),
        ("低 49%", "低 52%"),
        ("第 {bamboo} 款比第 {cotton} 款便宜", "第 {cotton} 款比第 {bamboo} 款便宜"),
        ("第 {bamboo} 款比第 {cotton} 款便宜", "第 {wool} 款比第 {cotton} 款便宜"),
        ("材质 纯棉 对 竹纤维", "材质 竹纤维 对 纯棉"),
        ("¥31.00 less", "¥30.00 less"),
        ("35% lower", "45% lower"),
        ("Number {fleece}: ¥31.00 less than number {cotton}", "Number {cotton}: ¥31.00 less than number {fleece}"),
        ("Number {fleece}: ¥31.00 less", "Number {wool}: ¥31.00 less"),
        ("hooded no against yes", "hooded yes against no"),
    ],
)
def test_a_difference_turned_round_is_found_though_the_table_says_so_too(shown: Shown, true: str, false: str) -> None:
    true, false = (numbered(each, shown.numbers["zh" if "款" in each else "en"]) for each in (true, false))
    turned = [(reply, said) for reply, said in shown.replies if true in reply.text]
    assert turned
    for reply, said in turned:
        assert reply.comparison is not None
        rows = tuple(
            row.model_copy(update={"values": row.values[::-1]}) if row.field in ("attr.material", "attr.hooded") else row
            for row in reply.comparison.rows
        )
        lied = reply.comparison.model_copy(update={"rows": rows})
        assert shown.found(reply.model_copy(update={"text": reply.text.replace(true, false), "comparison": lied}), said)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_false_quotation_of_a_review_is_found(shown: Shown, language: str) -> None:
    """A word more, a word less, another review's words, of this product or another's; and praise said to be a complaint."""
    reply, said = next((reply, said) for reply, said in shown.talks[language] if any(one.kind == "review" for one in reply.citations))
    praise, complaint = (one.quote for one in reply.citations if one.kind == "review")
    elsewhere = shown.catalogue.reviews("bag-wool")[0].text.rstrip("。.")
    for true, false in (
        (praise, f"{praise}很多"),
        (praise, praise[1:-2] + praise[:1]),
        (praise, complaint),
        (complaint, praise),
        (praise, elsewhere),
        (complaint, complaint.replace("小", "大")),
        ("满意的：" if language == "zh" else "Satisfied:", "不满的：" if language == "zh" else "Complaining:"),
    ):
        assert true in reply.text and true != false
        assert shown.found(reply.model_copy(update={"text": reply.text.replace(true, false, 1)}), said), false


def test_cards_and_citations_are_held_against_the_records_too(shown: Shown) -> None:
    reply, said = shown.talks["zh"][1]
    cheap = reply.cards[0].model_copy(update={"price": "1.00"})
    assert {fault.kind for fault in shown.found(reply.model_copy(update={"cards": (cheap, *reply.cards[1:])}), said)} == {"price"}
    reply, said = next((reply, said) for reply, said in shown.replies if any(one.kind == "guide" for one in reply.citations))
    quote = next(one for one in reply.citations if one.kind == "guide").model_copy(update={"quote": "质量特别好"})
    others = tuple(quote if one.n == quote.n else one for one in reply.citations)
    assert "citation" in {fault.kind for fault in shown.found(reply.model_copy(update={"citations": others}), said)}


@pytest.mark.parametrize(
    "line",
    [
        "这与目录里眠云朵的记录不符，以目录为准：证书 9 款里有 7 款的 CCC 在有效期内。",
        "Of 眠云朵 the catalogue's record stands, which says otherwise: certificate CCC in force for 7 of 9 products.",
        "这 9 家里评分最高的是**眠云朵**（1.2）。",
        "Rated highest of these 9: **眠云朵** (1.2).",
    ],
)
def test_what_is_counted_of_brands_and_suppliers_is_counted_anew(shown: Shown, line: str) -> None:
    assert {fault.kind for fault in shown.first_with("zh" if line[0] == "这" else "en", line)} & {"certificate", "relation"}


@pytest.mark.parametrize(
    ("language", "denied"),
    [("zh", "目录里没有「睡袋」。最接近的是："), ("en", 'There is no "sleeping bags" in the catalogue. Nearest to it:')],
)
def test_goods_that_stand_on_a_card_are_not_denied(shown: Shown, language: str, denied: str) -> None:
    assert "negation" in {fault.kind for fault in shown.first_with(language, denied)}


@pytest.mark.parametrize(("language", "denied"), [("zh", "目录里没有「围巾」。"), ("en", 'There is no "scarf" in the catalogue.')])
def test_goods_that_nothing_is_called_by_may_be_denied(shown: Shown, language: str, denied: str) -> None:
    reply, said = shown.talks[language][0]
    assert not shown.found(reply.model_copy(update={"text": f"{reply.text}\n{denied}"}), (*said, denied))
