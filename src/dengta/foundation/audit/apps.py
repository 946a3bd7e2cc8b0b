"""App configuration."""

from django.apps import AppConfig

from dengta.foundation import schedule


class AuditConfig(AppConfig):
    name = "dengta.foundation.audit"
    label = "audit"

    def ready(self) -> None:
        schedule.every("audit.seal", cron="* * * * *", job="audit.seal")
