"""Names and subjects as a server writes them, to plain text."""

from kiosk.backends.offision.models import LocalText, Name


def plain(name: Name, language: str) -> str | None:
    """A name in `language` (a BCP 47 tag), else in a language near it, else in the first there is; None if blank."""
    if isinstance(name, list):
        return _best([one for one in name if not is_blank(one.text)], language)
    return None if name is None or is_blank(name) else name.strip()


def is_blank(text: str | None) -> bool:
    """Whether a person would see nothing: missing, empty, or only spaces and invisible characters."""
    return not text or not (_is_seen(text[0]) or any(map(_is_seen, text)))


def _is_seen(mark: str) -> bool:
    return mark.isprintable() and not mark.isspace()


def _best(names: list[LocalText], language: str) -> str | None:
    wanted = language.lower().replace("_", "-")

    def distance(name: LocalText) -> int:
        given = (name.language or "").lower().replace("_", "-")
        if given == wanted:
            return 0
        return 1 if given.split("-")[0] == wanted.split("-")[0] else 2

    best = min(names, key=distance, default=None)
    return None if best is None or best.text is None else best.text.strip()
