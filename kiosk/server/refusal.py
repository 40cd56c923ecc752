"""What the server says no with: a status, a code for programs and one sentence for people."""


class Refusal(Exception):
    """An expected "no". It becomes `{"error": {"code", "message"}}` and never holds a subject, a name or a token."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


def bad_request(message: str) -> Refusal:
    """400: the request itself is not understood."""
    return Refusal(400, "bad_request", message)


def not_found(message: str) -> Refusal:
    """404: what the request names is not there."""
    return Refusal(404, "not_found", message)


def conflict(message: str, code: str = "conflict") -> Refusal:
    """409: understood, but the rooms are not as the request would need them."""
    return Refusal(409, code, message)


class ServerFault(Exception):
    """The server cannot start or go on: the data file, the port. One sentence that says what to do."""
