"""Which actions the home screen offers, and which only the sheet behind "More". Pure; knows no backend and no words."""

from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from kiosk.domain.connection import Connection, Trouble
from kiosk.domain.freshness import Level
from kiosk.domain.state import RoomState, Status, Why
from kiosk.viewmodels.home_view import DayRow
from kiosk.viewmodels.sheet_view import Choice

MOST = 3
MORE = "more"
_WITHOUT_CONNECTION = ("report", "set_up", "settings")
_UNREACHED = frozenset({Trouble.UNREACHABLE, Trouble.TIMED_OUT})


class ActionPhrases(Protocol):
    """The words of the actions; `SheetPhrases` has them."""

    def choice(self, key: str, kind: Literal["primary", "plain"] = "plain") -> Choice:
        """An action by its key."""
        ...

    def no_actions(self) -> str:
        """Why there are none just now."""
        ...


@dataclass(frozen=True, slots=True)
class Offered:
    """What the panel can do at all: `possible` are the keys of acts and sheets."""

    possible: frozenset[str]
    says: ActionPhrases


class Arranged(NamedTuple):
    """The keys on the home screen, the best first, and those behind "More"."""

    shown: tuple[str, ...]
    behind: tuple[str, ...]


def reachable(state: RoomState, connection: Connection) -> bool:
    """Whether the backend can be asked: it answered lately, and the last answer did not fail to come."""
    return connection.trouble not in _UNREACHED and state.freshness.level is Level.FRESH


def arranged(state: RoomState, possible: frozenset[str], *, online: bool) -> Arranged:
    """Which of what is possible makes sense in this state, at most three at once with "More" as the last."""
    keys = tuple(key for key in (*_keys(state, online=online), *_WITHOUT_CONNECTION) if key in possible)
    if len(keys) <= MOST and "settings" not in keys:
        return Arranged(keys, ())
    first = tuple(key for key in keys if key not in _WITHOUT_CONNECTION)[: MOST - 1]
    return Arranged((*first, MORE), tuple(key for key in keys if key not in first))


def actions(state: RoomState, offered: Offered, *, online: bool) -> tuple[Choice, ...]:
    """The buttons of the home screen, the first of them the strongest."""
    shown = arranged(state, offered.possible, online=online).shown
    strong = bool(shown) and shown[0] not in {MORE, *_WITHOUT_CONNECTION}
    return tuple(
        offered.says.choice(key, "primary" if strong and number == 0 else "plain") for number, key in enumerate(shown)
    )


def actions_note(state: RoomState, offered: Offered, *, online: bool) -> str:
    """Why nothing can be booked, where otherwise it could be."""
    missing = not online and bool(offered.possible.intersection(_keys(state, online=True)))
    return offered.says.no_actions() if missing else ""


def pressable(row: DayRow, possible: frozenset[str], *, online: bool) -> bool:
    """Whether a line of the day opens a sheet: a gap to book in, a meeting that may be cancelled."""
    if not online:
        return False
    return (row.kind == "gap" and "later" in possible) or (row.kind == "meeting" and "cancel" in possible)


def _keys(state: RoomState, *, online: bool) -> tuple[str, ...]:
    if not online:
        return ()
    match state.status:
        case Status.FREE | Status.STARTING_SOON:
            return ("book", "find", "day")
        case Status.WAITING_CHECK_IN:
            return ("check_in", "find", *(("cancel",) if _held(state) else ()), "day")
        case Status.OCCUPIED:
            return ("extend", "end", "find", "cancel", "day") if _held(state) else ("find", "day")
        case Status.CLOSED | Status.UNKNOWN:
            return ("find",)


def _held(state: RoomState) -> bool:
    """Whether there is a booking to act on."""
    one = state.current
    acts = one is not None and one.booking_id is not None and not one.preparation
    return acts and state.why is not Why.OPEN_ENDED
