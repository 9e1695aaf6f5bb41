"""Exceptions, raised where a failure occurs and turned into text in one place (the command line, the server)."""


class DaogouError(Exception):
    """The work failed; the message is one sentence that says how to fix it. Exit status 1.

    `code` identifies the error for programs and never changes (listed in docs/serving.md).
    """

    exit_status = 1
    code = "internal"

    def __init__(self, message: str = "", code: str | None = None) -> None:
        super().__init__(message)
        if code is not None:
            self.code = code


class InputError(DaogouError):
    """The caller's input is invalid. Exit status 2."""

    exit_status = 2
    code = "input_bad"


class StoreError(DaogouError):
    """A store is missing, damaged or not writable."""

    code = "store_away"


class StoreBusy(StoreError):
    """Another process is building this store."""


class ModelMismatch(StoreError):
    """The store was embedded with another model than the configured one."""


class TurnRefused(DaogouError):
    """Another turn of this conversation is running, and the caller asked not to wait for it."""

    code = "busy"


class LeaseLost(DaogouError):
    """A later turn ended this one, or it took so long that another took its lease; nothing of it is stored."""

    code = "turn_ended"


class LeaseForgotten(LeaseLost):
    """The lease was lost in a restart of the server that held it; no other turn took it."""


class LeaseGone(LeaseLost):
    """The lease expired or the server lost it; no other turn took it."""


class ThreadDeleted(LeaseLost):
    """The conversation was deleted while the turn ran: nothing of it is stored."""

    code = "thread_unknown"


class OutsideError(DaogouError):
    """A model, a search engine, Redis or a vector server failed."""

    code = "outside_away"


class Unreachable(OutsideError):
    """It gave no answer, or none in time."""


class Unshaped(OutsideError):
    """Its answer, in `text`, doesn't match the requested schema."""

    def __init__(self, message: str, text: str) -> None:
        super().__init__(message)
        self.text = text


class Overrun(OutsideError):
    """Its answer exceeded the requested length and was cut."""


class Unserved(OutsideError):
    """It refuses every request: wrong key, unknown model, overload, or a response outside the protocol."""
