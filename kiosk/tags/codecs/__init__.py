"""From a picture to the bytes that one kind of gateway wants. Pure; knows no network."""
