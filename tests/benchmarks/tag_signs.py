"""Signs as a building has them, each different: rooms with a day of meetings, at any moment of it. Draws nothing."""

from datetime import timedelta
from random import Random

from kiosk.domain.agenda import Agenda, agenda_of
from kiosk.domain.appointment import Appointment
from kiosk.domain.policy import Policy
from kiosk.domain.room import Room
from kiosk.domain.state import derive
from kiosk.tags.face import Face, face_of
from kiosk.wording import Words
from tests.tags.samples import DAY, at

_ROOMS = ("Turing", "Lovelace", "Hopper", "Curie", "Meitner", "Noether", "Franklin", "Johnson", "Hamilton", "Lamarr")
_WHAT = ("Review", "Planning", "Interview", "Retrospective", "Workshop", "Training", "Budget", "Design", "Stand-up")
_OF = ("quarter", "platform team", "new website", "second floor", "customer visit", "release", "works council")
_FIRST = ("Ada", "Grace", "Marie", "Lise", "Emmy", "Rosalind", "Katherine", "Margaret", "Hedy", "Sophie")
_POLICY = Policy(stale_after=timedelta(days=9), unknown_after=timedelta(days=9))


def faces(count: int, seed: int = 1, rooms: int = 500) -> list[Face]:
    """So many faces, of so many rooms: the room, the meetings, the moment and so the status are others each time."""
    rng, words = Random(seed), Words("en")
    return [_face(number % rooms, rng, words) for number in range(count)]


def _face(number: int, rng: Random, words: Words) -> Face:
    agenda = _agenda(number, rng)
    state = derive(agenda, at(rng.uniform(8, 18)), _POLICY)
    return face_of(state, agenda, words, f"https://rooms.example.com/k/{number:08X}")


def _agenda(number: int, rng: Random) -> Agenda:
    room = Room(
        str(number), f"{_ROOMS[number % len(_ROOMS)]} {number}", "UTC", floor=str(number % 9), capacity=4 + number
    )
    hour, meetings = 8.0, []
    while (hour := hour + rng.choice((0, 0.25, 0.5, 1, 1.5))) < 18:
        end = hour + rng.choice((0.5, 0.75, 1, 1.5, 2))
        subject = f"{rng.choice(_WHAT)} of the {rng.choice(_OF)} {rng.randrange(1000)}"
        meetings.append(
            Appointment(f"{hour}", at(hour), at(end), subject, f"{rng.choice(_FIRST)} {rng.choice(_ROOMS)}")
        )
        hour = end
    return agenda_of(room, meetings, as_of=DAY, known_until=DAY + timedelta(days=3))
