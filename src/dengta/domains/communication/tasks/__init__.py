"""Background work, one module per part of the room; found through this package."""
