"""What can go wrong, as types: raised where it happens, turned into words for people in one place (the command line, the server)."""


class DaogouError(Exception):
    """The work failed. The message is one sentence that says what to do about it. Exit status 1.

    `code` names the trouble for programs, and never changes (docs/serving.md lists them)."""

    exit_status = 1
    code = "internal"

    def __init__(self, message: str = "", code: str | None = None) -> None:
        super().__init__(message)
        if code is not None:
            self.code = code


class InputError(DaogouError):
    """The caller's input can't be used as it stands. Exit status 2."""

    exit_status = 2
    code = "input_bad"


class StoreError(DaogouError):
    """A store is missing, damaged or can't be written."""

    code = "store_away"


class StoreBusy(StoreError):
    """Another process is building this store."""


class ModelMismatch(StoreError):
    """The store was embedded by another model than the one that is set."""


class TurnRefused(DaogouError):
    """A turn of this conversation runs already, and the caller asked not to wait for it."""

    code = "busy"


class LeaseLost(DaogouError):
    """The turn was ended by a later one, or took so long that another took its place: nothing of it is stored."""

    code = "turn_ended"


class LeaseForgotten(LeaseLost):
    """Nobody took its place, but the server that kept it started anew without it."""


class LeaseGone(LeaseLost):
    """Nobody has its place, but the lease is gone: it ran out, or the server lost it."""


class ThreadDeleted(LeaseLost):
    """The conversation was deleted while the turn ran: nothing of it is stored."""

    code = "thread_unknown"


class OutsideError(DaogouError):
    """A model, a search engine, Redis or a vector server didn't answer as it should."""

    code = "outside_away"


class Unreachable(OutsideError):
    """It didn't answer at all, or not in time."""


class Unshaped(OutsideError):
    """It answered `text`, and that isn't in the shape asked for."""

    def __init__(self, message: str, text: str) -> None:
        super().__init__(message)
        self.text = text


class Overrun(OutsideError):
    """It wrote more than was asked for, and its answer was cut there."""


class Unserved(OutsideError):
    """It answered that it doesn't serve: a wrong key, no such model, too much to do, or not in the protocol; whatever it is asked."""
