"""App configuration."""

from django.apps import AppConfig

from dengta.foundation.schedule.registry import every


class ScheduleConfig(AppConfig):
    name = "dengta.foundation.schedule"
    label = "schedule"

    def ready(self) -> None:
        # Audit and jobs lie below the schedule and cannot ask for themselves.
        every("audit.seal", cron="* * * * *", job="audit.seal")
        every("jobs.prune", cron="30 3 * * *", job="jobs.prune")
        every("schedule.prune", cron="35 3 * * *", job="schedule.prune")
