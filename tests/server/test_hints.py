"""The receiver of change hints takes anything at its secret path, and nothing elsewhere."""

import logging
import queue

import httpx
import pytest

from kiosk.server.hints import MOST_BYTES, HintReceiver, ids_in
from tests.server.conftest import keeps

Hints = queue.Queue[frozenset[str] | None]


@pytest.mark.parametrize(
    ("body", "ids"),
    [
        (b"", None),
        (b"1,2, 3", {"1", "2", "3"}),
        (b"7", {"7"}),
        (b'"7,8"', {"7", "8"}),
        (b"[1, 2]", {"1", "2"}),
        (b'{"ids": [1, "2"]}', {"1", "2"}),
        (b'{"event": "bookingChanged", "ids": [1]}', {"1"}),
        (b'{"data": {"BookableResourceId": 5, "id": 99}}', {"5"}),
        (b'{"id": 99, "bookableResource": {"id": 5, "name": "x"}}', {"5"}),
        (b'{"data": [{"resourceId": "1,2"}, {"resourceIds": [3]}]}', {"1", "2", "3"}),
        (b"ids=1%2C2&x=y", {"1", "2"}),
        (b"bookableResourceId=4", {"4"}),
        (b'{"id": true}', None),
        (b'{"id": null}', None),
        (b"<html>no ids here</html>", None),
        (b'{"ids": [1', None),
        (b"\xff\xfe\x00", None),
        (b"[" * 60_000, None),
        (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, None),
        (b'{"id": "<script>"}', None),
    ],
)
def test_ids_are_read_wherever_they_are(body: bytes, ids: set[str] | None) -> None:
    assert ids_in(body) == ids


@pytest.fixture
def hints() -> Hints:
    return queue.Queue()


def test_any_method_and_any_body_is_a_hint(hints: Hints) -> None:
    receiver = HintReceiver("127.0.0.1", 0, keeps("s3cret"), hints.put)
    address = receiver.start() + "/hint/s3cret"
    try:
        for method in ("POST", "GET", "PUT", "PATCH", "DELETE", "NOTIFY"):
            answer = httpx.request(method, address, content=b'{"ids": "3"}', trust_env=False)
            assert (answer.status_code, hints.get(timeout=20)) == (200, frozenset({"3"}))
        assert httpx.get(address + "?ids=4,5", trust_env=False).status_code == 200
        assert hints.get(timeout=60) == frozenset({"4", "5"})
        assert httpx.post(address + "/", content=b"?", trust_env=False).status_code == 200
        assert hints.get(timeout=60) is None
    finally:
        receiver.stop()


def test_a_body_beyond_the_cap_means_refresh_all(hints: Hints) -> None:
    receiver = HintReceiver("127.0.0.1", 0, keeps("s3cret"), hints.put)
    address = receiver.start() + "/hint/s3cret"
    try:
        body = b'{"ids": "1", "pad": "' + b"x" * MOST_BYTES + b'"}'
        assert httpx.post(address, content=body, trust_env=False).status_code == 200
        assert hints.get(timeout=60) is None
    finally:
        receiver.stop()


def test_other_paths_are_not_found_and_the_secret_is_not_logged(hints: Hints, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="uvicorn")
    receiver = HintReceiver("127.0.0.1", 0, keeps("s3cret"), hints.put)
    base = receiver.start()
    try:
        for path in ("/", "/hint", "/hint/", "/hint/s3cre", "/hint/s3cret/more", "/hint/S3CRET", "/hint/\u00e9"):
            assert httpx.post(base + path, content=b"1", trust_env=False).status_code == 404
        assert httpx.post(base + "/hint/s3cret", content=b"1", trust_env=False).status_code == 200
        assert hints.get(timeout=20) == frozenset({"1"})
    finally:
        receiver.stop()
    assert hints.empty()
    assert "s3cret" not in " ".join(record.getMessage() for record in caplog.records if record.name != "httpx")
