"""HTTP errors without a DaogouError."""

from collections.abc import Mapping

from fastapi import HTTPException


class Refusal(HTTPException):
    """`code` identifies the error for programs, like that of a DaogouError."""

    def __init__(self, status: int, code: str, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, detail, dict(headers) if headers else None)
        self.code = code
