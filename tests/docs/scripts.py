"""The commands of a page as one script: which of its lines run here, and why the others do not."""

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.docs.pages import blocks

_GOES_ON = "goes on until it is ended; tests/app and tests/tags run it"
# How such a line begins, and why it is not run; its words are still read by `sh -n` and by the argument parser.
ELSEWHERE: Mapping[str, str] = {
    "kiosk server": _GOES_ON,
    "kiosk relay": _GOES_ON,
    "kiosk tags run": _GOES_ON,
    "bash": "a shell of another user, to type in",
    "exit": "leaves it",
    "build/venv/bin/python": "works for minutes, or on the checkout",
    "make": "builds for minutes, by other tests",
    "pip": "asks a package index",
    "python3 -m venv": "makes an environment outside of the sandbox",
    "/opt/room-kiosk/bin/python": "asks a package index",
    "apt-get": "changes the machine, and asks a package index",
    "systemctl": "changes the machine",
    "install": "changes the machine",
    "cp -a": "changes the machine",
    "cp packaging": "changes the machine",
    "keyring": "there is none here, and it asks for the secret",
    "lpadmin": "there is no CUPS",
    "lpstat": "there is no CUPS",
    "lpinfo": "there is no CUPS",
}
_BEFORE = ("sudo -u room-kiosk ", "sudo ")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a script as it is written; `command` is it without `sudo` and its comment, on one line."""

    text: str
    command: str

    @property
    def elsewhere(self) -> str:
        """How it begins where it does not run here; else nothing."""
        return next((one for one in ELSEWHERE if re.match(re.escape(one) + r"(?!\w)", self.command)), "")

    @property
    def here(self) -> str:
        """What runs in its place, in as many lines."""
        return ":" + "\n" * self.text.count("\n") if self.elsewhere else self.text


def lines(page: str) -> Iterator[Line]:
    """Every line of the page's `sh` blocks, with those that it goes on in."""
    for block in blocks("sh"):
        if block.page == page:
            for text in block.text.replace("\\\n", "\0").splitlines():
                whole, command = text.replace("\0", "\\\n"), " ".join(text.replace("\0", " ").split())
                yield Line(whole, _bare(command).partition(" #")[0].strip())


def script(page: str) -> str:
    """All that the page says to type and that can run here."""
    return "\n".join(line.here for line in lines(page)) + "\n"


def commands(page: str) -> Iterator[list[str]]:
    """The words of each `kiosk` command of the page, also of those that do not run here."""
    for line in lines(page):
        if line.command.startswith("kiosk "):
            words = shlex.split(line.command, comments=True)
            yield words[1 : next((at for at, word in enumerate(words) if word[0] in "|>&"), None)]


def _bare(text: str) -> str:
    return next((text.removeprefix(one) for one in _BEFORE if text.startswith(one)), text)
