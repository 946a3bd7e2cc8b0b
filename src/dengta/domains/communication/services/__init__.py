"""What the rooms above may decide."""
