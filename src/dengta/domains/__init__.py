"""The rooms of the house, each a chapter of a leader's handbook."""
