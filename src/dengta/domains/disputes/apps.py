"""App configuration of the disputes room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DisputesConfig(AppConfig):
    name = "dengta.domains.disputes"
    label = "disputes"
    verbose_name = _("Disputes")

    def ready(self) -> None:
        from dengta.domains.disputes import menu, words  # noqa: PLC0415 - needs loaded models
        from dengta.domains.disputes.views import person_panel  # noqa: PLC0415
        from dengta.foundation import errors  # noqa: PLC0415
        from dengta.foundation.audit import verbs  # noqa: PLC0415
        from dengta.web import navigation  # noqa: PLC0415

        errors.register_sentences(words.SENTENCES)
        verbs.register_verbs(words.VERBS)
        person_panel.register()
        for entry in menu.ENTRIES:
            navigation.register(entry)
