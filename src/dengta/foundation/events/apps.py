"""App configuration."""

from django.apps import AppConfig

from dengta.foundation import schedule


class EventsConfig(AppConfig):
    name = "dengta.foundation.events"
    label = "events"

    def ready(self) -> None:
        schedule.every("events.prune", cron="40 3 * * *", job="events.prune")
