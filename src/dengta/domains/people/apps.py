"""App configuration of the people room."""

from django.apps import AppConfig
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "dengta.domains.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        from dengta.domains.people import accounts, start  # noqa: PLC0415 - needs loaded models
        from dengta.domains.people.selectors.acting import facts_for  # noqa: PLC0415
        from dengta.domains.people.selectors.organisation import accounts_holding  # noqa: PLC0415
        from dengta.domains.people.services.lending import use  # noqa: PLC0415
        from dengta.foundation import access  # noqa: PLC0415

        access.provide(facts_for)
        access.provide_holders(lambda roles: accounts_holding(*roles, above=None, day=timezone.localdate()))
        access.provide_use(use)
        start.prepare(self)
        accounts.prepare()
