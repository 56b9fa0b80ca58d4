"""Measurements: figure, goal and peer side by side, run by `make bench` and never by the tests."""
