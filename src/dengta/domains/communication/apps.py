"""App configuration of the communication room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunicationConfig(AppConfig):
    name = "dengta.domains.communication"
    label = "communication"
    verbose_name = _("Communication")

    def ready(self) -> None:
        from dengta.domains.communication import panels  # noqa: PLC0415 - needs loaded models

        panels.register()
