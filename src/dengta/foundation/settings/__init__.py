"""Typed, dated parameters with documented defaults."""
