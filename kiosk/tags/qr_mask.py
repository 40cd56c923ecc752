"""Which of the eight masks a code wears: the one against which the standard's rules hold least. Knows no link."""

from kiosk.tags.qr_frame import Frame

_RUN, _BLOCK, _FINDER, _BALANCE = 2, 3, 40, 10


def masked(frame: Frame, digits: str) -> int:
    """The modules of a code, by the binary digits of its data: with the first of the masks that lose least."""
    filled = digits.ljust(len(digits) + frame.side, "0")
    data = int("".join(frame.order(filled)), 2)
    lost = [lost_points(frame, frame.bare | data ^ mask) for mask in frame.masks]
    best = lost.index(min(lost))
    return frame.fixed[best] | data ^ frame.masks[best]


def lost_points(frame: Frame, dark: int) -> int:
    """What the rules hold against these modules: long runs, blocks, what looks like a corner, and too much of one."""
    light, stride = frame.inside ^ dark, frame.stride
    across, alike = _along(dark, light, 1)
    down, below = _along(dark, light, stride)
    blocks = (alike & alike >> stride & below).bit_count()
    percent = 100 * (dark.bit_count() / frame.side**2)
    return across + down + _BLOCK * blocks + _BALANCE * int(abs(percent - 50) / 5)


def _along(dark: int, light: int, step: int) -> tuple[int, int]:
    """What is lost along rows (`step` 1) or columns, and which modules are as the next one.

    A run of five or more loses two less than its length: one for each five in it, and two for its end. A corner is dark
    and light as 1:1:3:1:1, with four light ones on either side.
    """
    dark_two, light_two = dark & dark >> step, light & light >> step
    alike = dark_two | light_two
    three = alike & alike >> step
    five = three & three >> 2 * step
    runs = five.bit_count() + _RUN * (five & ~(five >> step)).bit_count()
    corner = dark & light >> step & dark_two >> 2 * step & dark >> 4 * step & light >> 5 * step & dark >> 6 * step
    four = light_two & light_two >> 2 * step
    corners = (corner & four >> 7 * step).bit_count() + (corner & four << 4 * step).bit_count()
    return runs + _FINDER * corners, alike
