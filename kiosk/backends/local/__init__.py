"""The local server as a backend: Offision's routes and what those lack."""
