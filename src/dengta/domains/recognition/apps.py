"""App configuration of the recognition room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecognitionConfig(AppConfig):
    name = "dengta.domains.recognition"
    label = "recognition"
    verbose_name = _("Recognition")

    def ready(self) -> None:
        from dengta.domains.recognition import panels  # noqa: PLC0415 - needs loaded models

        panels.register()
