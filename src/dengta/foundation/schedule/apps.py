"""App configuration."""

from django.apps import AppConfig


class ScheduleConfig(AppConfig):
    name = "dengta.foundation.schedule"
    label = "schedule"
