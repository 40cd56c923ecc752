"""A booking's name, typed only where somebody wants one: a chip that opens a field. Pure; knows no words."""

from dataclasses import dataclass, replace

from kiosk.phrases.sheets import SheetPhrases
from kiosk.viewmodels.sheet_view import Choice, Entry, SheetView

KEY = "name"
MOST = 60


@dataclass(frozen=True, slots=True)
class Naming:
    """What the booking is to be called: `text`, and `draft` while it is being typed."""

    text: str = ""
    draft: str | None = None

    @property
    def open(self) -> bool:
        """Whether it is being typed."""
        return self.draft is not None

    @property
    def title(self) -> str | None:
        """The name to book under, None for none."""
        return self.text.strip() or None

    def begun(self) -> "Naming":
        """Somebody wants to type."""
        return replace(self, draft=self.text)

    def typed(self, text: str) -> "Naming":
        """The field holds this."""
        return self if self.draft is None else replace(self, draft=text[:MOST])

    def kept(self) -> "Naming":
        """The typing is done."""
        return self if self.draft is None else Naming(" ".join(self.draft.split()))

    def left(self) -> "Naming":
        """The typing is given up."""
        return Naming(self.text)

    def chip(self, says: SheetPhrases) -> Choice:
        """The way to the field, which shows what was typed."""
        return Choice(KEY, says.named(self.text) if self.text else says.name(), chosen=bool(self.text))

    def view(self, flow: str, says: SheetPhrases) -> SheetView:
        """The field."""
        return SheetView(
            name=f"{flow} name",
            title=says.name_title(),
            entry=Entry(says.name_title(), self.draft or "", says.name_hint(), most=MOST),
            choices=(Choice("keep", says.keep_name(), kind="primary"),),
            back=says.back(),
            close=says.close(),
            seconds=30.0,
        )
