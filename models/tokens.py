"""Token counts without a network: tiktoken with the encodings of the package bpe-openai."""

import gzip
import hashlib
import os
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path

from filelock import FileLock
from platformdirs import user_cache_path

Count = Callable[[str], int]
_SOURCE = "https://openaipublic.blob.core.windows.net/encodings/o200k_base.tiktoken"  # tiktoken names the cached file by the SHA-1 of this
_BYTES_A_TOKEN = 2.0  # fewer than in any of our texts, Chinese or English, so that the estimate errs high


@cache
def counter() -> Count:
    """Return the function that counts a text's o200k_base tokens. Without a writable cache folder it returns bytes / 2, never too low for ordinary
    text.

    Other models' tokenizers differ by about ten per cent, which `budget.SPARE` leaves free.
    """
    import tiktoken

    packed = files("bpe_openai.data").joinpath("o200k_base.tiktoken.gz").read_bytes()
    try:
        _unpack(packed, folder := user_cache_path("daogou") / "tiktoken")
    except OSError:
        return lambda text: -int(-len(text.encode("utf-8", "replace")) // _BYTES_A_TOKEN)
    before = os.environ.get("TIKTOKEN_CACHE_DIR")
    os.environ["TIKTOKEN_CACHE_DIR"] = str(folder)
    try:
        encoding = tiktoken.get_encoding("o200k_base")
    finally:
        os.environ.pop("TIKTOKEN_CACHE_DIR") if before is None else os.environ.update(TIKTOKEN_CACHE_DIR=before)
    return lambda text: len(encoding.encode_ordinary(text.encode("utf-8", "replace").decode("utf-8")))


def _unpack(packed: bytes, folder: Path) -> None:
    file = folder / hashlib.sha1(_SOURCE.encode(), usedforsecurity=False).hexdigest()
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "lock"):
        if not file.exists():
            part = file.with_suffix(".part")
            part.write_bytes(gzip.decompress(packed))
            part.replace(file)
