"""A request to an ASGI application, out of any bytes, without a network."""

from urllib.parse import unquote

from starlette.types import ASGIApp, Message, Scope


async def asked(app: ASGIApp, given: bytes) -> tuple[int, bytes]:
    """Status and body of the answer to `METHOD target`, lines of headers, an empty line and a body."""
    head, _, body = given.partition(b"\n\n")
    first, *lines = head.split(b"\n")
    method, _, target = first.partition(b" ")
    named = [line.partition(b":") for line in lines]
    headers = [(name.strip().lower(), value.strip()) for name, _, value in named]
    return await answered(app, method, target, headers, body)


async def answered(
    app: ASGIApp, method: bytes, target: bytes, headers: list[tuple[bytes, bytes]], body: bytes
) -> tuple[int, bytes]:
    """The same of its parts, handed over as uvicorn does for a socket without addresses."""
    path, _, query = target.partition(b"?")
    scope: Scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http", "root_path": "",
        "method": method.decode("latin-1"), "path": unquote(path.decode("ascii", "replace")), "raw_path": path,
        "query_string": query, "headers": headers, "server": ("127.0.0.1", 80), "client": None,
    }  # fmt: skip
    messages: list[Message] = []
    bodies: list[Message] = [{"type": "http.request", "body": body}, {"type": "http.disconnect"}]

    async def receive() -> Message:
        return bodies.pop(0)

    async def send(message: Message) -> None:
        messages.append(message)

    await app(scope, receive, send)
    return messages[0]["status"], b"".join(message.get("body", b"") for message in messages)
