"""What staff see of the desk: everybody who is in, by name."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from kiosk.reception.staff import Backroom
from tests.visits.house import desk, visit


async def test_the_list_is_by_name_and_who_has_none_comes_last(tmp_path: Path) -> None:
    at = desk(tmp_path)
    for number, name in enumerate(("Grace Hopper", None, "ada Lovelace", "Émilie du Châtelet", "Charles Babbage")):
        at.clock.at += timedelta(minutes=1)
        await at.desk.check_in(replace(visit(number, f"CODE{number}"), visitor=name))

    present = await Backroom(at.desk, tmp_path).present()

    assert [one.visit.visitor for one in present] == [
        "ada Lovelace",
        "Charles Babbage",
        "Émilie du Châtelet",
        "Grace Hopper",
        None,
    ]
