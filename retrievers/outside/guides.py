"""What the store itself knows: its guides, and the documents that its owner ingested."""

from datetime import UTC, datetime

from ...schema.evidence import Evidence
from ..passages import PassageRetriever
from ..search import SearchRequest


class GuideSearch:
    """The store's guides."""

    name = "guides"
    documents = False

    def __init__(self, passages: PassageRetriever) -> None:
        self._passages = passages

    def search(self, request: SearchRequest) -> list[Evidence]:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        found = self._passages.retrieve(
            request.query,
            language=request.language,
            category=request.category,
            topics=request.topics,
            kinds=("guide",),
            k=request.limit,
            documents=self.documents,
        )
        return [piece.model_copy(update={"retrieved_at": piece.retrieved_at or now}) for piece in found]


class DocumentSearch(GuideSearch):
    """The owner's documents."""

    name = "documents"
    documents = True
