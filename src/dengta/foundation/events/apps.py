"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dengta.foundation import schedule
from dengta.foundation.errors import register_sentences


class EventsConfig(AppConfig):
    name = "dengta.foundation.events"
    label = "events"

    def ready(self) -> None:
        from dengta.foundation.audit.verbs import register_verbs  # noqa: PLC0415 - needs loaded models
        from dengta.foundation.events import policies  # noqa: PLC0415
        from dengta.web import navigation  # noqa: PLC0415

        schedule.every("events.prune", cron="40 3 * * *", job="events.prune")
        register_verbs(
            {
                "events.parked": _("news could not be delivered"),
                "events.retried": _("had news delivered again"),
                "events.skipped": _("skipped news that could not be delivered"),
            }
        )
        register_sentences(
            {
                "events.not_parked": _(
                    "This is not possible any more: it has been delivered, skipped or taken up again."
                ),
                "events.reason_missing": _("Please say why."),
            }
        )
        navigation.register(
            navigation.Entry(
                section="admin",
                label=_("News between rooms"),
                url_name="events:list",
                icon="arrows-exchange",
                order=62,
                visible=lambda request: policies.oversees(request.user),
            )
        )
