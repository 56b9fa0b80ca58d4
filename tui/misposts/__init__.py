"""Misposts on the screen: what a post found, dismissed for a reason or asked for."""
