"""The engine of `sqlite:///` databases."""
