"""Widgets that more than one screen or editor uses."""
