"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dengta.foundation import jobs, schedule
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.notify.registry import register_channel, register_kind


class NotifyConfig(AppConfig):
    name = "dengta.foundation.notify"
    label = "notify"

    def ready(self) -> None:
        from dengta.foundation.notify import email, finished  # noqa: PLC0415 - need loaded models

        register_channel(email.CHANNEL, email.carry)
        register_kind("jobs.finished", _("Background work has ended"), email=False)
        register_verbs(
            {
                "notify.preference_chosen": _("chose how to be notified"),
                "notify.message_retried": _("had a message sent again"),
            }
        )
        jobs.when_finished(finished.tell_owner)
        schedule.every("notify.prune", cron="45 3 * * *", job="notify.prune")
