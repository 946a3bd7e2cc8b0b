"""Review items: raised by the weekly look, answered by the person, closed by a human who says what it was."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.goals.models import GamingReview
from dengta.domains.goals.policies import gaming as policies
from dengta.domains.goals.policies.covering import own_id
from dengta.domains.goals.selectors.gaming import Noticed, chases, in_weeks
from dengta.domains.people.models import Account, Employee
from dengta.domains.people.selectors.organisation import leading
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.rules import Rule
from dengta.foundation.settings.parameters import Parameter

R_010 = Rule("R-010", _("Number-chasing detector: a KPI improves while its counter-KPI worsens"))
NOTICE = "goals.review"
SHORT_S = Parameter(
    "goals.very_short_s",
    15,
    _("A contact handled within so many seconds is very short"),
    unit="seconds",
    check=lambda seconds: 1 <= seconds <= 120,
)


@transaction.atomic
def look_for_gaming(*, now: datetime) -> int:
    """Raise a review item for whatever stands out; the weekly job calls it. What lies open or was looked at in an
    overlapping period is not raised again. Answers how many are new."""
    today = day_of(now)
    found = [*in_weeks(today, short_s=SHORT_S.on(today)), *(one for one in chases(today) if R_010.warns(when=True))]
    return sum(_raise(one, now=now) for one in found)


def _raise(one: Noticed, *, now: datetime) -> bool:
    same = GamingReview.objects.filter(employee=one.employee_id, kind=one.kind, kpi=one.kpi)
    if same.filter(closed_at=None).exists() or same.filter(end__gte=one.start).exists():
        return False
    row = GamingReview.objects.create(
        employee_id=one.employee_id, unit_id=one.unit_id, kind=one.kind, kpi=one.kpi, start=one.start, end=one.end,
        figures=dict(one.figures), n=one.n, rows_url=one.rows_url, opened_at=now,
    )  # fmt: skip
    url = reverse("gaming:review", args=[row.pk])
    person = Employee.objects.select_related("account").get(pk=row.employee_id)
    notify.send(
        to=person,
        kind=NOTICE,
        title=_("A figure of yours stood out: what was it?"),
        body=row.get_kind_display(),
        url=url,
    )
    first = next((who.employee for who in leading(row.unit_id, day_of(now)) if who.employee.pk != person.pk), None)
    if first is not None:
        notify.send(to=first, kind=NOTICE, title=_("A figure to look at"), body=person.name, url=url)
    record(None, "goals.review_raised", row, subject=row.employee_id, kind=row.kind)
    return True


@transaction.atomic
def answer_review(*, review_id: int, reply: str, by: Account, now: datetime) -> GamingReview:
    """The person says what it was, before or after anybody else does."""
    row = GamingReview.objects.select_for_update(of=("self",)).get(pk=review_id)
    if row.employee_id != own_id(by):
        raise NotAllowed("not_allowed", right="goals.answer_review")
    if not reply.strip():
        raise RuleViolation("goals.reply_empty")
    row.reply, row.replied_at = reply.strip(), now
    row.save(update_fields=["reply", "replied_at"])
    record(by, "goals.review_answered", row, subject=row.employee_id)
    return row


@transaction.atomic
def close_review(*, review_id: int, outcome: str, note: str, by: Account, now: datetime) -> GamingReview:
    """A human says what it was: explained, a problem of the process, something to talk about. Nothing else follows."""
    row = GamingReview.objects.select_for_update(of=("self",)).get(pk=review_id)
    policies.close.require(by, row)
    if row.employee_id == own_id(by):
        raise RuleViolation("goals.not_about_yourself")
    if row.closed_at is not None:
        raise RuleViolation("goals.review_closed")
    if outcome not in GamingReview.Outcome.values or not note.strip():
        raise RuleViolation("goals.reason_missing")
    row.outcome, row.note, row.closed_by, row.closed_at = outcome, note.strip(), by, now
    row.save()
    record(by, "goals.review_closed", row, subject=row.employee_id, outcome=outcome)
    return row
