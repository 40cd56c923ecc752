"""What the sheets at the door ask and offer. Holds no text: those are in the catalogue; says nothing private."""

import re
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from kiosk.acting.outcome import GOOD, UNSURE, Act, Outcome
from kiosk.domain.agenda import Agenda
from kiosk.domain.appointment import Appointment
from kiosk.domain.booking import Booking
from kiosk.domain.offers import Offer
from kiosk.domain.room import Room
from kiosk.domain.state import RoomState
from kiosk.i18n import catalogue
from kiosk.viewmodels.home_day import day_rows, organizer_of, title_of
from kiosk.viewmodels.home_view import DayRow
from kiosk.viewmodels.key_names import KeyNames
from kiosk.viewmodels.sheet_view import Choice
from kiosk.wording import Words
from kiosk.wording_outside import clean, isolated

SHAPES = {
    "book": "plus",
    "find": "search",
    "extend": "clock",
    "end": "leave",
    "check_in": "check",
    "cancel": "close",
    "day": "calendar",
    "report": "tool",
    "settings": "gear",
    "set_up": "gear",
    "more": "more",
    "time": "clock",
}


class SheetPhrases:
    """The phrases of one language."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._catalogue = catalogue(words.language, "sheets")

    def key_names(self) -> KeyNames:
        """What the keys on the screen are called."""
        text = self._catalogue.text
        return KeyNames(
            layout=text("keys.layout"),
            space=text("keys.space"),
            erase=text("keys.erase"),
            enter=text("keys.enter"),
            shift=text("keys.shift"),
            digits=text("keys.digits"),
            letters=text("keys.letters"),
            up=text("keys.up"),
            down=text("keys.down"),
            lower=text("keys.lower"),
            lift=text("keys.lift"),
        )

    def back(self) -> str:
        """One step back."""
        return self._catalogue.text("way.back")

    def close(self) -> str:
        """The way out."""
        return self._catalogue.text("way.close")

    def choice(self, key: str, kind: Literal["primary", "plain"] = "plain") -> Choice:
        """An action by its key: on the home screen, or as the next step of a sheet."""
        return Choice(key, self._catalogue.text(f"action.{key}"), kind=kind, shape=SHAPES[key])

    def no_actions(self) -> str:
        """In the place of the actions, while nothing can be booked."""
        return self._catalogue.text("action.offline")

    def time(self, instant: datetime, zone: ZoneInfo) -> str:
        """A time of day."""
        return self._words.time(instant, zone)

    def length(self, length: timedelta) -> str:
        """How long."""
        return self._words.duration(length)

    def book_title(self, room: Room) -> str:
        """Above the lengths."""
        return self._catalogue.text("book.title", room=_name(room))

    def later_title(self, room: Room) -> str:
        """Above the starts."""
        return self._catalogue.text("later.title", room=_name(room))

    def time_title(self) -> str:
        """Above the ends."""
        return self._catalogue.text("book.time")

    def from_now(self, state: RoomState, now: datetime) -> str:
        """Until when the room could be had."""
        if state.until is None:
            return self._catalogue.text("book.now_rest")
        return self._catalogue.text("book.now", time=self._words.moment(state.until, now, state.room.zone))

    def from_then(self, start: datetime, state: RoomState) -> str:
        """From when it shall be."""
        return self._catalogue.text("book.then", time=self._words.moment(start, state.at, state.room.zone))

    def offer(self, key: str, offer: Offer, zone: ZoneInfo, *, strong: bool) -> Choice:
        """A length with its end; an end that is given by what comes next with its length."""
        end, length = self._words.time(offer.end, zone), self._words.duration(offer.length)
        if offer.until_next:
            label, detail = self._catalogue.text("book.until_next", time=end), length
        else:
            label, detail = length, self._catalogue.text("book.until", time=end)
        return Choice(key, label, detail, kind="primary" if strong else "plain")

    def not_free(self) -> str:
        """Nothing can be booked from now on."""
        return self._catalogue.text("book.not_free")

    def not_free_then(self) -> str:
        """Nothing can be booked in this gap."""
        return self._catalogue.text("book.not_free_then")

    def name(self) -> str:
        """The way to give the booking a name."""
        return self._catalogue.text("name.none")

    def named(self, name: str) -> str:
        """The name that it was given."""
        return self._catalogue.text("name.some", name=isolated(clean(name)))

    def name_title(self) -> str:
        """What is to be typed."""
        return self._catalogue.text("name.title")

    def name_hint(self) -> str:
        """What a name may be."""
        return self._catalogue.text("name.hint")

    def keep_name(self) -> str:
        """The end of the typing."""
        return self._catalogue.text("name.keep")

    def extend_title(self) -> str:
        """Above the lengths to stay."""
        return self._catalogue.text("extend.title")

    def extend_none(self) -> str:
        """By nothing."""
        return self._catalogue.text("extend.none")

    def extend_none_line(self) -> str:
        """Why by nothing."""
        return self._catalogue.text("extend.none_line")

    def end_title(self) -> str:
        """Above the choice to end it."""
        return self._catalogue.text("end.title")

    def end_yes(self) -> str:
        """It shall."""
        return self._catalogue.text("end.yes")

    def end_no(self) -> str:
        """It shall not."""
        return self._catalogue.text("end.no")

    def cancel_title(self) -> str:
        """Above the choice to cancel it."""
        return self._catalogue.text("cancel.title")

    def cancel_yes(self) -> str:
        """It shall."""
        return self._catalogue.text("cancel.yes")

    def check_in_title(self) -> str:
        """Above the way to check in."""
        return self._catalogue.text("check_in.title")

    def check_in_code(self) -> str:
        """What to do with the code."""
        return self._catalogue.text("check_in.code")

    def check_in_none(self) -> str:
        """Only a phone can check in."""
        return self._catalogue.text("check_in.none")

    def check_in_none_line(self) -> str:
        """And there is no code for it."""
        return self._catalogue.text("check_in.none_line")

    def held(self, held: Booking, state: RoomState) -> str:
        """The booking in question, as the door may name it."""
        name = isolated(clean(held.subject or "") or self._words.reserved())
        times = kept_whole(self._words.span(held.start, held.end, state.at, state.room.zone))
        return self._catalogue.text("meeting.line", name=name, times=times)

    def meeting(self, one: Appointment) -> str:
        """What an appointment is called."""
        return title_of(one, self._words)

    def meeting_line(self, one: Appointment, state: RoomState) -> str:
        """Who called it, and from when to when."""
        words, zone = self._words, state.room.zone
        times = words.all_day() if one.all_day else words.span(one.start, one.end, state.at, zone)
        return words.dotted(isolated(organizer_of(one)), times, words.pending() if one.pending else "")

    def changed(self) -> str:
        """What was asked about is over, or was moved."""
        return self._catalogue.text("changed")

    def gone(self) -> str:
        """There is no such room any more."""
        return self._catalogue.text("gone")

    def offline(self) -> str:
        """Nothing can be done just now."""
        return self._catalogue.text("offline")

    def offline_line(self) -> str:
        """And why."""
        return self._catalogue.text("offline.line")

    def state(self, state: RoomState) -> str:
        """What the room is, as a sentence."""
        return self._catalogue.text("state", sentence=self._words.sentence(state))

    def waiting(self) -> str:
        """An act is on its way."""
        return self._catalogue.text("waiting")

    def doing(self, act: Act) -> str:
        """Which one."""
        return self._catalogue.text(f"doing.{act}")

    def ended(self, outcome: Outcome) -> str:
        """How it ended, in a word or two; the sentence under it says more."""
        if outcome.ending in GOOD:
            return self._catalogue.text(f"done.{outcome.act}")
        if outcome.ending in UNSURE:
            return self._catalogue.text("unsure")
        return self._catalogue.text(f"undone.{outcome.act}")

    def again(self, *, taken: bool) -> Choice:
        """The way back to the question."""
        return Choice("again", self._catalogue.text("again.taken" if taken else "again"), kind="primary")

    def day(self, state: RoomState, agenda: Agenda) -> tuple[DayRow, ...]:
        """The lines of what is left of the day."""
        return day_rows(state, agenda, self._words)

    def day_title(self) -> str:
        """Above them."""
        return self._catalogue.text("day.title")

    def day_none(self) -> str:
        """In their place."""
        return self._catalogue.text("day.none")

    def more_title(self) -> str:
        """Above all that can be done besides."""
        return self._catalogue.text("more.title")

    def more_none(self) -> str:
        """Nothing else."""
        return self._catalogue.text("more.none")


def _name(room: Room) -> str:
    return isolated(clean(room.name) or clean(room.id))


def kept_whole(times: str) -> str:
    """The same times in one piece: no line ends in them, neither after a dash nor between two signs of the Far East."""
    return re.sub(r"[^0-9A-Za-z:.,\u00a0]", "\\g<0>\u2060", times.replace(" ", "\u00a0"))
