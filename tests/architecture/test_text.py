"""What QML shows is plain text, and comes from the catalogue."""

from pathlib import Path

import pytest

from tests.architecture.qml_text import guessing_texts, literal_texts
from tests.architecture.source import qml_files


def test_every_text_is_plain() -> None:
    assert not [f"{path.name}:{line}" for path in qml_files() for line in guessing_texts(read(path))]


def test_no_words_are_written_in_qml() -> None:
    assert not [f"{path.name}:{line}" for path in qml_files() for line in literal_texts(read(path))]


def test_there_is_a_plain_text_to_look_at() -> None:
    assert any("Text.PlainText" in read(path) for path in qml_files())


@pytest.mark.parametrize(
    "source",
    [
        "Text { text: subject }",
        "Text {\n    text: subject\n    textFormat: Text.AutoText\n}",
        "Item { Text { color: ink } }",
        "Text {\n    // textFormat: Text.PlainText\n}",
        "Text { Item { textFormat: Text.PlainText } }",
        'Text { text: "textFormat: Text.PlainText" }',
        "Label { text: subject }",
    ],
)
def test_a_guessing_text_is_caught(source: str) -> None:
    assert list(guessing_texts(source))


@pytest.mark.parametrize(
    "source",
    [
        "Text { textFormat: Text.PlainText; text: subject }",
        "PlainText { text: subject }",
        "// Text { text: subject }",
        "TextInput { text: subject }",
        "Text {\n    Item { x: 1 }\n    textFormat: Text.PlainText\n}",
    ],
)
def test_a_plain_text_passes(source: str) -> None:
    assert not list(guessing_texts(source))


@pytest.mark.parametrize(
    "source",
    [
        'text: "Available"',
        "text: 'Frei'",
        'Accessible.name: "Room " + room',
        'text: free\n    ? "Free"\n    : word',
        'placeholderText: qsTr("Code")',
        'text: "会议"',
        'text: " · " + second + "free"',
    ],
)
def test_words_of_its_own_are_caught(source: str) -> None:
    assert list(literal_texts(source))


@pytest.mark.parametrize(
    "source", ["text: view.word", 'text: "–"', 'text: " · " + second + " · "', '// text: "Free"', 'state: "free"']
)
def test_words_from_python_pass(source: str) -> None:
    assert not list(literal_texts(source))


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
