"""Pages, one module per part."""
