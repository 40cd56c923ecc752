"""The camera of one screen: its button where there is one, on while somebody wants it, and what it sees and reads."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from kiosk.camera.reader import Camera, CameraReader, Spawn
from kiosk.clock import Clock
from kiosk.domain.camera import Picture, Sighting
from kiosk.viewmodels.camera import CameraViewModel
from kiosk.viewmodels.camera_view import CameraView
from kiosk.window.camera_picture import NAME, LivePicture

if TYPE_CHECKING:
    from kiosk.window.engine import PanelWindow


class Finder(Protocol):
    """Says which camera there is at this moment."""

    def __call__(self) -> Camera | None:
        """The camera, the same one each time; None while there is none."""
        ...


class CameraPlace:
    """Ties the camera that `find` finds to what `model` shows in `window`. All methods: the loop's thread.

    `scanned` gets what was read, once for each time that somebody turned the camera on. `dark` says that the screen is
    black: then nothing looks.
    """

    def __init__(
        self,
        window: "PanelWindow",
        model: CameraViewModel,
        find: Finder,
        clock: Clock,
        spawn: Spawn,
        scanned: Callable[[str], None],
        dark: Callable[[], bool],
    ) -> None:
        self._window = window
        self._model = model
        self._find = find
        self._clock = clock
        self._spawn = spawn
        self._scanned = scanned
        self._dark = dark
        self._step = ""
        self._live: LivePicture | None = None
        self._reader: CameraReader | None = None
        model.wanted.connect(self._look)
        model.left.connect(self._leave)

    def ask(self, step: str) -> None:
        """The step that asks for a code now, empty for none: only then is there a button, and may the camera be on.

        Another step begins anew, with the camera off.
        """
        if step != self._step:
            self._step = step
            self._off(CameraView(offered=bool(step) and self._find() is not None))

    def stop(self) -> None:
        """Off, and nothing is heard any more; before the window is gone."""
        self.ask("")
        self._model.wanted.disconnect(self._look)
        self._model.left.disconnect(self._leave)

    def _look(self) -> None:
        if not self._step or self._reader is not None or self._dark():
            return
        camera = self._find()
        if camera is None:
            self._model.show(CameraView(failed=True))
            return
        if self._live is None:
            self._live = LivePicture()
            self._window.provide(NAME, self._live)
        self._model.show(CameraView(offered=True, looking=True))
        self._reader = CameraReader(camera, _codes_in, self._clock, self._spawn, self._saw, self._read, self._failed)
        self._reader.begin()

    def _leave(self) -> None:
        self._off(replace(self._model.view, looking=False, source=""))

    def _saw(self, picture: Picture) -> None:
        if self._dark():
            self._leave()
        elif self._live is not None:
            self._model.show(replace(self._model.view, source=self._live.show(picture)))

    def _read(self, text: str) -> None:
        self._leave()
        self._scanned(text)

    def _failed(self) -> None:
        self._off(CameraView(offered=self._find() is not None, failed=True))

    def _off(self, then: CameraView) -> None:
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.end()
        if self._live is not None:
            self._live.forget()
        self._model.show(then)


def _codes_in(picture: Picture) -> Sequence[Sighting]:
    from kiosk.camera.codes import codes_in  # noqa: PLC0415 - an extra that may not be there

    return codes_in(picture)
