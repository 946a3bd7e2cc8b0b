"""App configuration."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "dengta.foundation.jobs"
    label = "jobs"

    def ready(self) -> None:
        from dengta.foundation.audit.verbs import register_verbs  # noqa: PLC0415 - needs loaded models
        from dengta.foundation.jobs import policies  # noqa: PLC0415
        from dengta.web import navigation  # noqa: PLC0415

        autodiscover_modules("tasks")
        register_verbs({"jobs.cancel_asked": _("asked to stop long work")})
        navigation.register(
            navigation.Entry(section="me", label=_("My long work"), url_name="jobs:list", icon="hourglass", order=60)
        )
        navigation.register(
            navigation.Entry(
                section="admin",
                label=_("Background work"),
                url_name="jobs:all",
                icon="stack-2",
                order=60,
                visible=lambda request: policies.oversees(request.user),
            )
        )
