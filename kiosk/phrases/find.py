"""What the search for another room asks and answers. Holds no text: those are in the catalogue."""

from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.domain.finding import Found
from kiosk.domain.room import Room
from kiosk.i18n import catalogue
from kiosk.wording import Words
from kiosk.wording_outside import clean, isolated
from kiosk.wording_times import local_time


class FindPhrases:
    """The phrases of one language."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._catalogue = catalogue(words.language, "find")

    def title(self) -> str:
        """Above the rooms."""
        return self._catalogue.text("title")

    def hint(self) -> str:
        """What pressing a room does."""
        return self._catalogue.text("hint")

    def looking(self) -> str:
        """Nothing is known yet."""
        return self._catalogue.text("looking")

    def show_all(self) -> str:
        """The way back from wishes that no room grants."""
        return self._catalogue.text("all")

    def other(self) -> str:
        """The way from a room that was not to be had to the others."""
        return self._catalogue.text("other")

    def seats(self, count: int) -> str:
        """The wish for at least so many seats."""
        return self._catalogue.text("wish.seats", count=count)

    def floor(self, floor: str) -> str:
        """The wish for a floor."""
        return isolated(self._words.floor(clean(floor)))

    def amenity(self, amenity: str) -> str:
        """The wish for an amenity."""
        return isolated(clean(amenity))

    def name(self, room: Room) -> str:
        """What a room is called."""
        return clean(room.name) or clean(room.id)

    def detail(self, room: Room, here: Room) -> str:
        """Where a room is, how many it seats, and what is in it."""
        seats = self._words.seats(room.capacity) if room.capacity is not None and room.capacity > 0 else ""
        amenities = (self.amenity(one) for one in room.amenities)
        return self._words.dotted(self.place(room, here), seats, *amenities)

    def place(self, room: Room, here: Room) -> str:
        """Where a room is, as seen from another: the building where that is another one, and the floor."""
        away = room.building if room.building != here.building else None
        return self._words.dotted(isolated(clean(away or "")), self.floor(room.floor) if room.floor else "")

    def until(self, found: Found) -> str:
        """How long a room is free, as a time of its own day; of a later one it is free for the rest of this."""
        if found.free_for is None:
            return self._catalogue.text("rest")
        zone, at = found.room.zone, found.state.at
        end = at + found.free_for
        if local_time(end, zone).date() > local_time(at, zone).date():
            return self._catalogue.text("rest")
        return self._catalogue.text("until", time=self._words.time(end, zone))

    def empty(self, *, wished: bool) -> str:
        """In the place of rooms."""
        return self._catalogue.text("empty.wish" if wished else "empty")

    def blind(self) -> str:
        """Nothing is known of the other rooms, and nothing can be learned."""
        return self._catalogue.text("blind")

    def blind_line(self) -> str:
        """What to do then."""
        return self._catalogue.text("blind.line")

    def doubt(self, count: int) -> str:
        """Of how many rooms nobody knows anything; empty for none."""
        return self._catalogue.counted("note.doubt", count) if count else ""

    def old(self, as_of: datetime, at: datetime, zone: ZoneInfo) -> str:
        """When what is shown was so."""
        return self._catalogue.text("note.old", time=self._words.moment(as_of, at, zone))

    def taken(self, room: Room) -> str:
        """A room that was to be booked is not to be had."""
        return self._catalogue.text("note.taken", room=isolated(self.name(room)))

    def done_title(self, room: Room) -> str:
        """Whose it is now."""
        return self._catalogue.text("done.title", room=isolated(self.name(room)))

    def done_line(self, end: datetime, at: datetime, room: Room, here: Room) -> str:
        """Until when, and where it is."""
        until = self._catalogue.text("done.until", time=self._words.moment(end, at, room.zone))
        return self._words.dotted(until, self.place(room, here))
