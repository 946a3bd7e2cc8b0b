"""Exports of many people wait for a second person: asked for with a reason, approved by somebody else, then taken."""
