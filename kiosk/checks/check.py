"""What one look of `kiosk doctor` comes to: always a value, never an exception. Knows nothing that is looked at."""

from dataclasses import dataclass
from typing import Literal

from kiosk.backends.errors import BackendError
from kiosk.config.file import ConfigError

State = Literal["good", "doubtful", "bad", "skipped"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: how it is, and what to do about it where it is not well."""

    name: str
    state: State
    says: str
    do: str = ""
    exit_code: int = 0

    @property
    def bad(self) -> bool:
        """Whether the program cannot do its work like this."""
        return self.state == "bad"


def failed(name: str, error: BackendError) -> Check:
    """Something did not answer as it should."""
    return Check(name, "bad", error.sentence, error.hint, error.exit_code)


def misconfigured(name: str, wrong: ConfigError) -> Check:
    """The config has something wrong."""
    return Check(name, "bad", f"{wrong.key}: {wrong.found}", f"expected {wrong.expected}", 2)
