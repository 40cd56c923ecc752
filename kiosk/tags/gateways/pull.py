"""The routes at which devices fetch their signs. The one module of tags that knows the web framework."""

import hmac

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.clock import Clock
from kiosk.tags.gateways.trmnl import Offer, Trmnl, Visit

_PICTURE = "/api/picture/"
_NOBODY = {"status": 404, "api_key": None, "friendly_id": None, "image_url": None, "filename": None}
_LEAST_VOLTS, _MOST_VOLTS = 1.0, 6.0


class PullRoute:
    """An ASGI application. `public` is the address that devices reach it by; empty: the one that they used."""

    def __init__(self, trmnl: Trmnl, clock: Clock, public: str = "") -> None:
        self._trmnl = trmnl
        self._clock = clock
        self._public = public.rstrip("/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        await self._answer(request)(scope, receive, send)

    def _answer(self, request: Request) -> ASGIApp:
        path = str(request.scope["path"]).rstrip("/")
        match request.method, path:
            case "GET", "/api/setup":
                return self._set_up(request)
            case "GET", "/api/display":
                return self._display(request)
            case "POST", "/api/log":
                return Response(status_code=204)
            case "GET", _ if path.startswith(_PICTURE):
                return self._picture(path.removeprefix(_PICTURE))
            case _:
                return JSONResponse(_NOBODY, 404)

    def _set_up(self, request: Request) -> Response:
        """A device that is new, or was reset, learns its key."""
        tag = request.headers.get("id", "")
        if (key := self._trmnl.key(tag)) is None:
            return JSONResponse(_NOBODY, 404)
        about = {"api_key": key, "friendly_id": tag.replace(":", "")[-6:].upper(), "message": "Room Kiosk"}
        return JSONResponse({"status": 200, **about, "image_url": None, "filename": None})

    def _display(self, request: Request) -> Response:
        headers = request.headers
        tag = headers.get("id", "")
        key = self._trmnl.key(tag)
        if key is None or not hmac.compare_digest(headers.get("access-token", "").encode(), key.encode()):
            return JSONResponse(_NOBODY, 404)
        volts, signal = headers.get("battery-voltage", ""), headers.get("rssi", "")
        offer, pause = self._trmnl.asked(tag, Visit(self._clock.now(), _millivolts(volts), _whole(signal)))
        place = f"{self._public or str(request.base_url).rstrip('/')}{_PICTURE}{offer.name}"
        return JSONResponse(
            {
                "status": 0,
                "image_url": place,
                "filename": offer.name,
                "refresh_rate": pause,
                "reset_firmware": False,
                "update_firmware": False,
                "firmware_url": None,
            }
        )

    def _picture(self, name: str) -> ASGIApp:
        offer = self._trmnl.picture(name)
        return JSONResponse(_NOBODY, 404) if offer is None else _Delivery(offer, self._trmnl)


class _Delivery:
    """Sends a picture, and notes it as fetched only once all of it has gone."""

    def __init__(self, offer: Offer, trmnl: Trmnl) -> None:
        self._offer = offer
        self._trmnl = trmnl

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = Response(
            self._offer.file, media_type=f"image/{self._offer.media}", headers={"Cache-Control": "no-store"}
        )
        await answer(scope, receive, send)
        self._trmnl.fetched(self._offer)


def _millivolts(text: str) -> int | None:
    try:
        volts = float(text)
    except ValueError:
        return None
    return round(volts * 1000) if _LEAST_VOLTS <= volts <= _MOST_VOLTS else None


def _whole(text: str) -> int | None:
    try:
        return int(text)
    except ValueError:
        return None
