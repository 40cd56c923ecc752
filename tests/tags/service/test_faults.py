"""Whatever befalls gateways, clock and service: in the end each tag shows its newest face, and no panel was hurried."""

from pathlib import Path

import pytest

from tests.sync.virtual import simulate
from tests.tags.service.troubled import troubled

QUICK, ALL = 40, 200


def ends_well(folder: Path, seed: int) -> None:
    outcome = simulate(lambda: troubled(folder, seed))
    assert outcome.not_newest == [], "each tag shows its newest face"
    assert outcome.too_soon == [], "a colour panel rests three minutes between two drawings"
    assert outcome.at_once == 1, "one upload at a time"


@pytest.mark.parametrize("seed", range(QUICK))
def test_in_the_end_every_tag_shows_its_newest_face(tmp_path: Path, seed: int) -> None:
    ends_well(tmp_path, seed)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(QUICK, ALL, 20))
def test_in_the_end_every_tag_shows_its_newest_face_for_many_more_seeds(tmp_path: Path, first: int) -> None:
    for seed in range(first, first + 20):
        folder = tmp_path / str(seed)
        folder.mkdir()
        ends_well(folder, seed)
