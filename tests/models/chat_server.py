"""The server of language models that speaks as badly as it is told; evaluation plays against it too."""

from daogou.eval.modelled.chat_server import FAULTS, ChatServer, serving

__all__ = ["FAULTS", "ChatServer", "serving"]
