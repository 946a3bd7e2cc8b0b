"""App configuration."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "dengta.foundation.access"
    label = "access"
