"""The nodes of a mailing: it waits for the buyer's word, and hands over what he released, letter by letter."""

from datetime import UTC, datetime
from typing import Any, Literal

import structlog
from langgraph.types import interrupt
from typing_extensions import TypedDict

from ..schema.mailing import Mailing, SellerLetter
from ..sourcing.outbox import Outbox, Untaken, envelope

log = structlog.get_logger("daogou")


class MailingState(TypedDict):
    """Kept whole after every step, so that each letter's outcome is known before the next is begun."""

    mailing: Mailing


async def wait(state: MailingState) -> MailingState:
    """Interrupts until the buyer answers. It is resumed with the mailing as his answer left it, and does nothing that could fail: answers are checked
    before, so that none is half taken."""
    mailing = state["mailing"]
    waiting = [each.number for each in mailing.letters if each.status == "prepared"]
    return {"mailing": interrupt({"mailing": mailing.id, "version": mailing.version, "letters": waiting})}


def send(outbox: Outbox | None) -> Any:
    """Hands over the first letter that is released. What the outbox doesn't take has failed, says why, and can be released again."""

    async def run(state: MailingState) -> MailingState:
        mailing, now = state["mailing"], datetime.now(UTC)
        letter = next(each for each in mailing.letters if each.status == "released")
        if outbox is None:
            after = _failed(letter, "no outbox is set any more", 0)
        else:
            try:
                taken = await outbox.hand_over(letter, envelope(mailing, letter), now)
                update = {"status": "sent", "place": taken.place, "error": "", "sent_at": now, "attempts": letter.attempts + taken.attempts}
                after = letter.model_copy(update=update)
            except Untaken as error:
                after = _failed(letter, str(error), error.attempts)
        log.info("a letter was handed to the outbox" if after.status == "sent" else "a letter could not be sent", letter=after.id, error=after.error)
        return {"mailing": mailing.model_copy(update={"letters": tuple(after if each.id == after.id else each for each in mailing.letters)})}

    run.__name__ = "send"
    return run


def onward(state: MailingState) -> Literal["send", "wait"]:
    return "send" if any(each.status == "released" for each in state["mailing"].letters) else "wait"


def _failed(letter: SellerLetter, why: str, attempts: int) -> SellerLetter:
    update: dict[str, Any] = {"status": "failed", "error": why, "attempts": letter.attempts + attempts}
    return letter.model_copy(update=update)
