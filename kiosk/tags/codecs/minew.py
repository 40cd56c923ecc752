"""What a Minew server takes: texts for the fields of a template that it draws itself. Knows no picture."""

import json
import re
from collections.abc import Mapping

from kiosk.tags.codecs.unfit import Unfit

_PLACE = re.compile(r"\{([a-z_]+)\}")
_OURS = frozenset({"id", "storeId"})


def goods(store: str, record: str, template: Mapping[str, str], words: Mapping[str, str]) -> bytes:
    """The JSON that changes one data record, and with it the tag that is bound to it.

    `template` gives each of the server's fields a text with places like `{room}`, filled from `words`. A field that
    comes out empty is sent empty, so that nothing of an earlier meeting stays. Raises `Unfit` for an unknown place.
    """
    fields = {name: _filled(text, words) for name, text in template.items() if name not in _OURS}
    return json.dumps({"id": record, "storeId": store, **fields}, ensure_ascii=False).encode()


def _filled(text: str, words: Mapping[str, str]) -> str:
    def word(found: re.Match[str]) -> str:
        if found[1] not in words:
            known = ", ".join(sorted(words))
            raise Unfit(f"A Minew template speaks of {found[0]}; a face has {known}.", "Change the template.")
        return words[found[1]]

    return _PLACE.sub(word, text)
