"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dengta.foundation import schedule
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.notify import register_kind
from dengta.web import navigation


class DoctorConfig(AppConfig):
    name = "dengta.foundation.doctor"
    label = "doctor"

    def ready(self) -> None:
        from dengta.foundation.doctor import policies  # noqa: PLC0415 - needs loaded models

        # After the night's cleaning, before people come.
        schedule.every("doctor.examine", cron="10 4 * * *", job="doctor.examine")
        register_verbs({"doctor.examined": _("examined the installation")})
        register_kind("doctor.ill", _("Something is wrong with this installation"))
        navigation.register(
            navigation.Entry(
                section="admin",
                label=_("Health of the installation"),
                url_name="doctor:result",
                icon="stethoscope",
                order=59,
                visible=lambda request: policies.oversees(request.user),
            )
        )
