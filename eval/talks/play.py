"""Talks played to a store, each turn told as a judge reads it: `python -m daogou.eval.talks.play TALKS.jsonl --store STORE --out FOLDER`."""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from ...dialogue.lines import line
from ...graphs.opening import Assistant
from ...graphs.opening import open as open_assistant
from ...schema.reply import Reply
from ...schema.settings import Settings
from .talk import Said, Talk, talks_of

SEEN = 5
"""Cards that a page shows at first."""


def play(
    talks: Path,
    out: Annotated[Path, typer.Option(help="A folder for replies.jsonl and talks.md.")],
    store: Annotated[Path | None, typer.Option(help="The store (default: the demo's).")] = None,
    only: Annotated[str, typer.Option(help="The talks of one store name.")] = "",
    by_commands: Annotated[bool, typer.Option("--commands", help="By the commands written for each turn instead of its words.")] = False,
) -> None:
    """Plays each talk once, as it is written."""
    out.mkdir(parents=True, exist_ok=True)
    chosen = [talk for talk in talks_of(talks) if only in ("", talk.store)]
    with TemporaryDirectory(prefix="daogou-talks-") as state:
        settings = Settings(redis_url=None, state=Path(state))
        with open_assistant(store, settings=settings) as assistant:
            told = [row for talk in chosen for row in _played(assistant, talk, by_commands)]
    (out / "replies.jsonl").write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in told), "utf-8")
    (out / "talks.md").write_text("\n".join(map(_read, told)), "utf-8")
    print(f"{len(chosen)} talks, {len(told)} turns: {out}")


def _played(assistant: Assistant, talk: Talk, by_commands: bool) -> Iterator[dict[str, Any]]:
    for number, said in enumerate(talk.turns, 1):
        try:
            reply = _asked(assistant, talk, said, by_commands)
        except Exception as error:  # a turn that fails is one that a judge must see
            yield {"id": talk.id, "turn": number, "buyer": said.buyer, "text": f"(the turn failed: {type(error).__name__}: {error})", "cards": []}
            continue
        yield {"id": talk.id, "turn": number, "buyer": said.buyer, **_told(reply, assistant)}


def _asked(assistant: Assistant, talk: Talk, said: Said, by_commands: bool) -> Reply:
    return assistant.ask(said.buyer, thread=talk.id, commands=said.commands if by_commands else ())


def _told(reply: Reply, assistant: Assistant) -> dict[str, Any]:
    """What a buyer sees: text, cards with their marks, question, follow-ups; and the conditions as chips."""
    products = assistant.shopfront.current().catalogue.products([card.product_id for card in reply.cards[:SEEN]])
    kinds = {product.id: " > ".join(product.category) for product in products}
    return {
        "text": reply.text, "cards": [_card(card.model_dump(mode="json", exclude_none=True), kinds) for card in reply.cards[:SEEN]],
        "more_cards": max(0, len(reply.cards) - SEEN), "comparison": reply.comparison.model_dump(mode="json") if reply.comparison else None,
        "citations": [f"[{each.n}] {each.kind}: {each.title}: {each.quote[:200]}" for each in reply.citations],
        "chips": [each.name for each in reply.need.active if not each.pages], "goods": reply.need.category or reply.need.query,
        "question": reply.question, "suggestions": [each.text for each in reply.suggestions],
        "understood": [line(each) for each in reply.understood.commands], "unused": list(reply.understood.unused),
        "degraded": list(reply.degraded),
    }  # fmt: skip


def _card(card: dict[str, Any], kinds: dict[str, str]) -> dict[str, Any]:
    kept = ("product_id", "title", "price", "currency", "moq", "brand", "supplier", "rating", "met", "failed", "unknown")
    return {**{name: card[name] for name in kept if name in card}, "kind": kinds.get(card["product_id"], "")}


def _read(row: dict[str, Any]) -> str:
    cards = "".join(f"- {json.dumps(card, ensure_ascii=False)}\n" for card in row["cards"])
    follow = " · ".join(row.get("suggestions", ()))
    return f"## {row['id']} turn {row['turn']}\n**Buyer:** {row['buyer']}\n\n{row['text']}\n\n{cards}\nchips: {row.get('chips')} next: {follow}\n"


if __name__ == "__main__":
    typer.run(play)
