"""The names that the server's numbers have, as far as they are known: documented, to be tried, and learned."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.backends.offision.states import DOCUMENTED, TRIALS, LearnedStates, number_of


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Numbers that come in records, and names that go into filters.

    `trials` are names that a server may know although no page documents them, each with the meaning that it shares.
    """

    name: str
    documented: tuple[str, ...]
    trials: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, in the order in which they are asked for."""
        return (*self.documented, *self.trials)


BOOKING_STATE = Enumeration("booking.state", tuple(DOCUMENTED), TRIALS)
BADGE_STATE = Enumeration("visitor_badge.state", ("initial", "noShow", "visited", "visiting"))
RESOURCE_TYPE = Enumeration("bookable_resource.type", ("room", "desk", "equipment"))
KEY_TYPE = Enumeration("access_key.type", ("oneTime", "static", "daily"))
CONTROLLER_TYPE = Enumeration("epaper_controller.type", ("qbicGateway", "MinewServer"))
SERVICE_TYPE = Enumeration("service_item.type", ("betweenBooking", "afterBooking"))
ENUMERATIONS = (BOOKING_STATE, BADGE_STATE, RESOURCE_TYPE, KEY_TYPE, CONTROLLER_TYPE, SERVICE_TYPE)


@dataclass(frozen=True, slots=True)
class LearnedEnums:
    """Pairs of a name and its number, by enumeration, as one server uses them."""

    pairs: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def of(self, enumeration: Enumeration) -> Mapping[str, int]:
        """What is known of one enumeration."""
        return self.pairs.get(enumeration.name, {})

    @property
    def states(self) -> LearnedStates:
        """What is known of the states of bookings."""
        return LearnedStates(self.of(BOOKING_STATE))

    def name_of(self, enumeration: Enumeration, value: object) -> str | None:
        """The name of what came as a number, as a number in a text, or as a name; None where it is not known."""
        if (number := number_of(value)) is not None:
            return next((name for name, known in self.of(enumeration).items() if known == number), None)
        said = value.strip().lower() if isinstance(value, str) else None
        return next((name for name in enumeration.names if name.lower() == said), None)

    def with_pairs(self, enumeration: Enumeration, pairs: Mapping[str, int]) -> "LearnedEnums":
        """The same, with these pairs for one enumeration."""
        return LearnedEnums({**self.pairs, enumeration.name: dict(pairs)})

    def report(self) -> list[tuple[str, dict[str, int]]]:
        """Every enumeration with what is known of it, for a person to read."""
        return [(one.name, dict(self.of(one))) for one in ENUMERATIONS]

    def to_json(self) -> dict[str, int]:
        """The pairs, to be kept."""
        return {f"{one.name}:{name}": number for one in ENUMERATIONS for name, number in self.of(one).items()}

    @staticmethod
    def from_json(kept: object) -> "LearnedEnums":
        """What was kept; anything that is not a known name with a number is left out."""
        found = kept if isinstance(kept, dict) else {}
        return LearnedEnums(
            {
                one.name: {
                    name: number
                    for name in one.names
                    if (number := number_of(found.get(f"{one.name}:{name}"))) is not None
                }
                for one in ENUMERATIONS
            }
        )
