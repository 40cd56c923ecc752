"""Lobbies to draw: any number of rooms, in the words of a catalogue, and what the outside world may bring."""

from dataclasses import replace

from kiosk.i18n import catalogue
from kiosk.viewmodels.lobby_view import LobbyRow, LobbyView

STATES = ("occupied", "free", "starting_soon", "waiting_check_in", "closed", "unknown")
NAMES = ("Großer Saal", "Victoria", "Müggelsee", "Kabine Nord", "Lesezimmer", "玉山會議室")
SIZES = ((1280, 800), (1920, 1080), (1080, 1920), (800, 480))


def lobby(count: int, language: str = "en") -> LobbyView:
    """A floor of `count` rooms at 14:12, one of each state in turn."""
    text, own = catalogue(language).text, catalogue(language, "lobby")
    return LobbyView(
        title="Spreehaus",
        clock="14:12",
        date="Friday 20 November",
        visitors=text("join.dot", first=own.counted("visitors.today", 15), rest=own.counted("visitors.here", 2)),
        connection="online",
        right_to_left=catalogue(language).right_to_left,
        rooms=tuple(room(number, language) for number in range(count)),
    )


def room(number: int, language: str = "en") -> LobbyRow:
    """A room in a state that its number chooses."""
    text, own = catalogue(language).text, catalogue(language, "lobby").text
    status = STATES[number % len(STATES)]
    untils = {
        "occupied": own("until.until", time="14:30"),
        "free": own("until.rest"),
        "starting_soon": own("until.from", time="14:20"),
        "waiting_check_in": own("until.until", time="15:00"),
        "closed": own("until.until", time="Mon 08:00"),
        "unknown": own("until.since", time="13:41"),
    }
    meetings = {
        "occupied": "Quarterly planning with the Kowloon team · Ada Lovelace",
        "starting_soon": text("join.dot", first="14:20", rest="Design review · Grace Hopper"),
        "waiting_check_in": text("meeting.reserved"),
    }
    word = own("word.expected") if status == "waiting_check_in" else text(f"status.{status}")
    place = text("room.floor", floor=str(number // 12 + 1))
    name = f"{NAMES[number % len(NAMES)]} {number + 1}"
    return LobbyRow(
        str(number), name, status, word, untils[status], meetings.get(status, ""), f"{place} · 8 seats", name
    )


def outside(subject: str, count: int = 6) -> LobbyView:
    """Every field that the outside world fills, filled with `subject`."""
    view = lobby(count)
    rooms = tuple(replace(one, name=subject, meeting=subject, place=subject) for one in view.rooms)
    return replace(view, title=subject, note=subject, rooms=rooms)
