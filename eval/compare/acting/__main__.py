"""Takes requests as JSON lines until its input ends, one answer a line; whatever else is printed goes to stderr."""

import json
import os
import sys

from .actor import Actor


def serve() -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    actor = Actor()
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = getattr(actor, asked["do"])(asked)
        except Exception as error:
            answer = {"error": sentence(error)[:500], "lacks": isinstance(error, ImportError | AttributeError | TypeError)}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def sentence(error: Exception) -> str:
    """Daogou's own errors are sentences; of others the kind is told, of a setting its name."""
    if type(error).__name__ == "ValidationError" and getattr(error, "title", "") == "Settings":
        first = error.errors(include_input=False)[0]  # type: ignore[attr-defined]
        return f"DAOGOU_{'_'.join(str(part) for part in first['loc']).upper()} can't be used: {first['msg']}."
    own = any(each.__name__ == "DaogouError" for each in type(error).__mro__)
    return str(error) if own else f"{type(error).__name__}: {error}"


if __name__ == "__main__":
    serve()
