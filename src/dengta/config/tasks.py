"""Recurring work of the installation itself."""

from datetime import timedelta
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.config.demo.live import go_on
from dengta.foundation.jobs import JobRun, handler

# As long as the law asks security logs to be kept.
SIGN_INS_KEPT = timedelta(days=180)


@handler("sessions.clean_up", title=_("Delete ended sessions"))
def clean_up_sessions(run: JobRun) -> dict[str, int]:
    """Once a night: sessions that are over, and where somebody signed in from half a year ago."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    old = UserSession.objects.filter(last_seen_at__lt=timezone.now() - SIGN_INS_KEPT)
    return {"deleted": old.delete()[0]}


@handler("demo.go_on", title=_("The demo centre goes on"))
def demo_goes_on(run: JobRun) -> None:
    """What has happened in the demo centre since the last minute; nothing outside demo mode."""
    with run.publishing() as outcome:
        outcome["rows"] = go_on(now=timezone.localtime()) if settings.DEMO else 0
