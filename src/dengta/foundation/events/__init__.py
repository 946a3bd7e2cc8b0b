"""News from lower to upper rooms: durable rows, delivered by the worker."""
