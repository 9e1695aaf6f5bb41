"""Where a thread lies in Redis: four keys in one slot of a cluster, and three more while a turn of it runs or waits.

    PREFIX:{THREAD}:index        sorted set, all scores 0: c NUL name of a checkpoint, w NUL name of a write, q NUL name of one set aside as damaged,
                                 d NUL namespace with DeltaChannels
    PREFIX:{THREAD}:checkpoints  hash: name -> record, name NUL -> names of its channels' values
    PREFIX:{THREAD}:channels     hash: namespace NUL channel NUL version -> value
    PREFIX:{THREAD}:writes       hash: checkpoint's name NUL task NUL index -> write
    each and -damaged            what stood there of another type, as it was found
    PREFIX:{THREAD}:fence        string: the fencing token of the turn that runs, gone when its lease is
    PREFIX:{THREAD}:queue        sorted set: ticket of a turn that waits -> when it came
    PREFIX:{THREAD}:seen         sorted set: ticket -> until when it is good; token of a turn that another ended, and "lost" where the line was
                                 -> until when that counts

A checkpoint's name is namespace NUL id. What stands in braces alone decides the slot (Redis Cluster specification: hash tags).
"""

from collections.abc import Sequence
from urllib.parse import quote, unquote

from .names import plain

PREFIX = "daogou:checkpoint"
PARTS = ("index", "checkpoints", "channels", "writes")
TURN = ("fence", "queue", "seen")
ASIDE = tuple(f"{part}-damaged" for part in PARTS)
TRANSCRIPT = "daogou:transcript"
SAID = ("turns", "ids", "entry", "ratings")
"""What was said, in keys of its own in the same slot."""
_NAMELESS = "%"
"""What stands in braces for the thread "" on a cluster, where nothing between them is no hash tag; no other thread is written so."""


def keys(prefix: str, thread: str, parts: Sequence[str] = PARTS) -> list[str]:
    """The keys of these parts, in the order in which the scripts take them."""
    tag = quote(thread, safe=" !$&'()*+,;=:@/?#[]|^~", errors="surrogatepass")  # braces and % are written out
    return [f"{prefix}:{{{tag}}}:{part}" for part in parts]


def transcript(thread: str) -> list[str]:
    return keys(TRANSCRIPT, thread, SAID)


def transcript_aside(thread: str) -> list[str]:
    return keys(TRANSCRIPT, thread, [f"{part}-damaged" for part in SAID])


def on_cluster(key: str) -> str:
    """The key as a cluster has it."""
    return key.replace(":{}:", f":{{{_NAMELESS}}}:")


def thread_of(prefix: str, key: str) -> str:
    """The thread whose key this is."""
    tag = key[len(prefix) + 2 : key.rindex("}")]
    return "" if tag == _NAMELESS else unquote(tag, errors="surrogatepass")


def pattern(prefix: str, part: str) -> str:
    """What SCAN finds this part of every thread by."""
    return "".join(f"\\{char}" if char in "*?[]\\" else char for char in prefix) + f":{{*}}:{part}"


def name(namespace: str, checkpoint_id: str) -> str:
    return _joined(namespace, checkpoint_id)


def channel(namespace: str, named: str, version: str | int | float) -> str:
    return _joined(namespace, named, str(version), called=("checkpoint_ns", "channel", "version"))


def write(namespace: str, checkpoint_id: str, task: str, index: int) -> str:
    return _joined(namespace, checkpoint_id, task, str(index))


def parts(named: bytes | str, count: int) -> Sequence[str]:
    """So many parts, counted from the end: an earlier version stored namespaces that hold NUL."""
    return (named.decode() if isinstance(named, bytes) else named).rsplit("\0", count - 1)


def _joined(*parts: str, called: Sequence[str] = ("checkpoint_ns", "checkpoint_id", "task_id", "index")) -> str:
    """Raises InputError where one can't be told from the next."""
    joined = "\0".join(parts)
    if joined.count("\0") >= len(parts) or not joined.isascii():  # a checkpoint has dozens of names, and hardly one is looked at closely
        for part, what in zip(parts, called, strict=False):
            plain(part, what)
    return joined
