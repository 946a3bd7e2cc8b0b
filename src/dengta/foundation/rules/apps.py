"""App configuration."""

from django.apps import AppConfig


class RulesConfig(AppConfig):
    name = "dengta.foundation.rules"
    label = "rules"
