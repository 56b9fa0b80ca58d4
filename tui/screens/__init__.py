"""The screens, each found by its name; none imports another."""
