"""A prompt: a file of Jinja blocks with a front matter, rendered to chat messages.

The blocks come in the order that a server's prefix cache wants (vLLM, "Automatic Prefix Caching"): `system` is the same in every turn of every buyer,
`user` holds what changes from turn to turn: first what was said before, which only grows, then what belongs to this turn alone.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, Literal

import frontmatter
import structlog
from jinja2 import TemplateError
from jinja2.meta import find_undeclared_variables
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from pydantic import Field, ValidationError

from ..schema.base import Noun
from ..schema.errors import InputError, OutsideError
from .template import template

Role = Literal["read", "write", "judge"]
"""What a language model is asked for: to read a message, to write a reply, to judge two of them."""
BLOCKS = ("system", "user")
LONGEST = 100_000
"""Characters of a prompt's file and of a block: what is longer holds a turn by being counted."""
log = structlog.get_logger("daogou")


class FrontMatter(Noun):
    """`name` and `version` say which prompt it is, `reply_schema` the shape that its answer must have by name, `budget` the most tokens of it,
    `tried_on` the models that it was evaluated with, each with the digest of what it got (`SmolLM2-135M@89e61f…`), `example` values of its variables,
    for people who render it, `needs` those of the variables without which there is nothing to ask."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    version: str = Field(pattern=r"^[0-9A-Za-z.+-]+$")
    role: Role
    description: str
    reply_schema: str | None = Field(default=None, alias="schema")
    budget: int = Field(gt=0)
    tried_on: tuple[str, ...] = ()
    example: dict[str, Any] = {}
    needs: tuple[str, ...] = ()


class Prompt:
    """One version of a prompt. `source` says where it came from, for people; `instead` is filled in where this one can't be."""

    def __init__(self, head: FrontMatter, body: str, source: str) -> None:
        self.head, self.body, self.source = head, body, source
        self._template = template(body)
        self.instead: Prompt | None = None
        self._failed = False

    @classmethod
    def parsed(cls, text: str, source: str) -> "Prompt":
        """Raises InputError that names the file and what is wrong with it."""
        try:
            found = frontmatter.loads(text)
            prompt = cls(FrontMatter.model_validate({**found.metadata, "version": str(found.metadata.get("version", ""))}), found.content, source)
        except ValidationError as error:
            first = error.errors()[0]
            raise InputError(f"{source}: the front matter's {'.'.join(map(str, first['loc']))} is wrong: {first['msg']}.") from error
        except TemplateError as error:
            raise InputError(f"{source}: the template can't be read: {error}.") from error
        except Exception as error:  # whatever the YAML parser raises
            raise InputError(f"{source} is no prompt: {error}.") from error
        lacking = [block for block in BLOCKS if block not in prompt._template.blocks]
        if lacking:
            raise InputError(f"{source} lacks the block {lacking[0]!r}: write {{% block {lacking[0]} %}}…{{% endblock %}}.")
        return prompt

    @cached_property
    def digest(self) -> str:
        """16 hexadecimal digits of its text and of the front matter that counts for answers: a cached one belongs to one digest."""
        head = self.head.model_dump_json(exclude={"example", "tried_on", "needs"})
        return hashlib.blake2b(f"{head}\n{self.body}".encode(), digest_size=8).hexdigest()

    @property
    def tried(self) -> tuple[str, ...]:
        """The models that were evaluated with this very text."""
        return tuple(model for model, _, digest in (one.rpartition("@") for one in self.head.tried_on) if digest == self.digest)

    @property
    def variables(self) -> tuple[str, ...]:
        """What the template wants to be given."""
        return tuple(sorted(find_undeclared_variables(self._template.environment.parse(self.body))))

    @property
    def written(self) -> str:
        """As its file has it."""
        bare = {name for name in ("example", "needs") if not getattr(self.head, name)}
        head = self.head.model_dump(by_alias=True, exclude_none=True, mode="json", exclude=bare)
        return frontmatter.dumps(frontmatter.Post(self.body, **head), sort_keys=False)

    @property
    def label(self) -> str:
        return f"{self.head.name}@{self.head.version}"

    def block(self, name: str, **values: Any) -> str:
        """One block with `values` filled in. Raises InputError for a variable that the template names and `values` lacks, and whatever else fails;
        OutsideError where it is longer than any model reads."""
        try:
            context = self._template.new_context(values)
            return "".join(self._bounded(name, self._template.blocks[name](context))).strip()
        except OutsideError:
            raise
        except TemplateError as error:
            raise InputError(f"{self.source}: block {name!r}: {error}.") from error
        except Exception as error:  # a template may divide by zero, add words to numbers, call itself, include what isn't there
            raise InputError(f"{self.source}: block {name!r}: {type(error).__name__}: {error}.") from error

    def _bounded(self, block: str, pieces: Iterable[str]) -> Iterator[str]:
        length = 0
        for piece in pieces:
            if (length := length + len(piece)) > LONGEST:
                raise OutsideError(f"{self.source}: block {block!r} is longer than {LONGEST:,} characters with all that is to be in it.")
            yield piece

    def messages(self, **values: Any) -> list[BaseMessage]:
        """What is the same in every turn, and what this one adds."""
        try:
            return [SystemMessage(self.block("system", **values)), HumanMessage(self.block("user", **values))]
        except InputError as error:
            if self.instead is None:
                raise
            if not self._failed:
                log.warning("a prompt can't be filled in", file=self.source, error=str(error), in_use=f"{self.instead.label} ({self.instead.source})")
            self._failed = True
            return self.instead.messages(**values)
