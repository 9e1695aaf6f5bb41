"""Opens the transcripts that the settings name."""

from ..schema.settings import Settings
from .folder import state_folder
from .transcript import Thread, Transcripts, Turn, export

__all__ = ["Thread", "Transcripts", "Turn", "export", "open_transcripts"]


def open_transcripts(settings: Settings) -> Transcripts:
    """Redis if DAOGOU_REDIS_URL is set, else `transcripts.sqlite` in the state folder."""
    if settings.redis_url is not None:
        from .redis_transcripts import RedisTranscripts  # takes a second to import

        return RedisTranscripts(settings.redis_url.get_secret_value(), settings.thread_days)
    from .sqlite_transcripts import SqliteTranscripts

    return SqliteTranscripts(state_folder(settings) / "transcripts.sqlite")
