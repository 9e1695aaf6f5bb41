"""What is refused by HTTP's own status, where no error of ours says it."""

from collections.abc import Mapping

from fastapi import HTTPException


class Refusal(HTTPException):
    """`code` names the trouble for programs, as that of a DaogouError does."""

    def __init__(self, status: int, code: str, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, detail, dict(headers) if headers else None)
        self.code = code
