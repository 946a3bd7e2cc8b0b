"""What can be asked about people."""
