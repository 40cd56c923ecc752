import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

from kiosk import wording
from kiosk.domain.connection import Trouble
from kiosk.domain.state import Status
from kiosk.i18n import PSEUDO_LONG, PSEUDO_RTL, catalogue, languages, parts, plural, resolve
from kiosk.resources import assets

ROOT = Path(wording.__file__).parent
SOURCES = sorted([*ROOT.glob("wording*.py"), *(ROOT / "viewmodels").glob("*.py")])
# Keys that are put together from a prefix and one of these.
FAMILIES = {
    "status.": {status.value for status in Status},
    "trouble.": {trouble.value for trouble in Trouble},
    "sentence.": set(wording.LINES),
    "line.": {*wording.LINES.values(), "until"},
}
# Unicode categories, and the pattern that finds what could be a tag.
WORDS_OF_CODE = r"C[cfs]|Z[lps]?M?|M[nce]|ZM|<\(\?!.*"
PLACEHOLDER = re.compile(r"\{(\w+)[^}]*\}")


def raw(language: str, part: str = "") -> dict[str, Any]:
    with (assets() / "locale" / part / f"{language}.toml").open("rb") as file:
        return tomllib.load(file)


def placeholders(messages: dict[str, Any]) -> dict[str, set[str]]:
    """What each phrase has filled in; the forms of a plural, of which languages have more or fewer, as one."""
    found: dict[str, set[str]] = {}
    for path, text in leaves({key: value for key, value in messages.items() if key != "one_oclock"}):
        key = re.sub("/(one|other)$", "", path)
        found[key] = found.get(key, set()) | set(PLACEHOLDER.findall(text))
    return found


def leaves(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from leaves(one, f"{path}/{key}")
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from leaves(one, f"{path}/{index}")
    else:
        yield path, str(value)


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            yield node.func.attr, node.args[0]


def literals(node: ast.expr) -> set[str]:
    match node:
        case ast.Constant(value=str(text)):
            return {text}
        case ast.IfExp(body=body, orelse=orelse):
            return literals(body) | literals(orelse)
        case ast.JoinedStr(values=[ast.Constant(value=str(prefix)), ast.FormattedValue()]):
            return {prefix + one for one in FAMILIES[prefix]}
        case _:
            raise AssertionError(ast.unparse(node))


def used_keys() -> set[str]:
    keys: set[str] = set()
    for path in SOURCES:
        for method, argument in calls(ast.parse(path.read_text(encoding="utf-8"))):
            if method in {"text", "counted"}:
                keys |= literals(argument)
    return keys


@pytest.mark.parametrize("language", [tag for tag in languages() if tag != "en"])
def test_each_language_has_the_keys_of_english_with_the_same_placeholders(language: str) -> None:
    english, other = placeholders(raw("en")), placeholders(raw(language))
    # The order of names in a date, and which of them it needs, is the language's own affair.
    dates = {"/calendar/time_24", "/calendar/time_12", "/calendar/date_long", "/calendar/date_short"}

    assert set(other) == set(english)
    assert {key for key in english if other[key] != english[key]} <= dates


@pytest.mark.parametrize("language", languages())
def test_each_language_has_the_plural_forms_that_it_needs(language: str) -> None:
    needed = {plural(language, count) for count in range(200)}

    for part in ("", *parts()):
        for key, forms in raw(language, part).items():
            if isinstance(forms, dict) and key not in {"calendar", "one_oclock"}:
                assert set(forms) == needed, (part, key)


def test_every_key_that_the_code_asks_for_exists_and_every_key_is_asked_for() -> None:
    assert used_keys() == set(raw("en")) - {"calendar"}


def test_the_search_for_keys_sees_all_places() -> None:
    assert {"sentence.free_until", "trouble.tls", "room.seats", "note.trying", "join.duration"} <= used_keys()
    assert len(SOURCES) >= 8


def spoken_constants(path: Path) -> Iterator[str]:
    """The constant strings of a file outside docstrings, types, messages of errors and QML's decorators."""
    tree, spared = ast.parse(path.read_text(encoding="utf-8")), set[int]()
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant() as docstring):
                spared.add(id(docstring))
            case ast.ClassDef(decorator_list=parts):
                spared |= {id(inner) for part in parts for inner in ast.walk(part)}
            case ast.AnnAssign(annotation=kind) | ast.arg(annotation=ast.expr() as kind):
                spared.add(id(kind))
            case ast.FunctionDef(returns=ast.Constant() as kind):
                spared.add(id(kind))
            case ast.Assign(targets=[ast.Name(id="message" | "__all__")], value=message):
                spared |= {id(inner) for inner in ast.walk(message)}
            case ast.Constant(value=str(text)) if id(node) not in spared:
                yield text


@pytest.mark.parametrize("path", [path for path in SOURCES if path.name != "qr.py"], ids=lambda path: path.name)
def test_no_words_are_written_outside_the_catalogue(path: Path) -> None:
    """Keys and names are in lower case and without blanks; a phrase is not. `qr.py` makes pictures, not words."""
    names = re.compile(r"[a-z_124.-]*|[^a-zA-Z]*|(gap|meeting) ?|RoomKiosk|\w+Changed|" + WORDS_OF_CODE)

    assert [text for text in spoken_constants(path) if not names.fullmatch(text)] == []


def test_the_search_for_words_finds_them(tmp_path: Path) -> None:
    path = tmp_path / "bad.py"
    path.write_text('"""Says it."""\nline = f"until {time} left"\n', encoding="utf-8")

    assert list(spoken_constants(path)) == ["until ", " left"]


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "ja", "ko", "zh-Hans", "zh-Hant"])
def test_plural_forms_of_what_a_door_counts_are_those_of_cldr(language: str) -> None:
    rule = Locale.parse(language, sep="-").plural_form

    assert [plural(language, count) for count in range(1000)] == [rule(count) for count in range(1000)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("en", "en"),
        ("de", "de"),
        ("de-AT", "de"),
        ("de_DE.UTF-8", "de"),
        ("DE", "de"),
        ("en-GB", "en"),
        ("fr-CA", "fr"),
        ("es-419", "es"),
        ("zh", "zh-Hans"),
        ("zh_CN.UTF-8", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("ja-JP", "ja"),
        ("ko_KR", "ko"),
        ("xx", "en"),
        ("", "en"),
        ("../../etc/passwd", "en"),
    ],
)
def test_a_tag_is_served_by_the_nearest_language(asked: str, found: str) -> None:
    assert resolve(asked) == found
    assert catalogue(asked).language == found


def test_the_long_language_is_forty_per_cent_longer_and_fills_the_same_placeholders() -> None:
    plain, long = catalogue("en"), catalogue(PSEUDO_LONG)

    assert len(long.text("status.free")) >= 1.4 * len(plain.text("status.free"))
    assert "14:30" in long.text("sentence.free_until", time="14:30")
    assert not long.right_to_left


def test_the_mirrored_language_is_written_from_right_to_left() -> None:
    mirrored = catalogue(PSEUDO_RTL)
    text = mirrored.text("sentence.free_until", time="14:30")

    assert mirrored.right_to_left
    assert "14:30" in text
    assert not re.search("[A-Za-z]", text)


def test_a_text_that_is_asked_for_without_its_values_is_an_error() -> None:
    with pytest.raises(KeyError):
        catalogue("en").text("sentence.free_until")


def test_an_outside_text_with_braces_is_no_template() -> None:
    assert catalogue("en").text("join.dot", first="{rest}", rest="{0.__class__}") == "{rest} · {0.__class__}"
