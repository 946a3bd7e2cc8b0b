"""Screens of the service room: Today, the wallboard, and the reports."""
