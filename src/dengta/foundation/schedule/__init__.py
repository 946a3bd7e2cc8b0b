"""Recurring jobs: each tick enqueued once, whatever the number of machines."""
