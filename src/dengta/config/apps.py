"""The configuration app: holds the commands of `./dengta` and the invariants that `doctor` examines."""

from django.apps import AppConfig
from django.conf import settings


class ConfigApp(AppConfig):
    name = "dengta.config"
    label = "config"

    def ready(self) -> None:
        from dengta.config.invariants import register_all  # noqa: PLC0415 - needs loaded models
        from dengta.foundation import schedule  # noqa: PLC0415

        register_all()
        schedule.every("sessions.clean_up", cron="55 3 * * *", job="sessions.clean_up")
        if settings.DEMO:
            schedule.every("demo.go_on", cron="* * * * *", job="demo.go_on")
