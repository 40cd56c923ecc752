"""Report a problem: what is it, a few words where no kind fits, thanks. Knows no words and nobody's name."""

from enum import Enum, auto
from typing import Protocol

from kiosk.clock import Clock
from kiosk.domain.agenda import Agenda
from kiosk.domain.problem import Problem, Report
from kiosk.domain.room import Room
from kiosk.domain.state import RoomState
from kiosk.flows.stage import Stage
from kiosk.phrases.report import ReportPhrases
from kiosk.sync.outbox_file import OutboxError
from kiosk.sync.reports import Fate, Noted
from kiosk.viewmodels.sheet_view import Choice, Entry, SheetView, Tone
from kiosk.wording_outside import clean

MOST = 120
SENT_WITHIN = 3.0
_SEND, _AGAIN = "send", "again"
_THANKS_SECONDS = 8.0


class Reports(Protocol):
    """Keeps reports; `ReportDesk` is the one there is. Methods raise `OutboxError`."""

    async def note(self, report: Report) -> Noted:
        """Keep it; when this returns it is on disk."""
        ...

    async def fate(self, noted: Noted, seconds: float) -> Fate:
        """What became of it, at the latest after so many seconds."""
        ...


class _Step(Enum):
    KIND = auto()
    TEXT = auto()
    NOTING = auto()
    NOTED = auto()
    FAILED = auto()


class ReportFlow:
    """Reports what is wrong with `room`. Thanks are said once the report is on disk, not before. Implements `Flow`."""

    def __init__(self, room: Room, reports: Reports, clock: Clock, says: ReportPhrases) -> None:
        self._room = room
        self._reports = reports
        self._clock = clock
        self._says = says
        self._stage: Stage | None = None
        self._step = _Step.KIND
        self._text = ""
        self._report: Report | None = None

    def begin(self, stage: Stage) -> None:
        """Ask what is wrong."""
        self._stage = stage
        self._show(_Step.KIND, self._kinds())

    def changed(self, state: RoomState, agenda: Agenda) -> None:  # noqa: ARG002 - a report is of the room alone
        """Whatever its state, the room keeps its problem; only its name may be new."""
        if state.room.id == self._room.id:
            self._room = state.room

    def chosen(self, key: str) -> None:
        """A kind of problem, or the button of a later step."""
        match self._step:
            case _Step.KIND if key == Problem.OTHER:
                self._show(_Step.TEXT, self._field())
            case _Step.KIND if key in set(Problem):
                self._note(Problem(key), "")
            case _Step.TEXT if key == _SEND:
                self.entered()
            case _Step.FAILED if key == _AGAIN and self._report is not None:
                self._note(self._report.problem, self._report.text)
            case _:
                pass

    def typed(self, text: str) -> None:
        """The words so far."""
        if self._step is _Step.TEXT:
            self._text = text[:MOST]
            self._show(_Step.TEXT, self._field())

    def entered(self) -> None:
        """The words are finished; there have to be some."""
        if self._step is not _Step.TEXT:
            return
        if text := clean(self._text, MOST):
            self._note(Problem.OTHER, text)
        else:
            self._show(_Step.TEXT, self._field(self._says.text_empty()))

    def back(self) -> None:
        """From the words to the kinds."""
        if self._step is _Step.TEXT:
            self._show(_Step.KIND, self._kinds())

    def closed(self) -> None:
        """What was reported is kept."""

    def _note(self, problem: Problem, text: str) -> None:
        self._report = Report(self._room, problem, self._clock.now(), text)
        self._show(_Step.NOTING, SheetView("report noting", self._says.noting(), tone="waiting", close=self._close))
        if self._stage is not None:
            self._stage.spawn(self._keep(self._report))

    async def _keep(self, report: Report) -> None:
        try:
            noted = await self._reports.note(report)
        except OutboxError:
            self._show(_Step.FAILED, self._failed())
            return
        self._show(_Step.NOTED, self._thanks(self._says.before() if noted.before else self._says.sent()))
        if not noted.before:
            await self._follow(noted)

    async def _follow(self, noted: Noted) -> None:
        """The thanks stay true: what was not taken at once is said to wait."""
        try:
            fate = await self._reports.fate(noted, SENT_WITHIN)
        except OutboxError:
            fate = Fate.WAITING
        match fate:
            case Fate.SENT:
                pass
            case Fate.WAITING:
                self._show(_Step.NOTED, self._thanks(self._says.later()))
            case Fate.REFUSED:
                self._show(_Step.NOTED, self._thanks(self._says.refused(), "bad"))

    def _show(self, step: _Step, view: SheetView) -> None:
        self._step = step
        if self._stage is not None:
            self._stage.show(view)

    @property
    def _close(self) -> str:
        return self._says.close()

    def _kinds(self) -> SheetView:
        kinds = tuple(Choice(problem.value, self._says.kind(problem)) for problem in Problem)
        return SheetView("report", self._says.title(), choices=kinds, close=self._close)

    def _field(self, note: str = "") -> SheetView:
        says = self._says
        return SheetView(
            name="report text",
            title=says.text_title(),
            note=note,
            entry=Entry(says.text_title(), self._text, says.text_hint(), most=MOST),
            choices=(Choice(_SEND, says.text_send(), kind="primary"),),
            back=says.back(),
            close=self._close,
            seconds=30.0,
        )

    def _thanks(self, line: str, tone: Tone = "good") -> SheetView:
        return SheetView(
            "report noted", self._says.noted(), line, tone=tone, close=self._close, seconds=_THANKS_SECONDS
        )

    def _failed(self) -> SheetView:
        again = Choice(_AGAIN, self._says.again(), kind="primary")
        line = self._says.failed_line()
        return SheetView(
            "report failed", self._says.failed(), line, tone="bad", choices=(again,), close=self._close, seconds=30.0
        )
