"""Motion from a topic of an MQTT broker. The one module that knows paho-mqtt, which the extra `mqtt` brings."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import unquote, urlsplit

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion

from kiosk.sync.presence_text import motion_in

_log = logging.getLogger(__name__)
KEEP_ALIVE = 30
LONGEST_PAUSE = 60
CONNECT_SECONDS = 3.0
_PORTS = {"mqtt": 1883, "mqtts": 8883}


class MqttSource:
    """Listens to the topic of `address` (mqtt://user@host:1883/topic); connects again by itself, ever later.

    `on_motion` is called in the loop's thread; a lost connection senses nothing.
    """

    def __init__(self, address: str, password: str, on_motion: Callable[[bool], None]) -> None:
        self._parts = urlsplit(address)
        self._topic = unquote(self._parts.path.strip("/"))
        self._on_motion = on_motion
        self._told = False
        self._client = Client(CallbackAPIVersion.VERSION2)
        self._client.connect_timeout = CONNECT_SECONDS
        self._client.reconnect_delay_set(1, LONGEST_PAUSE)
        if self._parts.username:
            self._client.username_pw_set(unquote(self._parts.username), password or None)
        if self._parts.scheme == "mqtts":
            self._client.tls_set()

    async def run(self) -> None:
        """Listen until cancelled."""
        loop, client = asyncio.get_running_loop(), self._client

        def tell(motion: bool) -> None:  # noqa: FBT001 - the one argument of a callback
            with suppress(RuntimeError):  # the loop is closed, so nobody wants to know
                loop.call_soon_threadsafe(self._on_motion, motion)

        def connected(_client: Client, _data: object, _flags: object, reason: Any, _more: object) -> None:  # noqa: ANN401
            if reason.is_failure:
                self._complain(f"the broker refuses the connection ({reason})")
            else:
                self._told = False
                client.subscribe(self._topic)

        def came(_client: Client, _data: object, message: MQTTMessage) -> None:
            motion = motion_in(bytes(message.payload))
            if motion is not None:
                tell(motion)

        def lost(*_: object) -> None:
            tell(False)  # noqa: FBT003
            self._complain("the broker cannot be reached")

        client.on_connect, client.on_message = connected, came
        client.on_disconnect = client.on_connect_fail = lost
        client.connect_async(self._parts.hostname or "", self._parts.port or _PORTS[self._parts.scheme], KEEP_ALIVE)
        client.loop_start()
        try:
            await loop.create_future()
        finally:
            client.on_disconnect = client.on_connect_fail = None
            client.disconnect()
            client.loop_stop()
            self._on_motion(False)  # noqa: FBT003

    def _complain(self, sentence: str) -> None:
        if not self._told:
            self._told = True
            _log.warning("Presence: %s at %s; it is tried again.", sentence, self._parts.hostname)
