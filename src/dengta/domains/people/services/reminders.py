"""Reminders of the employment record: before a contract or a probation ends, and on the third fixed term."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Employee, EmploymentReminder
from dengta.domains.people.selectors.employment import due_reminders
from dengta.domains.people.selectors.organisation import accounts_holding, team_on
from dengta.foundation import notify
from dengta.foundation.access import Role
from dengta.foundation.audit.record import record

Kind = EmploymentReminder.Kind
TITLES: dict[str, Promise] = {
    Kind.CONTRACT_END: _("A contract ends soon"),
    Kind.PROBATION_END: _("A probation ends soon"),
    Kind.THIRD_TERM: _("A third fixed term was signed"),
}


@transaction.atomic
def send_reminders(*, now: datetime) -> int:
    """Tell HR once of every date that lies within the notice period; the daily job calls it."""
    sent = 0
    for due in due_reminders(now.date()):
        _row, new = EmploymentReminder.objects.get_or_create(
            employee=due.employee, kind=due.kind, due_on=due.due_on, defaults={"sent_at": now}
        )
        sent += _tell(due.employee, due.kind, due.due_on, today=now.date()) if new else 0
    return sent


def _tell(employee: Employee, kind: str, due_on: date, *, today: date) -> int:
    team = team_on([employee.pk], today).get(employee.pk)
    # The names stay inside: the notice leads to the page that shows them to whoever may see them.
    notify.send_many(
        to=accounts_holding(Role.HR, above=team, day=today), broadcast=False, kind="people.employment_reminder",
        title=TITLES[kind], url=reverse("people:reminders"),
    )  # fmt: skip
    record(None, "people.reminder_sent", employee, subject=employee.pk, kind=kind, due_on=due_on)
    return 1
