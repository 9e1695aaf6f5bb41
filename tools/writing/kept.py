"""What a reply says of turns that could not be kept."""

from ...memory.conversations import Outcome
from ...schema.reply import Reply
from ..wording.wording import Wording


def told(reply: Reply, outcome: Outcome) -> Reply:
    """`memory`: this turn isn't stored yet; `turns`: earlier ones were answered and are lost; `record`: what was said in them can't be shown."""
    wording = Wording(reply.language)
    lines = {} if outcome.stored else {"memory": wording.degraded("memory")}
    if outcome.lost:
        lines["turns"] = wording.say("degraded.turns", n=outcome.lost, turn=reply.turn - 1)
    if outcome.unrecorded:
        lines["record"] = wording.say("degraded.record", n=outcome.unrecorded)
    return reply.model_copy(update={"degraded": (*reply.degraded, *lines), "text": "\n\n".join((*lines.values(), reply.text))}) if lines else reply
