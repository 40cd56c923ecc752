"""Fills a light into the texts by which lamps are told: {red}, {hex}, {brightness} and the like."""

import re
from collections.abc import Sequence

from kiosk.domain.light import RGB, Light

_NAME = re.compile(r"\{([a-z]+)\}")
_BRIGHTNESS = ("{brightness}", "{percent}")


class Filler:
    """Knows all texts of one lamp: where none of them names the brightness, the colours themselves are dimmed."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._scales = not any(name in text for text in texts for name in _BRIGHTNESS)

    def fill(self, text: str, light: Light) -> str:
        """The text with everything filled in that is known; other braces stay, as those of JSON."""
        values = self.values(light)
        return _NAME.sub(lambda found: values.get(found[1], found[0]), text)

    def values(self, light: Light) -> dict[str, str]:
        """What stands for each name; red, green, blue and brightness from 0 to 255, hex without a sign before it."""
        red, green, blue = self._colour(light)
        return {
            "red": str(red),
            "green": str(green),
            "blue": str(blue),
            "hex": f"{red:02X}{green:02X}{blue:02X}",
            "brightness": str(round(light.brightness * 255)),
            "percent": str(round(light.brightness * 100)),
            "on": "true" if light.on else "false",
            "blink": str(int(light.blink)),
            "state": light.status.value,
        }

    def _colour(self, light: Light) -> RGB:
        if not self._scales:
            return light.colour
        return RGB(*(round(part * light.brightness) for part in light.colour))
