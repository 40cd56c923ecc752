"""No letter is cut off at an edge, runs into another or is covered: every language, panel and state."""

import pytest

from kiosk.domain.state import Status
from kiosk.i18n import languages
from kiosk.tags.canvas import BLACK, WHITE, Mask
from kiosk.tags.draw import Artist, sketch
from kiosk.tags.face import Face
from kiosk.tags.panels import Panel
from kiosk.tags.picture import Palette, Picture
from kiosk.tags.plan import Box
from kiosk.tags.qr import code_of, fitted
from tests.tags.contact import geometries
from tests.tags.samples import LINK, MEETINGS, face, meeting
from tests.tags.watched import Watched

PANELS = list(geometries(Palette.BWRY))
LONG = [
    meeting(
        10, 11.5, "Quarterly planning with the whole jury, typography and guests", "Katherine Johnson-Goble, Paris"
    ),
    *MEETINGS[1:],
    meeting(18, 19, "Ǟǡ ỂẪ jgpqy", "Çğ"),
]
NAMES = [
    "Großer Besprechungsraum Ägypten Nordflügel",
    "ỂǛ",
    "सम्मेलन कक्ष",
    "ห้องประชุมใหญ่ที่สุด",
    "قاعة محمد الكبرى",
    "會議室" * 9,
]


class Studio:
    """Draws on canvases that are watched; keeps its letters, as every test draws the same ones."""

    def __init__(self) -> None:
        made = self._made = list[Watched]()

        class Kept(Watched):
            def picture(self) -> Picture:
                made.append(self)
                return super().picture()

        self._artist = Artist(Kept)

    def faults(self, one: Face, panel: Panel) -> list[str]:
        """What went wrong while a sign was drawn."""
        self._made.clear()
        sketched = sketch(one, panel)
        sign = self._artist.draw(sketched)
        # The last picture is the sign's own: a canvas that is watched looks at itself before a code is set.
        return self._made[-1].faults + unquiet(sign.picture, sketched.plan.code)


def unquiet(picture: Picture, box: Box | None) -> list[str]:
    """What stands in a code's quiet zone: nothing may."""
    code = code_of(LINK)
    if box is None or code is None or (fit := fitted(code, box.width)) is None:
        return []
    left, dark = box.left + fit.quiet * fit.pixels, fit.code.modules * fit.pixels
    found = []
    for y in range(box.top, box.top + box.height):
        row = picture.pixels[y * picture.width : (y + 1) * picture.width]
        inside = box.top + fit.quiet * fit.pixels <= y < box.top + fit.quiet * fit.pixels + dark
        quiet = row[max(0, box.left) : left] + row[left + dark if inside else left : box.left + box.width]
        if set(quiet) - {WHITE}:
            found.append(f"in a code's quiet zone at row {y}")
    return found[:1]


STUDIO = Studio()


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("language", languages())
def test_everything_that_is_written_is_seen(language: str, status: Status) -> None:
    found = {}
    for panel in PANELS:
        for meetings in (LONG, []) if status is Status.FREE else (LONG if status is Status.OCCUPIED else MEETINGS,):
            found[panel.width, panel.height, len(meetings)] = STUDIO.faults(
                face(status, language, meetings=meetings), panel
            )
    assert {where: faults for where, faults in found.items() if faults} == {}


@pytest.mark.parametrize("name", NAMES)
def test_names_of_any_script_and_length_stay_within_their_place(name: str) -> None:
    found = {(panel.width, panel.height): STUDIO.faults(face(name=name, meetings=LONG), panel) for panel in PANELS}
    assert {where: faults for where, faults in found.items() if faults} == {}


def test_what_is_cut_off_covered_or_run_into_is_found() -> None:
    dot = Mask(1, 1 << 7)
    for x, y, fault in ((0, -1, "cut off"), (3, 8, "cut off"), (8, 0, "cut off")):
        canvas = Watched(8, 8, Palette.BW)
        canvas.stamp(dot, x, y, BLACK)
        assert fault in canvas.faults[0]
    canvas = Watched(8, 8, Palette.BW)
    canvas.stamp(dot, 2, 2, BLACK)
    assert not canvas.faults
    canvas.copy().stamp(dot, 2, 2, BLACK)
    canvas.fill(0, 0, 4, 4, BLACK)
    canvas.stamp(dot, 2, 2, BLACK)
    canvas.tile([b"\x0f"], 0, 2, BLACK)
    assert [one.partition(" at")[0] for one in canvas.faults] == ["filled over", "on another", "a code over something"]
