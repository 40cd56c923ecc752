"""What happens to a reception, and what it wants done: unions of frozen dataclasses, nothing else."""

from dataclasses import dataclass

from kiosk.domain.visit import Host, Visit
from kiosk.domain.visiting import Act, Finding, Form, Receipt


@dataclass(frozen=True, slots=True)
class Touched:
    """Somebody touched the screen, and nothing came of it."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed."""


@dataclass(frozen=True, slots=True)
class LanguageChosen:
    """The visitor wants to be spoken to in this language, a BCP 47 tag."""

    language: str


@dataclass(frozen=True, slots=True)
class CodeWanted:
    """The button for those with a code, or for those who leave."""

    act: Act = Act.ARRIVE


@dataclass(frozen=True, slots=True)
class NameWanted:
    """The button for those who leave and have no badge."""


@dataclass(frozen=True, slots=True)
class WalkInWanted:
    """The button for those without an appointment."""


@dataclass(frozen=True, slots=True)
class KeyPressed:
    """One key of the code."""

    character: str


@dataclass(frozen=True, slots=True)
class Erased:
    """The last character of the code goes, or `all` of them."""

    all: bool = False


@dataclass(frozen=True, slots=True)
class Submitted:
    """The code, or the page of the walk-in, is complete."""


@dataclass(frozen=True, slots=True)
class TextChanged:
    """What is in the field of the page now."""

    text: str


@dataclass(frozen=True, slots=True)
class HostChosen:
    """One of the hosts that were found."""

    host: Host


@dataclass(frozen=True, slots=True)
class Scanned:
    """A scanner or the camera read this."""

    text: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Yes: this is me; I accept the rules; try again."""


@dataclass(frozen=True, slots=True)
class Back:
    """One step back."""


@dataclass(frozen=True, slots=True)
class Closed:
    """Away from everything, at once."""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What the code came to."""

    ticket: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class HostsFound:
    """Who goes by that name."""

    ticket: int
    hosts: tuple[Host, ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """It is on the disk; once more with the same key when it was delivered."""

    ticket: int
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class NotRecorded:
    """It is not on the disk, and will not be by itself."""

    ticket: int


Event = (
    Touched
    | Tick
    | LanguageChosen
    | CodeWanted
    | NameWanted
    | WalkInWanted
    | KeyPressed
    | Erased
    | Submitted
    | TextChanged
    | HostChosen
    | Scanned
    | Confirmed
    | Back
    | Closed
    | LookedUp
    | HostsFound
    | Recorded
    | NotRecorded
)


@dataclass(frozen=True, slots=True)
class LookUp:
    """Ask about the code in this text, of somebody of this name where there is one; answer with `LookedUp`."""

    ticket: int
    act: Act
    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """Write it down; answer with `Recorded` or `NotRecorded`. Exactly one of `visit`, `code` and `form` is given."""

    ticket: int
    act: Act
    visit: Visit | None = None
    code: str = ""
    form: Form | None = None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class SearchHosts:
    """Find people by the beginning of a name; answer with `HostsFound`."""

    ticket: int
    text: str


@dataclass(frozen=True, slots=True)
class PrintBadge:
    """The visitor is in: a badge may be printed."""

    visit: Visit


Effect = LookUp | Record | SearchHosts | PrintBadge
