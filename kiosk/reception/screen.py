"""From the conversation at the desk to the reception's view model, and from what is pressed back to events."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.config import Config
from kiosk.domain.reception import beginning
from kiosk.domain.reception_events import (
    Back,
    Closed,
    CodeWanted,
    Confirmed,
    Erased,
    Event,
    HostChosen,
    KeyPressed,
    LanguageChosen,
    NameWanted,
    Submitted,
    TextChanged,
    WalkInWanted,
)
from kiosk.domain.reception_steps import Conversation, Habits, WalkIn
from kiosk.domain.visiting import Act
from kiosk.flows.host import SETTLE_SECONDS
from kiosk.i18n import languages, resolve
from kiosk.phrases.reception import ReceptionPhrases
from kiosk.phrases.sheets import SheetPhrases
from kiosk.theme.dress import Dress
from kiosk.viewmodels.key_names import KeyNames
from kiosk.viewmodels.reception import ReceptionViewModel
from kiosk.viewmodels.reception_parts import Aside, ReceptionOptions
from kiosk.viewmodels.reception_text import reception_view
from kiosk.viewmodels.sheet import SheetViewModel
from kiosk.viewmodels.theme import ThemeViewModel, plain_theme
from kiosk.wording import Words

_EVENTS: dict[str, Event] = {
    "code": CodeWanted(),
    "leave": CodeWanted(Act.LEAVE),
    "by_name": NameWanted(),
    "walk_in": WalkInWanted(),
    "confirm": Confirmed(),
    "close": Closed(),
    "back": Back(),
    "next": Submitted(),
}


class ReceptionScreen:
    """The visitors' screen: its view models, and the words in them, in the language of whoever stands there.

    `now` is the program's time; `speaks` is called with another language before anything is said in it.
    """

    def __init__(
        self,
        config: Config,
        habits: Habits,
        zone: ZoneInfo,
        now: Callable[[], datetime],
        speaks: Callable[[str], None],
        dress: Dress | None = None,
    ) -> None:
        panel, own = config.panel, config.reception
        self.reception = ReceptionViewModel()
        self.theme = ThemeViewModel(plain_theme(own.theme, dress), reduced_motion=panel.reduced_motion, dress=dress)
        self.sheet = SheetViewModel()
        self._language, self._hour12 = panel.language, panel.time_format == "12h"
        self._options = _options(config, zone)
        self._habits = habits
        self._now = now
        self._speaks = speaks
        self._shown = beginning(now()), Aside()
        self._says = self._phrases(panel.language)
        self._draw()

    @property
    def words(self) -> Words:
        """The building's own language, which is the staff's."""
        return Words(self._language, hour12=self._hour12)

    @property
    def key_names(self) -> KeyNames:
        """What the keys on the screen are called in that language."""
        return SheetPhrases(self.words).key_names()

    @property
    def language(self) -> str:
        """The tag of the language that the screen speaks just now."""
        return self._says.words.language

    def behave(self, habits: Habits) -> None:
        """The reception's habits are these, as far as its backend allows them."""
        self._habits = habits
        self._draw()

    def call(self, building: str) -> None:
        """The building's name, where the config gives none."""
        if not self._options.building:
            self._options = replace(self._options, building=building)
            self._draw()

    def show(self, talk: Conversation, aside: Aside) -> None:
        """Show where the conversation is."""
        self._shown = talk, aside
        wanted = resolve(talk.language or self._language) if talk.language else self._language
        if Words(wanted).language != self._says.words.language:
            self._speaks(wanted)
            self._says = self._phrases(wanted)
        self._draw()

    def tick(self) -> None:
        """Time has passed: the clock may show another minute."""
        self._draw()

    def event_of(self, key: str) -> Event | None:
        """What pressing a button or a line means; None for one that is gone."""
        kind, _, value = key.partition("-")
        step = self._shown[0].step
        if kind == "lang":
            return LanguageChosen(value)
        if kind == "host":
            found = step.hosts if isinstance(step, WalkIn) else ()
            return HostChosen(found[int(value)]) if value.isdecimal() and int(value) < len(found) else None
        return _EVENTS.get(key)

    def _phrases(self, language: str) -> ReceptionPhrases:
        words = Words(language, hour12=self._hour12)
        self.reception.name_keys(SheetPhrases(words).key_names())
        return ReceptionPhrases(words)

    def _draw(self) -> None:
        talk, aside = self._shown
        self.reception.show(reception_view(talk, self._now(), self._says, self._options, self._habits, aside))


class Presses:
    """Hands what is pressed to `tell`. The second of two quick taps was not meant for the screen that the first opened.

    `seconds` counts by a clock that nobody sets.
    """

    def __init__(self, screen: ReceptionScreen, tell: Callable[[Event], None], seconds: Callable[[], float]) -> None:
        self._screen = screen
        self._tell = tell
        self._seconds = seconds
        self._since = float("-inf")
        shown = screen.reception
        shown.nameChanged.connect(self._new)
        shown.chosen.connect(self._chosen)
        shown.pressed.connect(lambda character: tell(KeyPressed(character)))
        shown.erased.connect(lambda everything: tell(Erased(everything)))
        shown.typed.connect(lambda text: tell(TextChanged(text)))
        shown.entered.connect(lambda: tell(Submitted()))
        shown.went_back.connect(lambda: tell(Back()))
        shown.closed.connect(lambda: tell(Closed()))

    def stop(self) -> None:
        """Hear nothing more."""
        shown = self._screen.reception
        for signal in (shown.nameChanged, shown.chosen, shown.pressed, shown.erased, shown.typed):
            signal.disconnect()
        for signal in (shown.entered, shown.went_back, shown.closed):
            signal.disconnect()

    def _new(self) -> None:
        self._since = self._seconds()

    def _chosen(self, key: str) -> None:
        if self._seconds() - self._since < SETTLE_SECONDS:
            return
        event = self._screen.event_of(key)
        if event is not None:
            self._tell(event)


def _options(config: Config, zone: ZoneInfo) -> ReceptionOptions:
    own = config.reception
    return ReceptionOptions(
        zone=zone,
        building=own.title,
        languages=languages(),
        house_rules=own.house_rules,
        directions=own.directions,
        wifi_name=own.wifi_name,
        wifi_password=own.wifi_password,
        scanner=own.scanner,
        opens=timedelta(minutes=own.opens_minutes),
    )
