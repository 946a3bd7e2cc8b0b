"""Decisions of this room."""
