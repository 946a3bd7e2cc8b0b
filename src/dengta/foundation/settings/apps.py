"""App configuration."""

from django.apps import AppConfig


class SettingsConfig(AppConfig):
    name = "dengta.foundation.settings"
    label = "settings"
