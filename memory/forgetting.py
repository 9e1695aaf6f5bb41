"""Forgetting a buyer."""

from ..schema.settings import Settings
from .conversations import Conversations, open_conversations
from .profiles import Profiles, open_profiles


def forget(buyer: str, settings: Settings, conversations: bool = True) -> tuple[bool, int]:
    """His profile, and with `conversations` every one of them; whether there was a profile, and how many conversations there were."""
    with open_profiles(settings) as profiles:
        if not conversations:
            return profiles.delete(buyer), 0
        with open_conversations(settings) as threads:
            return forget_in(profiles, threads, buyer)


def forget_in(profiles: Profiles, threads: Conversations, buyer: str) -> tuple[bool, int]:
    """The profile last, so that what fails on the way can be done again."""
    gone = threads.delete_buyer(buyer)
    return profiles.delete(buyer), gone
