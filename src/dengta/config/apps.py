"""The configuration app: holds the commands of `./dengta` and the invariants that `doctor` examines."""

from django.apps import AppConfig


class ConfigApp(AppConfig):
    name = "dengta.config"
    label = "config"

    def ready(self) -> None:
        from dengta.config.invariants import register_all  # noqa: PLC0415 - needs loaded models

        register_all()
