"""Redis keys of a thread: four in one cluster slot, and three more while a turn runs or waits.

    PREFIX:{THREAD}:index        sorted set, all scores 0: c NUL name of a checkpoint, w NUL name of a write, q NUL name of one set aside as damaged,
                                 d NUL namespace with DeltaChannels
    PREFIX:{THREAD}:checkpoints  hash: name -> record, name NUL -> names of its channels' values
    PREFIX:{THREAD}:channels     hash: namespace NUL channel NUL version -> value
    PREFIX:{THREAD}:writes       hash: checkpoint's name NUL task NUL index -> write
    each and -damaged            the former value of that key, if it had another type
    PREFIX:{THREAD}:fence        string: fencing token of the running turn, expires with its lease
    PREFIX:{THREAD}:queue        sorted set: ticket of a waiting turn -> time of arrival
    PREFIX:{THREAD}:seen         sorted set: ticket -> expiry; token of a turn that another ended, and "lost" if the server lost the queue
                                 -> until when that counts

A checkpoint's name is namespace NUL id. Only the part in braces decides the slot (Redis Cluster specification: hash tags).
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
"""Parts of a transcript, in keys of their own in the same slot."""
_NAMELESS = "%"
"""Hash tag of the thread "" on a cluster, where empty braces are no tag; no other thread is quoted to it."""


def keys(prefix: str, thread: str, parts: Sequence[str] = PARTS) -> list[str]:
    """The keys of `parts`, in the order that the scripts take them."""
    tag = quote(thread, safe=" !$&'()*+,;=:@/?#[]|^~", errors="surrogatepass")  # braces and % are quoted
    return [f"{prefix}:{{{tag}}}:{part}" for part in parts]


def transcript(thread: str) -> list[str]:
    return keys(TRANSCRIPT, thread, SAID)


def transcript_aside(thread: str) -> list[str]:
    return keys(TRANSCRIPT, thread, [f"{part}-damaged" for part in SAID])


def on_cluster(key: str) -> str:
    """The key as named on a cluster."""
    return key.replace(":{}:", f":{{{_NAMELESS}}}:")


def thread_of(prefix: str, key: str) -> str:
    """The thread that a key belongs to."""
    tag = key[len(prefix) + 2 : key.rindex("}")]
    return "" if tag == _NAMELESS else unquote(tag, errors="surrogatepass")


def pattern(prefix: str, part: str) -> str:
    """SCAN pattern for this part of every thread."""
    return "".join(f"\\{char}" if char in "*?[]\\" else char for char in prefix) + f":{{*}}:{part}"


def name(namespace: str, checkpoint_id: str) -> str:
    return _joined(namespace, checkpoint_id)


def channel(namespace: str, named: str, version: str | int | float) -> str:
    return _joined(namespace, named, str(version), called=("checkpoint_ns", "channel", "version"))


def write(namespace: str, checkpoint_id: str, task: str, index: int) -> str:
    return _joined(namespace, checkpoint_id, task, str(index))


def parts(named: bytes | str, count: int) -> Sequence[str]:
    """Split a name into `count` parts from the end: an earlier version stored namespaces with NUL."""
    return (named.decode() if isinstance(named, bytes) else named).rsplit("\0", count - 1)


def _joined(*parts: str, called: Sequence[str] = ("checkpoint_ns", "checkpoint_id", "task_id", "index")) -> str:
    """Join the parts by NUL. Raises InputError for a part that contains NUL or a lone surrogate."""
    joined = "\0".join(parts)
    if joined.count("\0") >= len(parts) or not joined.isascii():  # fast path: a checkpoint has dozens of names
        for part, what in zip(parts, called, strict=False):
            plain(part, what)
    return joined
