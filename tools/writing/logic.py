"""Writes by what products are recommended: what must be met, what ranks with how much weight, and why."""

from collections.abc import Sequence

from ...schema.guide import Criterion, Guide
from ...schema.reply import Criterion as Stated
from ..decisions.logic import Weighed
from ..wording.plain import plain
from ..wording.wording import Wording
from .draft import Draft
from .sentence import ended


def logic(weighed: Sequence[Weighed], ranked: Sequence[str], draft: Draft, asked: bool = False) -> None:
    """In the reply's shape whatever it is; in words where more than the musts ranks and the buyer wants to know (`asked`) or a model put the first
    few in another order afterwards, by the wishes `ranked`; and wherever guides do."""
    draft.criteria = (*(stated(one, draft.wording) for one in weighed), *(by_model(wish, draft.wording) for wish in ranked))
    own = [one for one in weighed if one.share is not None and one.said is None]
    guided = [(one.share or 0.0, *one.said) for one in weighed if one.said is not None]
    shares = [*[one.share or 0.0 for one in own], *([sum(share for share, _, _ in guided)] if guided else [])]
    if (asked or ranked) and shares:
        _line(weighed, own, guided, shares, ranked, draft)
    for _, criterion, guide in guided:
        if all(criterion.statement not in line for line in draft.lines):  # told as the answer
            mark = draft.cite("guide", guide.id, plain(guide.title), criterion.statement)
            draft.say("logic.said", statement=ended(criterion.statement) + mark)


def _line(
    weighed: Sequence[Weighed],
    own: Sequence[Weighed],
    guided: Sequence[tuple[float, Criterion, Guide]],
    shares: Sequence[float],
    ranked: Sequence[str],
    draft: Draft,
) -> None:
    wording = draft.wording
    said = [*(_of_buyer(one, wording) for one in own), *([wording.say("logic.guide")] if guided else [])]
    weights = [wording.say("logic.share", share=wording.share(round(share, 2))) if len(said) > 1 else "" for share in shares]
    musts = wording.say("logic.musts") if any(one.kind == "must" for one in weighed) else ""
    draft.say(
        "logic.line_before" if ranked else "logic.line",
        musts=musts,
        criteria=wording.listed([text + weight for text, weight in zip(said, weights, strict=True)]),
    )


def by_model(wish: str, wording: Wording) -> Stated:
    return Stated(kind="model", conditions=(), text=plain(wish), why=wording.say("logic.why_model"))


def _of_buyer(one: Weighed, wording: Wording) -> str:
    if one.kind == "inferred" and not one.conditions[0].text:  # as the product pointed at has it
        return wording.wish(one.conditions)
    return wording.say(f"logic.{one.kind}", wish=wording.wish(one.conditions), text=plain(one.conditions[0].text))


def stated(one: Weighed, wording: Wording) -> Stated:
    return Stated(
        kind=one.kind,
        conditions=tuple(condition.name for condition in one.conditions),
        text=plain(one.said[0].statement) if one.said else wording.wish(one.conditions),
        weight=None if one.share is None else round(one.share, 2),
        why=_why(one, wording),
        ref=one.said[1].id if one.said else None,
    )


def _why(one: Weighed, wording: Wording) -> str:
    if one.kind == "inferred" and not one.conditions[0].text:
        return wording.say("logic.why_alike")
    return wording.say(f"logic.why_{one.kind}", text=plain(one.conditions[0].text), title=plain(one.said[1].title) if one.said else "")
