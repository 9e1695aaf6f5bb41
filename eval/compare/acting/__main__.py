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
            answer = {"error": f"{type(error).__name__}: {error}"[:500]}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    serve()
