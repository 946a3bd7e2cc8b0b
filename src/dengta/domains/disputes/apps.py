"""App configuration of the disputes room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DisputesConfig(AppConfig):
    name = "dengta.domains.disputes"
    label = "disputes"
    verbose_name = _("Disputes")

    def ready(self) -> None:
        from dengta.domains.disputes import menu, tasks, words  # noqa: PLC0415, F401 - tasks register themselves
        from dengta.domains.disputes.views import person_panel  # noqa: PLC0415
        from dengta.foundation import errors, notify, schedule  # noqa: PLC0415
        from dengta.foundation.audit import verbs  # noqa: PLC0415
        from dengta.web import navigation  # noqa: PLC0415

        errors.register_sentences(words.SENTENCES)
        verbs.register_verbs(words.VERBS)
        for kind, label in words.NOTICES.items():
            notify.register_kind(kind, label, discreet=True)
        schedule.every("disputes.alarms", cron="0 8 * * *", job="disputes.alarms")
        person_panel.register()
        for entry in menu.ENTRIES:
            navigation.register(entry)
