"""What somebody wants a panel to be: a system, its address, a room, a look. Knows no file and no network."""

from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias, get_args

from kiosk.config import THEMES, Config

Kind: TypeAlias = Literal["offision", "nexudus", "local"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Plain: TypeAlias = str | bool | int | float
Changes: TypeAlias = dict[tuple[str, ...], object]
TOKEN_FILE, PASSWORD_FILE = ("backend", "token_file"), ("nexudus", "password_file")
SECRETS = (TOKEN_FILE, PASSWORD_FILE, ("backend", "token_keyring"), ("nexudus", "password_keyring"))
"""What names a secret for the place of a draft."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A set-up as far as it is chosen; what is empty is left as it is. `secret` is a token, or with Nexudus a password.

    It is never shown, and no text of a draft holds it.
    """

    kind: Kind | None = None
    url: str = ""
    username: str = ""
    secret: str = field(default="", repr=False)
    room: str = ""
    language: str = ""
    theme: str = ""
    time_zone: str = ""

    @property
    def place(self) -> tuple[str | None, str, str]:
        """What a secret belongs to: it is never sent anywhere else."""
        return self.kind, self.url.rstrip("/"), self.username

    def over(self, older: "Draft") -> "Draft":
        """Itself, with what it leaves open taken from an older one, but never a secret for another place."""
        both = replace(
            self,
            kind=self.kind or older.kind,
            url=self.url or (older.url if self.kind in (None, older.kind) else ""),
            username=self.username or older.username,
            room=self.room or older.room,
            language=self.language or older.language,
            theme=self.theme or older.theme,
            time_zone=self.time_zone or older.time_zone,
        )
        kept = older.secret if both.place == older.place else ""
        return replace(both, secret=self.secret or kept)


def draft_of(config: Config) -> Draft:
    """What a panel is now, without its secret."""
    backend, panel = config.backend, config.panel
    return Draft(
        kind=backend.kind,
        url=backend.url,
        username=config.nexudus.username if backend.kind == "nexudus" else "",
        room=panel.room,
        language=panel.language,
        theme=panel.theme,
        time_zone=panel.time_zone,
    )


def changes_of(draft: Draft) -> Changes:
    """What a config must say for a draft, by its sections and keys; the secret is not among it."""
    wanted: Changes = {
        ("backend", "kind"): draft.kind or "",
        ("backend", "url"): draft.url,
        ("nexudus", "username"): draft.username,
        ("panel", "room"): draft.room,
        ("panel", "language"): draft.language,
        ("panel", "theme"): draft.theme,
        ("panel", "time_zone"): draft.time_zone,
    }
    return {key: value for key, value in wanted.items() if value}


def is_theme(name: str) -> bool:
    """Whether a look of this name exists."""
    return name in THEMES
