"""App configuration."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "dengta.foundation.audit"
    label = "audit"
