"""App configuration."""

from django.apps import AppConfig


class SlotsConfig(AppConfig):
    name = "dengta.foundation.slots"
    label = "slots"
