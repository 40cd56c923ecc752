"""What people do with a room at its door: one coroutine an act, with a named outcome. Knows no Qt and no words."""
