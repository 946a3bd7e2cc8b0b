"""App configuration."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "dengta.foundation.jobs"
    label = "jobs"
