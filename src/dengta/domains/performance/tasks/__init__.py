"""What happens by itself in the room, one module per part."""
