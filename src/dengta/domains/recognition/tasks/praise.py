"""Asking leaders, once a week, whether their praise always reaches the same few."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.recognition.services.praise import ask_leaders_about_spread
from dengta.foundation import jobs


@jobs.handler("recognition.ask_about_praise", title=_("Tell leaders whose praise names the same few for weeks"))
def ask(run: jobs.JobRun) -> dict[str, Any]:
    """Run again in the same week it tells nobody twice."""
    return {"teams": ask_leaders_about_spread(now=timezone.localtime())}
