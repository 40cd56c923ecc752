"""Home screens and lobbies for measuring: made by the program from sample rooms, in the words of any language."""

from dataclasses import replace
from datetime import timedelta

from kiosk.domain.access import AccessKey, AccessKeys
from kiosk.domain.agenda import Agenda, Closure, agenda_of
from kiosk.domain.appointment import Appointment, CheckIn
from kiosk.domain.connection import Connection, Trouble
from kiosk.domain.environment import Environment
from kiosk.domain.room import Room
from kiosk.domain.state import derive
from kiosk.phrases.lobby import LobbyPhrases
from kiosk.phrases.sheets import SheetPhrases
from kiosk.viewmodels.home_actions import Offered
from kiosk.viewmodels.home_text import HomeOptions, home_view
from kiosk.viewmodels.home_view import HomeView
from kiosk.viewmodels.lobby_text import LobbyOptions, lobby_view
from kiosk.viewmodels.lobby_view import LobbyView
from kiosk.wording import Words
from tests.wording.states import POLICY, ROOM, at, meeting

NOW = "14:12"
SUBJECT = "Quarterly planning with the Kowloon team"
CAN = frozenset({"book", "later", "check_in", "check_in_tap", "extend", "end", "find", "report", "settings"})
KEYS = AccessKeys((AccessKey("1", "https://rooms.example.com/k/5f2a9c61-7be1-4c52"),), at(NOW))
AIR = Environment("1", at(NOW), 21.4, co2=640, noise=38)
LATER = (
    meeting("14:30", "15:15"),
    meeting("15:15", "15:30", preparation=True),
    meeting("17:00", "17:30", None, None, private=True),
)
RUNNING = meeting("13:30", "14:30", SUBJECT, "Ada Lovelace")
WAITING = meeting("14:05", "15:00", check_in=CheckIn.WAITING, deadline="14:20")

DAYS: dict[str, tuple[Appointment, ...]] = {
    "free": LATER,
    "free for long": (),
    "starting soon": (meeting("14:20", "15:00"), *LATER[1:]),
    "check in": (WAITING, *LATER[1:]),
    "occupied": (RUNNING, *LATER),
    "pending": (replace(RUNNING, pending=True), *LATER),
    "private": (meeting("13:30", "14:30", None, None, private=True), *LATER),
    "preparation": (meeting("14:00", "14:30", preparation=True), *LATER),
    "all day": (meeting("00:00", "2026-11-21T00:00", SUBJECT, all_day=True),),
    "until Monday": (meeting("14:00", "2026-11-23T10:30", SUBJECT),),
}
CLOSED = Closure(at("08:00"), at("2026-11-23T08:00"), "Fire drill")
AGES = {"stale": (180, None), "unknown": (1800, Trouble.UNREACHABLE), "no sign-in": (180, Trouble.LOGIN_PAGE)}


def homes(language: str) -> dict[str, HomeView]:
    """Every face of the home screen at 14:12: the six states, and what is special in each."""
    words = Words(language)
    shown = {name: _home(_agenda(*day), words) for name, day in DAYS.items()}
    shown["half past, by half a day's clock"] = _home(_agenda(*DAYS["occupied"]), Words(language, hour12=True))
    shown["closed"] = _home(_agenda(closure=CLOSED), words)
    shown["gone"] = _home(_agenda(room=replace(ROOM, gone=True)), words)
    for name, (age, trouble) in AGES.items():
        shown[name] = _home(_agenda(*DAYS["occupied"], age=age), words, trouble)
    shown["nothing yet"] = _home(Agenda(ROOM, None), words, Trouble.UNREACHABLE)
    return shown


def lobbies(language: str) -> dict[str, LobbyView]:
    """The lobby with few rooms and with many, one in each state, and without any."""
    phrases = LobbyPhrases(Words(language))
    shown = {f"{count} rooms": _lobby(count, phrases) for count in (3, 12, 40)}
    return shown | {"no rooms": _lobby(0, phrases)}


def _home(known: Agenda, words: Words, trouble: Trouble | None = None) -> HomeView:
    offered = Offered(CAN, SheetPhrases(words))
    contact = Connection(known.as_of, trouble)
    return home_view(derive(known, at(NOW), POLICY), known, KEYS, contact, words, HomeOptions(offered=offered), (AIR,))


def _agenda(*day: Appointment, age: float = 0, room: Room = ROOM, closure: Closure | None = None) -> Agenda:
    booked = [replace(one, booking_id=None if one.preparation else one.id) for one in day]
    as_of, closures = at(NOW) - timedelta(seconds=age), () if closure is None else (closure,)
    return agenda_of(room, booked, as_of=as_of, known_until=at(NOW) + timedelta(hours=36), closures=closures)


def _lobby(count: int, phrases: LobbyPhrases) -> LobbyView:
    days = [*DAYS.values()]
    known = [_agenda(*days[one % len(days)], room=_room(one), age=1800 * (one % 11 == 7)) for one in range(count)]
    states = [derive(one, at(NOW), POLICY) for one in known]
    options = LobbyOptions(ROOM.zone)
    contact = Connection(at("13:41"), Trouble.UNREACHABLE)
    return lobby_view(states, at(NOW), contact, phrases, options, listed=True)


def _room(number: int) -> Room:
    return Room(str(number), f"Victoria {number + 1}", "UTC", "Spreehaus", str(number // 12 + 1), 8)
