"""What a host is told when a visitor has come, from the catalogue's part "host". Holds no text."""

from kiosk.i18n import catalogue
from kiosk.messages.notice import HostNotice
from kiosk.wording_times import Times


class HostPhrases:
    """The phrases of one language; `hour12` writes times as "2:30 pm"."""

    def __init__(self, language: str, *, hour12: bool = False) -> None:
        self._text = catalogue(language, "host").text
        self._times = Times(language, hour12=hour12)
        self.right_to_left = catalogue(language).right_to_left
        self.language = catalogue(language).language

    def subject(self, notice: HostNotice) -> str:
        """One line on what has happened."""
        return self._text("subject", visitor=notice.visitor) if notice.visitor else self._text("subject.nobody")

    def hello(self, notice: HostNotice) -> str:
        """The salutation."""
        return self._text("hello", host=notice.host) if notice.host else self._text("hello.nobody")

    def here(self, notice: HostNotice) -> str:
        """Who is waiting, said to the host."""
        return self._text("here" if notice.announced else "walked_in", visitor=self._visitor(notice))

    def here_for(self, notice: HostNotice) -> str:
        """Who is waiting for whom, said to somebody else."""
        if not notice.host:
            return self.here(notice)
        key = "here.for" if notice.announced else "walked_in.for"
        return self._text(key, visitor=self._visitor(notice), host=notice.host)

    def lines(self, notice: HostNotice) -> tuple[str, ...]:
        """When and where, a line each; what is not known is left out."""
        place = self._times.listed(notice.room, notice.floor)
        return tuple(
            self._text(f"line.{name}", **{value: text})
            for name, value, text in (
                ("arrived", "time", self.arrived(notice)),
                ("appointment", "span", self.appointment(notice)),
                ("place", "place", place),
                ("reception", "building", notice.building),
            )
            if text
        )

    def arrived(self, notice: HostNotice) -> str:
        """The time of the arrival, on the building's clocks."""
        return self._times.time(notice.arrived, notice.zone)

    def appointment(self, notice: HostNotice) -> str:
        """From when to when, empty where there is no appointment."""
        if notice.start is None or notice.end is None:
            return ""
        return self._times.span(notice.start, notice.end, notice.arrived, notice.zone)

    def end(self) -> str:
        """Who wrote this."""
        return self._text("end")

    def _visitor(self, notice: HostNotice) -> str:
        name = notice.visitor or self._text("visitor.nobody")
        return self._text("visitor.of", visitor=name, company=notice.company) if notice.company else name
