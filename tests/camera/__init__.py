"""The camera: what it reads, how it is turned on and off, and what it shows."""
