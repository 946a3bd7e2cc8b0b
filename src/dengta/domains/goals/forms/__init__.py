"""Shapes of what people enter, one module per part."""
