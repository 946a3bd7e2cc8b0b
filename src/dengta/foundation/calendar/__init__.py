"""Time zones, business dates and statutory days."""
