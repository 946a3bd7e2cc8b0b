"""Decisions about facts: adding, correcting, classifying; and keeping the sums in step."""
