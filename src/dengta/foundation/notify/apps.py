"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dengta.foundation import events, jobs, schedule
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.notify.registry import register_channel, register_kind
from dengta.web import navigation


class NotifyConfig(AppConfig):
    name = "dengta.foundation.notify"
    label = "notify"

    def ready(self) -> None:
        from dengta.foundation.notify import email, finished, parked  # noqa: PLC0415 - need loaded models

        register_channel(email.CHANNEL, email.carry)
        register_kind("jobs.finished", _("Background work has ended"), email=False)
        register_kind("events.parked", _("News between rooms could not be delivered"))
        register_verbs(
            {
                "notify.preference_chosen": _("chose how to be notified"),
                "notify.message_retried": _("had a message sent again"),
            }
        )
        jobs.when_finished(finished.tell_owner)
        events.when_parked(parked.tell_administrators)
        schedule.every("notify.prune", cron="45 3 * * *", job="notify.prune")
        _register_pages()


def _register_pages() -> None:
    from dengta.foundation.notify import policies, selectors  # noqa: PLC0415 - need loaded models

    navigation.register_bell(url_name="notify:list", count=lambda request: selectors.unread(request.user))
    navigation.register(
        navigation.Entry(
            section="me", label=_("Notifications"), url_name="notify:preferences", icon="bell-cog", order=50
        )
    )
    navigation.register(
        navigation.Entry(
            section="admin",
            label=_("Messages sent"),
            url_name="notify:messages",
            icon="mail",
            order=61,
            visible=lambda request: policies.see_messages.anywhere(request.user),
        )
    )
