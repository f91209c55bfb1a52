"""The measurements: how fast, how large, and how that grows. `make bench` runs them."""
