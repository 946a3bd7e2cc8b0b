"""Reminding of the dates that people kept: 30, 7 and 1 days before (R-130)."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.disputes.models import Alarm, Calculation
from dengta.domains.disputes.selectors.calculations import coming_up
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.rules import Rule

R_130 = Rule("R-130", _("Time limits raise an alarm 30, 7 and 1 days before they end"))
ALARM_DAYS = (30, 7, 1)
DATE_DUE = "disputes.date_due"


@transaction.atomic
def raise_alarms(*, now: datetime) -> int:
    """Remind each keeper once at each step; after days without a run only of the nearest. The daily job calls it."""
    raised = 0
    for kept in coming_up(now.date(), within=max(ALARM_DAYS)):
        assert kept.due_on is not None  # it comes up
        left = (kept.due_on - now.date()).days
        step = min(days for days in ALARM_DAYS if left <= days)
        _alarm, is_new = Alarm.objects.get_or_create(calculation=kept, days=step, defaults={"raised_at": now})
        if R_130.warns(when=is_new):
            _tell(kept, left)
            raised += 1
    return raised


def _tell(kept: Calculation, left: int) -> None:
    # Neither the kind nor the result: whoever reads over a shoulder learns that there is a date, and no more.
    notify.send(
        to=kept.made_by,
        kind=DATE_DUE,
        title=format_lazy(_("A date that you kept: {days} days left"), days=left),
        url=reverse("calculators:kept", args=[kept.pk]),
    )
    record(None, "disputes.alarm_raised", kept, days=left)
