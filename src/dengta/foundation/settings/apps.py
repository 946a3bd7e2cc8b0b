"""App configuration."""

from django.apps import AppConfig


class SettingsConfig(AppConfig):
    name = "dengta.foundation.settings"
    label = "settings"

    def ready(self) -> None:
        from dengta.foundation.settings import per_request  # noqa: PLC0415 - needs loaded models

        per_request.connect()
