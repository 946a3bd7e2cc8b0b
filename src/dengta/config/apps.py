"""The configuration app: holds the commands of `./dengta`."""

from django.apps import AppConfig


class ConfigApp(AppConfig):
    name = "dengta.config"
    label = "config"
