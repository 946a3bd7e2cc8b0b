"""App configuration."""

from django.apps import AppConfig

from dengta.foundation.schedule.registry import every


class ScheduleConfig(AppConfig):
    name = "dengta.foundation.schedule"
    label = "schedule"

    def ready(self) -> None:
        every("jobs.prune", cron="30 3 * * *", job="jobs.prune")
        every("schedule.prune", cron="35 3 * * *", job="schedule.prune")
