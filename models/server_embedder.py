"""An OpenAI-compatible embedding server (vLLM serves one), reached through langchain-openai."""

import threading
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from pydantic import SecretStr

from ..schema.errors import OutsideError
from ..schema.secret import NO_KEY
from .embedding import Vectors, unit_rows
from .vector_memory import VectorMemory
from .waiting import waiting

if TYPE_CHECKING:
    from langchain_openai import OpenAIEmbeddings


class ServerEmbedder:
    """Embedder on a server. `deadline_s` bounds one request and `retries` its repetitions; then it raises OutsideError."""

    batch = 64

    def __init__(self, model: str, base_url: str, api_key: SecretStr | None = None, *, deadline_s: float = 10.0, retries: int = 2) -> None:
        self.name = model
        self._base_url = base_url
        self._api_key = api_key or NO_KEY
        self._deadline_s = deadline_s
        self._retries = retries
        self._loading = threading.Lock()
        self._memory = VectorMemory(self._request)

    @cached_property
    def dimensions(self) -> int:
        """Length of the vector that the server returns for one text."""
        return int(self._request(["dimensions"]).shape[1])

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._memory(texts) if texts else np.zeros((0, self.dimensions), np.float32)

    def passages(self, texts: Sequence[str]) -> Vectors:
        batches = [self._request(list(texts[start : start + self.batch])) for start in range(0, len(texts), self.batch)]
        return np.concatenate(batches) if batches else np.zeros((0, self.dimensions), np.float32)

    @cached_property
    def _client(self) -> "OpenAIEmbeddings":
        from langchain_openai import OpenAIEmbeddings

        return OpenAIEmbeddings(
            model=self.name,
            base_url=self._base_url,
            api_key=self._api_key,
            check_embedding_ctx_length=False,  # else it tokenizes with tiktoken, which downloads a file, and sends token ids, which vLLM refuses
            timeout=self._deadline_s,
            max_retries=self._retries,
        )

    def _request(self, texts: list[str]) -> Vectors:
        import openai

        with self._loading:
            client = self._client
        try:
            with waiting():
                found = client.embed_documents([text.encode("utf-8", "replace").decode("utf-8") or " " for text in texts])
            return unit_rows(np.asarray(found))
        except (openai.OpenAIError, ValueError, TypeError) as error:
            raise OutsideError(
                f"The embedding server at {self._base_url} did not answer for model {self.name!r} ({type(error).__name__}): is it running?"
            ) from error
