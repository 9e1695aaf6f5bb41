"""Daogou (导购): a shopping assistant over your own catalogue.

import daogou
assistant = daogou.open()          # the demo store; daogou.open("store/") for your own
reply = assistant.ask("给宝宝找一款秋冬睡袋,100元以内", thread="t1")
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .graphs.opening import Assistant, open
    from .schema.reply import Reply
    from .schema.settings import Settings

__all__ = ["Assistant", "Reply", "Settings", "open"]

# Each is imported at its first use: `import daogou` alone takes milliseconds, LangGraph and the stores take seconds.
_HOMES = {"Assistant": ".graphs.opening", "open": ".graphs.opening", "Reply": ".schema.reply", "Settings": ".schema.settings"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'daogou' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name], __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
