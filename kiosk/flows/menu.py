"""From a key on the home screen to the flow that it opens, and the sheet of what has no place there. Knows no words."""

from collections.abc import Callable, Mapping

from kiosk.domain.agenda import Agenda
from kiosk.domain.state import RoomState
from kiosk.flows.host import SheetHost
from kiosk.flows.stage import Flow, Stage
from kiosk.phrases.sheets import SheetPhrases
from kiosk.viewmodels.sheet_view import SheetView

MORE = "more"


class Menu:
    """Opens flows by their keys: `flows` make those of actions, `lines` those of the day's lines ("gap …")."""

    def __init__(
        self,
        host: SheetHost,
        flows: Mapping[str, Callable[[], Flow]],
        lines: Mapping[str, Callable[[str], Flow]],
        more: Callable[[], tuple[str, ...]],
        says: SheetPhrases,
    ) -> None:
        self._host = host
        self._flows = flows
        self._lines = lines
        self._more = more
        self._says = says

    def press(self, key: str) -> None:
        """Open what belongs to the key; nothing while a sheet is open, for then the press was the second of two."""
        if self._host.busy:
            return
        kind, _, rest = key.partition(" ")
        if key == MORE:
            self._host.open(MoreFlow(self._more, self.flow, self._says))
        elif key in self._flows:
            self._host.open(self.flow(key))
        elif kind in self._lines and rest:
            self._host.open(self._lines[kind](rest))

    def flow(self, key: str) -> Flow:
        """The flow of an action. Raises KeyError for one that there is not."""
        return self._flows[key]()


class MoreFlow:
    """What can be done beside the actions on the home screen. Implements `Flow`."""

    def __init__(self, keys: Callable[[], tuple[str, ...]], flow: Callable[[str], Flow], says: SheetPhrases) -> None:
        self._keys = keys
        self._flow = flow
        self._says = says
        self._stage: Stage | None = None

    def begin(self, stage: Stage) -> None:
        """Show them."""
        self._stage = stage
        self._draw(stage)

    def changed(self, state: RoomState, agenda: Agenda) -> None:  # noqa: ARG002 - the keys know
        """Show those that there are now."""
        if self._stage is not None:
            self._draw(self._stage)

    def chosen(self, key: str) -> None:
        """Go there."""
        if self._stage is not None and key in self._keys():
            self._stage.open(self._flow(key))

    def typed(self, text: str) -> None:
        """Nothing is typed here."""

    def entered(self) -> None:
        """Nothing is typed here."""

    def back(self) -> None:
        """There is nothing before it."""

    def closed(self) -> None:
        """Nothing goes on."""

    def _draw(self, stage: Stage) -> None:
        choices = tuple(self._says.choice(key) for key in self._keys())
        stage.show(
            SheetView(
                name=MORE,
                title=self._says.more_title(),
                rows_empty="" if choices else self._says.more_none(),
                choices=choices,
                close=self._says.close(),
            )
        )
