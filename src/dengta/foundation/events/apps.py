"""App configuration."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "dengta.foundation.events"
    label = "events"
