"""Recurring work of the installation itself."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.config.demo.live import go_on
from dengta.foundation.jobs import JobRun, handler


@handler("demo.go_on", title=_("The demo centre goes on"))
def demo_goes_on(run: JobRun) -> dict[str, int]:
    """What has happened in the demo centre since the last minute; nothing outside demo mode."""
    with run.publishing():
        return {"rows": go_on(now=timezone.localtime()) if settings.DEMO else 0}
