"""From the feed's states to the lobby's view model: the one place where rooms become what the lobby shows."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.config import Config
from kiosk.domain.room import Room
from kiosk.domain.state import RoomState
from kiosk.domain.visitors import VisitorCount
from kiosk.phrases.lobby import LobbyPhrases
from kiosk.sync.model import FeedState
from kiosk.theme.dress import Dress
from kiosk.viewmodels.lobby import LobbyViewModel
from kiosk.viewmodels.lobby_text import LobbyOptions, lobby_view, zone_of
from kiosk.viewmodels.theme import ThemeViewModel, plain_theme
from kiosk.wording import Words


class LobbyScreen:
    """The screen of many rooms: its view models, and the texts in them. `zone` is that of a screen without rooms."""

    def __init__(self, config: Config, zone: ZoneInfo, now: Callable[[], datetime], dress: Dress | None = None) -> None:
        panel = config.panel
        self.lobby = LobbyViewModel()
        self.theme = ThemeViewModel(
            plain_theme(panel.theme, dress),
            occupied_purple=panel.occupied_purple,
            reduced_motion=panel.reduced_motion,
            dress=dress,
        )
        self._phrases = LobbyPhrases(Words(panel.language, hour12=panel.time_format == "12h"))
        self._options = LobbyOptions(zone, config.lobby.title, config.lobby.directions)
        self._now = now
        self._visitors: VisitorCount | None = None
        self._listed: dict[str, Room] | None = None
        self._shown: tuple[tuple[RoomState, ...], FeedState] = ((), FeedState())

    @property
    def zone(self) -> ZoneInfo:
        """The zone that the clock shows."""
        return zone_of(self._shown[0], self._options.zone)

    def show(self, states: tuple[RoomState, ...], feed: FeedState) -> None:
        """Show these rooms, but those that the backend does not know."""
        known = (one for one in states if one.room.id not in feed.unknown_rooms)
        self._shown = tuple(self._placed(one) for one in known), feed
        self._draw()

    def show_visitors(self, count: VisitorCount) -> None:
        """Show this count from now on, for as long as it is worth showing."""
        self._visitors = count
        self._draw()

    def listed(self, rooms: Sequence[Room]) -> None:
        """These are the rooms that there are; their places are believed before those in an agenda."""
        self._listed = {one.id: one for one in rooms}
        self._draw()

    def _placed(self, state: RoomState) -> RoomState:
        room, place = state.room, (self._listed or {}).get(state.room.id)
        if place is None:
            return state
        name = place.name if room.name == room.id else room.name
        return replace(state, room=replace(room, name=name, building=place.building, floor=place.floor))

    def _draw(self) -> None:
        states, feed = self._shown
        at, nowhere = states[0].at if states else self._now(), self._listed == {}
        self.lobby.show(
            lobby_view(states, at, feed.connection, self._phrases, self._options, self._visitors, listed=nowhere)
        )
