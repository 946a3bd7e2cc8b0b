"""App configuration."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "dengta.foundation.imports"
    label = "imports"
