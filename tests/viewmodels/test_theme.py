import pytest

from kiosk.viewmodels.theme import THEMES, Theme, ThemeViewModel, parse_theme


@pytest.mark.parametrize(
    ("name", "style", "mode"),
    [
        ("bold-light", "bold", "light"),
        ("bold-dark", "bold", "dark"),
        ("calm-light", "calm", "light"),
        ("calm-dark", "calm", "dark"),
        ("contrast-light", "contrast", "light"),
        ("contrast-dark", "contrast", "dark"),
    ],
)
def test_a_name_says_style_and_mode(name: str, style: str, mode: str) -> None:
    assert parse_theme(name) == Theme(style, mode)


def test_there_are_six_themes() -> None:
    assert len(THEMES) == 6


def test_a_name_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"'bold' is no theme; themes are bold-light, .*, contrast-dark"):
        parse_theme("bold")


def test_the_look_is_fixed_for_qml() -> None:
    model = ThemeViewModel(parse_theme("calm-dark"), occupied_purple=True, reduced_motion=True)
    meta = model.metaObject()
    names = ["style", "mode", "occupiedPurple", "reducedMotion"]

    assert [model.property(name) for name in names] == ["calm", "dark", True, True]
    assert all(meta.property(meta.indexOfProperty(name)).isConstant() for name in names)
