"""第三款呢, "and all five?": a message that only points asks of it what was asked before."""

from ..retrievers.analysis import words
from ..schema.command import AnyCommand, Ask
from ..schema.reading import Reading

_KEPT = ("compare", "supplier", "product_question", "pick")
_OF_THE_SELLER = ("terms.", "capability.", "said.")
"""Of what is asked of a product what its seller is asked."""


def repeatable(reading: Reading) -> Reading | None:
    """What a later pointer alone would ask again, with the superlative that asked which; None where nothing was asked of products."""
    most = tuple(each for each in reading.references if each.kind == "extreme")
    if reading.intent not in _KEPT or (reading.intent == "product_question" and not (reading.asked or most)):
        return None
    return Reading(intent=reading.intent, language=reading.language, asked=reading.asked, supposed=reading.supposed, references=most)


def repeated(reading: Reading, commands: tuple[AnyCommand, ...], before: Reading | None, text: str) -> Reading:
    """`reading`, with the request `before` where it points and says nothing else."""
    alone = len(commands) == 1 and isinstance(commands[0], Ask) and bool(commands[0].of) and not (commands[0].fields or commands[0].suppose)
    if before is None or before.intent == "pick" or not alone or commands[0].by not in ("reader", "model") or _says_more(text, reading):
        return reading
    if before.intent == "compare" and len(reading.references) == 1 and reading.references[0].kind != "all":
        return reading
    return reading.model_copy(update={"intent": before.intent, "asked": before.asked, "supposed": before.supposed})


def asking_again(reading: Reading, before: Reading | None) -> Reading:
    """A letter for which no questions are named, with those that the request `before` asked of the seller: his terms, what he does, and words that no
    record has."""
    if before is None or before.intent != "product_question" or reading.intent != "inquiry" or reading.asked not in ((), ("draft",)):
        return reading
    fields = [name for name in before.asked if name.startswith(_OF_THE_SELLER)]
    words = [f"said.{one.value}" for one in before.supposed if one.field.startswith("terms.") and isinstance(one.value, str)]
    return reading.model_copy(update={"asked": ("draft", *fields, *words)})


def _says_more(text: str, reading: Reading) -> bool:
    """Whether words that say something are left beside the pointers."""
    for pointer in reading.references:
        text = text.replace(pointer.text, " ", 1) if pointer.text else text
    return any(len(word.term) > 1 for word in words(text))
