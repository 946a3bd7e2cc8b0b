"""Pages that belong to the shell itself."""
