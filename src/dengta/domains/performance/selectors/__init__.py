"""Questions to the room, one module per part."""
