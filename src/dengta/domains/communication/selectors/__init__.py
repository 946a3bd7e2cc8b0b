"""What the rooms above may ask."""
