"""What crosses the border between a side and who asks: a conversation's state as JSON, and what a turn's nodes wrote, to be read."""

from collections.abc import Callable
from typing import Any

from .modules import of

Asked = dict[str, Any]


def state_of(given: Asked) -> Asked:
    """The nouns of a conversation's state, made from their JSON."""
    made: Asked = {name: given[name] for name in ("turn",) if name in given}
    if given.get("need"):
        made["need"] = of("schema.need").Need(**given["need"])
    if given.get("shown"):
        made["shown"] = [of("schema.reference").Shown(**{**one, "product_ids": tuple(one["product_ids"])}) for one in given["shown"]]
    if "focus" in given:
        made["focus"] = tuple(given["focus"])
    return made


def told(state: Any) -> Asked:
    """What is checked of a conversation's state."""
    pending = state.get("pending")
    return {
        "shown": [{"turn": one.turn, "product_ids": list(one.product_ids)} for one in state.get("shown", [])],
        "focus": list(state.get("focus") or ()),
        "pending": getattr(pending, "kind", None),
    }


def requests() -> int:
    """To language models so far, as the tree's own metric counts them."""
    from prometheus_client import REGISTRY

    counted = (sample for metric in REGISTRY.collect() if metric.name == "daogou_model_requests" for sample in metric.samples)
    return int(sum(sample.value for sample in counted if sample.name.endswith("_total")))


def traced(updates: dict[str, Any]) -> Asked:
    """What each node wrote, as far as a person wants to read it."""
    wanted: dict[str, Callable[[Any], Any]] = {
        "reading": lambda one: one.model_dump(mode="json", exclude_defaults=True),
        "plan": lambda one: one.answer,
        "focus": list,
        "problem": lambda one: {"is": type(one).__name__, "kind": getattr(one, "kind", None), "choices": [o.id for o in getattr(one, "choices", ())]},
        "retrieval": lambda one: {"ids": [each.product_id for each in one.candidates[:10]], "allowed": one.allowed},
        "passages": lambda some: [getattr(one, "ref", None) or one.title for one in some],
        "reviews": lambda some: [getattr(one, "ref", None) or one.title for one in some],
        "missing": list,
        "decision": lambda one: type(one).__name__,
        "offers": lambda some: [offer.id for offer in some],
        "suggested": list,
    }
    return {
        node: {name: say(update[name]) for name, say in wanted.items() if update.get(name) is not None and update.get(name) != ()}
        for node, update in updates.items()
    }
