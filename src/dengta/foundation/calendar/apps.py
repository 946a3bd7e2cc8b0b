"""App configuration."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "dengta.foundation.calendar"
    label = "calendar"
