"""`kiosk api`: any operation of the backend, its answer as JSON, or as a file where it is one."""

import argparse
import json
import os
import sys
from pathlib import Path

from kiosk.backends.errors import Garbled
from kiosk.backends.http.decode import Unreadable, parse
from kiosk.backends.nexudus.backend import NexudusBackend
from kiosk.backends.nexudus.operations import ROWS as NEXUDUS
from kiosk.backends.offision.backend import OffisionBackend
from kiosk.backends.offision.client import OffisionClient
from kiosk.backends.offision.operations import operations
from kiosk.commands.output import complain, print_json, print_table
from kiosk.commands.progress import during
from kiosk.settings import Settings, clock_for, settle
from kiosk.site import open_backend, open_memory


class Unusable(ValueError):
    """A file that is named cannot be used."""


def run(options: argparse.Namespace) -> int:
    """Call one operation, or list them; exit 2 for a name, a value or a body that cannot be used."""
    settings = settle(options, os.environ)
    try:
        if options.list:
            return _list(settings)
        if options.operation is None:
            complain("name an operation, such as room_status.get; `kiosk api --list` shows them all")
            return 2
        body = None if options.body is None else _body(options.body)
        call = _call(settings, options.operation, dict(options.values), body, options.output)
        answer = during(f"Calling {options.operation}", call)
    except Unusable as wrong:
        complain(str(wrong))
        return 2
    except ValueError as wrong:
        complain(f"{wrong}; `kiosk api --list` shows every operation")
        return 2
    if options.output is None:
        print_json(answer)
    return 0


async def _call(
    settings: Settings, name: str, values: dict[str, str], body: bytes | None, output: Path | None
) -> object:
    """The answer; None where it was written into `output`."""
    clock = clock_for(None, settings.config)
    with open_memory(settings, clock) as memory:
        async with open_backend(settings, clock, memory) as backend:
            if isinstance(backend, NexudusBackend):
                if output is not None:
                    raise ValueError("Nexudus answers no files: leave --output out")
                return _parsed(name, await backend.client.call(name, values, body))
            if not isinstance(backend, OffisionBackend):
                raise ValueError("this backend has no operations to call")  # noqa: TRY004 - said to a person
            if output is not None and body is not None:
                raise ValueError("an operation that answers a file takes no body")
            if output is None:
                return _parsed(name, await backend.client.call(name, values, body))
            await _save(backend.client, name, values, output)
            return None


async def _save(client: OffisionClient, name: str, values: dict[str, str], output: Path) -> None:
    """Write a file answer to `output`. Raises Unusable."""
    try:
        await client.download(name, values, output)
    except OSError as problem:
        message = f"{output}: the file cannot be written ({problem.strerror})"
        raise Unusable(message) from None


def _parsed(name: str, raw: bytes) -> object:
    try:
        return parse(raw)
    except Unreadable:
        sentence = f"the answer to {name} is not JSON"
        raise Garbled(sentence, "Check the path of the operation in [offision.paths].") from None


def _body(path: Path) -> bytes:
    """The body, checked to be JSON before it is sent. Raises Unusable."""
    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as problem:
        message = f"{path}: the body cannot be read ({problem.strerror})"
        raise Unusable(message) from None
    try:
        json.loads(raw)
    except (ValueError, RecursionError) as wrong:
        why = "nested too deeply" if isinstance(wrong, RecursionError) else wrong
        message = f"{path}: the body is not JSON ({why})"
        raise Unusable(message) from None
    return raw


def _list(settings: Settings) -> int:
    nexudus = settings.config.backend.kind == "nexudus"
    known = NEXUDUS if nexudus else tuple(operations(settings.config.offision.paths).values())
    rows = [(one.name, one.method, one.path, "confirmed" if one.confirmed else "default") for one in known]
    print_table(("operation", "method", "path", "path is"), rows)
    if nexudus:
        return 0
    sys.stdout.write(
        '\nA "default" path is this project\'s choice: the public reference does not print it. Read the real one off\n'
        "your server's API page and set it in the config under [offision.paths].\n"
    )
    return 0
