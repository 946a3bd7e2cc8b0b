"""App configuration of the goals room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GoalsConfig(AppConfig):
    name = "dengta.domains.goals"
    label = "goals"
    verbose_name = _("Goals")

    def ready(self) -> None:
        from dengta.domains.goals import imports, panels  # noqa: PLC0415 - needs loaded models

        panels.register()
        imports.register()
