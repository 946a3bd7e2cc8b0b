"""App configuration of the performance room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PerformanceConfig(AppConfig):
    name = "dengta.domains.performance"
    label = "performance"
    verbose_name = _("Performance")

    def ready(self) -> None:
        from dengta.domains.performance import imports, panels  # noqa: PLC0415 - needs loaded models

        imports.register()
        panels.register()
