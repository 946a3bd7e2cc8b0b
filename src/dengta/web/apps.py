"""App configuration of the design system."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "dengta.web"
    label = "web"
