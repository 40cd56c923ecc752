"""A text from outside is shown as it is: no HTML, and nothing is fetched."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtQml import QQmlComponent, qmlEngine
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from tests.qml import geometry
from tests.qml.conftest import Show
from tests.qml.samples import home, outside


class Lure(HTTPServer):
    """A server that writes down what it is asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []


class Handler(BaseHTTPRequestHandler):
    server: Lure

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


@pytest.fixture
def lure() -> Iterator[Lure]:
    with Lure() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_markup_is_shown_as_text_and_fetches_nothing(show: Show, lure: Lure) -> None:
    markup = f"<img src='http://127.0.0.1:{lure.server_port}/a.png'><img src=''><h1>x</h1>"
    panel = show(outside(markup))
    panel.window.grab()
    assert markup in [one.text for one in geometry.texts(panel.window)]
    assert lure.asked == []


@pytest.mark.qt_log_ignore("Connection refused")
def test_even_a_picture_from_an_address_is_not_fetched(show: Show, lure: Lure, qtbot: QtBot) -> None:
    engine = qmlEngine(show(home("free")).window.window)
    assert engine is not None
    picture_at = f"http://127.0.0.1:{lure.server_port}/b.png"
    code = f'import QtQuick; Image {{ source: "{picture_at}"; readonly property bool bad: status === Image.Error }}'
    component = QQmlComponent(engine)
    component.setData(code.encode(), QUrl())
    picture = component.create()
    assert isinstance(picture, QQuickItem)
    qtbot.waitUntil(lambda: picture.property("bad") is True)
    assert lure.asked == []
    picture.deleteLater()
