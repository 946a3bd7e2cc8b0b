"""App configuration."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "dengta.foundation.files"
    label = "files"
