"""Long work: rows with progress, lease and one visible effect."""
