"""General questions, 160 written by who knew nothing of the notes: of how many a line is quoted, and how many of these it answers, as judged.

`python -m daogou.eval.general`. Forty of them only a shop can answer: a line quoted to one of these is none.
"""

import json
from pathlib import Path

from ..retrievers.outside.guides import NoteSearch
from ..retrievers.search import SearchRequest


def measured() -> dict[str, int]:
    """Counts: `general` questions, `quoted` of them, `right`, `wrong`, and `unjudged` where another line is quoted than was judged; `own`, those
    that only the shop can answer, and `taken` of them."""
    notes = NoteSearch()
    counts = dict.fromkeys(("general", "quoted", "right", "wrong", "unjudged", "own", "taken"), 0)
    for row in map(json.loads, Path(__file__).with_name("general.jsonl").read_text("utf-8").splitlines()):
        found = notes.search(SearchRequest(query="", language=row["language"], question=row["text"]))
        told = bool(found)
        counts["general" if row["general"] else "own"] += 1
        counts["quoted" if row["general"] else "taken"] += told
        if told and row["general"]:
            counts["unjudged" if row.get("line") != found[0].line else "right" if row["right"] else "wrong"] += 1
    return counts


if __name__ == "__main__":
    print(json.dumps(measured()))
