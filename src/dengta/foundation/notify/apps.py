"""App configuration."""

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "dengta.foundation.notify"
    label = "notify"
