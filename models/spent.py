"""What requests to language models have cost."""

from ..schema.reply import Usage


def added(one: Usage, other: Usage) -> Usage:
    return Usage(prompt_tokens=one.prompt_tokens + other.prompt_tokens, completion_tokens=one.completion_tokens + other.completion_tokens)


class Spent:
    """A purse that whoever asks a model hands over with what he asks: what failed, or was put right, has cost as well."""

    def __init__(self) -> None:
        self.usage = Usage()

    def add(self, usage: Usage) -> None:
        self.usage = added(self.usage, usage)
