"""Questions about what the room keeps, one module per part."""
