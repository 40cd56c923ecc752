"""Hands a body to a program of this machine. Knows neither rooms nor words."""

import asyncio
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress

from kiosk.backends.errors import Rejected, ServerTrouble, TimedOut, Unreachable
from kiosk.private.environment import without_secrets

PATIENCE = 30.0
REFUSED = 65


class Program:
    """`command` is the program and its arguments; no shell. Of the environment it gets all but this program's secrets.

    It reads the body from its standard input and finds the key in $KIOSK_KEY. Exit code 0: taken. 65: refused for
    good. Any other: not now.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], *, patience: float = PATIENCE) -> None:
        self._command = tuple(command)
        self._environment = without_secrets(environment)
        self._patience = patience

    async def give(self, body: bytes, key: str) -> None:
        """Run it to its end. Raises `BackendError`; where it takes too long, or we are cancelled, it is killed."""
        name = self._command[0]
        code = await self._ran(name, body, key)
        if code == REFUSED:
            raise Rejected(f"The program {name} refused it.")
        if code != 0:
            raise ServerTrouble(f"The program {name} failed (exit code {code}).")

    async def _ran(self, name: str, body: bytes, key: str) -> int:
        try:
            process = subprocess.Popen(  # noqa: S603, ASYNC220 - the config's own command, fed on a thread
                self._command,
                env={**self._environment, "KIOSK_KEY": key},
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError as problem:
            sentence = f"The program {name} cannot be run ({problem.strerror})."
            raise Unreachable(sentence, "Check the command in the config.") from None
        feeding = asyncio.ensure_future(asyncio.to_thread(_fed, process, body))
        try:
            async with asyncio.timeout(self._patience):
                return await asyncio.shield(feeding)
        except TimeoutError:
            raise TimedOut(f"The program {name} did not end within {self._patience:.0f} s.") from None
        finally:
            with suppress(OSError):
                process.kill()
            await feeding


def _fed(process: subprocess.Popen[bytes], body: bytes) -> int:
    process.communicate(body)
    return process.returncode
