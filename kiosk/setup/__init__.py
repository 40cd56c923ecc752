"""Setting a panel up on its own screen or at the desk: its config, its token, its PIN. Knows no Qt and no words."""
