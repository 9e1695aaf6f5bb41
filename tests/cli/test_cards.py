"""Cards and replies on the screen."""

import io

from daogou.cli.cards import card_table, rest, wishes
from daogou.cli.replies import show_reply
from daogou.cli.screen import printable
from daogou.schema.condition import Condition
from daogou.schema.need import Need
from daogou.schema.reply import Card, CardTier, Citation, Reply, Suggestion
from rich.console import Console

BUDGET = Condition(id="c1", field="price", op="<=", value=100, unit="CNY", text="100元以内")


def card(number: int, **more: object) -> Card:
    return Card.model_validate({"product_id": f"p{number}", "title": f"睡袋 {number}", "price": "89.00", "currency": "CNY", **more})


def printed(*cards: Card) -> str:
    console = Console(file=io.StringIO(), width=200)
    console.print(card_table(cards, "zh", wishes(Need(conditions=(BUDGET,)))))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_row_shows_price_tiers_moq_supplier_and_rating() -> None:
    tiers = (CardTier(min_qty=2, unit_price="89.00"), CardTier(min_qty=50, unit_price="82.00"))
    text = printed(card(1, price_tiers=tiers, moq=2, supplier="湖州眠云童装厂", rating=4.8, brand="眠云朵"))
    for part in ("¥89.00", "≥50: 82.00", "湖州眠云童装厂", "4.8", "眠云朵"):
        assert part in text


def test_what_was_inferred_is_named_by_its_value_and_a_product_left_out_not_at_all() -> None:
    inferred = [Condition(id=f"c{n}", field=field, op="=", value=value, text="同款", status="inferred", hard=False)
                for n, (field, value) in enumerate((("attr.material", "棉"), ("attr.color", "蓝色")))]  # fmt: skip
    same = Condition(id="c9", field="product", op="not_in", value=("p1",))
    named = wishes(Need(conditions=(*inferred, same)))
    assert len(set(named.values())) == 3
    console = Console(file=io.StringIO(), width=200)
    console.print(card_table([card(2, met=tuple(named))], "zh", named))
    assert isinstance(console.file, io.StringIO)
    assert "not_in" not in console.file.getvalue() and "棉" in console.file.getvalue()


def test_conditions_are_shown_in_the_buyers_words() -> None:
    text = printed(card(1, met=("price<=100",)), card(2, failed=("price<=100",)), card(3, unknown=("attr.tog=2.5",)))
    assert "✓ 100元以内" in text
    assert "✗ 100元以内" in text
    assert "? attr.tog=2.5" in text


def test_a_wish_of_two_bounds_has_one_mark() -> None:
    low_end = Condition(id="c0", field="price", op=">=", value=170, unit="CNY", text="around 200 RMB", hard=False)
    bounds = (low_end, low_end.model_copy(update={"id": "c1", "op": "<=", "value": 230}))
    named = wishes(Need(language="en", conditions=bounds))
    low, high = named
    for marked, sign in ((card(1, met=(low, high)), "✓"), (card(1, met=(low,), failed=(high,)), "✗"), (card(1, unknown=(low, high)), "?")):
        console = Console(file=io.StringIO(), width=200)
        console.print(card_table([marked], "en", named))
        assert isinstance(console.file, io.StringIO)
        assert console.file.getvalue().count("around 200 RMB") == 1 and f"{sign} around 200 RMB" in console.file.getvalue()


def test_the_sixth_card_is_named_below_the_table() -> None:
    cards = [card(number) for number in range(1, 8)]
    assert "睡袋 6" not in printed(*cards)
    assert rest(cards, "zh") == "还有 2 款：睡袋 6；睡袋 7"
    assert rest(cards[:5], "zh") == ""


def test_a_long_title_below_the_table_is_cut_at_a_words_end() -> None:
    cards = [card(number) for number in range(1, 6)]
    latin = card(6, title="Bluetooth Earphones for Online Classes with Battery Display")
    han = card(7, title="跑步瑜伽裤无尴尬线锦氨鲨鱼裤高腰健身裤女秋冬加绒款批发")
    assert rest([*cards, latin], "en").endswith(": Bluetooth Earphones for Online Classes with…")
    assert rest([*cards, han], "zh").endswith("：" + han.title[:24] + "…")


def test_a_title_can_neither_move_the_cursor_nor_colour_the_screen() -> None:
    assert printable("a\x1b[2Jb\x07\u202ec\u3000d\n") == "a[2Jbc\u3000d\n"
    text = printed(card(1, title="[red]折扣[/red] \x1b]0;title\x07"))
    assert "[red]折扣[/red]" in text
    assert "\x1b]0" not in text


def test_a_reply_has_text_sources_and_numbered_follow_ups() -> None:
    console = Console(file=io.StringIO(), width=120)
    reply = Reply(
        thread_id="t",
        turn=1,
        language="zh",
        intent="pick",
        need=Need(),
        text="先看 **TOG** [1]。",
        citations=(Citation(n=1, kind="guide", ref="g", title="指南", quote="16-20°C 的房间选 2.5 TOG 的睡袋。"),),
        suggestions=(Suggestion(text="只看无帽款", kind="narrow"), Suggestion(text="放宽到150元", kind="widen")),
        degraded=("external_search",),
    )
    show_reply(reply, console)
    assert isinstance(console.file, io.StringIO)
    text = console.file.getvalue()
    for part in ("先看 **TOG** [1]。", "[1] 指南: 16-20°C 的房间选 2.5 TOG 的睡袋。", "1. 只看无帽款", "2. 放宽到150元", "external_search"):
        assert part in text
