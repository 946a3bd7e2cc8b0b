"""Recognition: one rule book for everybody, adopted with the staff and signed; praise and correction rest on it."""
