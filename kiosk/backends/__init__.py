"""The outside world, typed: one folder a backend, each behind the protocol of `base`."""
