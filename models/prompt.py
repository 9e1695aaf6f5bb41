"""A prompt: a file of Jinja blocks with front matter, rendered to chat messages.

The order of the blocks suits a server's prefix cache (vLLM, "Automatic Prefix Caching"): `system` is the same in every turn of every buyer; `user`
starts with the conversation so far, which only grows, and ends with what belongs to this turn.
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

Role = Literal["read", "write"]
"""What a language model is asked to do: read a message, or write a reply."""
BLOCKS = ("system", "user")
LONGEST = 100_000
"""Characters of a prompt file and of a rendered block; counting a longer one would delay a turn."""
log = structlog.get_logger("daogou")


class FrontMatter(Noun):
    """`reply_schema`: name of the answer's schema. `budget`: most tokens of the rendered prompt. `tried_on`: models it was evaluated with, each with
    the digest of the text then (`SmolLM2-135M@89e61f…`). `example`: sample values of the variables, for rendering by hand. `needs`: variables that
    must not be empty."""

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
    """One version of a prompt. `source`: its file, for messages to people. `instead`: the prompt to render if this one fails."""

    def __init__(self, head: FrontMatter, body: str, source: str) -> None:
        self.head, self.body, self.source = head, body, source
        self._template = template(body)
        self.instead: Prompt | None = None
        self._failed = False

    @classmethod
    def parsed(cls, text: str, source: str) -> "Prompt":
        """Parse a prompt file's text. Raises InputError that names `source` and the fault."""
        try:
            found = frontmatter.loads(text)
            prompt = cls(FrontMatter.model_validate({**found.metadata, "version": str(found.metadata.get("version", ""))}), found.content, source)
        except ValidationError as error:
            first = error.errors()[0]
            raise InputError(f"{source}: the front matter's {'.'.join(map(str, first['loc']))} is wrong: {first['msg']}.") from error
        except TemplateError as error:
            raise InputError(f"{source}: the template can't be read: {error}.") from error
        except Exception as error:  # the YAML parser raises many types
            raise InputError(f"{source} is no prompt: {error}.") from error
        lacking = [block for block in BLOCKS if block not in prompt._template.blocks]
        if lacking:
            raise InputError(f"{source} lacks the block {lacking[0]!r}: write {{% block {lacking[0]} %}}…{{% endblock %}}.")
        return prompt

    @cached_property
    def digest(self) -> str:
        """16 hex digits of the text and of the front matter that affects answers; the key of cached answers."""
        head = self.head.model_dump_json(exclude={"example", "tried_on", "needs"})
        return hashlib.blake2b(f"{head}\n{self.body}".encode(), digest_size=8).hexdigest()

    @property
    def tried(self) -> tuple[str, ...]:
        """The models that were evaluated with exactly this text."""
        return tuple(model for model, _, digest in (one.rpartition("@") for one in self.head.tried_on) if digest == self.digest)

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of the template's variables, sorted."""
        return tuple(sorted(find_undeclared_variables(self._template.environment.parse(self.body))))

    @property
    def written(self) -> str:
        """The text of its file: front matter and body."""
        bare = {name for name in ("example", "needs") if not getattr(self.head, name)}
        head = self.head.model_dump(by_alias=True, exclude_none=True, mode="json", exclude=bare)
        return frontmatter.dumps(frontmatter.Post(self.body, **head), sort_keys=False)

    @property
    def label(self) -> str:
        return f"{self.head.name}@{self.head.version}"

    def block(self, name: str, **values: Any) -> str:
        """Render one block with `values`. Raises InputError if a variable is missing or rendering fails, OutsideError if the result is longer than
        LONGEST."""
        try:
            context = self._template.new_context(values)
            return "".join(self._bounded(name, self._template.blocks[name](context))).strip()
        except OutsideError:
            raise
        except TemplateError as error:
            raise InputError(f"{self.source}: block {name!r}: {error}.") from error
        except Exception as error:  # a template may divide by zero, add text to numbers, recurse, or include a missing file
            raise InputError(f"{self.source}: block {name!r}: {type(error).__name__}: {error}.") from error

    def _bounded(self, block: str, pieces: Iterable[str]) -> Iterator[str]:
        length = 0
        for piece in pieces:
            if (length := length + len(piece)) > LONGEST:
                raise OutsideError(f"{self.source}: block {block!r} is longer than {LONGEST:,} characters with its values.")
            yield piece

    def messages(self, **values: Any) -> list[BaseMessage]:
        """Render the system and the user message, from `instead` if this prompt fails."""
        try:
            return [SystemMessage(self.block("system", **values)), HumanMessage(self.block("user", **values))]
        except InputError as error:
            if self.instead is None:
                raise
            if not self._failed:
                log.warning("a prompt can't be rendered", file=self.source, error=str(error), in_use=f"{self.instead.label} ({self.instead.source})")
            self._failed = True
            return self.instead.messages(**values)
