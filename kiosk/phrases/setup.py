"""What set-up and settings say, from the catalogue's part "setup". Holds no text; never gets a token or a PIN."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.domain.room import Room
from kiosk.i18n import catalogue
from kiosk.phrases.camera import camera_words
from kiosk.setup.trial import Problem
from kiosk.viewmodels.camera_view import CameraWords
from kiosk.wording import Words
from kiosk.wording_outside import clean
from kiosk.wording_times import MINUTE, Times

_HALF_PAST_TWO = datetime(2000, 1, 1, 14, 30, tzinfo=UTC)


class SetupPhrases:
    """The phrases of one language; `words` are the home screen's, for times and places."""

    def __init__(self, language: str, words: Words) -> None:
        self._catalogue = catalogue(language, "setup")
        self._words = words
        self._language = language

    def way(self, name: str) -> str:
        """The label of a way out: back, close."""
        return self._catalogue.text(f"way.{name}")

    def choice(self, name: str) -> str:
        """The label of a button."""
        return self._catalogue.text(f"choice.{name}")

    def title(self, step: str) -> str:
        """The question of a step."""
        return self._catalogue.text(f"title.{step}")

    def line(self, step: str, **values: str) -> str:
        """The sentence under it."""
        return self._catalogue.text(f"line.{step}", **values)

    def label(self, name: str) -> str:
        """What a field or a line of the summary holds."""
        return self._catalogue.text(f"label.{name}")

    def example(self, name: str) -> str:
        """What may stand in an empty field."""
        return self._catalogue.text(f"example.{name}")

    def camera(self) -> CameraWords:
        """What is said of a camera that a code can be held before."""
        return camera_words(self._language)

    def system(self, kind: str) -> str:
        """The name of a system."""
        return self._catalogue.text(f"system.{kind}")

    def about_system(self, kind: str) -> str:
        """What that system is."""
        return self._catalogue.text(f"about_system.{kind}")

    def problem(self, problem: Problem) -> str:
        """What went wrong, and what to do."""
        return self._catalogue.text(f"problem.{problem.value}")

    def note(self, name: str) -> str:
        """What is wrong with what was entered."""
        return self._catalogue.text(f"note.{name}")

    def pause(self, seconds: float, *, wrong: bool) -> str:
        """How long to wait for the next try, in whole minutes, never too short; no pause: that it was wrong."""
        if not seconds:
            return self._catalogue.text("note.pin_wrong")
        duration = self._words.duration(-(-timedelta(seconds=seconds) // MINUTE) * MINUTE)
        return self._catalogue.text("note.pin_wait" if wrong else "note.pin_paused", duration=duration)

    def item(self, name: str) -> str:
        """A line of the settings."""
        return self._catalogue.text(f"item.{name}")

    def times(self, form: str) -> str:
        """How times look in a form: 24h, 12h."""
        return Times(self._words.language, hour12=form == "12h").time(_HALF_PAST_TWO, ZoneInfo("UTC"))

    def percent(self, share: float) -> str:
        """A share as a percentage."""
        return self._catalogue.text("brightness.percent", percent=round(share * 100))

    def look(self, theme: str) -> str:
        """The name of a theme; one of a file is the building's own."""
        return self._catalogue.text("look.own" if theme.endswith(".toml") else f"look.{theme}")

    def language(self, tag: str) -> str:
        """A language by its own name; the tag itself where nobody has named it."""
        try:
            return self._catalogue.text(f"language.{tag}")
        except KeyError:
            return tag

    def rooms(self, count: int) -> str:
        """How many rooms."""
        return self._catalogue.counted("rooms.count", count)

    def no_room(self) -> str:
        """In the place of an empty list of rooms."""
        return self._catalogue.text("rooms.none")

    def everywhere(self) -> str:
        """The chip that stands for every building."""
        return self._catalogue.text("rooms.everywhere")

    def place(self, room: Room) -> str:
        """Where a room is."""
        floor = self._words.floor(clean(room.floor)) if room.floor else ""
        return self._words.dotted(clean(room.building or ""), floor)

    def seats(self, room: Room) -> str:
        """How many it seats; empty where nobody says."""
        return self._words.seats(room.capacity) if room.capacity else ""

    def check(self, name: str) -> str:
        """What a check looks at."""
        return self._catalogue.text(f"check.{name}")

    def found(self, name: str) -> str:
        """What a check found, and what to do."""
        return self._catalogue.text(f"found.{name}")

    def about(self, name: str) -> str:
        """A line about the panel."""
        return self._catalogue.text(f"about.{name}")
