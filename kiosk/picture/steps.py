"""What cannot be drawn of the reception. Apart from the drawing, so that other faces need not load it."""


class NoSuchStep(Exception):
    """There is no step of this name, or it needs the code of a visit."""
