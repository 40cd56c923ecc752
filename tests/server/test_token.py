"""The token file is made once, for its owner only, and read strictly."""

import stat
import sys
from pathlib import Path

import pytest

from kiosk.server.refusal import ServerFault
from kiosk.server.token import token_from


def test_a_missing_file_is_made_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "new" / "token"
    token = token_from(path)

    assert len(token) >= 43
    assert token_from(path) == token
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_files_have_two_tokens(tmp_path: Path) -> None:
    assert token_from(tmp_path / "a") != token_from(tmp_path / "b")


@pytest.mark.parametrize("content", [b"", b"short\n", b"two words in it\n", b"line one\nline two\n", b"\xff" * 20])
def test_what_is_no_token_is_refused_without_showing_it(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "token"
    path.write_bytes(content)

    with pytest.raises(ServerFault) as caught:
        token_from(path)
    assert str(path) in str(caught.value)
    assert content == b"" or content.decode("latin-1").strip() not in str(caught.value)


def test_a_folder_is_no_token_file(tmp_path: Path) -> None:
    with pytest.raises(ServerFault):
        token_from(tmp_path)
