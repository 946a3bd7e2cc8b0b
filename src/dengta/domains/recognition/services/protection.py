"""Whoever complained or claimed is protected for a time. Nobody reads the list: a measure in that time only says that
the next level looks too (R-129)."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.events import GrievanceBrought
from dengta.domains.recognition.models import Protection
from dengta.foundation.settings.parameters import Parameter

PROTECTED_DAYS = Parameter(
    "recognition.protected_days",
    90,
    _("Days after a complaint or claim in which a measure against the person needs the next level"),
    unit="days",
    check=lambda days: 30 <= days <= 365,
)


@transaction.atomic
def protect(*, employee_id: int, since: date, source: str, days: int | None = None) -> Protection:
    """Protect somebody from a day on; the same source does it once. Written into no record: an entry would say that
    somebody complained."""
    until = since + timedelta(days=PROTECTED_DAYS.on(since) if days is None else days)
    protection, _new = Protection.objects.get_or_create(
        employee_id=employee_id, source=source, defaults={"since": since, "until": until}
    )
    return protection


def after_grievance(news: GrievanceBrought) -> None:
    """Somebody brought a grievance."""
    protect(employee_id=news.employee, since=news.on, source=f"grievance:{news.key}")
