"""App configuration of the service room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServiceConfig(AppConfig):
    name = "dengta.domains.service"
    label = "service"
    verbose_name = _("Service")
