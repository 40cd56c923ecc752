"""Badges as they are printed: whole in any script, with a code that a reader reads."""

import io
import os
import re
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from kiosk.badge.badge import Badge, badge_in, badge_of, body_of, sample_badge
from kiosk.badge.drawing import Drawing, draw
from kiosk.badge.files import pdf, png
from kiosk.badge.fitting import steady
from kiosk.badge.template import TemplateError, filled, labels, read_template, template_of
from kiosk.badge.typefaces import shapes_arabic
from tests.messages.test_mail import AT, visit

FOLDER = Path(__file__).resolve().parent.parent / "golden"
SEEN = Path(__file__).resolve().parents[2] / "build" / "golden"
SHARE_THAT_MAY = 0.004
SAMPLE = sample_badge(datetime(2026, 11, 20, 12, tzinfo=UTC), "en")
NAMES = {
    "latin": "Ada Lovelace",
    "arabic": "محمد بن علي Smith 42",
    "hebrew": "שרה בת־אור",
    "han": "陳大文",
    "japanese": "さくらい みどり",
    "korean": "김민수",
    "thai": "ภูมิพลอดุลยเดชมหาราช",
    "devanagari": "वेङ्कटेश्वरन् सुब्रमण्यम्",
    "greek": "Αικατερίνη Παπαδοπούλου-Κωνσταντινίδου",
    "long": "Wilhelmina " * 18,
    "unbroken": "W" * 200,
    "wide": "陳" * 200,
}


def label(name: str = "Ada Lovelace", size: str = "62x100") -> Drawing:
    return draw(read_template(size), replace(SAMPLE, visitor=name.strip()), "en")


def codes(image: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(image.convert("L"))]


def share_of_difference(one: Image.Image, two: Image.Image) -> float:
    apart = ImageChops.logical_xor(one.convert("1"), two.convert("1"))
    return apart.histogram()[255] / (one.width * one.height)


@pytest.mark.parametrize(
    ("script", "size"), [*((one, "62x100") for one in NAMES), *(("latin", one) for one in labels())]
)
def test_a_badge_looks_as_it_did(script: str, size: str) -> None:
    if script == "arabic" and not shapes_arabic():
        pytest.skip("Pillow finds no fribidi on this system, without which Arabic is not joined")
    drawing = label(NAMES[script], size)
    path = FOLDER / f"badge-{script}-{size}.png"
    if os.environ.get("KIOSK_GOLDEN") == "write":
        path.write_bytes(png(drawing))
    SEEN.mkdir(parents=True, exist_ok=True)
    (SEEN / path.name).write_bytes(png(drawing))
    golden = Image.open(path)
    assert golden.size == drawing.image.size
    assert share_of_difference(golden, drawing.image) <= SHARE_THAT_MAY, f"compare {SEEN / path.name} with {path}"


def test_another_name_is_not_taken_for_the_same() -> None:
    assert share_of_difference(label().image, label("Ida Lovelace").image) > SHARE_THAT_MAY / 4
    assert share_of_difference(label().image, label("陳大文").image) > SHARE_THAT_MAY


@pytest.mark.parametrize("size", labels())
@pytest.mark.parametrize("dpi", [203, 300, 600])
@pytest.mark.parametrize("uid", ["1", "SAMPLE-0000-0000", "b7e0c2f4-7d6f-4c7b-9f4e-0a1b2c3d4e5f", "ü" * 60])
def test_a_reader_reads_the_code(size: str, dpi: int, uid: str) -> None:
    drawing = draw(read_template(size), replace(SAMPLE, uid=uid), "en", dpi)
    assert codes(drawing.image) == [uid]
    assert codes(drawing.turned().image) == [uid]


def test_modules_are_whole_dots() -> None:
    image = label().image
    box = read_template("62x100").qr
    assert box is not None
    left, top, side = (round(one * 300 / 25.4) for one in (box.left, box.top, box.width))
    part = image.crop((left, top, left + side, top + side))
    ink = ImageChops.invert(part.convert("L")).getbbox()
    assert ink is not None
    row = [part.getpixel((x, ink[1])) for x in range(ink[0], ink[2])]
    first = row.index(255) if 255 in row else len(row)
    assert first % 7 == 0, "the finder's upper edge is seven modules long"
    assert (ink[2] - ink[0]) % (first // 7) == 0


def test_without_a_uid_there_is_no_code_and_without_a_name_there_is_no_gap() -> None:
    assert codes(draw(read_template("62x100"), replace(SAMPLE, uid=""), "en").image) == []
    assert filled("{building} · {date}", {"building": "", "date": "Friday"}) == "Friday"
    assert filled("{building} · {date}", {"building": "Spreehaus", "date": ""}) == "Spreehaus"


def test_a_file_knows_its_size() -> None:
    read = Image.open(io.BytesIO(png(label())))
    assert (read.mode, read.size) == ("1", (732, 1181))
    assert [round(one) for one in read.info["dpi"]] == [300, 300]


def test_the_page_is_the_label_dot_for_dot() -> None:
    drawing = label()
    page = pdf(drawing)
    assert b"/MediaBox [0 0 175.748 283.465]" in page
    found = re.search(rb"/FlateDecode /Length (\d+) >>\nstream\n", page)
    assert found is not None
    assert zlib.decompress(page[found.end() : found.end() + int(found[1])]) == drawing.image.tobytes()
    start = int(page.rsplit(b"startxref\n", 1)[1].split()[0])
    assert page[start:].startswith(b"xref\n0 6\n")
    for number, place in enumerate(re.findall(rb"(\d{10}) 00000 n", page), 1):
        assert page[int(place) :].startswith(f"{number} 0 obj".encode())


def test_nothing_of_a_visitor_is_in_a_file_as_text() -> None:
    for data in (png(label()), pdf(label())):
        assert b"Ada" not in data
        assert b"Lovelace" not in data


BOX: Mapping[str, Any] = {
    "size": [60, 40],
    "text": [{"content": "{visitor}", "at": [10, 10, 40, 20], "largest": 40, "least": 12, "lines": 3}],
}


def beyond(name: str) -> int:
    """By how many dots the ink of a name leaves its box."""
    image = draw(template_of(BOX), badge_of(visit(name), AT, "en"), "en").image
    ink = ImageChops.invert(image.convert("L")).getbbox()
    edge = round(10 * 300 / 25.4)
    if ink is None:
        return 0
    return max(edge - ink[0], edge - ink[1], ink[2] - image.width + edge, ink[3] - image.height + edge)


@pytest.mark.parametrize("script", NAMES)
def test_no_name_leaves_its_box(script: str) -> None:
    assert beyond(NAMES[script]) <= 5


@settings(max_examples=60)
@given(st.one_of(st.text(st.characters(exclude_categories=["M"]), max_size=200), st.text("陳ไm-א ", max_size=200)))
def test_no_letters_at_all_leave_the_margin_around_a_box(name: str) -> None:
    assert beyond(name) <= round(4 * 300 / 25.4)


def test_marks_without_a_letter_and_piles_of_them_are_left_out() -> None:
    assert steady("\u0e47\u0e47 Z\u0335\u0336a\u0300" + "\u0301" * 90) == "Z\u0335\u0336a\u0300" + "\u0301" * 5
    assert steady(NAMES["devanagari"]) == NAMES["devanagari"]
    assert steady("👩‍💻") == "👩‍💻"


def test_a_visit_becomes_a_badge_in_the_buildings_own_date() -> None:
    late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    one = badge_of(replace(visit(), uid="U-1"), late, "de")
    assert one == Badge(
        "Ada Lovelace",
        "Engines Ltd",
        "Grace Hopper",
        "Spreehaus",
        "Room 301",
        "Floor 3",
        "Samstag, 21. November",
        "U-1",
        "Besuch",
        "Zu Gast bei Grace Hopper",
    )
    assert badge_in(body_of(one)) == one
    assert badge_of(visit(None), late, "en").visitor == "Visitor"
    bare = replace(visit(), uid=None)
    assert badge_of(bare, late, "en").uid == bare.code, "who has no uid leaves by the code"


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"{"])
def test_what_is_no_badge_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        badge_in(body)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({}, "size"),
        ({"size": [62]}, "size"),
        ({"size": [62, 0]}, "size"),
        ({"size": [62, 100], "txt": []}, "txt"),
        ({"size": [62, 100], "text": [{"at": [0, 0, 1, 1]}]}, "content"),
        ({"size": [62, 100], "text": [{"content": "{name}", "at": [0, 0, 1, 1]}]}, "visitor"),
        ({"size": [62, 100], "text": [{"content": "x", "at": [0, 0, 63, 1]}]}, "within the label"),
        ({"size": [62, 100], "text": [{"content": "x", "at": [0, 0, 6, 1], "align": "left"}]}, "start or center"),
        ({"size": [62, 100], "text": {"content": "x"}}, "tables like"),
        ({"size": [62, 100], "bar": [{"at": "x"}]}, "4 numbers"),
        ({"size": [62, 100], "qr": "x"}, "qr"),
        ({"size": [62, 100], "qr": {"at": [0, 0, 70, 10]}}, "within the label"),
        ({"size": [62, 100], "text": [{"content": "x", "at": [0, 0, 6, 1], "largest": "big"}]}, "numbers"),
        ({"size": [62, 100], "text": [{"content": "x", "at": [0, 0, 6, 1], "lines": 0}]}, "lines"),
    ],
)
def test_a_template_that_cannot_be_used_says_why(table: Mapping[str, Any], said: str) -> None:
    with pytest.raises(TemplateError, match=said):
        template_of(table)


def test_a_template_of_your_own_is_a_file(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("size = [40, 20]\n[qr]\nat = [1, 1, 18, 18]\n", encoding="utf-8")
    assert codes(draw(read_template(str(own)), SAMPLE, "en").image) == ["SAMPLE-0000-0000"]
    own.write_text("size = [40", encoding="utf-8")
    for wrong in (str(own), "63x100"):
        with pytest.raises(TemplateError):
            read_template(wrong)
