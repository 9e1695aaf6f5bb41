"""The obvious peer: what a team builds first from LangChain's own parts.

Understand by pattern, retrieve by EnsembleRetriever over BM25Retriever and Chroma with `where`, answer with the list; InMemorySaver.
"""

import re
from collections.abc import Sequence
from operator import add
from pathlib import Path
from typing import Annotated, Any, TypedDict

from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import END, START, StateGraph

from ..models.embedding import Embedder, Vectors
from ..retrievers.document import embedded_text
from ..schema.product import Product
from .priced import unit_price

K = 10
_LIMIT = re.compile(r"(\d+(?:\.\d+)?)\s*元(?:以内|以下)|(?:under|below|at most|不超过)\s*[¥$]?(\d+(?:\.\d+)?)")
_BATCH = 5000


class PeerState(TypedDict, total=False):
    text: str
    messages: Annotated[list[AnyMessage], add]
    limit: float | None
    found: list[Document]


class PeerEmbeddings(Embeddings):
    """The same model as ours, as LangChain wants it."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._embedder.passages(texts).tolist()  # type: ignore[no-any-return]

    def embed_query(self, text: str) -> list[float]:
        return self._embedder.queries([text])[0].tolist()  # type: ignore[no-any-return]


class Peer:
    """`ask` is a turn; `found` of its state are the products offered, with id and price as metadata."""

    def __init__(self, products: Sequence[Product], vectors: Vectors, embedder: Embedder, folder: Path) -> None:
        self._documents = [
            Document(page_content=embedded_text(one), metadata={"id": one.id, "price": float(unit_price(one)), "title": one.title})
            for one in products
        ]
        self._bm25 = _bm25(self._documents)
        self._chroma = _chroma(self._documents, vectors, embedder, folder)
        graph = StateGraph(PeerState)
        graph.add_node("understand", self._understand)
        graph.add_node("retrieve", self._retrieve)
        graph.add_node("answer", self._answer)
        graph.add_edge(START, "understand")
        graph.add_edge("understand", "retrieve")
        graph.add_edge("retrieve", "answer")
        graph.add_edge("answer", END)
        self.graph = graph.compile(checkpointer=InMemorySaver())

    def ask(self, text: str, thread: str) -> PeerState:
        return self.graph.invoke({"text": text}, {"configurable": {"thread_id": thread}})  # type: ignore[return-value]

    def _understand(self, state: PeerState) -> PeerState:
        return {"limit": price_limit(state["text"]), "messages": [HumanMessage(state["text"])]}

    def _retrieve(self, state: PeerState) -> PeerState:
        from langchain_classic.retrievers import EnsembleRetriever

        where = {"price": {"$lte": state["limit"]}} if state["limit"] is not None else None
        dense = self._chroma.as_retriever(search_kwargs={"k": K, **({"filter": where} if where else {})})
        both = EnsembleRetriever(retrievers=[self._bm25, dense], weights=[0.5, 0.5])
        return {"found": both.invoke(state["text"])[:K]}

    def _answer(self, state: PeerState) -> PeerState:
        lines = [f"{place}. {one.metadata['title']} ¥{one.metadata['price']:g}" for place, one in enumerate(state["found"], 1)]
        return {"messages": [AIMessage("\n".join(lines))]}


def price_limit(text: str) -> float | None:
    found = _LIMIT.search(text)
    return float(found[1] or found[2]) if found else None


def _bm25(documents: list[Document]) -> Any:
    import jieba
    from langchain_community.retrievers import BM25Retriever

    return BM25Retriever.from_documents(documents, preprocess_func=lambda text: jieba.lcut(text.lower()), k=K)


def _chroma(documents: list[Document], vectors: Vectors, embedder: Embedder, folder: Path) -> Any:
    from langchain_chroma import Chroma

    store = Chroma("peer", PeerEmbeddings(embedder), persist_directory=str(folder))
    for start in range(0, len(documents), _BATCH):
        some = documents[start : start + _BATCH]
        store._collection.upsert(
            ids=[one.metadata["id"] for one in some],
            embeddings=vectors[start : start + _BATCH],
            documents=[one.page_content for one in some],
            metadatas=[one.metadata for one in some],
        )
    return store
