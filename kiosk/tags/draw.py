"""Draws a face on a panel. Red never touches black, nor yellow white: on e-paper neither is seen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from kiosk.domain.state import Status
from kiosk.tags import qr
from kiosk.tags.canvas import BLACK, WHITE, Canvas, stride_of
from kiosk.tags.face import Face, trimmed
from kiosk.tags.glyphs import Pen
from kiosk.tags.layout import plan_of
from kiosk.tags.legible import legible
from kiosk.tags.panels import Panel
from kiosk.tags.parts import Hours, code_rows, day_frame, day_spans, hours_of
from kiosk.tags.picture import RED, YELLOW, Palette, Picture
from kiosk.tags.plan import Box, Content, Plan, Slot
from kiosk.tags.shapes import shape_of
from kiosk.tags.typesetting import place, place_best, set_word


class NoCode(StrEnum):
    """Why a sign has no QR code."""

    NO_LINK = "no_link"
    LINK_TOO_LONG = "link_too_long"
    PANEL_TOO_SMALL = "panel_too_small"


@dataclass(frozen=True, slots=True)
class Sign:
    """A drawn sign. `no_code` is None where a code stands on it; `written_out`: a text's script has no font here."""

    picture: Picture
    no_code: NoCode | None
    written_out: bool


@dataclass(frozen=True, slots=True)
class Sketch:
    """What will be drawn: a whole face, and the layout, which may have no room for all of it."""

    whole: Face
    plan: Plan
    no_code: NoCode | None

    @property
    def face(self) -> Face:
        """The face without what the layout has no room for."""
        plan = self.plan
        return trimmed(self.whole, ahead=len(plan.ahead), day=plan.day is not None, link=plan.code is not None)

    @property
    def key(self) -> str:
        """Decides whether to draw: the same for two sketches whose pictures are the same; 16 hex digits."""
        plan = self.plan
        return self.whole.digest(ahead=len(plan.ahead), day=plan.day is not None, link=plan.code is not None)


def sketch(face: Face, panel: Panel) -> Sketch:
    """Lay a face out on a panel as it is seen."""
    modules = qr.modules_of(face.link) if face.link else 0
    plan = plan_of(panel, modules, _content(face))
    return Sketch(face, plan, _no_code(face, plan, has_code=modules > 0))


def _content(face: Face) -> Content:
    if face.meeting is not None or face.ahead:
        return Content.MEETINGS
    return Content.NO_MEETING if face.link or face.day_known else Content.STATUS


def _no_code(face: Face, plan: Plan, *, has_code: bool) -> NoCode | None:
    if not face.link:
        return NoCode.NO_LINK
    if not has_code:
        return NoCode.LINK_TOO_LONG
    return None if plan.code else NoCode.PANEL_TOO_SMALL


class Artist:
    """Draws signs; keeps the letters that it has drawn, by language and width of the panel.

    `blank` makes the canvas that is drawn on, by its width, height and palette.
    """

    def __init__(self, blank: Callable[[int, int, Palette], Canvas] = Canvas) -> None:
        self._blank = blank
        self._pens: dict[tuple[str, int], Pen] = {}
        self._ground = lru_cache(maxsize=64)(self._drawn_ground)

    def draw(self, sketched: Sketch) -> Sign:
        """The sign."""
        face, plan = sketched.face, sketched.plan
        panel = plan.panel
        hours = hours_of(face.busy) if plan.day is not None and face.day_known else None
        canvas = self._ground(plan, face.language, face.status, (face.word, face.short), hours).copy()
        pen = self._pen(face.language, stride_of(panel.width))
        _line(canvas, pen, face, plan)
        whole = _texts(canvas, pen, face, plan)
        if plan.day is not None and hours is not None:
            day_spans(canvas, plan.day, hours, face.busy, face.shut)
        if plan.code is not None and face.link:
            _code(canvas, plan.code, face.link)
        return Sign(canvas.picture(), sketched.no_code, written_out=not whole)

    def _drawn_ground(
        self, plan: Plan, language: str, status: Status, words: tuple[str, ...], hours: Hours | None
    ) -> Canvas:
        """What all rooms of this status have in common."""
        panel = plan.panel
        canvas, pen = self._blank(panel.width, panel.height, panel.palette), self._pen(language, stride_of(panel.width))
        _band(canvas, pen, plan, status, words)
        if plan.day is not None and hours is not None:
            day_frame(canvas, pen, plan.day, hours)
        return canvas

    def _pen(self, language: str, stride: int) -> Pen:
        if (language, stride) not in self._pens:
            self._pens[language, stride] = Pen(language, stride)
        return self._pens[language, stride]


def _band(canvas: Canvas, pen: Pen, plan: Plan, status: Status, words: tuple[str, ...]) -> None:
    ground, ink = _inks(status, canvas.palette)
    box, rule = plan.band, max(2, min(canvas.width, canvas.height) // 96)
    if ground == WHITE:
        canvas.fill(box.left, box.top, box.width, rule, BLACK)
        if box.top + box.height < canvas.height:
            canvas.fill(box.left, box.top + box.height - rule, box.width, rule, BLACK)
    elif canvas.palette.inks[ground] == YELLOW:
        canvas.fill(box.left, box.top, box.width, box.height, BLACK)
        canvas.fill(box.left + rule, box.top + rule, box.width - 2 * rule, box.height - 2 * rule, ground)
    else:
        canvas.fill(box.left, box.top, box.width, box.height, ground)
    canvas.stamp(shape_of(status, plan.shape.width, canvas.stride), plan.shape.left, plan.shape.top, ink)
    set_word(canvas, pen, plan, words, ink)


def _line(canvas: Canvas, pen: Pen, face: Face, plan: Plan) -> None:
    _, ink = _inks(face.status, canvas.palette)
    texts: tuple[str, ...] = (face.line, face.brief)
    if plan.title is None and plan.when is None and face.meeting is not None:
        texts = (f"{face.line} \u00b7 {legible(face.meeting.title)[0]}", *texts)
    place_best(canvas, pen, plan.line, texts, ink if _within(plan.line, plan.band) else BLACK)


def _within(slot: Slot, box: Box) -> bool:
    return box.top < slot.base < box.top + box.height


def _inks(status: Status, palette: Palette) -> tuple[int, int]:
    """The ground of the band and what is written on it."""
    inks = palette.inks
    if status is Status.OCCUPIED:
        return (inks.index(RED) if RED in inks else BLACK), WHITE
    if status in (Status.STARTING_SOON, Status.WAITING_CHECK_IN) and YELLOW in inks:
        return inks.index(YELLOW), BLACK
    return WHITE, BLACK


def _texts(canvas: Canvas, pen: Pen, face: Face, plan: Plan) -> bool:
    """Everything outside the band; False where something had to be written in other letters."""
    whole = _head(canvas, pen, face, plan)
    if face.meeting is not None:
        whole = _meeting(canvas, pen, face, plan) and whole
    for (when, title), one in zip(plan.ahead, face.ahead, strict=False):
        shown, fine = legible(one.title)
        place(canvas, pen, when, one.when, BLACK)
        place(canvas, pen, title, shown, BLACK)
        whole = whole and fine
    if plan.caption is not None and face.link:
        place(canvas, pen, plan.caption, face.caption, BLACK, share=plan.caption_share)
    return whole


def _head(canvas: Canvas, pen: Pen, face: Face, plan: Plan) -> bool:
    """The room's name, and where it is as far as the name leaves room: who looks for a room needs all of its name."""
    name, whole = legible(face.room, face.room_id)
    slot, detail = plan.name, plan.detail
    if detail is None or not face.detail:
        place(canvas, pen, slot, name, BLACK)
        return whole
    told, fine = legible(face.detail)
    if pen.width(name, slot.style, slot.least) > slot.width:
        end = detail.left + detail.width
        taken = min(detail.width, pen.width(told, detail.style, detail.size)) + detail.size
        beside = replace(slot, width=end - taken - slot.left)
        fits = pen.width(name, slot.style, slot.least) <= beside.width
        slot, told = (beside, told) if fits else (replace(slot, width=end - slot.left), "")
    place(canvas, pen, slot, name, BLACK)
    if told:
        place(canvas, pen, detail, told, BLACK, share=1.0)
    return whole and fine


def _meeting(canvas: Canvas, pen: Pen, face: Face, plan: Plan) -> bool:
    meeting = face.meeting
    if meeting is None:
        return True
    title, fine = legible(meeting.title)
    organizer, known = legible(meeting.organizer)
    if plan.overline is not None:
        place(canvas, pen, plan.overline, face.overline, BLACK)
    if plan.when is not None:
        place(canvas, pen, plan.when, meeting.when, BLACK)
    if plan.title is not None and plan.when is None:
        brief = f"{meeting.start} {title}".strip()
        place_best(canvas, pen, plan.title, (f"{meeting.when} {title}".strip(), brief), BLACK)
    elif plan.title is not None:
        lines = place(canvas, pen, plan.title, title, BLACK)
        if plan.organizer is not None and organizer:
            place(canvas, pen, plan.organizer.lower((lines - 1) * plan.title.leading), organizer, BLACK)
    return fine and known


def _code(canvas: Canvas, box: Box, link: str) -> None:
    code = qr.code_of(link)
    fit = qr.fitted(code, box.width) if code else None
    if code is None or fit is None:
        return
    left, top = box.left + fit.quiet * fit.pixels, box.top + fit.quiet * fit.pixels
    canvas.tile(code_rows(code, fit.pixels, left % 8), left - left % 8, top, BLACK)
