"""What other people's programs make of the same pictures. `make peers` runs it with them; the suite does without."""
