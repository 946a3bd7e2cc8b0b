"""What the goals room keeps, one module per part."""
