"""What the performance room keeps, one module per part."""
