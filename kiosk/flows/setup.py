"""The conversation in which a panel is set up: shows the steps, has the server tried, has the set-up written."""

from collections.abc import Callable, Sequence

from kiosk.domain.agenda import Agenda
from kiosk.domain.state import RoomState
from kiosk.flows import setup_steps as steps
from kiosk.flows.setup_state import Asking, Scope, Step, back
from kiosk.flows.setup_views import setup_view
from kiosk.flows.stage import Stage
from kiosk.phrases.setup import SetupPhrases
from kiosk.setup.device import Device
from kiosk.setup.draft import Changes, Draft


class SetupFlow:
    """Sets `device` up as far as `scope` says, and calls `restart` once that is written.

    `phrases` makes those of a language, `tags` are the languages to choose from. `leave` shows what was there before;
    without it, the first step has no way back. A scanned `code` answers what it can; `extra` is written with it.
    """

    def __init__(
        self,
        device: Device,
        phrases: Callable[[str], SetupPhrases],
        tags: Sequence[str],
        restart: Callable[[], None],
        *,
        scope: Scope = Scope.ALL,
        leave: Callable[[Stage], None] | None = None,
        code: Draft | None = None,
        extra: Changes | None = None,
    ) -> None:
        self._device = device
        self._phrases = phrases
        self._tags = tags
        self._restart = restart
        self._leave = leave
        self._extra = extra or {}
        self._now = steps.begun(scope, device.draft(), code)
        self._stage: Stage | None = None

    def begin(self, stage: Stage) -> None:
        """The first question."""
        self._stage = stage
        self._show(self._now)
        self._work(self._now)

    def changed(self, state: RoomState, agenda: Agenda) -> None:
        """Nothing here is about the room's day."""

    def chosen(self, key: str) -> None:
        """An answer, or to stay as it is."""
        if key == "demo" and self._now.step is Step.SYSTEM and self._stage is not None:
            self._stage.close()
        else:
            self._go(steps.chosen(self._now, key))

    def typed(self, text: str) -> None:
        """The field says what it holds, and the list of rooms follows at once."""
        self._show(steps.typed(self._now, text))

    def entered(self) -> None:
        """What is typed, or was scanned, is meant."""
        self._go(steps.entered(self._now))

    def back(self) -> None:
        """To the question before, or to what was there before all of them."""
        earlier = back(self._now)
        if earlier is not None:
            self._go(earlier)
        elif self._stage is not None:
            if self._leave is not None:
                self._leave(self._stage)
            else:
                self._stage.close()

    def closed(self) -> None:
        """A trial that still runs is not heard any more; a set-up that is being written is finished."""
        self._stage = None

    def _go(self, then: Asking) -> None:
        begins = then.step is not self._now.step or then.attempt != self._now.attempt
        self._show(then)
        if begins:
            self._work(then)

    def _work(self, now: Asking) -> None:
        """What a step does beside being shown."""
        if self._stage is not None and now.step is Step.TESTING:
            self._stage.spawn(self._test(now))
        elif self._stage is not None and now.step is Step.WRITING:
            self._stage.spawn(self._write(now))

    def _show(self, now: Asking) -> None:
        self._now = now
        if self._stage is not None:
            phrases = self._phrases(now.draft.language)
            first = self._leave is None and back(now) is None
            self._stage.show(setup_view(now, phrases, self._tags, first=first))

    async def _test(self, asked: Asking) -> None:
        trial = await self._device.try_out(asked.draft)
        if self._stage is not None:
            self._go(steps.tried(self._now, trial, asked.attempt))

    async def _write(self, asked: Asking) -> None:
        problem = await self._device.set_up(asked.draft, self._extra)
        if problem is None:
            self._restart()
        else:
            self._go(steps.not_written(self._now, problem))
