"""Deletes a buyer's data."""

from ..schema.settings import Settings
from .conversations import Conversations, open_conversations
from .profiles import Profiles, open_profiles


def forget(buyer: str, settings: Settings, conversations: bool = True) -> tuple[bool, int]:
    """Delete the buyer's profile and, with `conversations`, all conversations. Return whether there was a profile, and the number of
    conversations."""
    with open_profiles(settings) as profiles:
        if not conversations:
            return profiles.delete(buyer), 0
        with open_conversations(settings) as threads:
            return forget_in(profiles, threads, buyer)


def forget_in(profiles: Profiles, threads: Conversations, buyer: str) -> tuple[bool, int]:
    """Like `forget`, on open stores; the profile goes last, so that a failed call can be repeated."""
    gone = threads.delete_buyer(buyer)
    return profiles.delete(buyer), gone
