"""From the feed's states to the home view model: the one place where a door's state becomes what it shows."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from kiosk.config import PanelConfig
from kiosk.domain.connection import Trouble
from kiosk.domain.environment import Environment
from kiosk.domain.state import RoomState
from kiosk.sync.model import FeedState
from kiosk.theme.dress import Dress
from kiosk.viewmodels.home import HomeViewModel
from kiosk.viewmodels.home_actions import Offered
from kiosk.viewmodels.home_text import HomeOptions, home_view
from kiosk.viewmodels.qr import no_qr, qr_image
from kiosk.viewmodels.sheet import SheetViewModel
from kiosk.viewmodels.theme import ThemeViewModel, plain_theme
from kiosk.wording import Words


class HomeScreen:
    """The home screen of the first watched room: its view models, and the texts in them; `still` as in a picture."""

    def __init__(self, panel: PanelConfig, *, still: bool = False, dress: Dress | None = None) -> None:
        self.home = HomeViewModel()
        self.sheet = SheetViewModel()
        self.theme = ThemeViewModel(
            plain_theme(panel.theme, dress),
            occupied_purple=panel.occupied_purple,
            reduced_motion=still or panel.reduced_motion,
            dress=dress,
        )
        self.words = Words(panel.language, hour12=panel.time_format == "12h")
        self._options = HomeOptions(qr=no_qr)
        self._measured: tuple[Environment, ...] = ()
        self._offered: Callable[[], Offered | None] = lambda: None
        self._again = _nothing

    def draw_codes(self) -> None:
        """From here on QR codes are drawn; before the first frame there is no time for them."""
        self._options = replace(self._options, qr=qr_image)

    def offer(self, offered: Callable[[], Offered]) -> None:
        """From here on the screen has actions: those that are `offered` when it is shown."""
        self._offered = offered
        self._again()

    def day_keys(self) -> tuple[str, ...]:
        """The keys of the lines of the day that can be pressed."""
        return tuple(row.key for row in self.home.view.day if row.pressable)

    def show_environment(self, measured: tuple[Environment, ...]) -> None:
        """Show this air from now on, beside what is shown already."""
        self._measured = measured
        self._again()

    def show(self, states: tuple[RoomState, ...], feed: FeedState) -> None:
        """Show the first room; one that the server does not know says so."""
        connection = feed.connection
        if states[0].room.id in feed.unknown_rooms:
            connection = replace(connection, trouble=Trouble.NOT_FOUND)
        measured = self._measured or feed.measured
        options = replace(self._options, offered=self._offered())
        view = home_view(states[0], feed.agendas[0], feed.keys, connection, self.words, options, measured)
        self.home.show(view)
        self._again = partial(self.show, states, feed)


def _nothing() -> None:
    """Nothing was shown yet."""
