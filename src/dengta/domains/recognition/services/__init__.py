"""One function per decision, one module per part."""
