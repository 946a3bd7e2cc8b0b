"""What the room tells the others when it starts: words, gates, recurring work, its catalogues."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from dengta.domains.people import imports, menu, policies, sentences
from dengta.domains.people.services import gates, onboarding
from dengta.domains.people.services.house import install_defaults
from dengta.domains.people.services.lending import register_lendable
from dengta.domains.people.views import listings
from dengta.foundation import schedule


def prepare(app: AppConfig) -> None:
    """Called once, from `apps.ready()`."""
    sentences.register()
    gates.register_gate("people.status", _("At work"), onboarding.check_status)
    gates.register_gate("people.onboarding", _("Onboarding"), onboarding.check_onboarding)
    schedule.every("people.end_access", cron="1 0 * * *", job="people.end_access")
    schedule.every("people.remind", cron="30 8 * * *", job="people.remind")
    register_lendable(
        "training", _("Skills and training records"), policies.see_training, policies.edit_training,
        policies.see_skills, policies.see_onboarding, policies.tick_onboarding,
    )  # fmt: skip
    menu.prepare()
    imports.register()
    listings.register()
    post_migrate.connect(install_defaults, sender=app, dispatch_uid="people.defaults")
