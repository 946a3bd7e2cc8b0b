"""Decisions of the room, one module per part."""
