"""App configuration of the service room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServiceConfig(AppConfig):
    name = "dengta.domains.service"
    label = "service"
    verbose_name = _("Service")

    def ready(self) -> None:
        from dengta.domains.people.events import UnitMoved  # noqa: PLC0415
        from dengta.domains.service import imports, panels, ports, words  # noqa: PLC0415 - needs loaded models
        from dengta.domains.service.selectors import audience  # noqa: PLC0415
        from dengta.domains.service.selectors.kpis.library import register_library  # noqa: PLC0415
        from dengta.domains.service.services.clients import recount_clients  # noqa: PLC0415
        from dengta.domains.service.views import listings, talk_panels, weekly  # noqa: PLC0415
        from dengta.foundation import errors, events, schedule  # noqa: PLC0415
        from dengta.foundation.audit import verbs  # noqa: PLC0415

        errors.register_sentences(words.SENTENCES)
        verbs.register_verbs(words.VERBS)
        register_library()
        imports.register()
        panels.register()
        listings.register()
        audience.register()
        talk_panels.register()
        weekly.register()
        ports.connect()
        events.subscribe(UnitMoved, "service.recount_clients", recount_clients)
        schedule.every("service.refresh", cron="* * * * *", job="service.refresh_rollups")
        schedule.every("service.strengths", cron="30 3 * * 1", job="service.refresh_strengths")
