"""What can be decided about people."""
