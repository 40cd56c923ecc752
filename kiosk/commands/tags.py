"""`kiosk tags`: serves the tags, tells how they are, what each would show, and the panels there are."""

import argparse

from kiosk.commands.output import print_table


def run(options: argparse.Namespace) -> int:
    """Do what the word after `tags` says; each loads only what it needs."""
    match options.act:
        case "panels":
            return _panels()
        case "run":
            from kiosk.commands import tags_run  # noqa: PLC0415 - as the docstring says

            return tags_run.run(options)
        case "preview":
            from kiosk.commands import tags_preview  # noqa: PLC0415 - as above

            return tags_preview.run(options)
        case "status":
            from kiosk.commands import tags_status  # noqa: PLC0415 - as above

            return tags_status.run(options)
        case other:
            raise ValueError(other)


def _panels() -> int:
    from kiosk.tags.panels import panels  # noqa: PLC0415 - as above

    rows = [(one.name, str(one.width), str(one.height), one.palette.value, f"{one.ppi:.0f}") for one in panels()]
    print_table(("panel", "width", "height", "palette", "ppi"), rows)
    return 0
