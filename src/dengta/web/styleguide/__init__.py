"""The style guide: every component in every variant, with invented content."""
