"""Sentences with a time in them read well in each language, whichever day and hour it is."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.connection import Trouble
from kiosk.domain.state import RoomState
from kiosk.i18n import catalogue, languages, parts
from kiosk.wording import Words
from tests.wording.states import at, meeting, state
from tests.wording.test_catalogue import leaves, raw
from tests.wording.test_sentences import CASES

UTC_ZONE = ZoneInfo("UTC")
TRANSLATED = [tag for tag in languages() if tag != "en"]
EAST_ASIAN = {"ja", "ko", "zh-Hans", "zh-Hant"}
# Until the same day, the next one, one after a week, and past one o'clock.
UNTIL = ("18:05", "2026-11-21T08:00", "2026-11-30T08:00", "13:30")
SAID = {
    "en": ("Occupied until 18:05", "Occupied until Sat 08:00", "Occupied until 30 Nov, 08:00", "Occupied until 13:30"),
    "de": ("Belegt bis 18:05", "Belegt bis Sa., 08:00", "Belegt bis 30. Nov., 08:00", "Belegt bis 13:30"),
    "fr": (
        "Occupée jusqu’à 18:05",
        "Occupée jusqu’à 08:00 (sam.)",
        "Occupée jusqu’à 08:00 le 30 nov.",
        "Occupée jusqu’à 13:30",
    ),
    "es": (
        "Ocupada hasta las 18:05",
        "Ocupada hasta las 8:00 (sáb)",
        "Ocupada hasta las 8:00 (30 nov)",
        "Ocupada hasta las 13:30",
    ),
    "ja": ("18:05まで使用中", "土曜 8:00まで使用中", "11月30日 8:00まで使用中", "13:30まで使用中"),
    "ko": ("18:05까지 사용 중", "토요일 08:00까지 사용 중", "11월 30일 08:00까지 사용 중", "13:30까지 사용 중"),
    "zh-Hans": ("使用中，至 18:05", "使用中，至 周六 08:00", "使用中，至 11月30日 08:00", "使用中，至 13:30"),  # noqa: RUF001 - Chinese has its own comma
    "zh-Hant": ("使用中，至 18:05", "使用中，至 週六 08:00", "使用中，至 11月30日 08:00", "使用中，至 13:30"),  # noqa: RUF001 - Chinese has its own comma
}
TWELVE = {
    "en": ("12:05 am", "1:30 pm", "12:00 pm"),
    "de": ("12:05 AM", "1:30 PM", "12:00 PM"),
    "fr": ("12:05 AM", "1:30 PM", "12:00 PM"),
    "es": ("12:05 a. m.", "1:30 p. m.", "12:00 p. m."),
    "ja": ("午前0:05", "午後1:30", "午後0:00"),
    "ko": ("오전 12:05", "오후 1:30", "오후 12:00"),
    "zh-Hans": ("上午12:05", "下午1:30", "下午12:00"),
    "zh-Hant": ("上午12:05", "下午1:30", "下午12:00"),
}
DURATIONS = {
    "en": ("1 min", "1 h 45 min", "2 days 2 h"),
    "de": ("1 Min.", "1 Std. 45 Min.", "2 Tg. 2 Std."),
    "fr": ("1 min", "1 h 45 min", "2 j 2 h"),
    "es": ("1 min", "1 h 45 min", "2 días 2 h"),
    "ja": ("1分", "1時間45分", "2日2時間"),
    "ko": ("1분", "1시간 45분", "2일 2시간"),
    "zh-Hans": ("1 分钟", "1 小时 45 分钟", "2 天 2 小时"),
    "zh-Hant": ("1 分鐘", "1 小時 45 分鐘", "2 天 2 小時"),
}
SPANS = {
    "en": "23:30 – Sat 00:30",
    "de": "23:30 – Sa., 00:30",
    "fr": "23:30 – 00:30 (sam.)",
    "es": "23:30 – 0:30 (sáb)",
    "ja": "23:30〜土曜 0:30",
    "ko": "23:30 ~ 토요일 00:30",
    "zh-Hans": "23:30 – 周六 00:30",
    "zh-Hant": "23:30 – 週六 00:30",
}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("index", range(len(UNTIL)))
def test_until_when_reads_well_on_any_day(language: str, index: int) -> None:
    assert Words(language).sentence(state(meeting("09:00", UNTIL[index]), now="12:12")) == SAID[language][index]


@pytest.mark.parametrize("language", languages())
def test_times_by_twelve_hours(language: str) -> None:
    words = Words(language, hour12=True)

    said = tuple(words.time(at(time), UTC_ZONE).replace("\u00a0", " ") for time in ("00:05", "13:30", "12:00"))
    assert said == TWELVE[language]


@pytest.mark.parametrize("language", languages())
def test_durations(language: str) -> None:
    said = tuple(Words(language).duration(timedelta(minutes=minutes)) for minutes in (1, 105, 3000))

    assert tuple(one.replace("\u00a0", " ") for one in said) == DURATIONS[language]


@pytest.mark.parametrize("language", languages())
def test_a_span_over_midnight(language: str) -> None:
    assert Words(language).span(at("23:30"), at("2026-11-21T00:30"), at("12:00"), UTC_ZONE) == SPANS[language]


@pytest.mark.parametrize(
    ("now", "until", "hour12", "sentence"),
    [
        ("12:12", "13:30", True, "Ocupada hasta la 1:30\u00a0p.\u00a0m."),
        ("00:10", "01:00", False, "Ocupada hasta la 1:00"),
        ("09:12", "10:30", True, "Ocupada hasta las 10:30\u00a0a.\u00a0m."),
        ("09:12", "11:00", False, "Ocupada hasta las 11:00"),
        ("12:12", "2026-11-21T01:00", False, "Ocupada hasta la 1:00 (sáb)"),
        ("12:12", "2026-11-30T01:00", False, "Ocupada hasta la 1:00 (30 nov)"),
    ],
)
def test_one_oclock_is_singular_in_spanish(now: str, until: str, *, hour12: bool, sentence: str) -> None:
    words = Words("es", hour12=hour12)

    assert words.sentence(state(meeting("00:00", until), now=now)) == sentence


def test_one_oclock_is_singular_in_all_parts_of_spanish() -> None:
    for part in ("", *parts()):
        for key, text in raw("es", part).items():
            if isinstance(text, str) and "las {" in text.lower():
                values = dict.fromkeys(("time", "opens", "start", "then", "duration"), "1:05")
                assert "las 1:05" not in catalogue("es", part).text(key, **values).lower(), key


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("room", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_every_state_is_said_in_the_language(language: str, room: RoomState) -> None:
    words = Words(language)

    assert words.sentence(room) != Words("en").sentence(room)
    assert words.line(room) != Words("en").line(room)
    assert "  " not in words.sentence(room) + words.line(room)


@pytest.mark.parametrize("language", TRANSLATED)
def test_each_trouble_has_a_sentence_of_its_own(language: str) -> None:
    said = {Words(language).trouble(one) for one in Trouble}

    assert len(said) == len(Trouble)
    assert not said & {Words("en").trouble(one) for one in Trouble}


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_phrase_has_spaces_where_they_do_not_belong(language: str) -> None:
    for part in ("", *parts()):
        for key, text in leaves(raw(language, part)):
            if key.startswith("/one_oclock"):
                continue
            assert text == text.strip(), key
            assert "  " not in text, key


@pytest.mark.parametrize("language", sorted(EAST_ASIAN - {"ko"}))
def test_chinese_and_japanese_are_punctuated_their_own_way(language: str) -> None:
    """No full stop, comma, colon or question mark of the Latin script beside a character of theirs."""
    for part in ("", *parts()):
        for key, text in leaves(raw(language, part)):
            wrong = [
                one for one, after in zip(text, text[1:] + " ", strict=True) if ord(one) > 0x3000 and after in ".,:;?!"
            ]
            assert not wrong, key


def test_french_keeps_its_high_signs_on_the_line() -> None:
    """A colon, a question mark and the like stand after a space that does not break."""
    for part in ("", *parts()):
        for key, text in leaves(raw("fr", part)):
            for index, sign in enumerate(text):
                if sign in ":;?!%" and not key.startswith("/calendar"):
                    follows_code = text[index + 1 : index + 3] in {"{m", "02"}
                    assert text[index - 1] == "\u00a0" or follows_code, key
            assert "'" not in text, key
