"""Find a room, step by step: only what is true is shown, and a tap books once."""

from dataclasses import replace
from datetime import timedelta

from kiosk.acting.house import HouseLook
from kiosk.acting.outcome import Ending
from kiosk.domain.agenda import Agenda
from kiosk.domain.connection import Trouble
from kiosk.domain.state import derive
from kiosk.flows.find import LOOK_SECONDS
from tests.flows.finding import HERE, POLICY, Play, known, plain, played, room
from tests.sync.virtual import START, passing

FREE, SOON = known(room("Victoria", "1", 8, "Screen")), known(room("Booth", "2", 2), (20, 60))
TAKEN = known(room("Hall", "1", 40, "Screen", "Stage"), (-10, 50))


def test_it_answers_at_once_and_then_with_the_rooms_that_are_free() -> None:
    async def script(play: Play) -> None:
        assert (play.view.tone, play.view.line) == ("waiting", "The other rooms are being looked at.")
        await passing(1)
        assert play.titles == ["Victoria", "Booth"]
        rows = [(plain(one.detail), one.trailing, one.status) for one in play.view.rows]
        assert rows == [
            ("Floor 1 · 8 seats · Screen", "rest of the day", "free"),
            ("Floor 2 · 2 seats", "until 09:20", "free"),
        ]
        assert (play.view.note, play.view.close) == ("", "Close")

    played(script, FREE, SOON, TAKEN)


def test_after_it_is_closed_nothing_more_is_shown() -> None:
    async def script(play: Play) -> None:
        await passing(0.05)
        play.flow.closed()
        before = len(play.shown)
        await passing(60)
        assert len(play.shown) == before

    played(script, FREE)


def test_a_second_search_shows_at_once_what_the_first_one_learned() -> None:
    async def script(play: Play) -> None:
        assert play.titles == ["Victoria"]

    played(script, FREE, before=HouseLook(HERE, (FREE,)))


def test_wishes_narrow_the_list_and_are_taken_back() -> None:
    async def script(play: Play) -> None:
        await passing(1)
        assert play.chips == [
            "seats 4", "seats 8", "seats 12", "floor 1", "floor 2", "amenity Screen", "amenity Stage",
        ]  # fmt: skip
        play.flow.chosen("seats 4")
        assert play.titles == ["Victoria"]
        assert [one.key for one in play.view.chips if one.chosen] == ["seats 4"]
        play.flow.chosen("seats 4")
        play.flow.chosen("floor 2")
        assert play.titles == ["Booth"]
        play.flow.chosen("amenity Stage")
        assert (play.titles, play.view.rows_empty) == ([], "No room that fits is free just now.")
        assert [one.key for one in play.view.choices] == ["all"]
        play.flow.chosen("all")
        assert play.titles == ["Victoria", "Booth"]

    played(script, FREE, SOON, TAKEN)


def test_a_room_is_booked_with_three_taps_and_the_way_is_told() -> None:
    async def script(play: Play) -> None:
        await passing(1)
        play.flow.chosen("room Booth")
        assert plain(play.view.title) == "Book Booth"
        assert [one.key for one in play.view.choices] == ["minutes 15", "next"]
        play.flow.chosen("minutes 15")
        assert play.view.tone == "waiting"
        await passing(2)
        assert play.desk.booked == [("Booth", START, START + timedelta(minutes=15))]
        assert (play.view.tone, plain(play.view.title)) == ("good", "Booth is yours")
        assert plain(play.view.line) == "Until 09:15 · Floor 2"

    played(script, SOON)


def test_a_second_tap_does_nothing_more() -> None:
    async def script(play: Play) -> None:
        await passing(1)
        play.flow.chosen("room Booth")
        play.flow.chosen("room Booth")
        play.flow.chosen("minutes 15")
        play.flow.chosen("minutes 15")
        await passing(2)
        play.flow.chosen("minutes 15")
        await passing(2)
        assert len(play.desk.booked) == 1

    played(script, SOON)


def test_who_was_too_late_is_told_and_led_to_the_other_rooms_as_they_are_now() -> None:
    async def script(play: Play) -> None:
        await passing(1)
        play.flow.chosen("room Booth")
        play.flow.chosen("minutes 15")
        play.house.next = HouseLook(HERE, (FREE,))
        await passing(2)
        assert play.view.tone == "bad"
        assert [one.key for one in play.view.choices] == ["again"]
        play.flow.chosen("again")
        await passing(1)
        assert play.titles == ["Victoria"]

    played(script, SOON, FREE, ending=Ending.TAKEN)


def test_a_room_that_is_taken_while_its_sheet_is_open_is_let_go_and_named() -> None:
    async def script(play: Play) -> None:
        await passing(1)
        play.flow.chosen("room Victoria")
        play.house.next = HouseLook(HERE, (known(room("Victoria"), (-1, 30)), SOON))
        await passing(LOOK_SECONDS + 1)
        assert (play.titles, plain(play.view.note)) == (["Booth"], "Victoria is not free any more.")
        play.flow.chosen("minutes 15")
        assert play.desk.booked == []

    played(script, FREE, SOON)


def test_a_free_room_that_is_about_to_be_taken_leaves_the_list_with_the_minute() -> None:
    async def script(play: Play) -> None:
        await passing(1)
        assert play.titles == ["Booth"]
        play.house.latency = 3600
        await passing(17 * 60)
        own = known(HERE)
        play.flow.changed(derive(own, START, POLICY), own)
        assert play.titles == []

    played(script, SOON)


def test_it_looks_again_while_it_is_open_and_not_while_it_books_nor_after() -> None:
    async def script(play: Play) -> None:
        await passing(3 * LOOK_SECONDS + 1)
        assert play.house.asked == 4
        play.flow.chosen("room Victoria")
        play.flow.chosen("minutes 15")
        await passing(4 * LOOK_SECONDS)
        assert play.house.asked == 4
        play.flow.closed()
        await passing(4 * LOOK_SECONDS)
        assert play.house.asked == 4

    played(script, FREE)


def test_of_rooms_that_nobody_knows_nothing_is_said_but_how_many_they_are() -> None:
    async def script(play: Play) -> None:
        await passing(1)
        assert play.titles == ["Victoria"]
        assert play.view.note == "3 rooms could not be looked at."

    broken = replace(known(room("Broken")), unreadable=True)
    played(script, look=HouseLook(HERE, (FREE, Agenda(room("Dark"), None), broken), missing=1))


def test_when_nothing_can_be_learned_it_says_so_and_asks_again_when_told_to() -> None:
    async def script(play: Play) -> None:
        await passing(1)
        assert (play.view.title, play.view.tone) == ("The other rooms cannot be looked at", "bad")
        play.house.next = HouseLook(HERE, (FREE,))
        play.flow.chosen("again")
        assert play.view.tone == "waiting"
        await passing(1)
        assert play.titles == ["Victoria"]

    played(script, look=HouseLook(HERE, trouble=Trouble.UNREACHABLE))


def test_an_answer_that_grew_old_shows_its_age_and_in_the_end_nothing() -> None:
    async def script(play: Play) -> None:
        await passing(1)
        play.house.next = HouseLook(HERE, (FREE,), trouble=Trouble.TIMED_OUT)
        await passing(2 * LOOK_SECONDS)
        assert play.titles == ["Victoria"]
        assert play.view.note.endswith("This was so at 09:00.")
        await passing(16 * 60)
        assert play.view.title == "The other rooms cannot be looked at"

    played(script, FREE)


def test_without_the_ability_rooms_are_shown_and_none_can_be_pressed() -> None:
    async def script(play: Play) -> None:
        play.can_book = False
        await passing(1)
        assert ([one.key for one in play.view.rows], play.view.line) == ([""], "")
        play.flow.chosen("room Victoria")
        assert play.titles == ["Victoria"]

    played(script, FREE)


def test_back_leads_from_the_lengths_to_the_rooms() -> None:
    async def script(play: Play) -> None:
        await passing(1)
        play.flow.chosen("room Victoria")
        assert play.view.back == "Back"
        play.flow.back()
        assert (play.titles, play.view.back) == (["Victoria"], "")

    played(script, FREE)


def test_keys_that_nobody_offered_do_nothing() -> None:
    async def script(play: Play) -> None:
        await passing(1)
        before = play.view
        for key in ("", "room Nowhere", "seats", "seats x", "floor ", "next", "minutes 15", "amenity"):
            play.flow.chosen(key)
        play.flow.typed("x")
        play.flow.entered()
        assert play.view == before
        assert play.desk.booked == []

    played(script, FREE)


def test_a_house_with_one_room_has_no_other() -> None:
    async def script(play: Play) -> None:
        await passing(1)
        assert play.view.rows_empty == "Gerade ist kein anderer Raum frei."

    played(script, look=HouseLook(HERE), language="de")
