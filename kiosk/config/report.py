"""The settings of problem reports: who gets them, and how."""

from dataclasses import dataclass

from kiosk.config.check import check_whole_address
from kiosk.config.field import doc


def check_webhook(url: str) -> None:
    """An address to post to; what is wrong with it is said without repeating it."""
    message = "an address such as https://chat.example/hooks/1234, without a user name"
    check_whole_address(url, {"http", "https"}, message)


def check_template(template: str) -> None:
    """A JSON template."""
    from kiosk.report_template import check_report_template  # noqa: PLC0415 - needed only where one is given

    if template:
        check_report_template(template)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportConfig:
    """Problem reports: whoever is named here gets them, and a local server too."""

    enabled: bool = doc("Let people report problems at the door, where somebody gets the reports.", default=True)
    webhook_url: str = doc("An address that each report is posted to.", "", check=check_webhook, secret=True)
    webhook_template: str = doc(
        "The JSON that is posted, with {room}, {room_id}, {building}, {floor}, {problem}, {kind}, {text} and {time}.",
        "",
        check=check_template,
    )
    webhook_secret_file: str = doc("A file with the secret that signs each report.", "")
    allow_plain_http: bool = doc(
        "Post to another machine over plain http. Anyone in between can read the reports.", default=False
    )
    command: tuple[str, ...] = doc("A program that gets each report as JSON on its standard input.", ())
