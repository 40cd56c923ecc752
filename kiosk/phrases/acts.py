"""How an act ended, as one short sentence for the person who tapped. Holds no text; says nothing private."""

from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.acting.outcome import Act, Ending, Outcome
from kiosk.domain.booking import Booking
from kiosk.i18n import catalogue
from kiosk.wording import Words

# Where there is something of its own to say about an act; else the same is said about all.
OWN = frozenset(
    {
        *((ending, act) for ending in (Ending.DONE, Ending.ALREADY) for act in Act),
        (Ending.TAKEN, Act.BOOK),
        (Ending.TAKEN, Act.EXTEND),
        (Ending.GONE, Act.BOOK),
        (Ending.TOO_EARLY, Act.CHECK_IN),
        (Ending.TOO_LATE, Act.BOOK),
        (Ending.TOO_LATE, Act.CHECK_IN),
        (Ending.REFUSED, Act.BOOK),
        (Ending.UNSURE, Act.BOOK),
    }
)
TIMED = frozenset({Act.BOOK, Act.CHECK_IN, Act.EXTEND})


class ActPhrases:
    """The sentences of one language, each complete with its full stop."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._catalogue = catalogue(words.language, "acts")

    def sentence(self, outcome: Outcome, at: datetime, zone: ZoneInfo) -> str:
        """What came of it, as seen at `at`; instants are told in the room's `zone`, seconds cut off."""
        what = f"{outcome.ending.value}.{outcome.act.value}"
        match outcome:
            case Outcome(act=act, ending=Ending.DONE | Ending.ALREADY, booking=Booking() as booking) if act in TIMED:
                later = act is Act.BOOK and booking.start > at
                time = self._words.moment(booking.start if later else booking.end, at, zone)
                return self._catalogue.text(f"later.{what}" if later else f"timed.{what}", time=time)
            case Outcome(act=Act.BOOK | Act.EXTEND, ending=Ending.TAKEN, free_from=datetime() as free_from):
                return self._catalogue.text(f"timed.{what}", time=self._words.moment(free_from, at, zone))
            case Outcome(act=act, ending=ending) if (ending, act) in OWN:
                return self._catalogue.text(f"plain.{what}")
            case _:
                return self._catalogue.text(f"any.{outcome.ending.value}")
