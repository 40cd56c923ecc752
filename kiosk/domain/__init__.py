"""What a room, a meeting and a state are; pure functions that never read a clock, a file or a network."""
