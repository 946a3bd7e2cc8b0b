"""Files that people upload, and where they are kept."""
