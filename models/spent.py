"""Token usage of language model requests, summed."""

from ..schema.reply import Usage


def added(one: Usage, other: Usage) -> Usage:
    return Usage(prompt_tokens=one.prompt_tokens + other.prompt_tokens, completion_tokens=one.completion_tokens + other.completion_tokens)


class Spent:
    """Sums the usage of the requests it is passed to, including failed and repeated ones."""

    def __init__(self) -> None:
        self.usage = Usage()

    def add(self, usage: Usage) -> None:
        self.usage = added(self.usage, usage)
