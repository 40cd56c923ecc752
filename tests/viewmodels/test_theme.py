import pytest

from kiosk.viewmodels.theme import THEMES, Theme, ThemeViewModel, plain_theme


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
    assert plain_theme(name) == Theme(style, mode)


def test_there_are_six_themes() -> None:
    assert len(THEMES) == 6


def test_a_file_is_laid_over_the_usual_one() -> None:
    assert plain_theme("themes/house.toml") == THEMES["bold-dark"]


def test_the_look_is_fixed_for_qml() -> None:
    model = ThemeViewModel(THEMES["calm-dark"], occupied_purple=True, reduced_motion=True)
    meta = model.metaObject()
    names = ["style", "reducedMotion"]

    assert [model.property(name) for name in names] == ["calm", True]
    assert all(meta.property(meta.indexOfProperty(name)).isConstant() for name in names)
