"""A keyboard and a mouse at a real X screen, and what can be seen of its windows: Xlib and XTEST by ctypes."""

import ctypes
from collections.abc import Iterator
from ctypes import POINTER, Structure, byref, c_char_p, c_int, c_long, c_short, c_uint, c_ulong, c_void_p
from dataclasses import dataclass

_CLIENT_MESSAGE = 33
_VIEWABLE = 2
_HANDLER = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p)


class _ClientMessage(Structure):
    _fields_ = (
        ("type", c_int), ("serial", c_ulong), ("send_event", c_int), ("display", c_void_p), ("window", c_ulong),
        ("message_type", c_ulong), ("format", c_int), ("data", c_long * 5), ("rest", c_long * 24),
    )  # fmt: skip


class _Attributes(Structure):
    _fields_ = (
        ("x", c_int), ("y", c_int), ("width", c_int), ("height", c_int), ("border_width", c_int), ("depth", c_int),
        ("visual", c_void_p), ("root", c_ulong), ("window_class", c_int), ("bit_gravity", c_int),
        ("win_gravity", c_int), ("backing_store", c_int), ("backing_planes", c_ulong), ("backing_pixel", c_ulong),
        ("save_under", c_int), ("colormap", c_ulong), ("map_installed", c_int), ("map_state", c_int),
        ("all_event_masks", c_long), ("your_event_mask", c_long), ("do_not_propagate_mask", c_long),
        ("override_redirect", c_int), ("screen", c_void_p), ("rest", c_short * 8),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """A window that can be seen on the screen."""

    id: int
    place: tuple[int, int, int, int]


class XInput:
    """Plugged into `display` until `close`."""

    def __init__(self, display: str) -> None:
        self._x = ctypes.CDLL("libX11.so.6")
        self._test = ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = c_void_p
        self._x.XOpenDisplay.argtypes = [c_char_p]
        self._x.XDefaultRootWindow.restype = c_ulong
        self._x.XInternAtom.restype = c_ulong
        self._x.XStringToKeysym.restype = c_ulong
        handle = self._x.XOpenDisplay(display.encode())
        assert handle, f"no X server answers at {display}"
        self._display = c_void_p(handle)
        self._calm = _HANDLER(lambda *_: 0)  # a window may be gone before it is asked about
        self._x.XSetErrorHandler(self._calm)
        self._root = c_ulong(self._x.XDefaultRootWindow(self._display))

    def close(self) -> None:
        """Unplug."""
        self._x.XCloseDisplay(self._display)

    def code(self, name: str) -> int:
        """The code of a key by its X name, 0 where this keyboard has none."""
        symbol = c_ulong(self._x.XStringToKeysym(name.encode()))
        return int(self._x.XKeysymToKeycode(self._display, symbol))

    def keys(self, *codes: int) -> None:
        """Press these keys, each with those before it, and let them go."""
        for down, order in ((1, codes), (0, codes[::-1])):
            for code in order:
                self._test.XTestFakeKeyEvent(self._display, c_uint(code), down, c_ulong(0))

    def move(self, x: int, y: int) -> None:
        """The pointer goes there."""
        self._test.XTestFakeMotionEvent(self._display, -1, x, y, c_ulong(0))

    def button(self, number: int, *, down: bool) -> None:
        """A button of the mouse; 4 to 7 are its wheel's."""
        self._test.XTestFakeButtonEvent(self._display, c_uint(number), int(down), c_ulong(0))

    def ask(self, window: int, protocol: str) -> None:
        """Send what window managers send: "WM_DELETE_WINDOW" is what Alt+F4 comes to."""
        message = _ClientMessage()
        message.type, message.window, message.format = _CLIENT_MESSAGE, window, 32
        message.message_type = self._x.XInternAtom(self._display, b"WM_PROTOCOLS", 0)
        message.data[0] = self._x.XInternAtom(self._display, protocol.encode(), 0)
        self._x.XSendEvent(self._display, c_ulong(window), 0, c_long(0), byref(message))

    def sync(self) -> None:
        """Return once the X server has done all of it."""
        self._x.XSync(self._display, 0)

    def focus(self) -> int:
        """The window that has the keyboard; 1 is whichever the pointer is in."""
        window, revert = c_ulong(), c_int()
        self._x.XGetInputFocus(self._display, byref(window), byref(revert))
        return int(window.value)

    def windows(self) -> list[Seen]:
        """The top-level windows that can be seen, the lowest first."""
        return list(self._windows())

    def _windows(self) -> Iterator[Seen]:
        root, parent, found, count = c_ulong(), c_ulong(), POINTER(c_ulong)(), c_uint()
        self._x.XQueryTree(self._display, self._root, byref(root), byref(parent), byref(found), byref(count))
        ids = [found[number] for number in range(count.value)]
        if count.value:
            self._x.XFree(found)
        for one in ids:
            seen = _Attributes()
            ok = self._x.XGetWindowAttributes(self._display, c_ulong(one), byref(seen))
            if ok and seen.map_state == _VIEWABLE:
                yield Seen(one, (seen.x, seen.y, seen.width, seen.height))
