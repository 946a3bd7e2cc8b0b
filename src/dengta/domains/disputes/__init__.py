"""Disputes: what the law gives, worked out in the open; later the case file, evidence, letters and lessons."""
