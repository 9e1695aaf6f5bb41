"""Jinja templates of prompts, sandboxed and bounded in their work, since others may write to the folder they come from."""

from collections.abc import Iterator

from jinja2 import Environment, StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

_KNOWN: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Block, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.CondExpr, nodes.Name, nodes.Const, nodes.Getattr,
    nodes.Getitem, nodes.Filter, nodes.Test, nodes.Keyword, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Concat,
    nodes.Add, nodes.Sub, nodes.Div, nodes.FloorDiv, nodes.Neg, nodes.Slice, nodes.List, nodes.Tuple,
)  # fmt: skip
"""Without calls, assignments, macros and multiplication, which make large work of small input: `range(10**9)`, `x ~ x` forty times."""
_GROWING = frozenset(("join", "replace", "tojson"))
_FILTERS = _GROWING | {
    "abs", "capitalize", "count", "d", "default", "first", "float", "int", "last", "length", "list", "lower", "map", "max", "min", "reject",
    "rejectattr", "reverse", "round", "select", "selectattr", "sort", "string", "title", "trim", "truncate", "unique", "upper",
}  # fmt: skip
_DEEPEST = 2
"""Nested loops."""


def environment() -> Environment:
    return SandboxedEnvironment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)


def template(body: str) -> Template:
    """Compile `body`. Raises TemplateSyntaxError if it isn't Jinja or if its work isn't bounded by its input."""
    made = environment()
    for node, why in _unbounded(made.parse(body), 0, frozenset()):
        raise TemplateSyntaxError(f"{why}: its work must be bounded by its input", node.lineno)
    return made.from_string(body)


def _unbounded(node: nodes.Node, loops: int, filtered: frozenset[str]) -> Iterator[tuple[nodes.Node, str]]:
    """Yield each forbidden node with the reason, depth first. `loops`: loops around it; `filtered`: lengthening filters applied to its result."""
    if type(node) not in _KNOWN:
        yield node, f"a prompt has no {type(node).__name__.lower()}"
    if isinstance(node, nodes.For):
        loops += 1
        if node.recursive or loops > _DEEPEST:
            yield node, f"a prompt has no {'recursive loop' if node.recursive else f'loops more than {_DEEPEST} deep'}"
    if isinstance(node, nodes.Filter):
        if node.name not in _FILTERS:
            yield node, f"a prompt has no filter {node.name!r}"
        if node.name in _GROWING and filtered:
            yield node, f"a prompt has no filter {node.name!r} within another that lengthens"
        filtered |= {node.name} & _GROWING
    for child in node.iter_child_nodes():
        yield from _unbounded(child, loops, filtered)
